"""Reads about seasons, their scrutineers and the keys they gave."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Person
from accounts.models.person import PersonQuerySet
from common import dates
from common.exceptions import Missing
from voting.enums import VoteState
from voting.models import Scrutineer, Season, SeasonVote, Trustee, Vote


def current(day: date) -> Season | None:
    """The season of that day; the latest begun when two overlap."""
    return Season.objects.filter(starts_on__lte=day, ends_on__gte=day).order_by("-starts_on", "-pk").first()


def ready(season: Season) -> list[Scrutineer]:
    """Who rehearsed the phrase and had the sheet sealed."""
    return list(season.scrutineers.filter(rehearsed_on__isnull=False, sealed_on__isnull=False))


def next_place(*, now: datetime, at_least: int) -> SeasonVote | None:
    """The first free place of the season for which every ready scrutineer, `at_least` of them, gave a key.

    On PostgreSQL it is held until the end of the transaction: two votes never take the same one.
    """
    free = _free_place(now=now, at_least=at_least)
    return None if free is None else SeasonVote.objects.select_for_update().get(pk=free)


def is_ready(*, now: datetime, at_least: int) -> bool:
    """A vote announced now would find a place, closed by the keys of the scrutineers."""
    return _free_place(now=now, at_least=at_least) is not None


def _free_place(*, now: datetime, at_least: int) -> int | None:
    season = current(dates.local_day(now))
    if season is None:
        return None
    count = len(ready(season))
    if count < max(at_least, 1):
        return None
    is_ready = Q(keys__scrutineer__rehearsed_on__isnull=False, keys__scrutineer__sealed_on__isnull=False)
    return (
        SeasonVote.objects.filter(season=season, vote__isnull=True)
        .annotate(given=Count("keys", filter=is_ready), all_given=Count("keys"))
        .filter(given=count, all_given=F("given"))
        .order_by("position")
        .values_list("pk", flat=True)
        .first()
    )


def places_left(season: Season) -> int:
    return season.places.filter(vote__isnull=True).count()


def waiting_for(vote_id: int) -> list[Trustee]:
    """The keys that have not given their part of the total yet."""
    return list(
        Trustee.objects.filter(urn__vote_id=vote_id, shared_on__isnull=True).select_related(
            "scrutineer__organisation", "scrutineer__person", "scrutineer__keeper"
        )
    )


def keys_awaited() -> list[Trustee]:
    """Those of scrutineers, for every urn that is ended with enough people and not opened yet."""
    return list(
        Trustee.objects.filter(
            urn__vote__state=VoteState.CLOSED,
            urn__is_ended=True,
            shared_on__isnull=True,
            scrutineer__isnull=False,
        )
        .select_related("urn__vote", "scrutineer")
        .order_by("pk")
    )


def of_person(person: Person, *, day: date) -> list[Scrutineer]:
    """The seasons, not over, in which this person holds a phrase."""
    return list(
        Scrutineer.objects.filter(person=person, season__ends_on__gte=day)
        .select_related("season", "keeper", "organisation")
        .annotate(count=Count("season__scrutineers", distinct=True))
        .order_by("season__starts_on", "pk")
    )


def urns_for(person: Person) -> list[Trustee]:
    """The closed urns, quorum met, that this person has a key of: those that wait first."""
    mine = Trustee.objects.filter(scrutineer__person=person, urn__vote__state=VoteState.CLOSED)
    return list(
        mine.filter(urn__is_ended=True)
        .select_related("urn__vote")
        .order_by("shared_on", "urn__vote__closes_at")
    )


def seats_of(person: Person) -> QuerySet[Scrutineer]:
    return Scrutineer.objects.filter(person=person).select_related("season", "keeper", "organisation")


def number_of(scrutineer: Scrutineer) -> int:
    """« Phrase 1 of 2 »: in the order in which they were named."""
    return Scrutineer.objects.filter(season_id=scrutineer.season_id, pk__lte=scrutineer.pk).count()


def free_uuids(season: Season) -> list[str]:
    return list(season.places.filter(vote__isnull=True).order_by("position").values_list("uuid", flat=True))


def key_of(person: Person, vote: Vote) -> Trustee:
    """This person's key of a closed urn that may be opened; missing for anybody else, and before."""
    found = (
        Trustee.objects.filter(scrutineer__person=person, urn__vote=vote, urn__is_ended=True)
        .exclude(urn__vote__state__in=(VoteState.NO_QUORUM, VoteState.ANNULLED))
        .select_related("urn")
        .first()
    )
    if found is None:
        raise Missing("nothing_to_open", _("There is nothing to open here."))
    return found


@dataclass(frozen=True)
class Seat:
    """One scrutineer of a season, as facilitation sees where they are."""

    scrutineer: Scrutineer
    name: str
    organisation: str
    keeper: str
    rehearsed_on: date | None
    sealed_on: date | None
    is_demonstration: bool

    @property
    def waits_for_seal(self) -> bool:
        return self.rehearsed_on is not None and self.sealed_on is None


@dataclass(frozen=True)
class SeasonState:
    season: Season
    seats: tuple[Seat, ...]
    places_left: int
    has_begun: bool

    @property
    def ready(self) -> int:
        return sum(seat.sealed_on is not None for seat in self.seats)


def not_over(day: date) -> list[SeasonState]:
    """The seasons of today and after, the first one first."""
    rows = Season.objects.filter(ends_on__gte=day).order_by("starts_on", "pk")
    return [state_of(season) for season in rows]


def state_of(season: Season) -> SeasonState:
    named = season.scrutineers.select_related("person", "organisation", "keeper").order_by("pk")
    return SeasonState(
        season=season,
        seats=tuple(_seat(one) for one in named),
        places_left=places_left(season),
        has_begun=season.places.filter(vote__isnull=False).exists(),
    )


def _seat(scrutineer: Scrutineer) -> Seat:
    return Seat(
        scrutineer=scrutineer,
        name=scrutineer.person.display_name,
        organisation=scrutineer.organisation.name,
        keeper=scrutineer.keeper.name,
        rehearsed_on=scrutineer.rehearsed_on,
        sealed_on=scrutineer.sealed_on,
        is_demonstration=scrutineer.is_demonstration,
    )


@dataclass(frozen=True)
class WaitingUrn:
    vote: Vote
    keys: tuple[Trustee, ...]


def waiting_urns() -> list[WaitingUrn]:
    """Closed votes whose total waits for keys, the oldest first."""
    votes = Vote.objects.filter(state=VoteState.CLOSED, urn__is_ended=True).order_by("closes_at", "pk")
    return [WaitingUrn(vote, tuple(waiting_for(vote.pk))) for vote in votes]


def may_be_named(season: Season, *, day: date) -> PersonQuerySet:
    """Who holds the role that day and holds no phrase of this season yet."""
    return (
        people.holders(Role.SCRUTINEER, on=day)
        .exclude(scrutineer_of__season=season)
        .order_by("display_name", "pk")
    )
