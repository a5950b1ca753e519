"""Somebody contests a vote; two people of two employers look, and answer in public."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal
from accounts.domain.queries import people
from accounts.enums import AccountEventKind
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition
from voting.domain import locks
from voting.enums import ContestFinding
from voting.models import Contest, Vote
from voting.rules import acts
from voting.rules import contesting as rules


@transaction.atomic
def contest(*, by: Person, vote: Vote, reason: str, now: datetime) -> Contest:
    """A citizen says why the result may be wrong; whoever answers reads it, nobody else.

    Refused: `citizens_only`, `contest_closed`, an empty or too long reason, and twice (`already_contested`).
    """
    return _contest(vote=vote, person=by, reason=reason, noted_by=None, now=now)


@transaction.atomic
def note(*, by: Person, vote: Vote, person: Person, reason: str, now: datetime) -> Contest:
    """Facilitation writes down what a citizen said by phone; their journal says so. Refused as `contest` is."""
    acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    made = _contest(vote=vote, person=person, reason=reason, noted_by=by, now=now)
    journal.note(person=person, kind=AccountEventKind.WRITTEN_FOR_YOU, by=by, now=now, detail=vote.title)
    return made


def _contest(*, vote: Vote, person: Person, reason: str, noted_by: Person | None, now: datetime) -> Contest:
    today = dates.local_day(now)
    held = locks.alone(vote.pk)
    rules.check_may_contest(vote=held, capacity=people.capacity(person, on=today), now=now)
    words = _words(reason, "reason", most=rules.REASON_MAX)
    if former := Contest.objects.select_for_update().filter(vote=held, person=person).first():
        return _said_again(former, words, noted_by=noted_by)
    made = Contest.objects.create(vote=held, person=person, reason=words, asked_on=today, noted_by=noted_by)
    # By nobody: the audit says that a vote was contested, never by whom.
    audit.record("vote.contested", by=noted_by, subject=held, now=now)
    return made


def _said_again(former: Contest, words: str, *, noted_by: Person | None) -> Contest:
    """The person's own words take the place of those written down for them, as long as nobody answered."""
    if noted_by is not None or not rules.may_be_said_again(former):
        raise IllegalTransition(
            "already_contested", _("It is already contested in this name. The answer comes.")
        )
    former.reason, former.noted_by = words, None
    former.save(update_fields=["reason", "noted_by"])
    return former


@transaction.atomic
def answer(*, by: Person, contest: Contest, finding: str, words: str, now: datetime) -> Contest:
    """What the first person found, in plain words. It waits for a second one; written again, it waits again.

    Refused: whoever may not count paper, an answer already public, an empty or too long one.
    """
    held = Contest.objects.select_for_update(of=("self",)).select_related("vote").get(pk=contest.pk)
    rules.check_may_answer(held, people.capacity(by, on=dates.local_day(now)))
    if finding not in ContestFinding.values:
        raise BadInput("finding", _("Say what you found."))
    held.finding, held.answer, held.answered_by = finding, _words(words, "answer", most=rules.ANSWER_MAX), by
    held.save(update_fields=["finding", "answer", "answered_by"])
    audit.record("vote.contest_answered", by=by, subject=held.vote, now=now, finding=finding)
    return held


@transaction.atomic
def confirm(*, by: Person, contest: Contest, seen: str, now: datetime) -> Contest:
    """The second person, of another employer, agrees with the answer they read (`seen`: its `rules.mark`): it is public.

    Refused: the same person or employer, whoever took part, and `changed_meanwhile`.
    """
    today = dates.local_day(now)
    held = (
        Contest.objects.select_for_update(of=("self",))
        .select_related("vote", "answered_by")
        .get(pk=contest.pk)
    )
    first = people.capacity(held.answered_by, on=today) if held.answered_by else None
    rules.check_may_confirm(held, first=first, second=people.capacity(by, on=today))
    if seen != rules.mark(held):
        raise IllegalTransition("changed_meanwhile", _("The answer has just changed. Read it again."))
    held.confirmed_by, held.confirmed_on = by, today
    held.save(update_fields=["confirmed_by", "confirmed_on"])
    audit.record("vote.contest_confirmed", by=by, subject=held.vote, now=now, finding=held.finding)
    return held


def _words(typed: str, code: str, *, most: int) -> str:
    words = text.plain(typed).strip()
    if not words:
        raise BadInput(code, _("Write it in a few words."))
    if len(words) > most:
        raise BadInput(code, _("It is too long. Write 600 characters at most."))
    return words
