"""Until when an author may change the words of a message, or fold them under a note."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from common.exceptions import IllegalTransition, Refused
from deliberation.enums import ThreadState
from deliberation.models import Message

# Long enough to mend a slip on a small keyboard or after reading it aloud; too short to rewrite a talk.
EDIT_DELAY = timedelta(minutes=15)


def editable_until(message: Message) -> datetime:
    return message.posted_at + EDIT_DELAY


def check_may_edit(
    *, message: Message, person_id: int, has_answers: bool, is_flagged: bool, now: datetime
) -> None:
    """Refused: whoever neither said nor typed it; too late; words that nobody reads, that somebody answered or
    flagged (what was answered or is being read must stay what it was); a thread closed or paused.
    """
    if person_id not in (message.author_id, message.typed_by_id):
        raise Refused("not_the_author", _("Only the author can change a message."))
    if message.withdrawn_at is not None or message.hidden_at is not None:
        raise IllegalTransition("nothing_to_edit", _("Nobody can read this message any more."))
    check_is_open(message.thread.state)
    if now >= editable_until(message):
        raise IllegalTransition("too_late", _("A message can be changed for 15 minutes. Write another one."))
    if is_flagged:
        raise IllegalTransition("flagged", _("Facilitation is reading this message. It stays as it is."))
    if has_answers:
        raise IllegalTransition("answered", _("Somebody answered it. Write another message to correct it."))


def check_may_fold(*, message: Message, capacity: Capacity) -> None:
    """The author and facilitation say what a message talks about, at any time: it takes no word away."""
    is_author = capacity.person is not None and message.author_id == capacity.person.pk
    if not (is_author or capacity.is_facilitator):
        raise Refused("not_the_author", _("Only the author and facilitation can do this."))
    if message.withdrawn_at is not None or (message.hidden_at is not None and not message.hidden_passage):
        raise IllegalTransition("nothing_to_fold", _("Nobody can read this message any more."))


def may_fold(*, message: Message, capacity: Capacity) -> bool:
    try:
        check_may_fold(message=message, capacity=capacity)
    except Refused:
        return False
    return True


def check_is_open(state: str) -> None:
    if state == ThreadState.CLOSED:
        raise IllegalTransition("thread_closed", _("This thread is closed. You can still read it."))
    if state == ThreadState.PAUSED:
        raise IllegalTransition("thread_paused", _("This thread is paused for now. You can still read it."))
