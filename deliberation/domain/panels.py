"""Who reads an appeal: a draw that can be done again, without whoever has a part in it."""

from datetime import datetime, timedelta

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Person, VoicePause
from common.dates import local_day
from deliberation.domain.queries.appeals import Act
from deliberation.enums import AppealSide
from deliberation.models import Appeal, AppealReader, Message
from deliberation.rules import appeals as rules


def fill(appeal: Appeal, *, act: Act, now: datetime) -> None:
    """Take the seats that are empty, in the order of the draw. Somebody who sat once never sits again."""
    seated = list(appeal.readers.seated())
    citizens = sum(1 for seat in seated if seat.side == AppealSide.CITIZEN)
    ranked = _citizens(appeal, act=act, now=now)
    _seat(appeal, ranked, AppealSide.CITIZEN, wanted=appeal.citizens_wanted - citizens, now=now)
    if all(seat.side != AppealSide.FACILITATION for seat in seated):
        _seat(appeal, _facilitators(appeal, act=act, now=now), AppealSide.FACILITATION, wanted=1, now=now)


def replace(appeal: Appeal, *, act: Act, now: datetime) -> bool:
    """Silent readers leave when somebody can take their place, or when their number alone still decides."""
    silent = list(appeal.readers.seated().filter(opinion="", answer_by__lte=now).order_by("pk"))
    if not silent:
        return False
    AppealReader.objects.filter(pk__in=[seat.pk for seat in silent]).update(replaced_at=now)
    fill(appeal, act=act, now=now)
    return True


def facilitator_of(appeal: Appeal) -> Person | None:
    """Who signs what the person is told: the facilitator among the readers."""
    seat = appeal.readers.seated().filter(side=AppealSide.FACILITATION).select_related("person").first()
    return seat.person if seat else None


def who_signs(appeal: Appeal, *, now: datetime) -> Person | None:
    """The facilitator who read it; when none did, another than whoever acted, if there is one."""
    known = facilitator_of(appeal)
    if known is not None:
        return known
    found = people.holders(Role.FACILITATOR, on=local_day(now)).exclude(pk=appeal.asked_by_id)
    return found.exclude(pk=appeal.acted_by_id).order_by("pk").first() or found.order_by("pk").first()


def _seat(appeal: Appeal, ranked: list[int], side: str, *, wanted: int, now: datetime) -> None:
    answer_by = now + timedelta(days=rules.ANSWER_DAYS)
    first = appeal.readers.count()
    AppealReader.objects.bulk_create(
        AppealReader(
            appeal=appeal, person_id=pk, side=side, rank=first + place, drawn_at=now, answer_by=answer_by
        )
        for place, pk in enumerate(ranked[: max(0, wanted)])
    )


def _citizens(appeal: Appeal, *, act: Act, now: datetime) -> list[int]:
    """Without the person, those who flagged, those whose voice is paused and those who wrote in the thread.

    When too few are left, those who only wrote in the thread may be drawn too.
    """
    on = local_day(now)
    out = {appeal.asked_by_id, *act.flaggers, *appeal.readers.values_list("person", flat=True)}
    out |= set(VoicePause.objects.running(now).values_list("person", flat=True))
    everybody = set(people.citizens(on).values_list("pk", flat=True)) - out
    wrote = set(Message.objects.filter(thread=act.thread_id).values_list("author", flat=True))
    apart = everybody - wrote
    kept = apart if len(apart) >= appeal.citizens_wanted else everybody
    return rules.drawn(appeal.seed, kept)


def _facilitators(appeal: Appeal, *, act: Act, now: datetime) -> list[int]:
    """Another than whoever acted; of another employer first."""
    on = local_day(now)
    out = {appeal.asked_by_id, *act.actors, *act.flaggers}
    out |= set(appeal.readers.values_list("person", flat=True))
    badges = {
        people.capacity(person, on=on).badge_employer for person in Person.objects.filter(pk__in=act.actors)
    }
    found = list(people.holders(Role.FACILITATOR, on=on).exclude(pk__in=out))
    same = {one.pk for one in found if people.capacity(one, on=on).badge_employer in badges}
    return sorted(rules.drawn(appeal.seed, [one.pk for one in found]), key=lambda pk: pk in same)
