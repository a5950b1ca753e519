from accounts.models.access_card import AccessCard
from accounts.models.body import Body, Seat
from accounts.models.interest import Interest, InterestKind
from accounts.models.mandate import Mandate
from accounts.models.opening_code import OpeningCode
from accounts.models.organisation import FUND_ELIGIBLE_KINDS, Organisation
from accounts.models.person import Person
from accounts.models.territory import Municipality, Territory

__all__ = [
    "FUND_ELIGIBLE_KINDS",
    "AccessCard",
    "Body",
    "Interest",
    "InterestKind",
    "Mandate",
    "Municipality",
    "OpeningCode",
    "Organisation",
    "Person",
    "Seat",
    "Territory",
]
