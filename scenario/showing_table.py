"""What the pack does not tell of the Table and the Espace: what comes first, a question asked, two spokespersons."""

from datetime import datetime, timedelta

from accounts.domain.queries import people
from accounts.enums import Role, SeatGroup
from accounts.models import Mandate, Person
from common.dates import local_day
from participation.domain import consultations, priorities, spokespersons
from participation.domain.queries import calendar
from participation.domain.queries import spokespersons as queries
from participation.enums import ConsultationKind, EventScope, Theme
from participation.models import CalendarEvent, Issue
from scenario.timeline import CHECK, Timeline
from scenario.world import World

# Before the last meeting of the Table that is over, so that they brought something back of it.
DRAWN_BEFORE = timedelta(days=75)
FIRST = "Se loger sans se ruiner\nSe déplacer sans auto\nManger à sa faim"
TOUCHED = {Theme.HOUSING: 0, Theme.TRANSPORT: 1, Theme.FOOD: 2}
ASKED = "Parmi les priorités de la région, laquelle change le plus vos journées? Et que faudrait-il faire en premier?"
QUESTION = "Est-ce que la Table peut dire à l'avance quand elle répondra?"
BACK = "La Table a écouté. Elle en reparle à sa prochaine rencontre."


def schedule(timeline: Timeline, *, now: datetime) -> None:
    """Citizens offer, two are drawn, and they carry a question to the next meeting of the Table."""
    timeline.add(now - DRAWN_BEFORE, "spokespersons", _draw, order=CHECK, noun="shown")


def _draw(world: World, now: datetime) -> None:
    for person in world.citizens()[2:6]:
        spokespersons.offer(by=person, now=now)
    spokespersons.draw(by=world.facilitator(), now=now)
    _carry(world, now=now)


def _carry(world: World, *, now: datetime) -> None:
    """To the next meeting, when there is one: a question, and the first shared issue."""
    meeting, speaks = calendar.next_table_meeting(local_day(now)), queries.in_force(now).first()
    if meeting is None or speaks is None:
        return
    carries = {"by": speaks.person, "said_by": speaks.person, "meeting": meeting, "now": now}
    spokespersons.carry(words=QUESTION, **carries)
    issue = Issue.objects.shared().order_by("pk").first()
    if issue is not None:
        spokespersons.carry(issue=issue, **carries)


def show(world: World, *, now: datetime) -> None:
    """The region's priorities beside issues, what the Table asks, and what was brought back of its last meeting."""
    secretary = _secretary(now)
    if secretary is not None:
        _priorities(world, secretary, now=now)
        consultations.ask(
            by=secretary,
            kind=ConsultationKind.PRIORITIES,
            title="Vos priorités pour la région",
            words=ASKED,
            wished_on=local_day(now) + timedelta(days=45),
            now=now - timedelta(days=2),
        )
    _bring_back(now=now)
    meeting = calendar.next_table_meeting(local_day(now))
    if meeting is not None and not meeting.carried.exists():
        _carry(world, now=now)


def _secretary(now: datetime) -> Person | None:
    today = local_day(now)
    held = Mandate.objects.in_force(today).filter(seat__group=SeatGroup.SIGNATORY)
    return people.holders(Role.TABLE_MEMBER, on=today).filter(mandates__in=held).order_by("pk").first()


def _priorities(world: World, secretary: Person, *, now: datetime) -> None:
    made = priorities.write(
        by=secretary,
        territory=None,
        lines=FIRST,
        decided_on=local_day(now) - timedelta(days=40),
        source="Exemple inventé pour la démonstration",
        now=now,
    )
    lines = list(made.lines.order_by("position"))
    for issue in Issue.objects.shared().filter(theme__in=TOUCHED).order_by("pk"):
        touched = lines[TOUCHED[Theme(issue.theme)]]
        priorities.link(by=world.facilitator(), issue=issue, priorities=[touched], now=now)


def _bring_back(*, now: datetime) -> None:
    over = CalendarEvent.objects.filter(scope=EventScope.TABLE, carried__isnull=False)
    meeting = over.filter(starts_on__lt=local_day(now)).order_by("-starts_on").first()
    if meeting is None:
        return
    item = meeting.carried.order_by("pk")[0]
    spokespersons.bring_back(
        by=item.said_by, said_by=item.said_by, meeting=meeting, words=BACK, item=item, now=now
    )
