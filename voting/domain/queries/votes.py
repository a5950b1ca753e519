"""Reads about votes that never open the urn."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common import dates, written
from common.exceptions import Missing, Refused, Sentence
from voting.enums import Channel, VoteState
from voting.models import Recusal, RollEntry, Vote
from voting.rules import eligibility, visibility, wording
from voting.rules.disclosure import Shown

EMPTY: Sentence = ""


@dataclass(frozen=True)
class Participation:
    """All that anybody knows while a vote is open: how many people, from how many MRC."""

    vote: Vote
    voted: int
    territories: int
    roll: int

    def seen_by(self, capacity: Capacity | None) -> Shown:
        """How many voted, exact for members; outside, never what would give a hidden count."""
        exact = visibility.sees_exact_numbers(capacity)
        return visibility.shown_total(self.vote, self.voted, exact=exact)

    def territories_seen_by(self, capacity: Capacity | None) -> Shown:
        """How many MRC; outside, kept back with fewer than 5 people."""
        exact = visibility.sees_exact_numbers(capacity)
        return visibility.shown_territories(self.voted, self.territories, exact=exact)

    def told_to(self, capacity: Capacity | None) -> str:
        """Both as one sentence."""
        return wording.voted_so_far(self.seen_by(capacity), self.territories_seen_by(capacity))


@dataclass(frozen=True)
class Standing:
    """Where one person stands in one vote; `refusal` is empty when they may cast now."""

    code: str
    refusal: Sentence
    voted_on: date | None
    is_on_paper: bool

    @property
    def may_cast(self) -> bool:
        return not self.code


def visible_votes() -> QuerySet[Vote]:
    """Votes announced or later: public, with who voted and who stepped back counted in the same query."""
    has_voted = Q(roll__voted_on__isnull=False)
    return (
        Vote.objects.announced_or_later()
        .annotate(
            voted_count=Count("roll", filter=has_voted),
            territory_total=Count("roll__territory", filter=has_voted, distinct=True),
            barred_count=Count("roll", filter=Q(roll__barred_on__isnull=False)),
        )
        .select_related("tally")
        .latest_first()
    )


def find(vote_id: int) -> Vote:
    """One visible vote; a vote being prepared answers like a missing one."""
    vote = visible_votes().filter(pk=vote_id).first()
    if vote is None:
        raise Missing("vote_missing", _("This vote does not exist."))
    return vote


def find_to_cast(vote_id: int) -> Vote:
    """The same vote without its numbers: what casting reads."""
    vote = written.one(Vote, "SELECT * FROM voting_vote WHERE id = %s", vote_id)
    if vote is None or vote.state == VoteState.PREPARED:
        raise Missing("vote_missing", _("This vote does not exist."))
    return vote


def participation(vote: Vote) -> Participation:
    """People and MRC so far; a vote from `visible_votes` costs no query."""
    totals = vars(vote)
    if "voted_count" not in totals:
        counted = RollEntry.objects.voted().filter(vote=vote)
        totals = counted.aggregate(people=Count("pk"), territories=Count("territory", distinct=True))
        return Participation(vote, totals["people"], totals["territories"], vote.roll_size)
    return Participation(vote, totals["voted_count"], totals["territory_total"], vote.roll_size)


def standing(*, vote: Vote, capacity: Capacity, now: datetime) -> Standing:
    """May this person cast now, and otherwise the sentence that says why."""
    person = capacity.person
    entry = RollEntry.objects.filter(vote=vote, person=person).first() if person else None
    code, sentence = "", EMPTY
    try:
        eligibility.check_may_cast(
            vote=vote,
            entry=entry,
            capacity=capacity,
            is_recused=person is not None and Recusal.objects.filter(vote=vote, person=person).exists(),
            now=now,
        )
    except Refused as refused:
        code, sentence = refused.code, refused.sentence
    return Standing(
        code=code,
        refusal=sentence,
        voted_on=entry.voted_on if entry else None,
        is_on_paper=entry is not None and entry.channel == Channel.PAPER,
    )


def waiting_for(person: Person, now: datetime) -> list[Vote]:
    """Open votes where this person may still put a first ballot, soonest closing first."""
    if people.capacity(person, on=dates.local_day(now)).roles != {"citizen"}:
        return []
    mine = RollEntry.objects.filter(person=person, voted_on__isnull=True, barred_on__isnull=True)
    return list(
        Vote.objects.filter(
            state__in=(VoteState.ANNOUNCED, VoteState.OPEN),
            opens_at__lte=now,
            closes_at__gt=now,
            pk__in=mine.values("vote_id"),
        ).order_by("closes_at", "pk")
    )


def concerns_running_vote(person: Person) -> bool:
    """On the list of a vote announced or open: whoever would take this account over could vote. Not whether they did."""
    running = (VoteState.ANNOUNCED, VoteState.OPEN)
    return RollEntry.objects.filter(person=person, vote__state__in=running).exists()


def roll_people(vote: Vote) -> QuerySet[Person]:
    """The people of the roll who did not step back, for the paper desk; it does not say who voted."""
    return (
        Person.objects.filter(roll_entries__vote=vote, roll_entries__barred_on__isnull=True)
        .annotate(territory_name=F("territory__name"))
        .order_by("display_name", "pk")
    )
