"""Who may ask somebody to step back from a vote, and until when. Only the person decides."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import InitiativeState
from participation.models import Initiative, StepBackRequest
from participation.models.step_back import StepBackAnswer
from participation.rules import speaking
from participation.rules.book import RuleBook

MOST_SIGNS = 200
BEFORE_THE_VOTE = frozenset(
    {
        InitiativeState.IDEA,
        InitiativeState.DELIBERATING,
        InitiativeState.IN_REVIEW,
        InitiativeState.TO_ADJUST,
        InitiativeState.ELIGIBLE,
        InitiativeState.NO_QUORUM,
    }
)
OPEN_IN = BEFORE_THE_VOTE | {InitiativeState.VOTE_ANNOUNCED, InitiativeState.VOTE_OPEN}


def check_is_open(initiative: Initiative) -> None:
    if initiative.state not in OPEN_IN:
        raise IllegalTransition("vote_closed", _("This vote is closed. Nobody steps back any more."))


def check_may_ask(
    initiative: Initiative,
    capacity: Capacity,
    *,
    person: Person,
    is_known_here: bool,
    is_asked_already: bool,
    book: RuleBook,
) -> None:
    """Refused: anybody but a citizen, also staff; about oneself; twice; about somebody who took no part here."""
    speaking.check_may_speak(capacity)
    if not book.recusal_required:
        raise Refused("not_by_our_rules", _("By our rules, nobody is asked to step back."))
    check_is_open(initiative)
    if capacity.person is not None and capacity.person.pk == person.pk:
        raise BadInput("person", _("For yourself, say it directly: « I step back »."))
    if not is_known_here:
        raise BadInput("person", _("Choose somebody from the list."))
    if is_asked_already:
        raise IllegalTransition("already_asked", _("You already asked this person."))


def check_may_answer(request: StepBackRequest, person: Person) -> None:
    """Refused: anybody but the person concerned; a second answer; once the vote is closed."""
    if request.person_id != person.pk:
        raise Refused("not_for_you", _("Only the person concerned answers."))
    if request.answer != StepBackAnswer.WAITING:
        raise IllegalTransition("already_answered", _("You already answered."))
    check_is_open(request.initiative)


def check_reason(text: str) -> None:
    if not text:
        raise BadInput("reason", _("Write the reason in a few words."))
    if len(text) > MOST_SIGNS:
        raise BadInput("reason", _("The reason is too long. Write 200 characters at most."))
