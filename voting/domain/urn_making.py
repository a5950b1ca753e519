"""Making the urn of a vote when it is announced: its keys, its rights to vote, the first page of its board."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from common.exceptions import IllegalTransition
from common.record_words import in_the_espaces_language
from voting.crypto import board as board_format
from voting.crypto import group, keys
from voting.crypto.keys import TrusteeKey
from voting.crypto.questions import Election, Question, election_of, new_uuid
from voting.domain import board, sealing
from voting.domain.queries import seasons
from voting.enums import Custody, EventKind, Method
from voting.models import Option, Right, RollEntry, ScrutineerKey, Trustee, Urn, Vote


def make(vote: Vote, *, now: datetime) -> Urn:
    """The urn, its trustees, one right per person of the frozen roll, and the Setup event.

    Refused: `scrutineers_missing` when too few people gave a key for the next vote of the season.
    """
    uuid, trustees, sealed = _keys(vote, now=now)
    election = _election(vote, uuid=uuid, trustees=[key for key, _held in trustees])
    urn = Urn(
        vote=vote,
        uuid=uuid,
        timestamp=int(now.timestamp()),
        election=election.content.decode(),
        fingerprint=election.fingerprint,
        sealed_secret=sealed,
    )
    credentials, rights = _rights(urn, vote)
    urn.credentials_hash = group.hex_of(credentials)
    urn.save()
    Trustee.objects.bulk_create(
        Trustee(
            urn=urn,
            position=position,
            scrutineer=held.scrutineer if held else None,
            public=str(key.public),
            challenge=str(key.challenge),
            response=str(key.response),
        )
        for position, (key, held) in enumerate(trustees, start=1)
    )
    Right.objects.bulk_create(rights, batch_size=500)
    record = keys.trustees_record([key for key, _held in trustees])
    board.append(urn, EventKind.SETUP, *board_format.setup_records(election, record, credentials))
    urn.first_head = urn.head
    urn.save(update_fields=["first_head"])
    return urn


_Held = tuple[TrusteeKey, ScrutineerKey | None]


def _keys(vote: Vote, *, now: datetime) -> tuple[str, list[_Held], str]:
    if vote.custody == Custody.PLATFORM:
        secret = group.random_exponent() or 1
        return new_uuid(), [(keys.trustee_key(secret), None)], sealing.seal(str(secret))
    place = seasons.next_place(now=now, at_least=vote.min_scrutineers)
    if place is None:
        raise IllegalTransition(
            "scrutineers_missing",
            _("Too few scrutineers gave their keys for this season. The vote waits for them."),
        )
    place.vote = vote
    place.save(update_fields=["vote"])
    held = list(place.keys.select_related("scrutineer").order_by("scrutineer_id"))
    return place.uuid, [(key_of(one), one) for one in held], ""


def key_of(row: ScrutineerKey | Trustee) -> TrusteeKey:
    return TrusteeKey(int(row.public), int(row.challenge), int(row.response))


def _election(vote: Vote, *, uuid: str, trustees: Sequence[TrusteeKey]) -> Election:
    options = vote.options.order_by("position")
    is_majority = vote.method == Method.MAJORITY
    question = Question(
        text=vote.question,
        answers=tuple(_label(option) for option in options),
        least=1 if is_majority else 0,
        most=vote.most_choices,
    )
    about = in_the_espaces_language(
        lambda: (
            _("%(summary)s Text voted on (SHA-256): %(hash)s. People who may vote: %(roll)d.")
            % {"summary": vote.summary, "hash": vote.version_hash, "roll": vote.roll_size}
        )
    )
    return election_of(
        uuid=uuid,
        name=vote.title,
        description=str(about).strip(),
        questions=[question],
        key=keys.joint_key(trustees),
    )


def _label(option: Option) -> str:
    return in_the_espaces_language(lambda: option.label)


def _rights(urn: Urn, vote: Vote) -> tuple[bytes, list[Right]]:
    """The published list, in ascending order, and who holds which, sealed."""
    publics, rights = [], []
    for entry in RollEntry.objects.filter(vote=vote).order_by("pk"):
        credential = keys.new_credential()
        public = keys.credential_public(credential, urn.uuid)
        publics.append(public)
        rights.append(
            Right(
                urn=urn,
                roll_entry=entry,
                digest=board.right_digest(public),
                sealed=sealing.seal(credential),
            )
        )
    return keys.credentials_record(publics), rights
