"""The desk: words said by phone, on paper or at a meeting, recorded for somebody with their agreement.

Never a session as the person, never their vote, never a support to an initiative or a rule: no verb here takes one.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal
from accounts.domain.queries import people
from accounts.enums import AccountEventKind, ContactPath, Role, Via
from accounts.models import Person
from common import audit
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing
from common.record_words import in_the_espaces_language
from deliberation.domain import messages, submissions
from deliberation.enums import SubmissionState
from deliberation.models import Message, Submission, Thread
from participation.domain import concerns, notices, supports
from participation.enums import HelpedKind, HelpedWish, NoticeOutcome, Readers
from participation.models import Concern, HelpedContribution, Notice, NotMyWords
from participation.rules import helping as rules
from participation.rules import notices as notice_rules
from participation.rules import speaking, visibility

# The role shown when a helper holds several.
SHOWN_FIRST = (Role.SUPPORT, Role.FACILITATOR, Role.MRC_RESOURCE)
SAID_ALOUD = {Via.PHONE: ContactPath.PHONE, Via.MEETING: ContactPath.MEETING}


@transaction.atomic
def record_concern(
    *,
    by: Person,
    person: Person,
    text: str,
    via: str,
    has_agreed: bool,
    now: datetime,
    readers: str = Readers.MEMBERS,
) -> HelpedContribution:
    """A concern in the person's words, sent under their name, with who wrote it. Refused: see `_check`."""
    _check(by=by, person=person, via=via, has_agreed=has_agreed, now=now)
    concern = concerns.start(by=by, author=person, via=via, now=now)
    concerns.write(by=by, concern=concern, text=text, readers=readers, now=now)
    concerns.submit(by=by, concern=concern, now=now)
    _was_told(by=by, person=person, concern=concern, via=via, now=now)
    return _note(by=by, person=person, kind=HelpedKind.CONCERN, via=via, now=now, concern=concern)


@transaction.atomic
def record_reply(
    *,
    by: Person,
    person: Person,
    thread: Thread,
    text: str,
    via: str,
    has_agreed: bool,
    now: datetime,
    reply_to: Message | None = None,
) -> HelpedContribution:
    """A message of the person in a thread that both read; it waits to be read first where theirs would.

    Refused: see `_check`, and as for any message.
    """
    _check(by=by, person=person, via=via, has_agreed=has_agreed, now=now)
    said = submissions.say(
        by=by, author=person, thread=thread, text=text, via=via, reply_to=reply_to, now=now
    )
    details = {"submission": said} if isinstance(said, Submission) else {"message": said}
    return _note(by=by, person=person, kind=HelpedKind.REPLY, via=via, now=now, **details)


@transaction.atomic
def record_me_too(
    *, by: Person, person: Person, concern: Concern, via: str, has_agreed: bool, now: datetime
) -> HelpedContribution:
    """« Moi aussi » of the person, on a concern that both may read. Never on an initiative nor a rule."""
    _check(by=by, person=person, via=via, has_agreed=has_agreed, now=now)
    supports.support_concern(by=by, person=person, concern=concern, now=now)
    return _note(by=by, person=person, kind=HelpedKind.ME_TOO, via=via, now=now, concern=concern)


@transaction.atomic
def not_my_words(*, by: Person, contribution: HelpedContribution, wish: str, now: datetime) -> NotMyWords:
    """The person does not recognise their words: they take them back now, or ask for a call. Facilitation is alerted.

    Refused: somebody else (404); twice (409); words that already left for the Table.
    """
    if contribution.person_id != by.pk:
        raise Missing("missing", visibility.NOT_HERE)
    if wish not in HelpedWish.values:
        raise BadInput("wish", _("Choose one of the answers."))
    if NotMyWords.objects.filter(contribution=contribution).exists():
        raise IllegalTransition("already_said", _("You already told us. Facilitation will call you."))
    said = NotMyWords.objects.create(contribution=contribution, wish=wish, said_at=now)
    if wish == HelpedWish.WITHDRAW:
        _take_back(by, contribution, now=now)
    detail = in_the_espaces_language(contribution.get_kind_display)
    journal.note(person=by, kind=AccountEventKind.NOT_ME, by=by, now=now, detail=detail)
    audit.record("helped.not_my_words", by=by, subject=contribution, now=now, wish=str(wish))
    return said


@transaction.atomic
def handle(*, by: Person, said: NotMyWords, now: datetime) -> NotMyWords:
    """Facilitation talked with the person. Refused: anybody else; the one who wrote the words; twice (409)."""
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    if said.contribution.written_by_id == by.pk:
        raise IllegalTransition("own_writing", _("You wrote these words. Somebody else handles it."))
    waiting = NotMyWords.objects.filter(pk=said.pk, handled_at__isnull=True)
    if not waiting.update(handled_by=by, handled_at=now):
        raise IllegalTransition("already_handled", _("This is already noted. Load the list again."))
    audit.record("helped.handled", by=by, subject=said, now=now)
    said.refresh_from_db()
    return said


def _check(*, by: Person, person: Person, via: str, has_agreed: bool, now: datetime) -> None:
    """Refused: neither support, facilitation nor the MRC; somebody who left, is not welcomed or is no citizen;
    a path that is not one; no agreement."""
    on = local_day(now)
    rules.check_may_write_down(
        people.capacity(by, on=on), person=person, of_person=people.capacity(person, on=on)
    )
    rules.check_path(via)
    rules.check_agreed(has_agreed)


def _note(
    *,
    by: Person,
    person: Person,
    kind: HelpedKind,
    via: str,
    now: datetime,
    concern: Concern | None = None,
    message: Message | None = None,
    submission: Submission | None = None,
) -> HelpedContribution:
    capacity = people.capacity(by, on=local_day(now))
    role = next(role for role in SHOWN_FIRST if role in capacity.roles)
    contribution = HelpedContribution.objects.create(
        person=person,
        kind=kind,
        concern=concern,
        message=message,
        submission=submission,
        via=via,
        written_by=by,
        written_by_role=role,
        written_by_badge=capacity.badge_employer,
        consented_on=local_day(now),
        consented_at=now,
    )
    detail = in_the_espaces_language(lambda: f"{kind.label} ({Via(via).label})")
    journal.note(person=person, kind=AccountEventKind.WRITTEN_FOR_YOU, by=by, now=now, detail=detail)
    audit.record("helped.recorded", by=by, subject=contribution, now=now, what=str(kind), via=str(via))
    return contribution


def _was_told(*, by: Person, person: Person, concern: Concern, via: str, now: datetime) -> None:
    """Published at once while the person is on the line: nobody calls again to say so."""
    path = SAID_ALOUD.get(Via(via))
    if path is None or not notice_rules.may_tell(people.capacity(by, on=local_day(now))):
        return
    fresh = Notice.objects.filter(person=person, concern=concern, outcome="").values_list("pk", flat=True)
    if fresh:
        notices.note(by=by, person=person, pks=list(fresh), outcome=NoticeOutcome.TOLD, path=path, now=now)


def _take_back(person: Person, contribution: HelpedContribution, *, now: datetime) -> None:
    waiting = contribution.submission
    if waiting is not None:
        waiting.refresh_from_db()
    if contribution.published is not None:
        messages.withdraw(by=person, message=contribution.published, now=now)
    elif waiting is not None:
        # Refused, nobody reads it already.
        if waiting.state == SubmissionState.WAITING:
            submissions.take_back(by=person, submission=waiting, now=now)
    elif contribution.kind == HelpedKind.CONCERN and contribution.concern is not None:
        concerns.withdraw(by=person, concern=contribution.concern, now=now)
    else:
        supports.withdraw_support(by=person, concern=contribution.concern, now=now)
