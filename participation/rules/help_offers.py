"""Who offers personal help about a concern, who answers, and by when it is given."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.enums import ConcernState
from participation.models import Concern, HelpOffer
from participation.models.help_offer import ACCEPTED, HelpAnswer

OFFERERS = (Role.SUPPORT, Role.FACILITATOR)
# While nothing else came of it: later, its issue or its initiative carries it.
OFFERED_IN = frozenset({ConcernState.SUBMITTED, ConcernState.CHECKING, ConcernState.DISCUSSED})
MOST_SIGNS = 200
# Whoever said yes is called by the second day.
GIVEN_WITHIN = timedelta(days=2)


def check_is_helper(capacity: Capacity) -> None:
    if not capacity.holds(*OFFERERS):
        raise Refused("not_a_helper", _("Only support and facilitation offer personal help."))


def check_may_offer(concern: Concern, capacity: Capacity, *, has_one: bool) -> None:
    """Refused: neither support nor facilitation; another step; while an offer runs."""
    check_is_helper(capacity)
    if concern.state not in OFFERED_IN:
        raise IllegalTransition("not_the_step", _("Help is offered before anything else comes of a text."))
    if has_one:
        raise IllegalTransition("already_offered", _("Help is already offered to this person."))


def may_offer(concern: Concern, capacity: Capacity, *, has_one: bool) -> bool:
    try:
        check_may_offer(concern, capacity, has_one=has_one)
    except Refused:
        return False
    return True


def check_words(words: str) -> None:
    if not words:
        raise BadInput("words", _("Write at least one sentence."))
    if len(words) > MOST_SIGNS:
        raise BadInput(
            "words", _("The text is too long. The most is %(most)d characters.") % {"most": MOST_SIGNS}
        )


def check_may_answer(offer: HelpOffer, answer: str) -> None:
    """Refused: something that is no answer; answered already; a text that others carry on, kept apart."""
    if answer not in (*ACCEPTED, HelpAnswer.NO):
        raise BadInput("answer", _("Choose one of the answers."))
    if offer.answer != HelpAnswer.WAITING:
        raise IllegalTransition("already_answered", _("You already answered."))
    if answer == HelpAnswer.YES_APART and not may_be_apart(offer.concern):
        raise IllegalTransition(
            "text_went_on", _("Something already came of this text: it stays where it is.")
        )


def may_be_apart(concern: Concern) -> bool:
    """Whether it may leave what the members read."""
    return concern.state in OFFERED_IN


def check_may_end(offer: HelpOffer, capacity: Capacity) -> None:
    """Refused: whoever neither offered it nor facilitates; not accepted, or already given."""
    is_theirs = capacity.person is not None and capacity.person.pk == offer.offered_by_id
    if not capacity.is_facilitator and not (is_theirs and capacity.holds(*OFFERERS)):
        raise Refused("not_your_offer", _("Only whoever offered it, and facilitation, say that it is given."))
    if offer.answer not in ACCEPTED or offer.done_at is not None:
        raise IllegalTransition("nothing_to_give", _("There is no help to give here now."))


def may_end(offer: HelpOffer, capacity: Capacity) -> bool:
    try:
        check_may_end(offer, capacity)
    except Refused:
        return False
    return True


def give_by(offer: HelpOffer) -> date | None:
    """The day by which whoever said yes is called; None before a yes."""
    return local_day(offer.answered_at) + GIVEN_WITHIN if offer.answered_at else None
