"""Scrutineers: named, rehearsed, sealed; all of them open an urn, none of them alone, and nobody else."""

from datetime import timedelta

import pytest

from common.exceptions import BadInput, IllegalTransition, Refused
from tests import cast as people
from tests.voting import ballots, scrutineers, sealed_ballots
from voting.crypto import verify
from voting.domain import annulling, closing, erasing, joint_acts, scrutiny
from voting.enums import Choice, VoteState
from voting.models import BoardEvent, Scrutineer, ScrutineerKey, Trustee, Urn
from voting.rules import scrutiny as scrutiny_rules

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER


def refusal(verb, **arguments) -> str:
    with pytest.raises(Refused) as caught:
        verb(**arguments)
    return caught.value.code


def closed(choices=(Choice.FOR, Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)):
    """A vote closed with its quorum: its total waits for two keys."""
    scrutineers.season()
    voters = people.citizens(len(choices))
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict(zip(voters, choices, strict=True)))
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    return vote


def give(vote, trustee, content=None, by=None):
    return scrutiny.give_share(
        by=by or trustee.scrutineer.person,
        vote=vote,
        content=content if content is not None else scrutineers.part(vote, trustee),
        now=AFTER,
    )


def test_all_the_keys_open_the_total_and_the_last_one_publishes_it():
    vote = closed()
    one, other = scrutineers.trustees(vote)
    assert (vote.state, hasattr(vote, "tally")) == (VoteState.CLOSED, False)

    give(vote, one)
    waiting = (vote.state, BoardEvent.objects.filter(kind="Result").exists())
    give(vote, other)

    assert waiting == (VoteState.CLOSED, False)
    vote.refresh_from_db()
    assert (vote.state, vote.tally.counts[Choice.FOR], vote.tally.counts[Choice.AGAINST]) == (
        VoteState.PROCLAIMED,
        2,
        1,
    )
    report = verify.verify(sealed_ballots.archive(vote), require_result=True)
    assert (report.verdict, report.result) == ("ok", [[2, 0, 1, 1]])


def test_who_is_not_a_scrutineer_of_this_vote_opens_nothing():
    vote = closed()
    one, other = scrutineers.trustees(vote)
    content = scrutineers.part(vote, one)

    for who in (
        people.citizen("Autre"),
        people.facilitator("Autre"),
        people.admin(),
        people.superuser(),
        people.scrutineer("Une autre scrutatrice", "ailleurs"),
    ):
        assert (
            refusal(scrutiny.give_share, by=who, vote=vote, content=content, now=AFTER) == "scrutineers_only"
        )
    swapped = refusal(scrutiny.give_share, by=other.scrutineer.person, vote=vote, content=content, now=AFTER)
    assert (swapped, Trustee.objects.filter(shared_on__isnull=False).count()) == ("share_wrong", 0)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"decryption_factors":[],"decryption_proofs":[]}', b"\xff"]
)
def test_a_wrong_part_is_refused_and_nothing_is_lost(content):
    vote = closed()
    one, _other = scrutineers.trustees(vote)

    assert refusal(give, vote=vote, trustee=one, content=content) == "share_wrong"
    wrong_phrase = scrutineers.part(vote, one, scrutineers.PHRASES["phare"])
    mine = scrutineers.phrase_of(one.scrutineer)
    if mine == scrutineers.PHRASES["phare"]:
        wrong_phrase = scrutineers.part(vote, one, scrutineers.PHRASES["maison-rivage"])
    assert refusal(give, vote=vote, trustee=one, content=wrong_phrase) == "share_wrong"

    give(vote, one)
    assert refusal(give, vote=vote, trustee=one) == "already_shared"


def test_nothing_opens_before_closing_nor_under_quorum():
    scrutineers.season()
    voters = people.citizens(4)
    vote = ballots.opened(custody=scrutineers.SCRUTINEERS)
    ballots.cast_all(vote, dict.fromkeys(voters[:2], Choice.FOR))
    one, _other = scrutineers.trustees(vote)
    content = scrutineers.part(vote, one)

    early = refusal(give, vote=vote, trustee=one, content=content)
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    late = refusal(give, vote=vote, trustee=one, content=content)

    assert (early, vote.state, late) == ("not_ready", VoteState.NO_QUORUM, "not_ready")
    assert list(vote.urn.events.values_list("kind", flat=True))[-1] == "EndBallots"


def test_a_vote_waits_for_a_season_whose_keys_and_sheets_are_ready():
    people.citizens(3)
    vote = ballots.prepared(custody=scrutineers.SCRUTINEERS)
    announce = {"custody": scrutineers.SCRUTINEERS}

    without = refusal(ballots.announced, **announce)
    season = scrutineers.season(ready=False)
    unready = refusal(ballots.announced, **announce)
    for scrutineer in season.scrutineers.all():
        scrutineers.give_keys(scrutineer)
    unsealed = refusal(ballots.announced, **announce)
    for scrutineer in season.scrutineers.all():
        scrutiny.sheet_is_sealed(by=people.facilitator("Élodie 2"), scrutineer=scrutineer, now=NOW)
    made = ballots.announced(**announce)
    few = refusal(ballots.announced, min_scrutineers=3, **announce)

    assert {without, unready, unsealed, few} == {"scrutineers_missing"}
    assert (made.urn.trustees.count(), made.season_place.position, vote.state) == (2, 1, VoteState.PREPARED)


def test_each_vote_takes_its_own_place_and_keys_of_the_season():
    people.citizens(3)
    scrutineers.season(places=2)
    one = ballots.announced(custody=scrutineers.SCRUTINEERS)
    other = ballots.announced("Une autre", custody=scrutineers.SCRUTINEERS)

    assert {one.urn.uuid, other.urn.uuid} == {place.uuid for place in one.season_place.season.places.all()}
    assert not set(one.urn.trustees.values_list("public")) & set(other.urn.trustees.values_list("public"))
    assert refusal(ballots.announced, title="Une de trop", custody=scrutineers.SCRUTINEERS) == (
        "scrutineers_missing"
    )


def test_nobody_holds_two_keys_and_none_of_the_people_who_run_the_server_holds_one():
    season = scrutineers.season(ready=False)

    def name(person, keeper):
        return refusal(
            scrutiny.name_scrutineer,
            by=people.facilitator("Élodie 2"),
            season=season,
            person=person,
            keeper=people.organisation(keeper),
            now=NOW,
        )

    third = people.scrutineer("Troisième", "accueil")
    assert name(people.citizen("Citoyenne"), "loin") == "not_a_scrutineer"
    assert name(people.facilitator("Animation"), "loin") == "not_a_scrutineer"
    assert name(people.scrutineer("Du serveur", "crd"), "loin") == "runs_the_server"
    assert name(third, "crd") == "runs_the_server"
    assert name(third, "accueil") == "keeper_is_own"
    assert name(third, "relais") == "keeper_holds_two"  # keeps another sheet already
    assert name(third, "phare") == "keeper_holds_two"  # holds a phrase
    assert name(people.scrutineer("Deux fois", "phare"), "loin") == "organisation_twice"
    assert name(people.scrutineer("Gardienne", "relais"), "loin") == "keeper_holds_two"
    made = scrutiny.name_scrutineer(
        by=people.facilitator("Élodie 3"),
        season=season,
        person=third,
        keeper=people.organisation("loin"),
        now=NOW,
    )
    assert made.organisation.slug == "accueil"


def test_keys_are_one_s_own_whole_and_proved():
    season = scrutineers.season(ready=False)
    one, other = season.scrutineers.all()
    given = scrutineers.keys_of(one)
    arguments = {"by": one.person, "scrutineer": one, "checksum": "", "now": NOW}

    assert refusal(scrutineers.give_keys, scrutineer=one, by=other.person) == "scrutineers_only"
    assert (
        refusal(scrutineers.give_keys, scrutineer=one, by=people.facilitator("Autre")) == "scrutineers_only"
    )
    for wrong in (
        [],
        given[:1],
        [*given, given[0]],
        [{**given[0], "public_key": given[1]["public_key"]}, given[1]],
        [{**given[0], "uuid": "inconnu"}, given[1]],
        [{**given[0], "pok": {"challenge": "1", "response": "1"}}, given[1]],
        ["x", 3],
    ):
        assert refusal(scrutiny.give_keys, given=wrong, **arguments) == "keys_wrong"
    assert (ScrutineerKey.objects.count(), Scrutineer.objects.get(pk=one.pk).rehearsed_on) == (0, None)
    assert (
        refusal(scrutiny.sheet_is_sealed, by=people.facilitator("É"), scrutineer=one, now=NOW)
        == "not_rehearsed"
    )
    scrutineers.give_keys(one)
    assert ScrutineerKey.objects.filter(scrutineer=one).count() == 2
    assert refusal(scrutiny.read_keys, text="{") == "keys_wrong"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("7F3A 91C2", "7F3A 91C2"), ("", ""), ("<b>x</b>", ""), ("7F3A 91C2 ", ""), ("7f3a 91c2", "")],
)
def test_a_checksum_is_eight_signs_of_a_sheet_or_nothing(sent, kept):
    assert scrutiny_rules.read_checksum(sent) == kept


def test_a_scrutineer_who_does_not_come_is_reminded_then_the_sheet_is_opened_by_two_employers():
    vote = closed()
    one, silent = scrutineers.trustees(vote)
    give(vote, one)
    first, same = people.facilitator("Une"), people.facilitator("Pareille")
    second, citizen = people.second_facilitator(), people.citizen("Citoyenne")
    later = AFTER + timedelta(days=4)
    content = scrutineers.part(vote, silent)
    ask = {"by": first, "trustee": silent, "reason": "Elle ne répond plus.", "now": later}

    assert refusal(joint_acts.ask_to_open_sheet, **ask) == "not_reminded"
    scrutiny.remind(by=second, trustee=silent, now=AFTER)
    assert refusal(joint_acts.ask_to_open_sheet, **(ask | {"now": AFTER})) == "not_reminded"
    assert refusal(joint_acts.ask_to_open_sheet, **(ask | {"by": citizen})) == "counters_only"
    # Their organisation holds the other key: with the words of this sheet, it would open the urn alone.
    assert refusal(joint_acts.ask_to_open_sheet, **(ask | {"by": people.support()})) == "holds_another_key"
    act = joint_acts.ask_to_open_sheet(**ask)

    opening = {"act": act, "content": content, "now": later}
    assert refusal(joint_acts.open_sheet, by=first, **opening) == "two_employers"
    assert refusal(joint_acts.open_sheet, by=same, **opening) == "two_employers"
    assert refusal(joint_acts.open_sheet, by=citizen, **opening) == "counters_only"
    assert (
        refusal(joint_acts.open_sheet, by=people.support("Autre soutien"), **opening) == "holds_another_key"
    )
    joint_acts.open_sheet(by=second, **opening)

    vote.refresh_from_db()
    silent.refresh_from_db()
    assert (vote.state, silent.is_by_sheet, vote.tally.counts[Choice.FOR]) == (VoteState.PROCLAIMED, True, 2)
    assert refusal(joint_acts.open_sheet, by=second, **opening) == "not_asked"


def test_annulling_takes_two_people_of_two_employers_and_is_published():
    vote = closed()
    first, same, second = (
        people.facilitator("Une"),
        people.facilitator("Pareille"),
        people.second_facilitator(),
    )
    act = joint_acts.ask_to_annul(by=first, vote=vote, reason="Erreur dans la question.", now=AFTER)

    assert (
        refusal(joint_acts.ask_to_annul, by=second, vote=vote, reason="Aussi", now=AFTER) == "already_asked"
    )
    assert refusal(joint_acts.annul, by=first, act=act, now=AFTER) == "two_employers"
    assert refusal(joint_acts.annul, by=same, act=act, now=AFTER) == "two_employers"
    assert refusal(joint_acts.annul, by=people.signatory(), act=act, now=AFTER) == "facilitators_only"
    joint_acts.annul(by=second, act=act, now=AFTER)

    vote.refresh_from_db()
    assert (vote.state, vote.annulled_reason) == (VoteState.ANNULLED, "Erreur dans la question.")
    one, _other = scrutineers.trustees(vote)
    content = scrutineers.part(vote, one)
    assert refusal(give, vote=vote, trustee=one, content=content) == "not_ready"


def test_a_joint_act_may_be_dropped_and_needs_a_reason():
    vote = closed()
    first = people.facilitator("Une")
    ask = {"by": first, "vote": vote, "now": AFTER}

    with pytest.raises(BadInput):
        joint_acts.ask_to_annul(reason=" ", **ask)
    act = joint_acts.ask_to_annul(reason="Peut-être une erreur.", **ask)
    joint_acts.drop(by=people.second_facilitator(), act=act, now=AFTER)
    with pytest.raises(IllegalTransition):
        joint_acts.annul(by=people.second_facilitator(), act=act, now=AFTER)
    assert vote.state == VoteState.CLOSED


def test_the_calendar_reminds_each_late_scrutineer_once():
    vote = closed()
    one, silent = scrutineers.trustees(vote)
    give(vote, one)

    early = scrutiny.remind_due(now=AFTER + timedelta(days=1))
    reminded = scrutiny.remind_due(now=AFTER + timedelta(days=2))
    again = scrutiny.remind_due(now=AFTER + timedelta(days=3))

    assert (early, reminded, again) == ([], [silent], [])
    silent.refresh_from_db()
    assert silent.reminded_on is not None


def test_who_holds_which_right_is_erased_once_nobody_can_contest():
    vote = ballots.proclaimed(people.citizens(3))
    kept = erasing.erase_due(now=AFTER + timedelta(days=vote.contest_days - 1))
    rights = vote.urn.rights.count()
    erased = erasing.erase_due(now=AFTER + timedelta(days=vote.contest_days + 1))

    assert (kept, rights, erased, vote.urn.rights.count()) == (0, 3, 1, 0)
    assert erasing.erase_due(now=AFTER + timedelta(days=99)) == 0
    # The board is whole: anyone still checks it.
    assert verify.verify(sealed_ballots.archive(vote), require_result=True).verdict == "ok"


def test_the_platform_forgets_its_own_key_as_soon_as_it_has_served_or_never_will():
    voters = people.citizens(4)
    counted, few, annulled = ballots.opened(), ballots.opened("Trop peu"), ballots.opened("Annulé")
    ballots.cast_all(counted, dict.fromkeys(voters, Choice.FOR))
    ballots.cast_all(few, dict.fromkeys(voters[:2], Choice.FOR))
    held = set(Urn.objects.values_list("sealed_secret", flat=True))
    annulling.annul(
        by=people.facilitator("Une"),
        second=people.second_facilitator(),
        vote=annulled,
        reason="Erreur dans la question.",
        now=NOW,
    )
    closing.settle_due(now=AFTER)

    for vote in (counted, few, annulled):
        vote.refresh_from_db()
    assert (counted.state, few.state) == (VoteState.PROCLAIMED, VoteState.NO_QUORUM)
    assert "" not in held
    assert set(Urn.objects.values_list("sealed_secret", flat=True)) == {""}
