"""Every date of the Espace as one list: meetings, votes, answers hoped for, checks of the fund."""

import datetime
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from accounts.rules.capacity import Capacity
from common import dates
from participation.domain.queries import calendar as queries
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import DatePrecision, EventScope, InitiativeState
from participation.models import CalendarEvent, DateChange, Initiative
from participation.rules import planning
from participation.web import calendar_of_the_table
from participation.web.calendar_line import Line
from voting.enums import VoteState

# A date this close also says how many days are left.
NEAR_DAYS = 14
ICONS = {EventScope.ESPACE: "gens", EventScope.TABLE: "ronde", EventScope.TERRITORY: "lieu"}


def coming(now: datetime.datetime, capacity: Capacity | None = None) -> list[Line]:
    """What is not over yet, and what is late, in order. `capacity`: whose doors to change a date are shown."""
    today = dates.local_day(now)
    lines = [
        replace(_event(event, today), change_url=_change_url(event, capacity, today))
        for event in queries.upcoming(today)
    ]
    lines += _votes(now) + calendar_of_the_table.lines(today) + _reviews(now) + _again(today)
    lines = [replace(line, near=_near(line, today)) for line in lines]
    return sorted(lines, key=lambda line: (line.on, line.at is not None, line.at or now, line.key))


def _change_url(event: CalendarEvent, capacity: Capacity | None, today: datetime.date) -> str:
    may = capacity is not None and planning.may_change(capacity, event, today=today)
    return reverse("participation:calendar_change", args=[event.slug]) if may else ""


def _near(line: Line, today: datetime.date) -> str:
    is_one_day = not line.is_vague and line.ends_on is None
    left = (line.on - today).days
    return dates.in_days(line.on, today) if is_one_day and 0 <= left <= NEAR_DAYS else ""


def past(now: datetime.datetime) -> list[Line]:
    """What is over, the latest first."""
    today = dates.local_day(now)
    lines = [_event(event, today) for event in queries.past(today)]
    for decision in decision_queries.finished():
        vote = decision.vote
        words = decision.get_outcome_display() or vote.get_state_display()
        lines.append(
            Line(
                key=f"vote-{vote.pk}-fin",
                on=dates.local_day(vote.closes_at),
                title=_("Vote « %(title)s »: %(outcome)s") % {"title": vote.title, "outcome": words},
                when=dates.day(vote.closes_at, today),
                url=reverse("voting:vote", args=[vote.pk]),
            )
        )
    return sorted(lines, key=lambda line: (line.on, line.key), reverse=True)


def founding(today: datetime.date) -> list[Line]:
    """The dates of the founding text, the first first."""
    return [_event(event, today) for event in queries.founding()]


def by_month(lines: list[Line], today: datetime.date) -> list[dict]:
    """Groups with their title; what began before this month and goes on comes first."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(_title(line, today), []).append(line)
    return [{"title": title, "lines": rows} for title, rows in groups.items()]


def _title(line: Line, today: datetime.date) -> str:
    if line.on < today.replace(day=1):
        return _("Going on now")
    if line.is_vague:
        return str(line.on.year)
    return (
        f"{MONTHS[line.on.month]} {line.on.year}"[:1].upper() + f"{MONTHS[line.on.month]} {line.on.year}"[1:]
    )


def _event(event: CalendarEvent, today: datetime.date) -> Line:
    acts = {
        EventScope.TABLE: _("The regional Table meets."),
        EventScope.TERRITORY: _("For each of the eight MRCs."),
    }
    text = acts.get(event.scope, "")
    if event.is_deadline:
        text = _("Date asked for. To confirm.")
    changed = list(event.changes.all())
    if changed:
        text = f"{text} {_what_changed(changed)}".strip()
    title = _("Cancelled: %(title)s") % {"title": event.title} if event.is_cancelled else event.title
    return Line(
        key=f"date-{event.slug}",
        on=event.starts_on,
        title=title,
        when=when(event, today),
        text=text,
        sequence=len(changed),
        is_cancelled=event.is_cancelled,
        family="c-ochre" if event.scope == EventScope.ESPACE else "c-river",
        ends_on=event.ends_on if event.precision == DatePrecision.RANGE else None,
        is_vague=event.precision in (DatePrecision.YEAR, DatePrecision.SEASON),
        icon="horloge" if event.is_deadline else ICONS.get(event.scope, "cal"),
    )


def _what_changed(changed: list[DateChange]) -> str:
    """Each day it was on, and why it is no longer."""
    said = []
    for one in changed:
        on = {"date": dates.short(one.from_on), "reason": one.reason}
        moved = _("It was on %(date)s. It moved: %(reason)s") % on
        said.append(moved if one.to_on else _("It will not be held: %(reason)s") % on)
    return " ".join(said)


def when(event: CalendarEvent, today: datetime.date) -> str:
    first, last = event.starts_on, event.ends_on
    if event.precision == DatePrecision.DAY:
        return dates.day(first, today)
    if event.precision == DatePrecision.MONTH:
        return f"{MONTHS[first.month]} {first.year}"
    if event.precision == DatePrecision.SEASON:
        return f"{_season(first)} {first.year}"
    if event.precision == DatePrecision.YEAR or last is None:
        return str(first.year)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _("%(first)s to %(last)s") % {"first": first.year, "last": last.year}
    return _("From %(first)s to %(last)s") % {"first": _first_day(first, last), "last": dates.short(last)}


def _first_day(first: datetime.date, last: datetime.date) -> str:
    """« Du 16 au 27 novembre 2026 »: in French the month is said once."""
    same_month = (first.year, first.month) == (last.year, last.month)
    return str(first.day) if same_month and not dates.is_english() else dates.short(first)


def _season(day: datetime.date) -> str:
    names = (_("winter"), _("spring"), _("summer"), _("autumn"))
    return names[(day.month % 12) // 3]


def _votes(now: datetime.datetime) -> list[Line]:
    lines = []
    for decision in decision_queries.under_way():
        vote = decision.vote
        url = reverse("voting:vote", args=[vote.pk])
        if vote.state == VoteState.ANNOUNCED and vote.opens_at > now:
            title = _("The vote « %(title)s » opens") % {"title": vote.title}
            lines.append(
                _moment(f"vote-{vote.pk}-ouvre", vote.opens_at, title, _("It opens by itself."), url)
            )
        if vote.closes_at > now:
            title = _("The vote « %(title)s » closes") % {"title": vote.title}
            lines.append(_moment(f"vote-{vote.pk}-ferme", vote.closes_at, title, _("Citizens act."), url))
    return lines


def _moment(key: str, at: datetime.datetime, title: str, text: str, url: str) -> Line:
    return Line(
        key=key,
        on=dates.local_day(at),
        at=at,
        title=title,
        when=dates.day_time(at),
        text=text,
        url=url,
        family="c-moss",
        icon="urne",
    )


def _again(today: datetime.date) -> list[Line]:
    """After a vote: from when it is taken again, or from when a changed text may come back."""
    said = (
        (
            InitiativeState.NO_QUORUM,
            "next_vote_from",
            _("A new vote is possible: « %(title)s »"),
            _("The calendar announces it."),
        ),
        (
            InitiativeState.NOT_APPROVED,
            "revisable_from",
            _("It may come back: « %(title)s »"),
            _("Its authors may change it."),
        ),
    )
    lines = []
    for state, field_name, title, text in said:
        found = Initiative.objects.filter(**{"state": state, f"{field_name}__gte": today}).order_by("pk")
        for one in found:
            on = getattr(one, field_name)
            lines.append(
                Line(
                    key=f"retour-{one.pk}",
                    on=on,
                    title=title % {"title": one.title},
                    when=dates.day(on, today),
                    text=text,
                    url=reverse("participation:initiative", args=[one.pk]),
                    family="c-moss",
                    icon="urne",
                )
            )
    return lines


def _checked() -> QuerySet[Initiative]:
    found = Initiative.objects.filter(state=InitiativeState.IN_REVIEW)
    return found.prefetch_related("review_reminders").order_by("pk")


def _reviews(now: datetime.datetime) -> list[Line]:
    """The signatory's day, then the day from which the Espace may vote without its answer."""
    book, today = rule_queries.rule_book(now), dates.local_day(now)
    lines = []
    for one in _checked():
        waits = decision_queries.review_clock(one, today=today, book=book)
        if waits is None or waits.conditional_from < today:
            continue
        on, text = waits.due_on, _("The signatory partner checks the rules of the fund.")
        if waits.is_reminded:
            on, text = waits.conditional_from, _("After it, the Espace may vote on condition of the check.")
        lines.append(
            Line(
                key=f"verification-{one.pk}",
                on=on,
                title=_("Check of the fund: « %(title)s »") % {"title": one.title},
                when=dates.day(on, today),
                text=text,
                url=reverse("participation:initiative", args=[one.pk]),
                family="c-ochre",
                icon="feuille",
            )
        )
    return lines
