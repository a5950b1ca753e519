"""The scrutineers of the demonstration: two organisations, two documented phrases, a season of votes.

The phrases are written here and in the documentation: they keep nothing secret, and every page that relies on them says
so.
"""

from datetime import date, datetime, timedelta

from accounts.domain import bodies, mandates, people
from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, Person
from common.dates import local_day
from scenario.chronology import HOUR, Chronology
from scenario.timeline import SETUP, Timeline
from scenario.world import World
from voting.crypto import keys, phrases
from voting.crypto import tally as tally_format
from voting.domain import board, scrutiny
from voting.domain import urn as urns
from voting.domain.queries import seasons
from voting.enums import VoteState
from voting.models import Scrutineer, Trustee, Vote

# The documented phrases: the words of 32 times the octet 1, and of 32 times the octet 2.
PHRASES = (phrases.phrase_of(bytes([1] * 32)), phrases.phrase_of(bytes([2] * 32)))
SEASON = "2026-2027"
PLACES = 60
# Organisation of the scrutineer, its name for the badge, login; all invented. Then who keeps a sealed sheet.
PEOPLE = (
    ("maison-rivage", "Marie-Ève (La Maison du Rivage)", "scrutatrice"),
    ("phare-numerique", "Antoine (Le Phare numérique)", "scrutateur"),
)
KEEPERS = ("relais-aines", "porte-bleue")


def schedule(timeline: Timeline, times: Chronology) -> None:
    at = times.first_moment() + 2 * HOUR
    timeline.add(at, "scrutineers", _begin, order=SETUP, noun="checks")


def _begin(world: World, now: datetime) -> None:
    today = local_day(now)
    season = scrutiny.open_season(
        by=None,
        name=SEASON,
        starts_on=today,
        ends_on=date(today.year + 2, 6, 30),
        now=now,
        places=PLACES,
    )
    for (slug, name, login), keeper, phrase in zip(PEOPLE, KEEPERS, PHRASES, strict=True):
        person = _person(_organisation(world, slug, now=now), name, login, now=now)
        scrutineer = scrutiny.name_scrutineer(
            by=None,
            season=season,
            person=person,
            keeper=_organisation(world, keeper, now=now),
            now=now,
            is_demonstration=True,
        )
        give_keys(scrutineer, phrase, now=now)
        scrutiny.sheet_is_sealed(by=world.facilitator(), scrutineer=scrutineer, now=now)


def _organisation(world: World, slug: str, *, now: datetime) -> Organisation:
    """The pack's, or one made for the occasion in a smaller pack."""
    if world.has("organisations", slug):
        return world.get("organisations", slug)
    return bodies.found_organisation(by=None, now=now, slug=slug, name=slug, kind=OrganisationKind.NON_PROFIT)


def _person(organisation: Organisation, name: str, login: str, *, now: datetime) -> Person:
    person = people.register(
        by=None, display_name=name, territory=None, municipality="", age_group="", username=login, now=now
    )
    mandates.grant(
        by=None,
        person=person,
        role=Role.SCRUTINEER,
        organisation=organisation,
        starts_on=local_day(now),
        now=now,
    )
    return person


def give_keys(scrutineer: Scrutineer, phrase: str, *, now: datetime) -> None:
    """What the page of the scrutineer does in their browser: a key and its proof for each place."""
    given = []
    for place in scrutineer.season.places.filter(vote__isnull=True):
        key = keys.trustee_key(phrases.secret_of(phrase, place.uuid))
        given.append({"uuid": place.uuid, "public_key": str(key.public), **key.as_record()})
    scrutiny.give_keys(
        by=scrutineer.person,
        scrutineer=scrutineer,
        given=given,
        checksum=phrases.checksum_of(phrase),
        now=now,
    )


def open_urns(*, now: datetime) -> list[Vote]:
    """The scrutineers of the demonstration open every urn that waits for them."""
    opened = []
    for vote in Vote.objects.filter(state=VoteState.CLOSED, urn__is_ended=True).order_by("closes_at", "pk"):
        for trustee in seasons.waiting_for(vote.pk):
            _open(vote, trustee, now=now)
        opened.append(vote)
    return opened


def _open(vote: Vote, trustee: Trustee, *, now: datetime) -> None:
    scrutineer = trustee.scrutineer
    if scrutineer is None or not scrutineer.is_demonstration:
        return
    urn = vote.urn
    phrase = next(phrase for phrase in PHRASES if phrases.checksum_of(phrase) == scrutineer.checksum)
    share = tally_format.open_share(
        election=board.election_of(urn),
        total=urns.add_up(urn),
        owner=trustee.position,
        secret=phrases.secret_of(phrase, urn.uuid),
    )
    scrutiny.give_share(
        by=scrutineer.person, vote=vote, content=share.records()[0], now=now + timedelta(minutes=1)
    )
