"""What the pages of proposed changes show: the words of today beside the words proposed, and the answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain import people as people_verbs
from accounts.domain.queries import territories
from accounts.models import Person
from common import dates
from participation.domain import amendments, stages
from participation.domain.queries import discussed
from participation.domain.queries import rules as rule_queries
from participation.enums import AmendmentPart, AmendmentState
from participation.models import Amendment, Initiative, InitiativeVersion, RuleChange
from participation.models.amendment import OF_A_RULE
from participation.rules import amending, revising, rule_wording
from participation.rules.defaults import ADOPTION
from participation.rules.discussed import Subject
from participation.web.pages import versions

LOOKS = {
    AmendmentState.PROPOSED: ("wait", "horloge"),
    AmendmentState.ACCEPTED: ("ok", "coche"),
    AmendmentState.DECLINED: ("end", "info"),
    AmendmentState.WITHDRAWN: ("end", "info"),
}


def _labels(part: str) -> tuple[str, ...]:
    """The lines of the sheet that this part gathers."""
    return {
        AmendmentPart.TITLE: (_("Its name"),),
        AmendmentPart.SUMMARY: (_("In one sentence"),),
        AmendmentPart.AIMS: (_("Why"),),
        AmendmentPart.PLACES: (_("Where"),),
        AmendmentPart.REACH: (_("Who would be reached"),),
        AmendmentPart.CARRIER: (_("The organisation"),),
        AmendmentPart.PARTNERS: (_("Partners"),),
        AmendmentPart.DATES: (_("The dates"),),
        AmendmentPart.COST: (_("The cost"), _("What the fund would pay"), _("The money, line by line")),
    }[AmendmentPart(part)]


def words_of(version: InitiativeVersion, part: str, places: dict[str, str]) -> str:
    """One part of the sheet as it is told in this version."""
    told, labels = dict(versions.fields_of(version, places)), _labels(part)
    if len(labels) == 1:
        return told[labels[0]]
    line = _("%(label)s: %(amount)s")
    # Amounts say what they are; the lines of the budget already do.
    amounts = [line % {"label": label, "amount": told[label]} for label in labels[:-1] if told[label]]
    return "\n".join(filter(None, [*amounts, told[labels[-1]]]))


def parts(initiative: Initiative) -> list[dict[str, str]]:
    """Each part with its words of today, and the page where one writes others."""
    places, here = _places(), reverse("participation:amendment_propose", args=[initiative.pk])
    return [
        {
            "label": str(part.label),
            "value": words_of(initiative.current, part, places) or _("Nothing is written yet."),
            "change_url": f"{here}?partie={part.value}",
        }
        for part in amending.OF_A_SHEET
    ]


def parts_of_rule(change: RuleChange, *, now: datetime) -> list[dict[str, str]]:
    """The same, of a change of rule. To adopt them all, only the reason may be said otherwise."""
    told, here = _Told(change, now=now), propose_url(change)
    return [
        {
            "part": part.value,
            "label": str(part.label),
            "value": told.words_of_rule(part),
            "change_url": f"{here}?partie={part.value}",
        }
        for part in (OF_A_RULE if change.key != ADOPTION else [AmendmentPart.REASON])
    ]


def list_url(subject: Subject) -> str:
    name = "participation:rule_amendments" if isinstance(subject, RuleChange) else "participation:amendments"
    return reverse(name, args=[subject.pk])


def propose_url(subject: Subject) -> str:
    is_rule = isinstance(subject, RuleChange)
    name = "participation:rule_amendment_propose" if is_rule else "participation:amendment_propose"
    return reverse(name, args=[subject.pk])


def thing(subject: Subject, *, now: datetime) -> dict[str, str]:
    """What the changes are about: its name, its page, the list of the changes."""
    return {
        "title": discussed.title_of(subject, at=now),
        "url": discussed.path_of(subject),
        "list_url": list_url(subject),
        "propose_url": propose_url(subject),
    }


def list_page(subject: Subject, found: Iterable[Amendment], *, viewer: Person, now: datetime) -> dict:
    is_author, words = stages.is_author(viewer, subject), _Told(subject, now=now)
    told = [_told(one, words) for one in found]
    return {
        "waiting": [one for one in told if one["is_waiting"]],
        "answered": [one for one in told if not one["is_waiting"]],
        "answers": is_author,
        "may_propose": amendments.may_propose(by=viewer, subject=subject, now=now),
    }


def one_page(amendment: Amendment, *, viewer: Person, now: datetime) -> dict[str, Any]:
    subject = amendment.subject
    roles = {"author"} if stages.is_author(viewer, subject) else set()
    is_fixed = not _may_change(subject, now=now)
    may_answer = amending.may_move(amendment.state, AmendmentState.DECLINED, roles)
    return {
        "one": _told(amendment, _Told(subject, now=now)),
        "may_decline": may_answer,
        "may_accept": may_answer and not is_fixed,
        "is_fixed": may_answer and is_fixed,
        "is_text": amending.is_text(amendment.part),
        "on_yes": _on_yes(amendment, now=now) if may_answer and not is_fixed else "",
        "may_withdraw": amendment.author_id == viewer.pk and amendment.is_waiting,
    }


def _on_yes(amendment: Amendment, *, now: datetime) -> str:
    """What follows a yes, before it is said: another value in discussion starts its days again."""
    subject = amendment.subject
    if not amending.is_text(amendment.part):
        return _("You first change the sheet yourself, then you publish it.")
    said = _("A new version is published with these words.")
    if not isinstance(subject, RuleChange) or not revising.restarts_days(subject, amendment.value):
        return said
    days = rule_queries.value("min_deliberation_days", at=now)
    again_on = dates.day(dates.local_day(now) + timedelta(days=days))
    restart = _("The days of discussion start again: no vote is announced before %(when)s.")
    return f"{said} {restart % {'when': again_on}}"


def _may_change(subject: Subject, *, now: datetime) -> bool:
    if isinstance(subject, RuleChange):
        return revising.may_reword(subject, is_author=True)
    return revising.may_revise(subject, is_author=True, today=dates.local_day(now))


def door(subject: Subject) -> dict[str, str] | None:
    """The door to the proposed changes, with how many wait; none before there is a discussion."""
    count = subject.amendments.waiting().count()
    if not count and not amending.is_open(subject) and not subject.amendments.exists():
        return None
    text = _("Propose other words, or read those proposed.")
    if count:
        text = ngettext(
            "%(count)d proposal waits for the authors.", "%(count)d proposals wait for the authors.", count
        )
        text %= {"count": count}
    return {"url": list_url(subject), "text": text}


def passed_over(subject: Subject) -> list[str]:
    """For everybody: the text went on without an answer to some of what was proposed."""
    if not subject.amendments.passed().exists():
        return []
    return [_("Some proposed changes have had no answer from the authors.")]


class _Told:
    """The words of each part of a text, today and then; what they are told with is looked up once."""

    def __init__(self, subject: Subject, *, now: datetime) -> None:
        self.of_today = discussed.wording_of(subject)
        is_rule = isinstance(subject, RuleChange)
        self.rule = rule_queries.current(now).get(subject.key) if isinstance(subject, RuleChange) else None
        self.places = {} if is_rule else _places()

    def against(self, amendment: Amendment) -> str:
        """What an answer would change is the text of today; what it did change is the text it was written against."""
        wording = self.of_today if amendment.is_waiting else amendment.wording
        if isinstance(wording, InitiativeVersion):
            return words_of(wording, amendment.part, self.places)
        return self.words_of_rule(amendment.part, wording)

    def words_of_rule(self, part: str, wording: Any = None) -> str:
        wording = wording or self.of_today
        if part == AmendmentPart.REASON:
            return wording.reason
        return rule_wording.words_of(self.rule, wording.value) if self.rule else str(wording.value)


def _told(amendment: Amendment, words: _Told) -> dict[str, Any]:
    kind, icon = LOOKS[AmendmentState(amendment.state)]
    today = words.against(amendment)
    is_text = amending.is_text(amendment.part)
    shown = versions.sides(today, amendment.words) if is_text else {"today": today}
    return {
        "url": reverse("participation:amendment", args=[amendment.pk]),
        "part": str(amendment.get_part_display()),
        "state": _("Without an answer") if amendment.is_passed else str(amendment.get_state_display()),
        "kind": kind,
        "icon": icon,
        "who": people_verbs.shown_name(amendment.author),
        "when": dates.short(amendment.proposed_at),
        "why": amendment.why,
        "words": amendment.words,
        "is_text": is_text,
        "is_waiting": amendment.is_waiting,
        "old_number": amendment.wording.number if amendment.is_waiting and amendment.is_superseded else None,
        "before_label": _("Today") if amendment.is_waiting else _("The text of then"),
        "answer": _answer(amendment),
        **shown,
    }


def _answer(amendment: Amendment) -> dict[str, str] | None:
    """Who said yes or no, when and why; nothing of what was taken back."""
    if amendment.state not in (AmendmentState.ACCEPTED, AmendmentState.DECLINED):
        return None
    resulting = amendment.carried_by
    return {
        "who": people_verbs.shown_name(amendment.answered_by),
        "when": dates.short(amendment.answered_at),
        "reason": amendment.answer_reason,
        "version": _("It is in version %(number)d.") % {"number": resulting.number} if resulting else "",
    }


def _places() -> dict[str, str]:
    return {place.slug: place.name for place in territories.west_to_east()}
