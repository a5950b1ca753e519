"""Rules that only look: what each refuses, beside what it lets through, and how a number is said."""

from datetime import date

import pytest

from common.exceptions import BadInput, Missing, Refused
from tests import cast as people
from tests.voting import ballots, scrutineers
from voting.domain import annulling, casting
from voting.domain.queries import votes
from voting.enums import Channel, Choice
from voting.models import RollEntry, Vote
from voting.rules import answers, paper_ballots, scrutiny, stubs, visibility, wording
from voting.rules.disclosure import Shown


def refusal(rule, *given, **more) -> str:
    with pytest.raises(Refused) as caught:
        rule(*given, **more)
    assert str(caught.value.sentence)
    return caught.value.code


@pytest.mark.parametrize(
    ("among", "most", "code"),
    [
        (["Pommes"], 1, "answers"),
        (["Pommes", " "], 1, "answers"),
        ([f"Choix {number}" for number in range(21)], 1, "answers"),
        (["Pommes", "pommes "], 1, "answers"),
        (["Pommes", "x" * 121], 1, "answers"),
        (["Pommes", "Fromage"], 0, "most"),
        (["Pommes", "Fromage"], 2, "most"),
    ],
)
def test_answers_that_cannot_be_chosen_among_are_refused(among, most, code):
    assert refusal(answers.check_answers, among, most=most) == code
    answers.check_answers(["Pommes", "x" * 120, *(f"Choix {number}" for number in range(18))], most=19)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"threshold": "moitie"}, "unknown threshold"),
        ({"quorum_share_num": 101}, "proportion"),
        ({"quorum_share_num": -1}, "proportion"),
        ({"quorum_share_num": 0, "quorum_share_den": 0}, "proportion"),
        ({"custody": "personne"}, "keys"),
        ({"min_scrutineers": 0}, "keys"),
        ({"contest_days": -1}, "delay"),
        ({"postal_request_days": -1}, "delay"),
        ({"quorum_min": -1}, "quorum"),
        ({"min_territories": -1}, "quorum"),
    ],
)
def test_rules_that_make_no_sense_never_govern_a_vote(changed, why):
    with pytest.raises(ValueError, match=why):
        ballots.rules(**changed)
    assert ballots.rules(quorum_share_num=100, contest_days=0, quorum_min=0, min_territories=0)


@pytest.mark.parametrize("text", ["", "123", "12345678", "un deux", "٤٨٢٩١٣٧"])
def test_what_is_no_number_of_a_stub_is_refused(text):
    number = stubs.new_number()
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert refusal(stubs.check_number, text) == refusal(stubs.check_number, slip) == "stub_wrong"
    assert (stubs.may_be_a_stub(text), stubs.may_be_a_stub(stubs.said(number))) == (False, True)


def test_what_is_ticked_on_paper_is_one_text_whatever_the_order():
    assert paper_ballots.ticked(["o4", "o1"]) == paper_ballots.ticked(["o1", "o4"]) == "o1+o4"
    assert [paper_ballots.choices_of(text) for text in ("o1+o4", "pour", "")] == [["o1", "o4"], ["pour"], []]


@pytest.mark.parametrize(
    ("voted", "territories", "said"),
    [
        (Shown(12), Shown(5), "12 personnes, dans 5 MRC."),
        (Shown(1), Shown(1), "1 personne, dans 1 MRC."),
        (Shown(None, at_least=8), Shown(5), "8 personnes ou plus, dans 5 MRC."),
        (Shown(None), Shown(None), "moins de 5 personnes."),
    ],
)
def test_who_voted_is_said_in_one_sentence_and_the_mrc_are_kept_back_with_the_people(
    voted, territories, said
):
    assert " ".join(wording.voted_so_far(voted, territories).split()).endswith(said)


@pytest.mark.django_db
def test_a_vote_being_prepared_has_no_result_nor_page_for_anybody():
    vote = ballots.prepared()

    for look in (visibility.check_sees_result, visibility.check_sees_vote):
        with pytest.raises(Missing) as missing:
            look(vote)
        assert missing.value.code == "vote_missing"
    with pytest.raises(Missing):
        votes.find_to_cast(vote.pk)
    ballots.announce(vote)
    assert votes.find_to_cast(vote.pk) == vote
    visibility.check_sees_vote(vote)


@pytest.mark.django_db
def test_an_annulled_vote_says_so_to_whoever_comes_to_vote():
    voter = people.citizen()
    vote, other = ballots.opened(), ballots.opened("Autre initiative")
    annulling.annul(
        by=people.facilitator(),
        second=people.second_facilitator(),
        vote=vote,
        reason="Erreur dans la question.",
        now=ballots.NOW,
    )

    code = refusal(casting.cast, by=voter, vote=vote, choice=Choice.FOR, now=ballots.NOW)
    casting.cast(by=voter, vote=other, choice=Choice.FOR, now=ballots.NOW)

    voted = RollEntry.objects.voted().values_list("vote", "channel")
    assert (code, list(voted)) == ("vote_annulled", [(other.pk, Channel.WEB)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"name": "2026-2027 "}, "name_taken"),
        ({"ends_on": date(2027, 7, 1)}, "ends_before_start"),
        ({"starts_on": date(2027, 6, 30)}, "seasons_overlap"),
    ],
)
def test_a_season_has_a_name_of_its_own_and_days_of_its_own(changed, code):
    scrutineers.season(ready=False)
    fine = {"name": "2027-2028", "starts_on": date(2027, 7, 1), "ends_on": date(2028, 6, 30)}

    scrutiny.check_season(**fine)
    with pytest.raises(BadInput) as refused:
        scrutiny.check_season(**(fine | changed))

    assert (refused.value.code, Vote.objects.count()) == (code, 0)
