"""The round of agreement: an objection is raised, answered, then lifted or kept for the ballot page."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people, voices
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import IllegalTransition
from participation.domain import circle, dossiers, round_news, stages
from participation.domain.queries import discussed
from participation.domain.queries import objections as queries
from participation.domain.queries import rules as rule_queries
from participation.models import InitiativeVersion, Objection, RuleChange, RuleChangeVersion
from participation.models.objection import ObjectionState
from participation.rules import objections as rules
from participation.rules.discussed import Subject


def check_may_object(*, by: Person, subject: Subject, now: datetime) -> None:
    """Refused as in `object_to`, before anything is typed."""
    rules.check_may_object(
        subject,
        people.capacity(by, on=local_day(now)),
        is_author=stages.is_author(by, subject),
        has_one=queries.standing_of(by, subject),
        book=rule_queries.rule_book(now),
    )
    circle.check_takes_part(by, now=now)
    voices.check_may_write(by, now)


@transaction.atomic
def object_to(*, by: Person, subject: Subject, text: str, now: datetime) -> Objection:
    """One sentence against an initiative, or a change of rule, as its text is now; its authors are told.

    It never holds the calendar.

    Refused: see `rules.objections.check_may_object`; a paused voice; no words, or too many; words that let somebody
    be recognised, for a ballot page may carry them.
    """
    held = type(subject).objects.select_for_update().get(pk=subject.pk)
    check_may_object(by=by, subject=held, now=now)
    wording = rules.check_has_text(discussed.wording_of(held))
    text = words.plain(text)
    rules.check_words(text, most=rules.MOST_SIGNS)
    dossiers.check_words(text, now=now)
    try:
        with transaction.atomic():
            made = Objection.objects.create(**_of(held, wording), text=text, author=by, made_at=now)
    except IntegrityError as error:
        raise IllegalTransition("already_objecting", _("You already have an objection here.")) from error
    audit.record("objection.made", by=by, subject=made, now=now, about=stages.noun_of(held), of=held.pk)
    round_news.objection_made(made, now=now)
    return made


@transaction.atomic
def answer(*, by: Person, objection: Objection, text: str, now: datetime) -> Objection:
    """The authors' sentence. It may be written again: then whoever objected reads it again.

    Refused: anybody but the authors; once lifted, carried or announced; no words, too many, or words that let
    somebody be recognised.
    """
    held = _held(objection)
    rules.check_may_answer(
        held, is_author=stages.is_author(by, held.subject), book=rule_queries.rule_book(now)
    )
    voices.check_may_write(by, now)
    text = words.plain(text)
    rules.check_words(text, most=rules.MOST_SIGNS_OF_ANSWER)
    dossiers.check_words(text, now=now)
    held.state, held.answer, held.answered_by, held.answered_at = ObjectionState.ANSWERED, text, by, now
    held.settled_at = None
    held.save(update_fields=["state", "answer", "answered_by", "answered_at", "settled_at"])
    audit.record("objection.answered", by=by, subject=held, now=now)
    round_news.objection_answered(held, now=now)
    objection.refresh_from_db()
    return objection


def lift(*, by: Person, objection: Objection, now: datetime) -> Objection:
    """« Ça me va »: whoever objected takes it back, for good. Refused: anybody else; once announced."""
    return _settle(by=by, objection=objection, state=ObjectionState.LIFTED, now=now)


def keep(*, by: Person, objection: Objection, now: datetime) -> Objection:
    """« Je la garde »: it will be on the ballot page, without a name. Refused: anybody else; once announced."""
    return _settle(by=by, objection=objection, state=ObjectionState.KEPT, now=now)


@transaction.atomic
def _settle(*, by: Person, objection: Objection, state: ObjectionState, now: datetime) -> Objection:
    held = _held(objection)
    rules.check_may_settle(held, is_its_author=held.author_id == by.pk, book=rule_queries.rule_book(now))
    held.state, held.settled_at = state, now
    held.save(update_fields=["state", "settled_at"])
    audit.record("objection.settled", by=by, subject=held, now=now, state=str(state))
    round_news.objection_settled(held)
    objection.refresh_from_db()
    return objection


def carry(subject: Subject, *, now: datetime) -> None:
    """At the announcement, inside its transaction: what was not lifted is on the ballot page, and stays as it is."""
    for objection in subject.objections.standing().select_for_update():
        objection.state, objection.settled_at = ObjectionState.CARRIED, now
        objection.save(update_fields=["state", "settled_at"])
        round_news.objection_settled(objection)


def _held(objection: Objection) -> Objection:
    """What it is about first: an announcement holds it too."""
    subject = objection.subject
    type(subject).objects.select_for_update().get(pk=subject.pk)
    found = Objection.objects.select_for_update(of=("self",)).select_related("initiative", "rule_change")
    return found.get(pk=objection.pk)


def _of(subject: Subject, wording: InitiativeVersion | RuleChangeVersion) -> dict[str, Any]:
    """The columns that say what is objected to."""
    if isinstance(subject, RuleChange):
        return {"rule_change": subject, "rule_version": wording}
    return {"initiative": subject, "version": wording}
