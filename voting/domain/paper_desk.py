"""Paper ballots while the vote runs: asked for by letter, and received in sealed envelopes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain import journal
from accounts.domain.queries import people
from accounts.enums import AccountEventKind
from accounts.models import Person
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.domain import casting, locks
from voting.enums import Channel
from voting.models import BoardEvent, PaperStub, PostalRequest, Recusal, Right, RollEntry, Vote
from voting.rules import acts, eligibility, postal, stubs, timing


@transaction.atomic
def receive(*, by: Person, vote: Vote, person: Person, stub: str, now: datetime) -> RollEntry:
    """Facilitation receives a sealed envelope: that person's vote on screen is closed.

    The number of the stub is kept apart from the person. Refused: somebody who may not vote, `already_cast_online`
    when a ballot on screen is in the urn, `stub_wrong` and `stub_taken`.
    """
    today = dates.local_day(now)
    acts.check_is_facilitator(people.capacity(by, on=today))
    casting.open_if_due(vote, now=now)
    held = locks.share(vote.pk)
    entry = RollEntry.objects.select_for_update().filter(vote=held, person=person).first()
    eligibility.check_on_roll(
        entry=entry,
        capacity=people.capacity(person, on=today),
        is_recused=Recusal.objects.filter(vote=held, person=person).exists(),
    )
    assert entry is not None
    timing.check_is_receiving(held, now=now)
    # Before anything that tells who voted: a try without a true envelope learns nothing.
    number = stubs.check_number(stub)
    if PaperStub.objects.filter(vote=held, number=number).exists():
        raise BadInput("stub_taken", _("An envelope with this number is already received. Look at it again."))
    if entry.channel == Channel.PAPER:
        raise Refused("paper_received", _("This person's paper ballot is already received."), status=409)
    eligibility.check_not_recovered_since(vote=held, entry=entry, person=person)
    if _has_sealed_ballot(entry):
        raise Refused(
            "already_cast_online",
            _("This person already voted on screen. They may change it there until closing."),
            status=409,
        )
    casting.sign(entry, today=today, channel=Channel.PAPER)
    PaperStub.objects.create(vote=held, number=number)
    audit.record("vote.paper_received", by=by, subject=held, now=now)
    return entry


def _has_sealed_ballot(entry: RollEntry) -> bool:
    right = Right.objects.filter(roll_entry=entry).first()
    return (
        right is not None
        and BoardEvent.objects.filter(urn_id=right.urn_id, right_digest=right.digest).exists()
    )


@transaction.atomic
def ask_by_post(*, by: Person, vote: Vote, now: datetime) -> PostalRequest:
    """A citizen of the roll asks for a paper ballot by letter, in time for it to go and come back.

    Refused: who may not vote, who has voted, `too_late_for_the_post`, and asking twice.
    """
    return _ask_by_post(vote=vote, person=by, now=now, is_for_oneself=True)


@transaction.atomic
def note_ask_by_post(*, by: Person, vote: Vote, person: Person, now: datetime) -> PostalRequest:
    """Facilitation notes that somebody asked, by phone or in person; their journal says it and by whom.

    Refused as `ask_by_post` is, and to whoever is not facilitation. Whether the person voted is not told: the desk
    refuses the envelope of whoever has a ballot in the urn.
    """
    acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    request = _ask_by_post(vote=vote, person=person, now=now, is_for_oneself=False)
    journal.note(person=person, kind=AccountEventKind.BALLOT_BY_POST, by=by, now=now, detail=vote.title)
    audit.record("vote.ballot_by_post_noted", by=by, subject=vote, now=now)
    return request


def _ask_by_post(*, vote: Vote, person: Person, now: datetime, is_for_oneself: bool) -> PostalRequest:
    held = locks.share(vote.pk)
    entry = RollEntry.objects.filter(vote=held, person=person).first()
    postal.check_may_ask(
        vote=held,
        entry=entry,
        capacity=people.capacity(person, on=dates.local_day(now)),
        is_recused=Recusal.objects.filter(vote=held, person=person).exists(),
        now=now,
        is_for_oneself=is_for_oneself,
    )
    assert entry is not None
    if PostalRequest.objects.filter(roll_entry=entry).exists():
        raise IllegalTransition("already_asked", _("It is already asked. The ballot comes by mail."))
    return PostalRequest.objects.create(roll_entry=entry, asked_on=dates.local_day(now))


@transaction.atomic
def mark_posted(*, by: Person, request: PostalRequest, now: datetime) -> PostalRequest:
    """Facilitation put the ballot in the mail. Once is enough; refused when it could not come back any more."""
    acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    held = PostalRequest.objects.select_for_update().select_related("roll_entry__vote").get(pk=request.pk)
    timing.check_may_hand_out_paper(held.roll_entry.vote, now=now)
    if held.posted_on is None:
        held.posted_on = dates.local_day(now)
        held.save(update_fields=["posted_on"])
        audit.record("vote.ballot_posted", by=by, subject=held.roll_entry.vote, now=now)
    return held
