"""A vote from its preparation to its result."""

from datetime import timedelta

import pytest

from common.exceptions import BadInput, IllegalTransition, Refused
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import (
    annulling,
    casting,
    closing,
    opening,
    paper,
    paper_desk,
    preparing,
    recusing,
    remarks,
)
from voting.enums import Choice, Outcome, VoteState
from voting.models import Remark, RollEntry, Tally

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER


def refusal(exception_class, act, **arguments) -> str:
    with pytest.raises(exception_class) as caught:
        act(**arguments)
    return caught.value.code


def test_announcing_freezes_the_roll_without_who_stepped_back():
    voters = people.citizens(4)
    people.citizen("Jeune", age="14-15")
    people.support()

    vote = ballots.announced(recusals=[(voters[0], "Administre l'organisme.")])

    assert vote.state == VoteState.ANNOUNCED
    assert vote.roll_size == 3
    assert set(vote.roll.values_list("person", flat=True)) == {voter.pk for voter in voters[1:]}


def test_a_vote_is_announced_by_facilitation_only_and_before_it_opens():
    vote = ballots.prepared()
    roll = people.citizens(2)

    refused = refusal(
        Refused, preparing.announce, by=people.signatory(), vote=vote, people=roll, now=ballots.ANNOUNCED_AT
    )
    late = refusal(IllegalTransition, preparing.announce, by=None, vote=vote, people=roll, now=NOW)
    preparing.announce(by=people.facilitator(), vote=vote, people=roll, now=ballots.ANNOUNCED_AT)

    assert (refused, late, vote.state) == ("facilitators_only", "opens_in_the_past", VoteState.ANNOUNCED)


def test_a_vote_opens_and_closes_at_its_hours_never_before():
    people.citizens(3)
    vote = ballots.announced()
    moment = timedelta(seconds=1)

    too_early = refusal(IllegalTransition, opening.open_vote, vote=vote, now=vote.opens_at - moment)
    opening.open_vote(vote=vote, now=vote.opens_at)
    too_soon = refusal(IllegalTransition, closing.close, vote=vote, now=vote.closes_at - moment)
    closing.close(vote=vote, now=vote.closes_at)

    assert (too_early, too_soon, vote.state) == ("not_yet", "not_yet", VoteState.NO_QUORUM)


def test_the_last_choice_before_closing_counts_once():
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.AGAINST))
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR), now=NOW + timedelta(days=1))

    changed = closing.settle_due(now=AFTER)

    tally = Tally.objects.get()
    assert changed == [vote]
    assert (tally.participation, tally.for_count, tally.against_count) == (4, 4, 0)
    assert (changed[0].state, tally.outcome, tally.territory_count) == (
        VoteState.PROCLAIMED,
        Outcome.APPROVED,
        4,
    )


def test_a_vote_that_may_not_change_keeps_the_first_choice():
    voter = people.citizens(1)[0]
    vote = ballots.opened(may_change=False)
    casting.cast(by=voter, vote=vote, choice=Choice.FOR, now=NOW)

    code = refusal(Refused, casting.cast, by=voter, vote=vote, choice=Choice.AGAINST, now=NOW)

    assert code == "already_cast_no_change"
    assert sealed_ballots.choice_of(voter, vote) == Choice.FOR


def test_casting_at_the_closing_instant_is_refused_though_the_job_is_late():
    voter = people.citizens(1)[0]
    vote = ballots.opened()

    receipt = casting.cast(by=voter, vote=vote, choice=Choice.FOR, now=vote.closes_at - timedelta(seconds=1))
    code = refusal(Refused, casting.cast, by=voter, vote=vote, choice=Choice.FOR, now=vote.closes_at)

    assert (code, vote.state) == ("vote_closed", VoteState.OPEN)
    assert (receipt.vote_id, receipt.title, len(receipt.words)) == (vote.pk, "Le coffre d'école", 3)


def test_casting_opens_a_vote_whose_hour_has_come_though_the_job_is_late():
    voter = people.citizens(1)[0]
    vote = ballots.announced()

    before = refusal(
        Refused,
        casting.cast,
        by=voter,
        vote=vote,
        choice=Choice.FOR,
        now=vote.opens_at - timedelta(seconds=1),
    )
    casting.cast(by=voter, vote=vote, choice=Choice.FOR, now=vote.opens_at)

    vote.refresh_from_db()
    assert (before, vote.state) == ("vote_not_open", VoteState.OPEN)


def test_an_unknown_answer_is_refused():
    voter = people.citizens(1)[0]
    vote = ballots.opened()

    assert (
        refusal(BadInput, casting.cast, by=voter, vote=vote, choice="peut-etre", now=NOW) == "unknown_choice"
    )
    assert RollEntry.objects.voted().count() == 0


def test_a_missed_quorum_is_never_counted_and_its_urn_is_never_opened():
    voters = people.citizens(2)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    remarks.leave_remark(by=voters[0], vote=vote, text="Je suis pour.", now=NOW)

    closing.settle_due(now=AFTER)

    vote.refresh_from_db()
    assert vote.state == VoteState.NO_QUORUM
    assert vote.tally.outcome == Outcome.NO_QUORUM
    assert (vote.tally.participation, vote.tally.for_count, vote.tally.abstain_count) == (2, None, None)
    kinds = list(vote.urn.events.values_list("kind", flat=True))
    assert (kinds, Remark.objects.count()) == (["Setup", "Ballot", "Ballot", "EndBallots"], 0)


def test_enough_people_from_too_few_territories_is_no_quorum():
    voters = [people.citizen(f"Personne {n}", "la-mitis") for n in range(4)]

    vote = ballots.proclaimed(voters)

    assert vote.state == VoteState.NO_QUORUM


def test_a_paper_ballot_closes_the_vote_on_screen_of_that_person():
    on_screen, on_paper = people.citizens(2)
    facilitator = people.facilitator()
    vote = ballots.opened()
    casting.cast(by=on_screen, vote=vote, choice=Choice.FOR, now=NOW)

    late = refusal(
        Refused,
        paper_desk.receive,
        by=facilitator,
        vote=vote,
        person=on_screen,
        stub=sealed_ballots.stub(),
        now=NOW,
    )
    by_support = refusal(
        Refused,
        paper_desk.receive,
        by=people.support(),
        vote=vote,
        person=on_paper,
        stub=sealed_ballots.stub(),
        now=NOW,
    )
    paper_desk.receive(by=facilitator, vote=vote, person=on_paper, stub=sealed_ballots.stub(), now=NOW)
    again = refusal(Refused, casting.cast, by=on_paper, vote=vote, choice=Choice.FOR, now=NOW)

    assert (late, by_support, again) == ("already_cast_online", "facilitators_only", "paper_received")
    assert RollEntry.objects.voted().count() == 2


def test_paper_is_counted_by_two_people_of_two_employers():
    voters = people.citizens(4)
    one, same, other = people.facilitator(), people.facilitator("Autre"), people.second_facilitator()
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:3], Choice.FOR))
    paper_desk.receive(by=one, vote=vote, person=voters[3], stub=sealed_ballots.stub(), now=NOW)
    counts = dict.fromkeys(Choice.values, 0) | {"contre": 1}
    count = paper.record_paper_count

    too_soon = refusal(IllegalTransition, count, by=one, vote=vote, counts=counts, now=NOW)
    closing.settle_due(now=AFTER)
    wrong = refusal(BadInput, count, by=one, vote=vote, counts=counts | {"pour": 1}, now=AFTER)
    citizen = refusal(Refused, count, by=voters[0], vote=vote, counts=counts, now=AFTER)
    signatory = refusal(Refused, count, by=people.signatory(), vote=vote, counts=counts, now=AFTER)
    count(by=one, vote=vote, counts=counts, now=AFTER)
    count(by=same, vote=vote, counts=counts, now=AFTER)
    assert closing.settle_due(now=AFTER) == []
    assert refusal(IllegalTransition, closing.end_urn, vote=vote, now=AFTER) == "paper_not_counted"
    count(by=other, vote=vote, counts=counts, now=AFTER)
    closing.settle_due(now=AFTER)

    vote.refresh_from_db()
    assert (too_soon, wrong, citizen, signatory) == (
        "not_closed",
        "wrong_sum",
        "counters_only",
        "counters_only",
    )
    assert (vote.state, vote.tally.for_count, vote.tally.against_count) == (VoteState.PROCLAIMED, 3, 1)


def test_who_steps_back_after_the_announcement_is_barred():
    voter, voted = people.citizens(2)
    vote = ballots.opened()
    casting.cast(by=voted, vote=vote, choice=Choice.FOR, now=NOW)
    declare = recusing.declare

    by_other = refusal(Refused, declare, by=voted, vote=vote, person=voter, reason="Emploi", now=NOW)
    empty = refusal(BadInput, declare, by=voter, vote=vote, person=voter, reason=" ", now=NOW)
    too_late = refusal(
        IllegalTransition, declare, by=voted, vote=vote, person=voted, reason="Emploi", now=NOW
    )
    by_staff = refusal(
        Refused, declare, by=people.facilitator(), vote=vote, person=voter, reason="Emploi", now=NOW
    )
    declare(by=voter, vote=vote, person=voter, reason="Emploi", now=NOW)
    code = refusal(Refused, casting.cast, by=voter, vote=vote, choice=Choice.FOR, now=NOW)

    assert (by_other, by_staff) == ("own_act_only", "own_act_only")
    assert (empty, too_late) == ("reason_missing", "already_cast")
    assert code == "recused"


def test_a_remark_is_left_by_who_voted_and_keeps_no_link():
    voter, other = people.citizens(2)
    vote = ballots.opened()
    casting.cast(by=voter, vote=vote, choice=Choice.FOR, now=NOW)

    remarks.leave_remark(by=voter, vote=vote, text="Prévoir le soir.", now=NOW)
    code = refusal(Refused, remarks.leave_remark, by=other, vote=vote, text="Moi aussi.", now=NOW)

    assert code == "not_voted"
    assert list(Remark.objects.values_list("text", flat=True)) == ["Prévoir le soir."]
    assert {field.name for field in Remark._meta.fields} == {"id", "vote", "text"}


def test_a_vote_is_annulled_by_two_facilitators_of_two_employers():
    people.citizens(2)
    vote = ballots.opened()
    one, same, other = people.facilitator(), people.facilitator("Autre"), people.second_facilitator()

    def attempt(by, second):
        arguments = {
            "by": by,
            "second": second,
            "vote": vote,
            "reason": "Erreur dans la question.",
            "now": NOW,
        }
        return refusal(Refused, annulling.annul, **arguments)

    assert attempt(people.signatory(), other) == "facilitators_only"
    assert attempt(one, people.signatory()) == "facilitators_only"
    assert attempt(one, same) == "two_employers"
    annulling.annul(by=one, second=other, vote=vote, reason="Erreur dans la question.", now=NOW)
    assert vote.state == VoteState.ANNULLED
