"""Words that wait to be read: for their author and facilitation, and for nobody else."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.dates import local_day
from common.exceptions import Missing
from deliberation.domain.queries.messages import last_post_at
from deliberation.enums import Audience
from deliberation.models import Message, Submission, Thread
from deliberation.rules import reading

MISSING = _("This message is not here.")


def must_wait(*, thread: Thread, author: Person, writer: Person, now: datetime) -> bool:
    """Whether these words are read before they are published, by the thread's mode today."""
    if reading.never_waits(thread):
        return False
    on = local_day(now)
    return reading.must_be_read(
        thread=thread,
        author=people.capacity(author, on=on),
        writer=people.capacity(writer, on=on),
        has_published=has_published(author),
    )


def has_published(person: Person) -> bool:
    """Something of theirs was published in a thread of members, and is not hidden whole."""
    return (
        Message.objects.filter(author=person, thread__audience=Audience.MEMBERS)
        .exclude(hidden_at__isnull=False, hidden_passage="")
        .exists()
    )


def visible(pk: int, capacity: Capacity) -> Submission:
    """One submission. Missing: none, or for somebody who is neither its author nor facilitation."""
    found = Submission.objects.select_related("thread", "author", "typed_by").filter(pk=pk).first()
    if found is None or not may_read(found, capacity):
        raise Missing("submission_missing", MISSING)
    return found


def sent_by(pk: int, person: Person) -> Submission:
    """Words that this person sent, their own or those they wrote down. Missing for anybody else."""
    found = Submission.objects.select_related("thread", "message__thread").filter(pk=pk)
    sent = found.filter(Q(author=person) | Q(typed_by=person)).first()
    if sent is None:
        raise Missing("submission_missing", MISSING)
    return sent


def may_read(submission: Submission, capacity: Capacity) -> bool:
    if capacity.person is None or not capacity.is_member:
        return False
    return capacity.is_facilitator or submission.author_id == capacity.person.pk


def waiting_in(thread: Thread, capacity: Capacity) -> Iterable[Submission]:
    """Those that this person may see waiting in the thread, the oldest first."""
    found = (
        Submission.objects.waiting().filter(thread=thread).select_related("author").order_by("sent_at", "pk")
    )
    return found if capacity.is_facilitator else found.filter(author=capacity.person)


def to_read() -> list[Submission]:
    return list(Submission.objects.waiting().select_related("author", "thread").by_time_left())


def waiting_for(capacity: Capacity) -> list[Submission]:
    """What waits, by time left: everything for facilitation, one's own for another member."""
    if capacity.person is None or not capacity.is_member:
        return []
    waiting = to_read()
    return waiting if capacity.is_facilitator else [one for one in waiting if may_read(one, capacity)]


def locked(pk: int) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("thread", "author", "typed_by", "reply_to")
        .get(pk=pk)
    )


def last_sent_at(*, thread: Thread, author: Person) -> datetime | None:
    """When this person last spoke here, published or not: slow mode counts both."""
    posted = last_post_at(thread_id=thread.pk, person=author)
    sent = (
        Submission.objects.filter(thread=thread, author=author)
        .order_by("-sent_at")
        .values_list("sent_at", flat=True)
        .first()
    )
    return max(filter(None, (posted, sent)), default=None)
