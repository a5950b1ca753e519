"""A season with two scrutineers of two organisations, and what their devices do with their phrases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from accounts.models import Person
from participation.rules import vote_rules
from tests import cast as people
from voting.crypto import keys, phrases
from voting.crypto import tally as tally_format
from voting.domain import board, scrutiny
from voting.domain import urn as urns
from voting.enums import Custody
from voting.models import Scrutineer, Season, Trustee, Vote

PHRASES = {"maison-rivage": phrases.phrase_of(bytes([7] * 32)), "phare": phrases.phrase_of(bytes([8] * 32))}
KEEPERS = {"maison-rivage": "relais", "phare": "porte-bleue"}
SCRUTINEERS = Custody.SCRUTINEERS


@contextmanager
def hold_the_keys() -> Iterator[None]:
    """Votes announced inside are opened by scrutineers, as in production."""
    before, vote_rules.CUSTODY = vote_rules.CUSTODY, Custody.SCRUTINEERS
    try:
        yield
    finally:
        vote_rules.CUSTODY = before


def season(
    *,
    places: int = 2,
    ready: bool = True,
    held_by: dict[str, Person] | None = None,
    facilitator: Person | None = None,
) -> Season:
    """`held_by`: the people of some organisations, else new ones. Named, with their keys given and their sheets sealed unless `ready` is False."""
    made = scrutiny.open_season(
        by=None,
        name="2026-2027",
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 6, 30),
        now=people.NOW,
        places=places,
    )
    for slug, keeper in KEEPERS.items():
        scrutineer = scrutiny.name_scrutineer(
            by=None,
            season=made,
            person=(held_by or {}).get(slug) or people.scrutineer(f"Scrutateur ({slug})", slug),
            keeper=people.organisation(keeper),
            now=people.NOW,
        )
        if ready:
            give_keys(scrutineer)
            scrutiny.sheet_is_sealed(
                by=facilitator or people.facilitator(), scrutineer=scrutineer, now=people.NOW
            )
    return made


def phrase_of(scrutineer: Scrutineer) -> str:
    return PHRASES[scrutineer.organisation.slug]


def keys_of(scrutineer: Scrutineer) -> list[dict]:
    """What the browser sends for the free places of the season."""
    given = []
    for place in scrutineer.season.places.filter(vote__isnull=True):
        record = keys.trustee_key(phrases.secret_of(phrase_of(scrutineer), place.uuid)).as_record()
        given.append({"uuid": place.uuid, "public_key": record["public_key"], "pok": record["pok"]})
    return given


def give_keys(scrutineer: Scrutineer, by: Person | None = None) -> Scrutineer:
    return scrutiny.give_keys(
        by=by or scrutineer.person,
        scrutineer=scrutineer,
        given=keys_of(scrutineer),
        checksum=phrases.checksum_of(phrase_of(scrutineer)),
        now=people.NOW,
    )


def trustees(vote: Vote) -> list[Trustee]:
    return list(vote.urn.trustees.select_related("scrutineer__organisation", "scrutineer__person"))


def part(vote: Vote, trustee: Trustee, phrase: str = "") -> bytes:
    """This key's part of the total, from the board as it is."""
    urn = vote.urn
    secret = phrases.secret_of(phrase or phrase_of(trustee.scrutineer), urn.uuid)
    share = tally_format.open_share(
        election=board.election_of(urn), total=urns.add_up(urn), owner=trustee.position, secret=secret
    )
    return share.records()[0]
