"""Who writes the reasons of a ballot page, until when, and how short they are."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import InitiativeState, RuleChangeState
from participation.models import Initiative
from participation.rules import speaking
from participation.rules.discussed import Subject

SLOTS = (1, 2, 3)
MOST_WORDS, MOST_SIGNS = 20, 160
# Until the announcement; a missed quorum is voted again, so its reasons may still change.
OF_INITIATIVES = frozenset(
    {
        InitiativeState.DELIBERATING,
        InitiativeState.IN_REVIEW,
        InitiativeState.TO_ADJUST,
        InitiativeState.ELIGIBLE,
        InitiativeState.NO_QUORUM,
    }
)


def check_is_open(subject: Subject) -> None:
    """Refused: before the discussion, and from the announcement of the vote on."""
    states = OF_INITIATIVES if isinstance(subject, Initiative) else {RuleChangeState.DELIBERATING}
    if subject.state not in states:
        raise IllegalTransition("reasons_fixed", _("These reasons do not change at this step."))


def is_open(subject: Subject) -> bool:
    try:
        check_is_open(subject)
    except Refused:
        return False
    return True


def check_may_write(subject: Subject, capacity: Capacity) -> None:
    """Refused: anybody but a citizen; before the discussion, and once the vote is announced."""
    speaking.check_may_speak(capacity)
    check_is_open(subject)


def may_write(subject: Subject, capacity: Capacity) -> bool:
    try:
        check_may_write(subject, capacity)
    except Refused:
        return False
    return True


def check_not_set_aside(*, is_set_aside: bool) -> None:
    """Refused: the same words again, once facilitation took them out."""
    if is_set_aside:
        raise BadInput("text", _("Facilitation took these words out. Say it in another way."))


def check_words(text: str) -> None:
    """One short sentence, easy to read aloud."""
    if "\n" in text or len(text) > MOST_SIGNS or len(text.split()) > MOST_WORDS:
        raise BadInput("text", _("Keep one short sentence: %(most)d words at most.") % {"most": MOST_WORDS})
