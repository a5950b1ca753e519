"""The gentle look at what is about to be published in a thread, and the bell when somebody seems in danger."""

from datetime import datetime

from accounts.domain.queries import known_names
from accounts.enums import Role
from accounts.models import Person
from common import audit, care
from common.care import Found
from common.private_words import NAME
from deliberation.enums import FlagReason
from deliberation.models import Flag, Message, Thread
from deliberation.rules import distress


def look(text: str, *, thread: Thread, seen: str = "") -> list[Found]:
    """What to look at again before publishing here. Names of whoever talks in the thread, of places and of groups are free;
    those of facilitation's list are guarded even so.
    """
    guarded = thread.protected_names.splitlines()
    found = care.found_in(text, guarded=guarded, seen=seen)
    # Most texts have no name at all: who talks here, and where people live, is only asked when one has.
    if any(one.kind == NAME for one in found):
        return care.found_in(text, guarded=guarded, free=_free(thread), seen=seen)
    return found


def ring(message: Message, *, now: datetime) -> Flag | None:
    """Call facilitation at once when a citizen's words say danger; None when they do not.

    The flag has no accuser: it stands in the author's name, whose words rang, and hides nothing.
    """
    if message.author_role != Role.CITIZEN or not distress.rings(message.text):
        return None
    raised, is_new = Flag.objects.get_or_create(
        message=message,
        by=message.author,
        defaults={"reason": FlagReason.DISTRESS, "raised_at": now, "due_at": now},
    )
    if is_new:
        audit.record("message.rang", by=None, subject=message, now=now)
    return raised


def _free(thread: Thread) -> list[str]:
    talking = Person.objects.filter(messages__thread=thread).order_by("pk").distinct()
    names = list(talking.values_list("display_name", flat=True))
    return [*names, *known_names.places_and_groups()]
