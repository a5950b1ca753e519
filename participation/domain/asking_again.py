"""The Table's answer does not answer: those it is about ask again, and its clock begins again."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import IllegalTransition
from common.record_words import in_the_espaces_language
from participation.domain import dossiers, stages
from participation.domain.queries import asking_again as queries
from participation.enums import Expectation
from participation.models import TableResponse, Transmission
from participation.rules import asking_again as rules
from participation.rules import echoes


@transaction.atomic
def ask(*, by: Person, response: TableResponse, words: str, now: datetime) -> Transmission:
    """What is missing, in a sending of its own, about the same thing and tied to the answer on both sides.

    It is prepared: another citizen rereads it, facilitation sends it, the rule gives its date, the Table finds it in
    its inbox. Its answer goes back the same way.

    Refused: see `rules.asking_again`; an answer that was corrected, and « received »; words that let somebody be
    recognised (422); what was already asked again of this answer (409).
    """
    former = Transmission.objects.select_for_update().get(pk=response.transmission_id)
    capacity = people.capacity(by, on=dates.local_day(now))
    rules.check_may_ask_again(capacity, queries.asked(by, response, former))
    echoes.check_is_last_version(response.kind, is_corrected=response.corrections.exists())
    kind = rules.kind_of(former.kind)
    source: dict[str, Any] = {
        "initiative": former.initiative,
        "issue": former.issue,
        "concern": former.concern,
    }
    dossiers.check_source(kind=kind, expects=Expectation.REASONED_ANSWER, **source)
    title, body = dossiers.checked_words(_title(former), words, now=now)
    try:
        with transaction.atomic():
            made = Transmission.objects.create(
                kind=kind,
                title=title,
                body=body,
                expects=Expectation.REASONED_ANSWER,
                asks_again=response,
                prepared_by=by,
                prepared_at=now,
                **source,
            )
    except IntegrityError as error:
        raise IllegalTransition("already_asked", _("It was already asked again of this answer.")) from error
    stages.begin(made, by=by, now=now)
    audit.record("table.asked_again", by=by, subject=former, now=now)
    return made


def _title(former: Transmission) -> str:
    """The first title, said once: asking again twice does not repeat it."""
    begins = in_the_espaces_language(lambda: _("Asked again:"))
    first = former.title.removeprefix(begins).strip()
    return f"{begins} {first}"[: dossiers.TITLE_MAX]
