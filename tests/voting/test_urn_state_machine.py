"""Any order of acts around a vote leaves what a very small model says: who voted once, and which sum."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from common.exceptions import Refused
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.crypto import verify
from voting.domain import casting, closing, paper, paper_desk, recusing
from voting.domain import urn as urns
from voting.enums import Choice, VoteState
from voting.models import BoardEvent, RollEntry, Vote

pytestmark = pytest.mark.django_db

PEOPLE = 6
who = st.integers(0, PEOPLE - 1)
choice = st.sampled_from(Choice.values)


class Urn(RuleBasedStateMachine):
    """`screen` and `on_paper` are the model: the last choice of each, by the way it came."""

    def __init__(self) -> None:
        super().__init__()
        self.voters = people.citizens(PEOPLE)
        self.vote = ballots.opened()
        self.screen: dict[int, str] = {}
        self.on_paper: dict[int, str] = {}
        self.barred: set[int] = set()
        self.is_open = True
        self.staff = [people.facilitator("Une"), people.second_facilitator("Autre")]

    def is_refused(self, verb, **arguments) -> bool:
        try:
            verb(vote=self.vote, now=ballots.NOW if self.is_open else ballots.AFTER, **arguments)
        except Refused:
            return True
        return False

    @rule(place=who, chosen=choice, by_device=st.booleans())
    def cast(self, place: int, chosen: str, by_device: bool) -> None:
        person = self.voters[place]
        if by_device:
            content = sealed_ballots.made_outside(person, self.vote, chosen)
            refused = self.is_refused(casting.cast_sealed, by=person, content=content)
        else:
            refused = self.is_refused(casting.cast, by=person, choice=chosen)
        assert refused == (not self.is_open or place in self.barred or place in self.on_paper)
        if not refused:
            self.screen[place] = chosen

    @rule(place=who, chosen=choice)
    def bring_paper(self, place: int, chosen: str) -> None:
        refused = self.is_refused(
            paper_desk.receive, by=self.staff[0], person=self.voters[place], stub=sealed_ballots.stub()
        )
        busy = place in self.barred or place in self.on_paper or place in self.screen
        assert refused == (not self.is_open or busy)
        if not refused:
            self.on_paper[place] = chosen

    @rule(place=who)
    def step_back(self, place: int) -> None:
        refused = self.is_refused(
            recusing.declare, by=self.voters[place], person=self.voters[place], reason="Un lien."
        )
        has_voted = place in self.screen or place in self.on_paper
        assert refused == (not self.is_open or has_voted or place in self.barred)
        if not refused:
            self.barred.add(place)

    @rule(place=who)
    def send_again(self, place: int) -> None:
        """The bytes of a ballot that is on the board, whoever sends them."""
        event = BoardEvent.objects.filter(urn__vote=self.vote, kind="Ballot").first()
        if event is not None:
            content = urns.record_of(bytes(event.content))
            assert self.is_refused(casting.cast_sealed, by=self.voters[place], content=content)

    @precondition(lambda self: self.is_open)
    @rule()
    def close_too_early(self) -> None:
        early = self.vote.closes_at - timedelta(seconds=1)
        closing.settle_due(now=early)
        assert Vote.objects.get(pk=self.vote.pk).state == VoteState.OPEN

    @precondition(lambda self: self.is_open and len(self.screen) + len(self.on_paper) >= 2)
    @rule()
    def close(self) -> None:
        closing.settle_due(now=ballots.AFTER)
        self.is_open = False
        self.vote.refresh_from_db()
        if self.vote.state == VoteState.CLOSED:
            counts = {one: list(self.on_paper.values()).count(one) for one in Choice.values}
            for person in self.staff:
                paper.record_paper_count(by=person, vote=self.vote, counts=counts, now=ballots.AFTER)
            closing.settle_due(now=ballots.AFTER)
            self.vote.refresh_from_db()

    @invariant()
    def who_voted_is_who_signed(self) -> None:
        signed = RollEntry.objects.voted().filter(vote=self.vote)
        assert set(signed.values_list("person", flat=True)) == {
            self.voters[place].pk for place in self.screen.keys() | self.on_paper.keys()
        }

    def teardown(self) -> None:
        report = verify.verify(sealed_ballots.archive(self.vote))
        assert report.verdict == "ok", report.reason
        if self.is_open:
            assert report.voters == len(self.screen)
            for place, chosen in self.screen.items():
                assert sealed_ballots.choice_of(self.voters[place], self.vote) == chosen
            return
        chosen = [*self.screen.values(), *self.on_paper.values()]
        places = {self.voters[place].territory_id for place in self.screen.keys() | self.on_paper.keys()}
        if len(chosen) < 3 or len(places) < 2:
            assert (self.vote.state, report.result) == (VoteState.NO_QUORUM, None)
        else:
            assert self.vote.state == VoteState.PROCLAIMED
            assert report.result == [[chosen.count(one) for one in Choice.values]]


def test_any_order_of_acts_counts_each_person_once():
    run_state_machine_as_test(
        Urn,
        settings=settings(
            max_examples=3,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.night
def test_any_order_of_acts_counts_each_person_once_at_length():
    run_state_machine_as_test(
        Urn,
        settings=settings(
            max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
