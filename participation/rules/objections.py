"""The round of agreement: who objects, who answers, and what an objection can never do (hold the calendar)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import InitiativeState
from participation.models import Initiative, InitiativeVersion, Objection
from participation.models.objection import ObjectionState
from participation.rules import revising, speaking
from participation.rules.book import RuleBook

VOTE_ONLY, CONSENSUS = "vote", "consensus"
MOST_SIGNS, MOST_SIGNS_OF_ANSWER = 200, 300
OPEN_IN = frozenset({InitiativeState.DELIBERATING, InitiativeState.IN_REVIEW, InitiativeState.ELIGIBLE})
ANSWERABLE = frozenset({ObjectionState.OPEN, ObjectionState.ANSWERED, ObjectionState.KEPT})


def is_held(book: RuleBook) -> bool:
    """Rule `decision_method`: with « vote » alone there is no round."""
    return book.decision_method != VOTE_ONLY


def is_open(initiative: Initiative, book: RuleBook) -> bool:
    return is_held(book) and initiative.state in OPEN_IN


def check_is_open(initiative: Initiative, book: RuleBook) -> None:
    """Refused: no round by the rules; before the discussion, and from the announcement of the vote on."""
    if not is_held(book):
        raise Refused("no_round", _("By our rules, we vote without a round of agreement."))
    if initiative.state not in OPEN_IN:
        raise IllegalTransition("round_over", _("The round of agreement is not open at this step."))


def check_may_object(
    initiative: Initiative, capacity: Capacity, *, is_author: bool, has_one: bool, book: RuleBook
) -> None:
    """Refused: anybody but a citizen; its own authors; a second objection while the first one stands."""
    speaking.check_may_speak(capacity)
    check_is_open(initiative, book)
    if is_author:
        raise Refused("own_initiative", _("It is your initiative. You can change its text."))
    if has_one:
        raise IllegalTransition("already_objecting", _("You already have an objection here."))


def check_has_text(initiative: Initiative) -> InitiativeVersion:
    """The text that is objected to."""
    if initiative.current is None:
        raise Refused("no_text", _("This initiative has no text yet."))
    return initiative.current


def check_may_answer(objection: Objection, *, is_author: bool, book: RuleBook) -> None:
    """Refused: whoever is not an author of the initiative; an objection that is lifted or on a ballot page."""
    if not is_author:
        raise Refused("authors_only", _("Only its authors answer the objections."))
    check_is_open(objection.initiative, book)
    if objection.state not in ANSWERABLE:
        raise IllegalTransition("objection_settled", _("This objection is already settled."))


def check_may_settle(objection: Objection, *, is_its_author: bool, book: RuleBook) -> None:
    """« Ça me va » or « je la garde »: whoever objected, nobody else."""
    if not is_its_author:
        raise Refused("not_your_objection", _("Only the person who objected says so."))
    check_is_open(objection.initiative, book)
    if objection.state not in ANSWERABLE:
        raise IllegalTransition("objection_settled", _("This objection is already settled."))


def check_consensus(initiative: Initiative, *, book: RuleBook) -> None:
    """Only when the rules ask for consensus does an unanswered objection hold a vote back."""
    if book.decision_method != CONSENSUS:
        return
    if initiative.objections.filter(state=ObjectionState.OPEN).exists():
        raise Refused(
            "objection_unanswered", _("Our rules ask for consensus: an objection waits for its answer.")
        )


def check_words(text: str, *, most: int) -> None:
    if not text:
        raise BadInput("text", _("Write at least one sentence."))
    if len(text) > most:
        raise BadInput("text", _("The text is too long. The most is %(most)d characters.") % {"most": most})


def window(initiative: Initiative, *, book: RuleBook) -> tuple[date | None, date | None]:
    """When the round began, and the first day it may end: the discussion lasts that long by the rules.

    It begins with the discussion and ends when the vote is announced: no rule gives it dates of its own.
    """
    started = initiative.deliberation_started_at
    if started is None:
        return None, None
    return local_day(started), revising.deliberated_on(initiative, days=book.min_deliberation_days)
