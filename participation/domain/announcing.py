"""Announcing a vote of the Espace: values go down to `voting`, a decision ties the vote to its subject."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Interest, Organisation, Person
from common import audit, dates, text
from common.exceptions import Refused
from common.record_words import in_the_espaces_language
from participation.domain import ballot_notes, step_backs, telling_of_votes
from participation.domain.queries import roll as roll_queries
from participation.domain.queries import rules as rule_queries
from participation.models import Decision, Initiative, InitiativeVersion, OperatingRule, RuleChange
from participation.rules import rule_wording, vote_rules
from participation.rules.book import RuleBook
from participation.rules.defaults import ADOPTION
from voting.domain import preparing
from voting.enums import VoteKind
from voting.rules.ballot_notes import Note
from voting.rules.frozen_rules import VoteRules

Recusals = Sequence[tuple[Person, str]]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What everybody reads on the ballot, and the hash of the text that is voted on."""

    title: str
    question: str
    summary: str
    back_path: str
    version_hash: str
    # The answers of a vote that chooses among several, and how many one may choose.
    among: Sequence[str] = ()
    most_choices: int = 1


@dataclass(frozen=True, kw_only=True)
class Window:
    """When the vote opens and closes, and whether it is held over several days or at a meeting."""

    opens_at: datetime
    closes_at: datetime
    kind: str = VoteKind.PERIOD


def check_may_announce(by: Person | None, *, now: datetime) -> None:
    """Facilitation or the calendar; nobody else, whatever the subject."""
    if by is not None and not people.capacity(by, on=dates.local_day(now)).is_facilitator:
        raise Refused("facilitators_only", _("Only facilitation, or the calendar, announces a vote."))


def question_about_version(version: InitiativeVersion, asked: str) -> Question:
    """The words given, else the Espace's usual question: approve it, or keep it going."""
    usual = (
        _("Does the Espace approve the initiative “%(title)s”?")
        if version.is_new
        else _("Does the Espace approve keeping “%(title)s” going?")
    )
    return Question(
        title=version.title,
        question=text.plain(asked) or in_the_espaces_language(lambda: usual % {"title": version.title}),
        summary=version.summary,
        back_path=f"/initiatives/{version.initiative_id}/",
        version_hash=version.content_hash,
    )


def question_about_rule(change: RuleChange, asked: str, *, now: datetime) -> Question:
    """The words given, else « Est-ce qu'on change la règle …? »; the hash covers the key, the value and the reason.

    When the Espace adopts its rules, the ballot shows every one of them and the hash covers them all.
    """
    current = rule_queries.current(now)
    if change.key == ADOPTION:
        return _question_about_the_book(change, asked, list(current.values()))
    rule = current.get(change.key)
    label = rule.label if rule else change.key
    usual = _("Do we change the rule “%(label)s”?")
    return Question(
        title=label,
        question=text.plain(asked) or in_the_espaces_language(lambda: usual % {"label": label}),
        summary=change.reason,
        back_path=f"/regles/{change.key}/",
        version_hash=hash_of({"key": change.key, "value": change.proposed_value, "reason": change.reason}),
    )


def usual_question_about_sending(title: str) -> str:
    """When nobody wrote one: does this recommendation go to the Table?"""
    usual = _("Does the Espace send the recommendation “%(title)s” to the Table?")
    return in_the_espaces_language(lambda: usual % {"title": title})


def _question_about_the_book(change: RuleChange, asked: str, rules: list[OperatingRule]) -> Question:
    title = in_the_espaces_language(lambda: _("Adopt our rules"))
    usual = in_the_espaces_language(lambda: _("Does the Espace adopt its rules, as they are written here?"))
    book = in_the_espaces_language(lambda: rule_wording.book_in_words(rules))
    return Question(
        title=title,
        question=text.plain(asked) or usual,
        summary=f"{change.reason}\n\n{book}",
        back_path="/regles/",
        version_hash=hash_of_book(rules, reason=change.reason),
    )


def hash_of_book(rules: Iterable[OperatingRule], *, reason: str) -> str:
    """Every rule with its version and its value, in the order of their names."""
    book = {rule.key: [rule.version, rule.value] for rule in rules if rule.key != ADOPTION}
    return hash_of({"adopts": book, "reason": reason})


def hash_of(content: dict) -> str:
    """SHA-256 of the canonical JSON of what is voted on."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def check_window(window: Window, *, book: RuleBook, now: datetime) -> None:
    rule = rule_queries.current(now).get("voting_days")
    shortest = (
        rule.minimum if rule is not None and rule.minimum is not None else vote_rules.SHORTEST_VOTE_DAYS
    )
    vote_rules.check_window(
        kind=window.kind,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        now=now,
        announce_days=book.announce_days,
        shortest_days=shortest,
    )


def recusals_for(carrier: Organisation | None, *, on: date) -> Recusals:
    """People who declared a tie with the carrier (rule `recusal_required`): they may speak, they do not vote."""
    if carrier is None:
        return []
    interests = (
        Interest.objects.filter(organisation=carrier, declared_on__lte=on)
        .exclude(ended_on__lt=on)
        .select_related("person")
        .order_by("person_id", "pk")
    )
    reasons: dict[Person, str] = {}
    for interest in interests:
        words = in_the_espaces_language(interest.get_kind_display)
        reasons[interest.person] = (
            f"{reasons[interest.person]}, {words}" if interest.person in reasons else words
        )
    return [(person, f"{carrier.name} : {words}"[:200]) for person, words in reasons.items()]


def announce(
    *,
    by: Person | None,
    question: Question,
    window: Window,
    rules: VoteRules,
    book: RuleBook,
    now: datetime,
    carrier: Organisation | None = None,
    is_conditional: bool = False,
    **subject: Any,
) -> Decision:
    """Prepares and announces the vote, then records its decision. Inside the caller's transaction.

    The roll is the decisional people of that day (the delegates of the MRCs when the rules choose a circle), minus
    the recusals that concern them: declared ties when the rules ask for it, and whoever said they step back.
    """
    today = dates.local_day(now)
    vote = preparing.prepare(
        by=by,
        title=question.title[:200],
        question=question.question[:300],
        summary=question.summary,
        back_path=question.back_path,
        version_hash=question.version_hash,
        rules=rules,
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        kind=VoteKind(window.kind),
        is_conditional=is_conditional,
        among=question.among,
        most_choices=question.most_choices,
        notes=_notes(**subject),
        now=now,
    )
    roll = roll_queries.deciding(book, on=today).order_by("pk")
    if roll_queries.by_delegates(book) and not roll.exists():
        raise Refused("circle_empty", _("No delegate is named yet: nobody could vote."))
    recusals = recusals_for(carrier, on=today) if book.recusal_required else []
    on_roll = {person.pk for person in roll}
    barred = {
        person: reason for person, reason in [*_stepping_back(**subject), *recusals] if person.pk in on_roll
    }
    vote = preparing.announce(by=by, vote=vote, people=roll, recusals=list(barred.items()), now=now)
    decision = Decision.objects.create(vote=vote, **subject)
    audit.record(
        "decision.put_to_vote", by=by, subject=decision, now=now, kind_of_subject=decision.kind, vote=vote.pk
    )
    telling_of_votes.vote_announced(vote, now=now)
    return decision


def _notes(
    initiative: Initiative | None = None, rule_change: RuleChange | None = None, **other: Any
) -> list[Note]:
    """What the ballot page tells beside the question, of what citizens discuss here."""
    subject = initiative or rule_change
    return ballot_notes.of(subject) if subject is not None else []


def _stepping_back(initiative: Initiative | None = None, **other: Any) -> Recusals:
    return step_backs.said(initiative) if initiative is not None else []
