"""The public log of moderation: what, why, which day. Never who, never whose, never the words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, TextChoices
from django.utils.translation import gettext as _

from accounts.domain.queries.people import Capacity
from accounts.models import VoicePause
from common.dates import day
from deliberation.domain.queries import flags
from deliberation.enums import AppealState, Audience, FlagReason, ModerationAct
from deliberation.models import Appeal, ModerationAction
from deliberation.rules import visibility

PER_PAGE = 50
SINCE = timedelta(days=365)
FLOOR = 5
# About somebody rather than about words: counted, never listed day by day.
ABOUT_SOMEBODY = frozenset({ModerationAct.HUMAN_CALL, ModerationAct.PRIVATE_REMINDER})


@dataclass(frozen=True)
class Line:
    day: str
    act: str
    reason: str
    thread_title: str
    thread_id: int | None


@dataclass(frozen=True)
class Told:
    lines: list[Line]
    figures: list[dict[str, object]]
    reasons: list[dict[str, object]]
    late: int
    waiting: int
    draws: list[dict[str, str]]
    page: Page


def told(capacity: Capacity, *, now: datetime, wanted: int | None = None) -> Told:
    """Every act by pages, the last first, and the figures of a year. `waiting` and `late` are the Espace's own, exact."""
    every = ModerationAction.objects.exclude(thread__audience=Audience.STAFF_AND_AUTHOR)
    acts = every.filter(at__gt=now - SINCE)
    page = _page(every, wanted)
    return Told(
        lines=[_line(act, capacity) for act in page],
        page=page,
        figures=_figures(acts, now),
        reasons=_counted(acts.exclude(reason=""), "reason", FlagReason),
        late=flags.late_count(now),
        waiting=flags.waiting_count(),
        draws=_draws(now),
    )


def _page(acts: QuerySet[ModerationAction], wanted: int | None) -> Page:
    """The page asked for, or the nearest there is."""
    found = acts.exclude(act__in=ABOUT_SOMEBODY).select_related("thread").order_by("-at", "-pk")
    return Paginator(found, PER_PAGE).get_page(wanted or 1)


def _line(act: ModerationAction, capacity: Capacity) -> Line:
    is_read = act.thread is not None and visibility.may_read(act.thread, capacity)
    # Distress says something of somebody's health: the reason stays unsaid.
    reason = "" if act.reason == FlagReason.DISTRESS or not act.reason else str(FlagReason(act.reason).label)
    return Line(
        day=day(act.at),
        act=str(ModerationAct(act.act).label),
        reason=reason,
        thread_title=act.thread.title if is_read and act.thread else "",
        thread_id=act.thread_id if is_read else None,
    )


def _figures(acts: QuerySet[ModerationAction], now: datetime) -> list[dict[str, object]]:
    rows = _counted(acts, "act", ModerationAct)
    pauses = VoicePause.objects.filter(confirmed_at__gt=now - SINCE).count()
    if pauses:
        rows.append({"label": _("Pauses of a voice"), "value": at_least(pauses)})
    outcomes = Appeal.objects.filter(asked_at__gt=now - SINCE).values("state").annotate(n=Count("pk"))
    for row in sorted(outcomes, key=lambda one: list(AppealState).index(AppealState(one["state"]))):
        label = _("Second looks: %(outcome)s") % {"outcome": AppealState(row["state"]).label}
        rows.append({"label": label, "value": at_least(row["n"])})
    return rows


def _counted(
    acts: QuerySet[ModerationAction], name: str, labels: type[TextChoices]
) -> list[dict[str, object]]:
    found = acts.values(name).annotate(n=Count("pk")).order_by(name)
    order = {str(one.value): place for place, one in enumerate(labels)}
    rows = sorted(found, key=lambda row: order[row[name]])
    return [{"label": str(labels(row[name]).label), "value": at_least(row["n"])} for row in rows]


def at_least(count: int) -> str:
    """From 1 to 4, somebody could be recognised."""
    return str(count) if count == 0 or count >= FLOOR else _("less than 5")


def _draws(now: datetime) -> list[dict[str, str]]:
    """What lets anybody do a draw again: the fingerprint from the first day, the seed once decided."""
    found = Appeal.objects.filter(asked_at__gt=now - SINCE).order_by("-asked_at", "-pk")[:10]
    return [
        {
            "day": day(one.asked_at),
            "hash": one.seed_hash,
            "seed": one.seed if one.state != AppealState.HEARD else "",
        }
        for one in found
    ]
