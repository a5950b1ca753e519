"""The Table asks the Espace back, in public; facilitation answers once the Espace has talked about it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition
from participation.domain import dossiers, table_asks, table_news
from participation.domain.commitments import check_public
from participation.models import Commitment, TableQuestion, Transmission
from participation.rules import commitments as rules


@transaction.atomic
def ask(
    *,
    by: Person,
    transmission: Transmission,
    words: str,
    now: datetime,
    commitment: Commitment | None = None,
) -> TableQuestion:
    """A question on a dossier, or on one commitment of its answers. It never changes. Facilitation and those it is about
    are told; the Espace has 30 days.

    Refused: anybody but the secretary; no words, or words that name somebody; a commitment of another dossier.
    """
    rules.check_speaks_for_the_table(people.capacity(by, on=dates.local_day(now)))
    words = text.plain(words)[:500]
    if not words:
        raise BadInput("words_missing", _("Write your question."))
    check_public("words", words, now=now)
    if commitment is not None and commitment.response.transmission_id != transmission.pk:
        raise BadInput("other_dossier", _("This commitment belongs to another dossier."))
    made = TableQuestion.objects.create(
        transmission=transmission, commitment=commitment, words=words, asked_by=by, asked_at=now
    )
    audit.record("table_question.asked", by=by, subject=made, now=now)
    table_asks.question_asked(made, now=now)
    return made


@transaction.atomic
def answer(*, by: Person, question: TableQuestion, words: str, now: datetime) -> TableQuestion:
    """What the Espace says back; the Table's secretary is told. Written once.

    Refused: anybody but facilitation; an answer already given; words that let somebody be recognised, like in
    whatever leaves the Espace.
    """
    rules.check_may_answer_the_table(people.capacity(by, on=dates.local_day(now)))
    words = text.plain(words)[:1000]
    if not words:
        raise BadInput("words_missing", _("Write the Espace's answer."))
    dossiers.check_words(words, now=now)
    held = TableQuestion.objects.select_for_update().get(pk=question.pk)
    if held.answered_at is not None:
        raise IllegalTransition("already_answered", _("The Espace already answered this question."))
    held.answer, held.answered_by, held.answered_at = words, by, now
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("table_question.answered", by=by, subject=held, now=now)
    table_asks.question_answered(held)
    table_news.table_question_answered(held, now=now)
    question.refresh_from_db()
    return question
