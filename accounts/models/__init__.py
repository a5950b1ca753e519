from accounts.models.access_card import AccessCard
from accounts.models.account_event import AccountEvent
from accounts.models.body import Body, Seat
from accounts.models.card_batch import CardBatch
from accounts.models.contact_details import ContactDetails
from accounts.models.delegation import DelegateAbsence, Delegation
from accounts.models.email_code import EmailCode
from accounts.models.identity_view import IdentityView
from accounts.models.interest import Interest, InterestKind
from accounts.models.kept_words import KeptWords
from accounts.models.known_device import KnownDevice
from accounts.models.mandate import Mandate
from accounts.models.mandate_proposal import MandateProposal
from accounts.models.open_session import OpenSession
from accounts.models.opening_code import OpeningCode
from accounts.models.organisation import FUND_ELIGIBLE_KINDS, Organisation
from accounts.models.person import Person
from accounts.models.recovery import Dispute, NipCode, RecoveryRequest
from accounts.models.second_step import ProvenToken, RecoveryCode, UsedStep
from accounts.models.territory import Municipality, Territory
from accounts.models.voice_pause import VoicePause
from accounts.models.welcome import Welcome

__all__ = [
    "FUND_ELIGIBLE_KINDS",
    "AccessCard",
    "AccountEvent",
    "Body",
    "CardBatch",
    "ContactDetails",
    "DelegateAbsence",
    "Delegation",
    "Dispute",
    "EmailCode",
    "IdentityView",
    "Interest",
    "InterestKind",
    "KeptWords",
    "KnownDevice",
    "Mandate",
    "MandateProposal",
    "Municipality",
    "NipCode",
    "OpenSession",
    "OpeningCode",
    "Organisation",
    "Person",
    "ProvenToken",
    "RecoveryCode",
    "RecoveryRequest",
    "Seat",
    "Territory",
    "UsedStep",
    "VoicePause",
    "Welcome",
]
