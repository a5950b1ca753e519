"""What the page of one initiative shows: five lines, the vote, the next step. Signed out: no name, no quote."""

from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import people as people_verbs
from accounts.models import Person
from accounts.rules.capacity import Capacity
from common import dates
from common.exceptions import BadInput, Refused
from common.typography import floor_of_five, format_money
from participation.domain import initiatives, stages
from participation.domain.queries import admissibility, timeline
from participation.domain.queries import initiatives as queries
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeScope, InitiativeState, RenewalGroup
from participation.models import Initiative, InitiativeVersion, Support
from participation.models.concern import PUBLISHED_STATES
from participation.rules import revising, scope, speaking, visibility
from participation.rules.book import RuleBook
from participation.web.pages import (
    amendments,
    authors,
    before_vote,
    next_step,
    sheet_lacks,
    sheet_words,
    text_flags,
)
from participation.web.pages import initiative_vote as of_the_vote
from participation.web.pages.accord_asked import asked_card
from participation.web.pages.territory import referral_of

WHOLE_REGION = 8
BEFORE_DISCUSSION = (InitiativeState.IDEA, InitiativeState.DELIBERATING)


def initiative_page(initiative: Initiative, *, viewer, capacity: Capacity, now: datetime) -> dict:
    version = initiative.current
    is_member = visibility.sees_names(capacity)
    book = rule_queries.rule_book(now)
    story = timeline.story(initiative, now=now, book=book)
    is_author = isinstance(viewer, Person) and stages.is_author(viewer, initiative)
    return {
        "is_member": is_member,
        "flag_url": text_flags.flag_url(initiative, capacity, is_own=is_author),
        "five": _five(initiative, version, story.step),
        "next": next_step.card(story.step, _missing_agreements(initiative)),
        "steps": story.items,
        "origins": [
            # Its author may have narrowed who reads it since: then it is told as it is outside.
            _origin(concern, is_member and visibility.sees("concern", concern, capacity, viewer))
            for concern in queries.origins_of(initiative)
        ],
        "issue": _issue(initiative),
        "money_lines": version.budget_lines,
        "money_words": sheet_words.money(version),
        "versions": _versions(initiative, is_member),
        "carrier_words": sheet_words.carrier(version),
        "partners": sheet_words.partners(version),
        "dates_words": sheet_words.days(version),
        "review": _review(initiative),
        "waits": of_the_vote.waits(initiative, book, now) + amendments.passed_over(initiative),
        "vote": of_the_vote.vote(initiative, capacity, now),
        "support": _support(initiative, viewer, capacity, book) if is_member else None,
        "may_send_to_review": _may_send_to_review(initiative, capacity, book, is_author=is_author, now=now),
        "lacks": sheet_lacks.page(initiative, is_author=is_author, now=now)
        if is_author or capacity.is_facilitator
        else None,
        "acts": _acts(initiative, capacity, book, is_author=is_author, now=now),
        "before_vote": before_vote.doors(initiative, capacity=capacity, book=book),
        "who_decides": _who_decides(initiative),
        "asked": asked_card(initiative) if capacity.is_facilitator else None,
        "referral": referral_of(initiative, capacity=capacity, viewer=viewer)
        if initiative.state == InitiativeState.REFERRED
        else None,
        "thread_url": _thread_url(initiative) if is_member else "",
        "authors": authors.names(initiative) if is_member else "",
        "amendments": amendments.door(initiative) if is_member else None,
    }


def _five(initiative: Initiative, version: InitiativeVersion, step: timeline.Step) -> list[dict]:
    reached = _("We do not know yet.")
    if version.people_planned:
        reached = _("%(count)s %(counting)s, in %(places)s.") % {
            "count": version.people_planned,
            "counting": version.people_counting or _("people"),
            "places": _places(initiative),
        }
    cost = _("We do not know yet.") if version.total_cents is None else format_money(version.total_cents)
    rows = [
        {"icon": "info", "label": _("What"), "text": version.summary},
        {"icon": "gens", "label": _("For whom"), "text": reached},
        {"icon": "sou", "label": _("How much"), "text": cost},
    ]
    if version.aims:
        rows.append({"icon": "coche", "label": _("Why"), "text": ". ".join(version.aims) + "."})
    rows.append({"icon": "lieu", "label": _("Where it is"), "text": _where_it_is(initiative, step)})
    return rows


def _where_it_is(initiative: Initiative, step: timeline.Step) -> str:
    """The step, and the next date when there is one."""
    state = str(initiative.get_state_display())
    if step.on is None or step.is_late or step.when:
        return state
    return _("%(state)s. Next date: %(when)s.") % {"state": state, "when": dates.day(step.on)}


def _places(initiative: Initiative) -> str:
    names = [place.name for place in initiative.territories.all()]
    return _("the 8 MRCs") if len(names) == WHOLE_REGION else get_text_list(names, _("and"))


def _missing_agreements(initiative: Initiative) -> list[str]:
    """The groups whose agreement is not written yet, for a project that is kept going."""
    if initiative.current.is_new or initiative.state != InitiativeState.ELIGIBLE:
        return []
    given = set(initiative.renewal_agreements.values_list("group", flat=True))
    return [str(group.label) for group in RenewalGroup if group.value not in given]


def _origin(concern, is_read: bool) -> dict:
    place = concern.territory.name if concern.territory else _("no fixed address")
    count = concern.support_count
    if is_read and concern.state in PUBLISHED_STATES:
        words = _("%(name)s, of %(place)s, said it. %(count)s people live it too.") % {
            "name": people_verbs.shown_name(concern.author),
            "place": place,
            "count": count,
        }
        url = reverse("participation:concern", args=[concern.pk])
        return {"quote": _first_sentences(concern.text), "words": words, "url": url}
    return {
        "words": _("A concern (%(theme)s) of %(place)s, lived by %(count)s others.")
        % {"theme": str(concern.get_theme_display()).lower(), "place": place, "count": floor_of_five(count)}
    }


def _first_sentences(text: str) -> str:
    return text if len(text) <= 180 else text[:180].rsplit(" ", 1)[0] + "…"


def _issue(initiative: Initiative) -> dict | None:
    if not initiative.issue:
        return None
    return {
        "url": reverse("participation:issue", args=[initiative.issue_id]),
        "title": initiative.issue.title,
    }


def _versions(initiative: Initiative, is_member: bool) -> list[dict]:
    return [
        {
            "is_current": version.pk == initiative.current_id,
            "label": _("Version %(number)d") % {"number": version.number},
            "when": dates.short(version.made_at) + ".",
            # A reason is a citizen's sentence: it stays among the members.
            "reason": version.reason if is_member else "",
        }
        for version in initiative.versions.order_by("-number")
    ]


def _review(initiative: Initiative) -> dict | None:
    review = initiative.reviews.order_by("-reviewed_at", "-pk").first()
    if review is None:
        return None
    return {
        "result": f"{review.get_result_display()}, {dates.short(review.reviewed_at)}.",
        "reason": capfirst(review.plain_reason or review.condition),
        "rule": review.rule_cited,
    }


def _support(initiative: Initiative, viewer: Person, capacity: Capacity, book: RuleBook) -> dict | None:
    if initiative.state not in BEFORE_DISCUSSION:
        return None
    count = initiative.support_count
    given = Support.objects.filter(person=viewer, initiative=initiative).exists()
    needed = book.initiative_min_supporters
    text = ngettext("%(count)d support.", "%(count)d supports.", count) % {"count": count}
    if initiative.state == InitiativeState.IDEA:
        text += " " + _("%(needed)d are needed to discuss it.") % {"needed": needed}
    if given:
        text += " " + _("You support it.")
    may = not given and speaking.may_support_initiative(initiative, capacity)
    return {"text": text, "may": may, "is_given": given}


def _acts(
    initiative: Initiative, capacity: Capacity, book: RuleBook, *, is_author: bool, now: datetime
) -> list[dict]:
    acts = []
    if revising.may_revise(initiative, is_author=is_author, today=dates.local_day(now)):
        acts.append(("participation:initiative_revise", _("Change the text")))
    elif is_author and admissibility.adjustment_asked(initiative) is not None:
        acts.append(("participation:initiative_revise", _("Adjust what was asked")))
    if is_author and initiatives.may_withdraw(initiative, roles={"author"}, now=now):
        acts.append(("participation:initiative_withdraw", _("Withdraw the initiative")))
    if capacity.is_facilitator:
        acts += [
            ("participation:initiative_vote", _("Put it to a vote")),
            ("participation:renewal_agreement", _("Note an agreement of the three groups")),
            ("participation:confirm_carrier", _("Confirm the organisation")),
            ("participation:initiative_refer", _("Send it to an MRC")),
        ]
        acts = [act for act in acts if _is_timely(act[0], initiative, book)]
    return [{"url": reverse(name, args=[initiative.pk]), "label": label} for name, label in acts]


def _is_timely(name: str, initiative: Initiative, book: RuleBook) -> bool:
    """A facilitator's door is shown only at the step where it opens on something."""
    state = initiative.state
    timely = {
        "participation:initiative_vote": state
        in (InitiativeState.ELIGIBLE, InitiativeState.NO_QUORUM, InitiativeState.IN_REVIEW),
        "participation:renewal_agreement": not initiative.current.is_new,
        "participation:confirm_carrier": state == InitiativeState.SEEKING_CARRIER,
        "participation:initiative_refer": scope.may_refer(initiative.scope, rule=book.regional_scope_rule)
        and state in BEFORE_DISCUSSION,
    }
    return timely.get(name, True)


def _may_send_to_review(
    initiative: Initiative, capacity: Capacity, book: RuleBook, *, is_author: bool, now: datetime
) -> bool:
    if not capacity.is_member:
        return False
    roles = {str(role) for role in capacity.roles} | ({"author"} if is_author else set())
    days, today = book.min_deliberation_days, dates.local_day(now)
    try:
        initiatives.check_ready_for_review(initiative, roles=roles, days=days, today=today)
    except BadInput:
        # Its page then says what the sheet lacks, and where to write it.
        return True
    except Refused as refusal:
        # Its page then says which changes wait for an answer, and until when.
        return refusal.code == "amendments_waiting"
    return True


def _who_decides(initiative: Initiative) -> str:
    if initiative.scope == InitiativeScope.TERRITORIAL:
        return _("It is for one MRC only: the concertation of that MRC decides.")
    return _("Citizens only. The Table is told. It can neither approve nor refuse.")


def _thread_url(initiative: Initiative) -> str:
    return reverse("deliberation:thread", args=[initiative.thread_id]) if initiative.thread_id else ""
