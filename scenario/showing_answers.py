"""What the pack does not tell of the Table's answers: the news given week after week, and what citizens say of them."""

from datetime import datetime, timedelta

from accounts.enums import ContactPath
from accounts.models import Person
from participation.domain import echoes, notices
from participation.enums import EchoChoice, NoticeOutcome, ResponseKind
from participation.models import Notice, TableResponse
from scenario.timeline import CHECK, Timeline
from scenario.world import World

NEWS_TOLD_WITHIN, A_WEEK = timedelta(days=10), timedelta(days=7)
TOLD_BY = {
    ContactPath.PHONE: NoticeOutcome.TOLD,
    ContactPath.POST: NoticeOutcome.POSTED,
    ContactPath.MEETING: NoticeOutcome.TOLD,
}
# Of one answer then the other: how many say what.
SAID = (
    {EchoChoice.ANSWERS: 8, EchoChoice.PARTLY: 5},
    {EchoChoice.NOT: 7, EchoChoice.PARTLY: 3, EchoChoice.ANSWERS: 1},
)


def schedule(timeline: Timeline, *, now: datetime) -> None:
    """Each week up to ten days ago, what waits is told; what is newer waits on the list of workers."""
    first = min(act.at for act in timeline.acts)
    at = now - NEWS_TOLD_WITHIN
    while at > first:
        timeline.add(at, "news of the week", _tell, order=CHECK)
        at -= A_WEEK


def _tell(world: World, now: datetime) -> None:
    """Each by their path."""
    waiting = Notice.objects.waiting().filter(created_at__lt=now)
    for person in Person.objects.filter(pk__in=waiting.values("person")).order_by("pk"):
        pks = list(waiting.filter(person=person).values_list("pk", flat=True))
        if person.contact_path in TOLD_BY:
            path = ContactPath(person.contact_path)
            worker = world.facilitator()
            notices.note(by=worker, person=person, pks=pks, outcome=TOLD_BY[path], path=path, now=now)
        else:
            notices.read(by=person, pks=pks, now=now)


def show(world: World, *, now: datetime) -> None:
    """Citizens say whether the first two answers answer."""
    answers = TableResponse.objects.exclude(kind=ResponseKind.ACKNOWLEDGED).order_by("responded_at", "pk")
    for answer, counts in zip(answers, SAID, strict=False):
        choices = [choice for choice, count in counts.items() for _voice in range(count)]
        for by, choice in zip(world.citizens(), choices, strict=False):
            echoes.say(by=by, response=answer, choice=choice, now=now)
