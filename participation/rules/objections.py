"""The round of agreement: who objects, who answers, and what an objection can never do (hold the calendar)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import InitiativeState, RuleChangeState
from participation.models import Initiative, InitiativeVersion, Objection, RuleChangeVersion
from participation.models.objection import ObjectionState
from participation.rules import revising, speaking
from participation.rules.book import RuleBook
from participation.rules.discussed import Subject

VOTE_ONLY, CONSENSUS = "vote", "consensus"
MOST_SIGNS, MOST_SIGNS_OF_ANSWER = 200, 300
OPEN_IN = frozenset({InitiativeState.DELIBERATING, InitiativeState.IN_REVIEW, InitiativeState.ELIGIBLE})
OF_RULES_OPEN_IN = frozenset({RuleChangeState.DELIBERATING})
ANSWERABLE = frozenset({ObjectionState.OPEN, ObjectionState.ANSWERED, ObjectionState.KEPT})


def is_held(book: RuleBook) -> bool:
    """Rule `decision_method`: with « vote » alone there is no round."""
    return book.decision_method != VOTE_ONLY


def is_time(subject: Subject) -> bool:
    """Whether this step has a round, when the rules ask for one."""
    return subject.state in (OPEN_IN if isinstance(subject, Initiative) else OF_RULES_OPEN_IN)


def is_open(subject: Subject, book: RuleBook) -> bool:
    return is_held(book) and is_time(subject)


def check_is_open(subject: Subject, book: RuleBook) -> None:
    """Refused: no round by the rules; before the discussion, and from the announcement of the vote on."""
    if not is_held(book):
        raise Refused("no_round", _("By our rules, we vote without a round of agreement."))
    if not is_time(subject):
        raise IllegalTransition("round_over", _("The round of agreement is not open at this step."))


def check_may_object(
    subject: Subject, capacity: Capacity, *, is_author: bool, has_one: bool, book: RuleBook
) -> None:
    """Refused: anybody but a citizen; its own authors; a second objection while the first one stands."""
    speaking.check_may_speak(capacity)
    check_is_open(subject, book)
    if is_author:
        raise Refused("own_initiative", _("You proposed it. You can change its text."))
    if has_one:
        raise IllegalTransition("already_objecting", _("You already have an objection here."))


def check_has_text(
    wording: InitiativeVersion | RuleChangeVersion | None,
) -> InitiativeVersion | RuleChangeVersion:
    """The text that is objected to."""
    if wording is None:
        raise Refused("no_text", _("There is no text yet."))
    return wording


def check_may_answer(objection: Objection, *, is_author: bool, book: RuleBook) -> None:
    """Refused: whoever does not answer for the text; an objection that is lifted or on a ballot page."""
    if not is_author:
        raise Refused("authors_only", _("Only its authors answer the objections."))
    check_is_open(objection.subject, book)
    if objection.state not in ANSWERABLE:
        raise IllegalTransition("objection_settled", _("This objection is already settled."))


def check_may_settle(objection: Objection, *, is_its_author: bool, book: RuleBook) -> None:
    """« Ça me va » or « je la garde »: whoever objected, nobody else."""
    if not is_its_author:
        raise Refused("not_your_objection", _("Only the person who objected says so."))
    check_is_open(objection.subject, book)
    if objection.state not in ANSWERABLE:
        raise IllegalTransition("objection_settled", _("This objection is already settled."))


def check_consensus(subject: Subject, *, book: RuleBook) -> None:
    """Only when the rules ask for consensus does an unanswered objection hold a vote back."""
    if book.decision_method != CONSENSUS:
        return
    if subject.objections.filter(state=ObjectionState.OPEN).exists():
        raise Refused(
            "objection_unanswered", _("Our rules ask for consensus: an objection waits for its answer.")
        )


def check_words(text: str, *, most: int) -> None:
    if not text:
        raise BadInput("text", _("Write at least one sentence."))
    if len(text) > most:
        raise BadInput("text", _("The text is too long. The most is %(most)d characters.") % {"most": most})


def window(subject: Subject, *, book: RuleBook) -> tuple[date | None, date | None]:
    """When the round began, and the first day it may end: the discussion lasts that long by the rules.

    It begins with the discussion and ends when the vote is announced: no rule gives it dates of its own.
    """
    started = subject.deliberation_started_at
    if started is None:
        return None, None
    return local_day(started), revising.deliberated_on(subject, days=book.min_deliberation_days)
