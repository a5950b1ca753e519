"""The accounts that the demonstration prints, found again in the database."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.domain import entering, factors
from accounts.domain.queries import people
from accounts.enums import Role, SeatGroup
from accounts.models import OpeningCode, Person, UsedStep
from accounts.rules import second_step
from accounts.rules.opening import in_groups
from common import audit, clock
from common.context import DEMO_EVENT
from common.dates import local_day
from common.exceptions import IllegalTransition, Missing
from scenario.names import WAITING_CARD, WAITING_CODE
from voting.models import Vote

CITIZEN_PIN = "246810"
STAFF_PASSWORD = "demo-rivage-2026"  # noqa: S105  documented on purpose: it opens invented accounts only
# The same for everybody who works in the demonstration: `manage.py code NAME` reads it. Set up by a person, a second
# step has a secret drawn at random, which that command refuses.
STAFF_SECRET = "RIVAGE2DEMO3ESPACE4CITOYEN5DEMO6"  # noqa: S105


@dataclass(frozen=True)
class DemoCode:
    """What an application would show now, and how many seconds it still opens."""

    code: str
    seconds: int


@dataclass(frozen=True)
class DemoAccount:
    label: str
    login: str
    card: str
    pin: str

    def line(self) -> str:
        card = _("card %(number)s") % {"number": self.card} if self.card else ""
        return f"  {self.label:<42} {self.login:<16} {self.pin:<18} {card}".rstrip()


def accounts(*, now: datetime) -> list[DemoAccount]:
    """A citizen, another who may still vote, facilitation, the signatory, the Table, the administration."""
    today = local_day(now)
    citizens = list(people.citizens(today).order_by("pk"))
    found: list[DemoAccount] = []
    if citizens:
        found.append(_account(_("A citizen"), citizens[0], CITIZEN_PIN))
    voter = _who_may_still_vote(citizens[1:], now=now)
    if voter is not None:
        found.append(_account(_("A citizen who has not voted yet"), voter, CITIZEN_PIN))
    for label, role in (
        (_("A facilitator"), Role.FACILITATOR),
        (_("The signatory partner"), Role.SIGNATORY),
        (_("The Table's secretary"), Role.TABLE_MEMBER),
        (_("An administrator"), Role.ADMIN),
    ):
        person = _holder(role, now=now)
        if person is not None:
            found.append(_account(label, person, STAFF_PASSWORD))
    return found


def lines(*, now: datetime | None = None) -> list[str]:
    """What `demo` and `serve` print; nothing when this is not the demonstration."""
    if not audit.exists(DEMO_EVENT):
        return []
    found = accounts(now=now or clock.now())
    return [
        _("Accounts of the demonstration (name, NIP or password, card):"),
        *(one.line() for one in found),
        _("Second step of those who work here: %(command)s (or another name)")
        % {"command": "./run manage code elodie"},
        *_first_visit(now=now or clock.now()),
    ]


def code(login: str, *, now: datetime) -> DemoCode:
    """The code of the second step of an account of the demonstration; the next one when this one has served.

    Refused: anybody else's, and anybody's whose secret is not the demonstration's.
    """
    person = entering.find_by_card_or_name(login) if audit.exists(DEMO_EVENT) else None
    application = factors.application_of(person) if person else None
    if person is None or application is None or factors.secret_of(application) != STAFF_SECRET:
        raise Missing("not_demo", _("No account of the demonstration with a second step has this name."))
    present = second_step.step_at(now.timestamp())
    used = set(UsedStep.objects.filter(person=person).values_list("step", flat=True))
    for step in (present, present + 1):
        if step not in used:
            left = (step + 2) * second_step.SECONDS - int(now.timestamp())
            return DemoCode(second_step.code_of(STAFF_SECRET, step), left)
    raise IllegalTransition("used_codes", _("These codes have served. Try again in 30 seconds."))


def _first_visit(*, now: datetime) -> list[str]:
    """The card that waits, as long as nobody has opened it."""
    if not OpeningCode.objects.live(now).filter(card__number=WAITING_CARD).exists():
        return []
    words = {"card": WAITING_CARD, "code": in_groups(WAITING_CODE)}
    return [_("First visit, at /premiere-fois/: card %(card)s, opening code %(code)s") % words]


def _holder(role: Role, *, now: datetime) -> Person | None:
    """The first holder; for the Table, whoever holds the signatory's seat first."""
    holders = people.holders(role, on=local_day(now)).order_by("pk")
    secretary = holders.filter(mandates__seat__group=SeatGroup.SIGNATORY).first()
    return secretary or holders.first()


def _who_may_still_vote(citizens: list[Person], *, now: datetime) -> Person | None:
    open_votes = Vote.objects.open().filter(opens_at__lte=now, closes_at__gt=now)
    on_roll = {"roll_entries__vote__in": open_votes, "roll_entries__barred_on": None}
    waiting = Person.objects.filter(**on_roll, roll_entries__voted_on=None).values_list("pk", flat=True)
    still = set(waiting)
    return next((person for person in citizens if person.pk in still), None)


def _account(label: str, person: Person, pin: str) -> DemoAccount:
    card = person.cards.filter(revoked_at=None).order_by("pk").first()
    return DemoAccount(label, person.username or "", str(card) if card else "", pin)
