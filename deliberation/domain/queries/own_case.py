"""Whether a message is a facilitator's own case: then another one judges it."""

import re

from accounts.models import Person
from deliberation.enums import AppealState
from deliberation.models import Appeal, Message, ModerationAction
from deliberation.rules.flagging import HIDING_ACTS


def is_own_case(message: Message, person: Person) -> bool:
    """Their own words; an answer to them; words that name them; what somebody writes in this thread after they acted
    upon them; anything from somebody who asks that an act of theirs be read again.
    """
    answered = {message.author_id}
    for above in (message.reply_to, message.quoted):
        if above is not None:
            answered.add(above.author_id)
    return person.pk in answered or names(message.text, person) or _acted_upon(message, person)


def names(text: str, person: Person) -> bool:
    """Whether words name somebody: the first name on the badge, as a whole word."""
    first = re.split(r"[\s(,]", person.display_name.strip(), maxsplit=1)[0]
    return len(first) > 2 and re.search(rf"\b{re.escape(first)}\b", text, re.IGNORECASE) is not None


def _acted_upon(message: Message, person: Person) -> bool:
    before = ModerationAction.objects.filter(
        by=person,
        act__in=HIDING_ACTS,
        thread_id=message.thread_id,
        message__author_id=message.author_id,
        at__lt=message.posted_at,
    )
    appeal = Appeal.objects.filter(
        asked_by_id=message.author_id, acted_by=person, state=AppealState.HEARD
    ).exclude(message_id=message.pk)
    return before.exists() or appeal.exists()
