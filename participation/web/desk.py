"""What the dashboard of facilitation shows: by time left, never by popularity.

People who do not facilitate see how much waits, not the words that nobody has published.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.people import shown_name
from accounts.rules.capacity import Capacity
from common import dates
from deliberation.domain.queries import flags as flag_queries
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import private_words as word_queries
from deliberation.domain.queries import submissions as submission_queries
from deliberation.enums import FlagReason
from deliberation.models import Flag
from deliberation.rules import distress
from participation.domain.queries import commitments as commitment_queries
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import notices as notice_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import text_flags as text_flag_queries
from participation.domain.queries import transmissions as transmission_queries
from participation.enums import ConcernState, InitiativeScope, InitiativeState, IssueState, TransmissionKind
from participation.models import Concern, Initiative, Issue, TextFlag, Transmission
from participation.models.initiative import APPROVED_STATES
from participation.rules import due_dates, vote_rules
from participation.web.pages import consultation as consultation_pages
from participation.web.pages import help_offer as help_pages
from participation.web.pages import spokespersons as spokesperson_pages
from participation.web.pages import text_flags as text_flag_pages
from voting.domain.queries import contests as contest_queries
from voting.domain.queries import votes as vote_queries
from voting.rules import acts

SHOWN = 10
# What is read without opening anything; lists are by time left, so what presses is never folded first.
FIRST = 2
TALKED = (InitiativeState.IDEA, InitiativeState.DELIBERATING)
BEFORE_A_VOTE = (InitiativeState.ELIGIBLE, InitiativeState.NO_QUORUM, InitiativeState.IN_REVIEW)


def desk(capacity: Capacity, *, now: datetime) -> dict:
    waiting = sorted(concern_queries.waiting(), key=lambda one: (one.read_by_at or now, one.pk))
    talked = list(concern_queries.to_group())
    flags = sorted([*flag_queries.to_handle(), *text_flag_queries.to_handle()], key=text_flag_pages.due)
    votes = list(vote_queries.visible_votes().open())
    may_act = capacity.is_facilitator
    return {
        "facts": _facts(waiting, talked, flags, votes, now)
        + (_read_first() + _private_words() if may_act else []),
        "may_act": may_act,
        "may_send": may_act or capacity.is_crd_agent,
        "waiting": _folded([_waiting(one, now) for one in waiting] if may_act else []),
        "waiting_count": len(waiting),
        "talked": _folded([_talked(one, now, may_act) for one in talked[:SHOWN]], first=1),
        "talked_beyond": len(talked) > SHOWN,
        "flags": _folded([_flag(one, now) for one in flags] if may_act else []),
        "flag_count": len(flags),
        "votes": [{"vote": vote, "seen": vote_queries.participation(vote)} for vote in votes],
        "contested": contest_queries.votes_waiting() if acts.may_count_paper(capacity) else [],
        "initiatives": _folded(_initiatives(now, may_act), first=1),
        "issues": _issues(may_act),
        "asked": consultation_pages.of_desk(capacity, today=dates.local_day(now)),
        "asked_back": _asked_back(may_act, now),
        "places": spokesperson_pages.empty_places(now),
        "prepared": [_prepared(one) for one in transmission_queries.being_prepared()],
        "to_send": _to_send(),
        "told": _told(now) if may_act or capacity.is_support else None,
        "help": _help(capacity),
    }


def _help(capacity: Capacity) -> list[dict]:
    """Who said yes to personal help, for whoever offered it and for facilitation."""
    if capacity.person is None or not (capacity.is_facilitator or capacity.is_support):
        return []
    return help_pages.to_give(capacity.person, capacity)


def _told(now: datetime) -> dict:
    """How many people wait for a call, a letter or a word, and since when."""
    waiting = notice_queries.waiting_counts(now=now)
    return {
        "people": waiting.people,
        "late": waiting.late,
        "oldest": waiting.oldest,
        "not_recognised": notice_queries.not_recognised().count(),
    }


def _folded(items: list[dict], first: int = FIRST) -> dict[str, list[dict]]:
    return {"first": items[:first], "rest": items[first:]}


def _facts(waiting, talked, flags, votes, now: datetime) -> list[dict]:
    late = sum(1 for one in waiting if one.read_by_at and one.read_by_at < now)
    urgent = sum(1 for flag in flags if flag.reason == FlagReason.DISTRESS)
    oldest = dates.duration(dates.days_between(talked[0].submitted_at, now)) if talked else ""
    return [
        {
            "label": _("Flags"),
            "value": len(flags),
            "detail": _("%(count)d to look at right now") % {"count": urgent} if urgent else "",
        },
        {
            "label": _("Texts to read"),
            "value": len(waiting),
            "detail": _("%(count)d past their time") % {"count": late} if late else "",
        },
        {
            "label": _("Without a follow-up"),
            "value": len(talked),
            "detail": _("the oldest: %(days)s") % {"days": oldest} if oldest else "",
        },
        {"label": _("Open votes"), "value": len(votes)},
    ]


def _read_first() -> list[dict]:
    """Messages that wait to be read, nothing when none does; those that say danger are told apart."""
    waiting = submission_queries.to_read()
    if not waiting:
        return []
    urgent = sum(1 for one in waiting if distress.rings(one.text))
    detail = _("%(count)d to look at right now") % {"count": urgent} if urgent else ""
    return [{"label": _("Messages to read first"), "value": len(waiting), "detail": detail}]


def _private_words() -> list[dict]:
    """For facilitation alone: nobody else knows that somebody writes to it."""
    oldest = [one.waits_since for one in word_queries.words_waiting()]
    since = _("the oldest: %(when)s") % {"when": dates.day_time(oldest[0])} if oldest else ""
    return [{"label": _("Private words to answer"), "value": len(oldest), "detail": since}]


def time_left(until: datetime, now: datetime) -> tuple[str, str]:
    """Family and words of a deadline to the hour."""
    if until < now:
        return "c-rose", _("Late since %(when)s") % {"when": dates.day_time(until)}
    left = int((until - now).total_seconds()) // 60
    hours, minutes = divmod(left, 60)
    if hours >= 48:
        return "c-river", _("By %(when)s") % {"when": dates.day_time(until)}
    words = _("%(hours)d h %(minutes)02d left") % {"hours": hours, "minutes": minutes}
    return ("c-ochre" if hours < 12 else "c-river"), words


def _place(concern: Concern) -> str:
    name = concern.territory.name if concern.territory else _("no fixed address")
    return f"{shown_name(concern.author)}, {name}"


def _waiting(concern: Concern, now: datetime) -> dict:
    is_call = concern.state == ConcernState.CHECKING
    family, clock = time_left(concern.read_by_at or now, now)
    if is_call:
        clock = _("Call to make before publishing")
    return {
        "family": family,
        "clock": clock,
        "icon_name": "tel" if is_call else "horloge",
        "title": concern.title,
        "text": f"{_place(concern)}. {concern.get_theme_display()}.",
        "action_url": reverse("participation:concern_read", args=[concern.pk]),
        "action": _("Note the call") if is_call else _("Read it"),
    }


def _talked(concern: Concern, now: datetime, may_act: bool) -> dict:
    days = dates.duration(dates.days_between(concern.submitted_at or concern.created_at, now))
    return {
        "family": "",
        "clock": _("%(days)s of discussion, nothing after it") % {"days": days},
        "title": concern.title,
        "url": reverse("participation:concern", args=[concern.pk]),
        "text": _place(concern),
        "action_url": reverse("participation:concern_read", args=[concern.pk]) if may_act else "",
        "action": _("Propose what comes next"),
    }


def _flag(flag: Flag | TextFlag, now: datetime) -> dict:
    family, clock = time_left(flag.due_at, now)
    if flag.reason == FlagReason.DISTRESS:
        family, clock = "c-rose", _("Right now: somebody may not be well. %(clock)s") % {"clock": clock}
    if isinstance(flag, TextFlag):
        return text_flag_pages.line(flag, family=family, clock=clock)
    shown = message_queries.shown(flag.message)
    return {
        "family": family,
        "clock": clock,
        "text": flag.message.text if flag.message.hidden_until_read else shown.text,
        "author": shown.author_name,
        "thread": flag.message.thread.title,
        "reason": flag.get_reason_display(),
        "is_hidden": flag.message.hidden_until_read,
        "url": reverse("deliberation:flagged", args=[flag.pk]),
        "thread_url": reverse("deliberation:thread", args=[flag.message.thread_id]),
    }


def _initiatives(now: datetime, may_act: bool) -> list[dict]:
    """Those that wait for an act of facilitation, the oldest first."""
    found = (
        Initiative.objects.filter(state__in=(*TALKED, *BEFORE_A_VOTE, InitiativeState.SEEKING_CARRIER))
        .select_related("current")
        .prefetch_related("renewal_agreements", "review_reminders")
        .order_by("proposed_at", "pk")
    )
    book = rule_queries.rule_book(now)
    rows = ((one, _act(one, book, now)) for one in found)
    return [
        {
            "title": one.title,
            "url": reverse("participation:initiative", args=[one.pk]),
            "clock": one.get_state_display(),
            "family": "c-ochre",
            "icon_name": "pousse",
            "text": act["text"],
            "action_url": act["url"] if may_act else "",
            "action": act["label"],
        }
        for one, act in rows
        if act
    ]


def _act(one: Initiative, book, now: datetime) -> dict | None:
    today = dates.local_day(now)

    def act(name: str, label: str, text: str) -> dict:
        return {"url": reverse(f"participation:{name}", args=[one.pk]), "label": label, "text": text}

    if one.state in TALKED and one.scope == InitiativeScope.TERRITORIAL:
        return act("initiative_refer", _("Send it to the MRC"), _("It is for one MRC only."))
    started = one.deliberation_started_at
    if one.state == InitiativeState.DELIBERATING:
        if started is None or dates.days_between(started, now) < book.min_deliberation_days:
            return None
        return act("initiative", _("See whether it is ready"), _("The time to discuss is over."))
    if one.state == InitiativeState.SEEKING_CARRIER:
        return act(
            "confirm_carrier", _("Confirm an organisation"), _("Approved. No organisation carries it yet.")
        )
    if one.state not in BEFORE_A_VOTE:
        return None
    if one.current and not one.current.is_new:
        missing = vote_rules.missing_groups({agreement.group for agreement in one.renewal_agreements.all()})
        if missing:
            names = ", ".join(str(group.label) for group in missing)
            return act(
                "renewal_agreement", _("Note an agreement"), _("Missing: %(groups)s.") % {"groups": names}
            )
    return _vote_act(one, book, today, act)


def _vote_act(one: Initiative, book, today, act) -> dict | None:
    if one.state == InitiativeState.IN_REVIEW:
        clock = decision_queries.review_clock(one, today=today, book=book)
        if clock is None or not clock.is_silent:
            return None
        return act("initiative_vote", _("Announce the vote"), _("The signatory partner did not answer."))
    if one.state == InitiativeState.NO_QUORUM:
        return act("initiative_vote", _("Announce the vote"), _("Not enough people the first time."))
    return act("initiative_vote", _("Announce the vote"), _("The fund may pay for it."))


def _asked_back(may_act: bool, now: datetime) -> list[dict]:
    """What the Table asked back about a dossier or a promise, with the day the Espace answers by."""
    return [
        {
            "title": one.question.transmission.title,
            "url": reverse("participation:question_answer", args=[one.question.pk])
            if may_act
            else reverse("participation:transmission", args=[one.question.transmission_id]),
            "by_when": one.by_when,
        }
        for one in commitment_queries.questions_waiting(dates.local_day(now))
    ]


def _issues(may_act: bool) -> list[dict]:
    found = Issue.objects.filter(state=IssueState.PROPOSED).order_by("proposed_at", "pk")
    name = "participation:issue_share" if may_act else "participation:issue"
    return [{"title": one.title, "url": reverse(name, args=[one.pk])} for one in found]


def _prepared(one: Transmission) -> dict:
    return {
        "title": one.title,
        "url": reverse("participation:transmission", args=[one.pk]),
        "step": _step_of(one),
    }


def _step_of(one: Transmission) -> str:
    if one.doubted_at:
        return _("A citizen recognises somebody. Write it again.")
    return _("Reread. It may leave.") if one.reread_by_id else _("A citizen must reread it.")


def _to_send() -> list[dict]:
    """Approved initiatives that the Table was not told about yet."""
    told = Transmission.objects.filter(kind=TransmissionKind.DECISION, dropped_at__isnull=True)
    found = (
        Initiative.objects.filter(state__in=APPROVED_STATES)
        .exclude(pk__in=told.values("initiative_id"))
        .order_by("decided_at", "pk")
    )
    page = reverse("participation:transmission_prepare")
    return [{"title": one.title, "url": f"{page}?source=initiative-{one.pk}"} for one in found]


def review_words(clock: due_dates.ReviewClock) -> tuple[str, str]:
    """Family and words of the signatory's time."""
    if clock.is_late:
        return "c-rose", _("Date past since %(days)s. It was %(date)s") % {
            "days": dates.duration(-clock.days_left),
            "date": dates.short(clock.due_on),
        }
    return "c-river", _("%(days)s left. By %(date)s") % {
        "days": dates.duration(clock.days_left),
        "date": dates.short(clock.due_on),
    }
