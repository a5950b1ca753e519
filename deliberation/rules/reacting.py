"""Who says « Merci » or « Moi aussi » of a message."""

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from deliberation.enums import ReactionKind
from deliberation.models import Message
from deliberation.rules import editing


def check_may_react(*, message: Message, capacity: Capacity, kind: str) -> None:
    """Refused: one's own words, words that nobody reads, a thread closed or paused, « Moi aussi » of somebody who
    is there for work: it says « I live this too ».
    """
    if kind not in ReactionKind.values:
        raise BadInput("reaction_kind", _("Choose “Thank you” or “Me too”."))
    if capacity.person is not None and message.author_id == capacity.person.pk:
        raise Refused("own_message", _("These are your own words."))
    if kind == ReactionKind.ME_TOO and not capacity.is_citizen:
        raise Refused("citizens_only", _("“Me too” is said by the citizens who live it."))
    if message.withdrawn_at is not None or (message.hidden_at is not None and not message.hidden_passage):
        raise IllegalTransition("nothing_to_thank", _("Nobody can read this message any more."))
    editing.check_is_open(message.thread.state)
