"""Scrutineers: their season, their keys, and their parts of a total. Their phrases never come here."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Organisation, Person
from common import audit, dates
from common.exceptions import BadInput, IllegalTransition, Refused
from voting.crypto import group, keys, questions
from voting.crypto import tally as tally_format
from voting.crypto.group import ProtocolError
from voting.domain import board, closing, locks, urn_making
from voting.domain import urn as urn_verbs
from voting.enums import EventKind, VoteState
from voting.models import Scrutineer, ScrutineerKey, Season, SeasonVote, Trustee, Vote
from voting.rules import acts
from voting.rules import scrutiny as rules

PLACES = 24
MOST_BYTES = 1024 * 1024


@transaction.atomic
def open_season(
    *, by: Person | None, name: str, starts_on: date, ends_on: date, now: datetime, places: int = PLACES
) -> Season:
    """A season and the numbers of its votes, drawn before anyone knows what they will be about. By facilitation."""
    if by is not None:
        acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    rules.check_season(name=name, starts_on=starts_on, ends_on=ends_on)
    season = Season.objects.create(name=name.strip(), starts_on=starts_on, ends_on=ends_on)
    SeasonVote.objects.bulk_create(
        SeasonVote(season=season, position=position, uuid=questions.new_uuid())
        for position in range(1, places + 1)
    )
    audit.record("season.opened", by=by, subject=season, now=now, places=places)
    return season


@transaction.atomic
def name_scrutineer(
    *,
    by: Person | None,
    season: Season,
    person: Person,
    keeper: Organisation,
    now: datetime,
    is_demonstration: bool = False,
) -> Scrutineer:
    """Somebody who holds the role keeps a phrase; `keeper`, another organisation, keeps the sealed sheet.

    Refused: whoever does not hold the role with an organisation, an organisation that runs the server, two people of
    one organisation, and naming once the season's first vote is announced (its trustees would differ).
    """
    if by is not None:
        acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    organisation = rules.check_may_be_named(
        people.capacity(person, on=dates.local_day(now)), keeper=keeper, season=season
    )
    scrutineer = Scrutineer.objects.create(
        season=season,
        person=person,
        organisation=organisation,
        keeper=keeper,
        is_demonstration=is_demonstration,
    )
    audit.record("scrutineer.named", by=by, subject=season, now=now, organisation=organisation.pk)
    return scrutineer


@transaction.atomic
def give_keys(
    *, by: Person, scrutineer: Scrutineer, given: Sequence[dict], checksum: str, now: datetime
) -> Scrutineer:
    """The public keys of one phrase for the places of the season, each with its proof; and the rehearsal is done.

    `given` is a list of {« uuid », « public_key », « pok »: {« challenge », « response »}}. All the free places, or
    nothing. Given again (another phrase was drawn), it replaces the keys of the places that are still free.
    Refused: somebody else's keys, `keys_wrong`.
    """
    held = Scrutineer.objects.select_for_update().get(pk=scrutineer.pk)
    rules.check_is_own(held, people.capacity(by, on=dates.local_day(now)))
    places = {place.uuid: place for place in held.season.places.filter(vote__isnull=True)}
    rows = [_key(held, places, one) for one in given]
    if sorted(row.place_id for row in rows) != sorted(place.pk for place in places.values()):
        raise BadInput("keys_wrong", _("Keys are missing. Start again: it takes one minute."))
    ScrutineerKey.objects.filter(scrutineer=held, place__vote__isnull=True).delete()
    ScrutineerKey.objects.bulk_create(rows)
    held.rehearsed_on, held.checksum = dates.local_day(now), rules.read_checksum(checksum)
    held.sealed_on = None
    held.save(update_fields=["rehearsed_on", "checksum", "sealed_on"])
    audit.record("scrutineer.keys_given", by=by, subject=held.season, now=now, keys=len(rows))
    return held


def _key(scrutineer: Scrutineer, places: dict[str, SeasonVote], one: object) -> ScrutineerKey:
    wrong = BadInput("keys_wrong", _("These keys are not right. Start again: it takes one minute."))
    try:
        if not isinstance(one, dict):
            raise wrong
        place, proof = places[one["uuid"]], one["pok"]
        public = group.read_element(one["public_key"])
        key = keys.TrusteeKey(
            public, group.read_exponent(proof["challenge"]), group.read_exponent(proof["response"])
        )
        keys.check_trustee_key(key)
    except (KeyError, TypeError, ProtocolError) as error:
        raise wrong from error
    return ScrutineerKey(
        scrutineer=scrutineer,
        place=place,
        public=str(key.public),
        challenge=str(key.challenge),
        response=str(key.response),
    )


@transaction.atomic
def sheet_is_sealed(*, by: Person, scrutineer: Scrutineer, now: datetime) -> Scrutineer:
    """Facilitation saw the receipt signed by the organisation that keeps the sheet. Refused before the rehearsal."""
    acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    held = Scrutineer.objects.select_for_update().get(pk=scrutineer.pk)
    if held.rehearsed_on is None:
        raise IllegalTransition("not_rehearsed", _("The phrase must be rehearsed first."))
    if held.sealed_on is None:
        held.sealed_on = dates.local_day(now)
        held.save(update_fields=["sealed_on"])
        audit.record("scrutineer.sheet_sealed", by=by, subject=held.season, now=now)
    return held


# --- opening ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def give_share(*, by: Person, vote: Vote, content: bytes, now: datetime) -> Vote:
    """A scrutineer's part of the total, checked here; with the last one the result is known.

    Refused: before closing and under quorum (`not_ready`), anybody but the scrutineer, `share_wrong`, a second time.
    """
    trustee = _own_trustee(by, vote, now=now)
    return _give(by=by, vote=vote, trustee=trustee, content=content, now=now)


@transaction.atomic
def give_share_of_sheet(
    *, by: Person, second: Person, trustee: Trustee, content: bytes, now: datetime
) -> Vote:
    """A scrutineer does not come: two people of two employers open the sealed sheet. It is published.

    Refused: before a reminder has been without answer (`not_reminded`), one employer, or a citizen.
    """
    today = dates.local_day(now)
    held = Trustee.objects.select_related("urn__vote", "scrutineer").get(pk=trustee.pk)
    rules.check_may_open_sheet(held, people.capacity(by, on=today), people.capacity(second, on=today), today)
    vote = _give(by=by, vote=held.urn.vote, trustee=held, content=content, now=now, is_by_sheet=True)
    audit.record("vote.sheet_opened", by=by, subject=vote, now=now, second=second.pk, key=held.position)
    return vote


@transaction.atomic
def remind(*, by: Person | None, trustee: Trustee, now: datetime) -> Trustee:
    """Written down, so that everybody sees that the scrutineer was asked. By facilitation or the calendar.

    Refused while the urn does not wait for its keys (`not_waited_for`): before, nobody is late.
    """
    if by is not None:
        acts.check_is_facilitator(people.capacity(by, on=dates.local_day(now)))
    held = Trustee.objects.select_for_update().select_related("urn__vote").get(pk=trustee.pk)
    rules.check_may_remind(held)
    if held.reminded_on is None:
        held.reminded_on = dates.local_day(now)
        held.save(update_fields=["reminded_on"])
        audit.record("vote.scrutineer_reminded", by=by, subject=held.urn.vote, now=now, key=held.position)
    return held


def remind_due(*, now: datetime) -> list[Trustee]:
    """By the calendar: every key still waited for some days after closing, once each. Idempotent; may be late."""
    late = Trustee.objects.filter(
        shared_on__isnull=True,
        reminded_on__isnull=True,
        scrutineer__isnull=False,
        urn__is_ended=True,
        urn__vote__state=VoteState.CLOSED,
        urn__vote__closed_at__lte=now - timedelta(days=rules.REMIND_AFTER_DAYS),
    )
    return [remind(by=None, trustee=trustee, now=now) for trustee in late.order_by("pk")]


def _own_trustee(by: Person, vote: Vote, *, now: datetime) -> Trustee:
    capacity = people.capacity(by, on=dates.local_day(now))
    trustee = Trustee.objects.filter(urn__vote=vote, scrutineer__person=by).first()
    if trustee is None or not capacity.is_scrutineer:
        raise Refused("scrutineers_only", _("Only the scrutineers of this vote open its urn."))
    return trustee


def _give(
    *, by: Person, vote: Vote, trustee: Trustee, content: bytes, now: datetime, is_by_sheet: bool = False
) -> Vote:
    held = locks.alone(vote.pk)
    urn = board.hold(held.pk)
    trustee = Trustee.objects.get(pk=trustee.pk)
    if held.state != VoteState.CLOSED or not urn.is_ended:
        raise IllegalTransition("not_ready", _("The urn of this vote cannot be opened now."))
    rules.check_waits_for_share(trustee)
    add_share(held, trustee, content, now=now, is_by_sheet=is_by_sheet)
    audit.record("vote.share_given", by=by, subject=held, now=now, key=trustee.position)
    if closing.count_when_opened(vote=held, now=now) is not None:
        closing.proclaim(vote=held, now=now)
    vote.refresh_from_db()
    return vote


def add_share(
    vote: Vote, trustee: Trustee, content: bytes, *, now: datetime, is_by_sheet: bool = False
) -> None:
    """Checks the part against the sum computed here from the board, then writes it there."""
    urn = board.hold(vote.pk)
    election, total = board.election_of(urn), urn_verbs.add_up(urn)
    try:
        if len(content) > MOST_BYTES:
            raise ProtocolError("size")
        share = tally_format.read_share(content, owner=trustee.position)
        tally_format.check_share(
            election=election, total=total, public=urn_making.key_of(trustee).public, share=share
        )
    except ProtocolError as error:
        raise BadInput(
            "share_wrong", _("This is not the right phrase for this vote. Nothing is lost: try again.")
        ) from error
    board.append(urn, EventKind.SHARE, *share.records())
    trustee.shared_on, trustee.is_by_sheet = dates.local_day(now), is_by_sheet
    trustee.save(update_fields=["shared_on", "is_by_sheet"])


def read_keys(text: str) -> list[dict]:
    """The keys as the page sends them. Refused: `keys_wrong`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(
            "keys_wrong", _("These keys are not right. Start again: it takes one minute.")
        ) from error
    return found if isinstance(found, list) else []
