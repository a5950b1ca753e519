"""A citizen says whether an answer of the Table answers: once, changed when they want, secret."""

from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit, dates
from common.exceptions import IllegalTransition, Missing, Refused
from participation.domain.queries import echoes as queries
from participation.models import Echo, EchoGiven, TableResponse
from participation.rules import echoes as rules


@transaction.atomic
def say(*, by: Person, response: TableResponse, choice: str, now: datetime) -> None:
    """« It answers », « in part », « it does not »: the last one said counts. Nobody sees who said what, the audit
    included: it holds that somebody spoke.

    Refused: anybody but a citizen; an answer that was corrected; « received », which is not an answer.
    """
    rules.check_may_say(people.capacity(by, on=dates.local_day(now)))
    rules.check_is_last_version(response.kind, is_corrected=response.corrections.exists())
    rules.check_is_a_choice(choice)
    if not queries.rows_of(by, [response.pk]).update(choice=choice):
        _first_time(by, response, choice, now)
    audit.record("echo.said", by=None, subject=response, now=now)


def _first_time(by: Person, response: TableResponse, choice: str, now: datetime) -> None:
    if EchoGiven.objects.filter(person=by, response=response).exists():
        raise IllegalTransition("echo_sealed", _("What you said is counted. It cannot be changed any more."))
    try:
        with transaction.atomic():
            EchoGiven.objects.create(person=by, response=response, given_on=dates.local_day(now))
            Echo.objects.create(mark=queries.mark_of(by, response.pk), response=response, choice=choice)
    except DatabaseError as error:
        if queries.rows_of(by, [response.pk]).update(choice=choice):
            return  # the same person, twice at once
        raise Refused(
            "citizens_only", _("Only the citizens of the Espace say whether it answers.")
        ) from error


@transaction.atomic
def take_back(*, by: Person, response: TableResponse, now: datetime) -> None:
    """Refused (404): nothing to take back. What was said of an answer corrected since may still be taken back."""
    removed, _rows = queries.rows_of(by, [response.pk]).delete()
    if not removed:
        raise Missing("echo_missing", _("You had said nothing of this answer."))
    EchoGiven.objects.filter(person=by, response=response).delete()
    audit.record("echo.taken_back", by=None, subject=response, now=now)
