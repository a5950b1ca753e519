"""Stepping back from the vote on an initiative: said by oneself, or asked by somebody and answered by the person."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from participation.domain import round_news
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import step_backs as queries
from participation.models import Initiative, StepBack, StepBackRequest
from participation.models.step_back import StepBackAnswer
from participation.rules import speaking
from participation.rules import step_backs as rules
from voting.domain import recusing


@transaction.atomic
def step_back(*, by: Person, initiative: Initiative, reason: str, now: datetime) -> StepBack:
    """« Je me retire »: the next announcement leaves this person out; once announced, they are barred at once.

    Refused: anybody but a citizen; twice; an empty reason; once the vote is closed, or after having voted.
    """
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    speaking.check_may_speak(people.capacity(by, on=local_day(now)))
    rules.check_is_open(held)
    reason = words.plain(reason)
    rules.check_reason(reason)
    if StepBack.objects.filter(initiative=held, person=by).exists():
        raise IllegalTransition("already_recused", _("This is already noted."))
    said = StepBack.objects.create(initiative=held, person=by, reason=reason, said_at=now)
    vote = queries.running_vote(held)
    if vote is not None and queries.is_on_roll(vote, by):
        recusing.declare(by=by, vote=vote, person=by, reason=reason, now=now)
    audit.record("step_back.said", by=by, subject=held, now=now)
    return said


@transaction.atomic
def ask(*, by: Person, initiative: Initiative, person: Person, reason: str, now: datetime) -> StepBackRequest:
    """A citizen asks somebody who takes part here to step back. Private: facilitation and the person read it.

    It bars nobody. Refused: see `rules.step_backs.check_may_ask`; an empty reason.
    """
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    rules.check_may_ask(
        held,
        people.capacity(by, on=local_day(now)),
        person=person,
        is_known_here=queries.may_be_asked(held, by=by, on=local_day(now)).filter(pk=person.pk).exists(),
        is_asked_already=StepBackRequest.objects.filter(initiative=held, person=person, asked_by=by).exists(),
        book=rule_queries.rule_book(now),
    )
    reason = words.plain(reason)
    rules.check_reason(reason)
    try:
        with transaction.atomic():
            request = StepBackRequest.objects.create(
                initiative=held, person=person, reason=reason, asked_by=by, asked_at=now
            )
    except IntegrityError as error:
        raise IllegalTransition("already_asked", _("You already asked this person.")) from error
    audit.record("step_back.asked", by=by, subject=held, now=now)
    round_news.step_back_asked(request, now=now)
    return request


@transaction.atomic
def answer(
    *, by: Person, request: StepBackRequest, steps_back: bool, reason: str, now: datetime
) -> StepBackRequest:
    """« Je me retire », or « non, parce que… ». Yes answers every other request to this person here.

    Refused: anybody but the person concerned; twice; a no without its reason; once the vote is closed.
    """
    initiative = Initiative.objects.select_for_update().get(pk=request.initiative_id)
    held = StepBackRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    held.initiative = initiative
    rules.check_may_answer(held, by)
    reason = words.plain(reason)
    if not steps_back:
        rules.check_reason(reason)
    if len(reason) > rules.MOST_SIGNS:
        raise BadInput("reason", _("The reason is too long. Write 200 characters at most."))
    if steps_back and not StepBack.objects.filter(initiative=initiative, person=by).exists():
        step_back(by=by, initiative=initiative, reason=reason or held.reason, now=now)
    answered = queries.waiting_for(by).filter(initiative=initiative)
    for one in answered if steps_back else [held]:
        one.answer = StepBackAnswer.YES if steps_back else StepBackAnswer.NO
        one.answer_reason, one.answered_at = reason, now
        one.save(update_fields=["answer", "answer_reason", "answered_at"])
        round_news.step_back_answered(one)
    audit.record("step_back.answered", by=by, subject=initiative, now=now, steps_back=steps_back)
    request.refresh_from_db()
    return request


def said(initiative: Initiative) -> list[tuple[Person, str]]:
    """Who steps back, with their reason, for the announcement."""
    return [(one.person, one.reason) for one in queries.of_initiative(initiative)]
