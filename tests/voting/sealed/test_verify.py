"""`voting.crypto.verify` beside `tools/verifier.py`, which shares nothing with it: the same archives, the same refusals."""

import pytest

from tests.voting import boards, tampering
from tests.voting.sealed import elections, forged
from tests.voting.sealed.both import BOTH, of_the_site, standing_alone
from tests.voting.tampering import in_a_ballot, on_the_board
from voting.crypto import group, verify
from voting.crypto.verification import counting, many, numbers, records, sealed, setup

NAMES = ("v1", "v2", "v3")


@pytest.mark.parametrize("name", NAMES)
def test_an_archive_made_by_the_independent_tool_is_accepted_with_its_result(name):
    expected = boards.expected(name)

    report = verify.verify(boards.vector(name), require_result=True)

    assert (report.verdict, report.reason, report.result) == ("ok", "", expected["result"])
    assert (report.uuid, report.ballots, report.voters) == tuple(
        expected[field] for field in ("uuid", "ballots", "voters")
    )
    assert (report.registered, report.trustees, report.is_ended) == (
        expected["registered"],
        expected["trustees"],
        True,
    )
    assert (report.fingerprint, report.head) == (expected["fingerprint"], expected["last_event"])
    assert report.credentials_hash == expected["credentials_hash"]
    assert report.counted == set(expected["trackers_of_counted_ballots"])
    assert len(report.trackers) == expected["ballots"]
    assert report.counted <= set(report.trackers)


@pytest.mark.parametrize(("make", "code"), tampering.EVERY_ONE)
def test_each_way_of_cheating_is_refused_for_its_own_reason(make, code):
    assert of_the_site(make()) == code


@pytest.mark.parametrize(("make", "code"), tampering.first_of_each_reason())
def test_the_verifier_that_stands_alone_refuses_for_the_same_reason(make, code):
    assert standing_alone(make()) == code


@pytest.mark.night
@pytest.mark.parametrize(("make", "code"), tampering.EVERY_ONE)
def test_the_verifier_that_stands_alone_refuses_every_one(make, code):
    assert standing_alone(make()) == code


@BOTH
def test_signed_again_without_a_change_only_an_older_copy_would_tell(reason):
    """The same choices: everything holds but the events, chained anew."""
    content = in_a_ballot.sent_again(in_a_ballot.nothing_changed)

    assert reason(content) == "accepted"
    assert reason(content, previous=boards.vector("v1")) == "rewritten"


# --- what only something written down before can tell -----------------------------------------------------------------


def cut_after(kind: str) -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    last = archive.steps.index(archive.of(kind)[-1])
    archive.steps = archive.steps[: last + 1]
    return archive.bytes()


@pytest.mark.parametrize("kind", ["Setup", "Ballot", "EndBallots", "EncryptedTally", "PartialDecryption"])
def test_a_board_cut_between_two_events_holds_but_has_no_result(kind):
    content = cut_after(kind)

    report = verify.verify(content)

    assert (report.verdict, report.result, report.is_ended) == ("ok", None, kind not in ("Setup", "Ballot"))
    assert of_the_site(content, require_result=True) == "no_result"
    assert of_the_site(content, previous=boards.vector("v1")) == "rewritten"
    assert of_the_site(boards.vector("v1"), previous=content, require_result=True) == "accepted"


@BOTH
def test_a_board_made_anew_is_seen_with_an_older_copy(reason):
    archive = boards.Archive(cut_after("EndBallots"))
    on_the_board.drop_a_ballot(archive)

    assert reason(archive.bytes()) == "accepted"
    assert reason(archive.bytes(), previous=cut_after("Ballot")) == "rewritten"


def test_an_empty_copy_is_the_beginning_of_nothing():
    assert of_the_site(boards.vector("v1"), previous=b"") == "rewritten"


@BOTH
def test_the_hashes_of_the_poster_are_compared(reason):
    content, expected = boards.vector("v1"), boards.expected("v1")
    right = {"credentials_hash": expected["credentials_hash"], "fingerprint": expected["fingerprint"] + "="}

    assert reason(content, **right) == "accepted"
    assert reason(content, **right | {"credentials_hash": "0" * 64}) == "credentials_hash"
    assert reason(content, **right | {"fingerprint": "A" * 43}) == "fingerprint"


# --- many ballots -----------------------------------------------------------------------------------------------------


def test_many_numbers_are_tested_together_and_one_wrong_is_enough():
    values = [group.power(group.G, exponent) for exponent in range(1, numbers.FEW + 1)]
    # Two wrong numbers whose product is right must not hide each other.
    turned = [group.P - values[0], group.P - values[1], *values[2:]]

    assert numbers.all_members(values)
    assert numbers.all_members(values[:3])
    assert not numbers.all_members(turned)
    assert not numbers.all_members([*values[:-1], group.P - values[-1]])
    assert not numbers.all_members(turned[:3])


def test_among_many_ballots_a_number_out_of_the_group_is_seen():
    content = forged.a_number_out_of_the_group(voters=numbers.FEW // 8 + 1)

    assert of_the_site(content) == "not_in_group"


@pytest.fixture(scope="module")
def busy() -> elections.Vote:
    vote = elections.opened(voters=6)
    for voter in (0, 1, 2, 3, 4, 0):
        vote.cast(voter, forged.FOR)
    vote.close()
    return vote


def test_several_cores_find_what_one_finds(busy, monkeypatch):
    monkeypatch.setattr(many, "WORTH_SHARING", 2)
    archive = boards.Archive(busy.archive)
    archive.of("Ballot")[4].data[0] = archive.of("Ballot")[0].data[0].replace(b'"alpha":"', b'"alpha":"1', 1)

    alone, together = verify.verify(busy.archive), verify.verify(busy.archive, workers=2)

    assert alone == together
    assert (together.result, together.voters) == ([[5, 0, 0, 0]], 5)
    assert (
        verify.verify(archive.bytes(), workers=2).reason == of_the_site(archive.bytes()) == "signature_hash"
    )


def test_a_process_of_its_own_checks_its_part(busy):
    archive = boards.Archive(busy.archive)
    contents = [step.data[0] for step in archive.of("Ballot")]

    many._prepare(setup.read_setup(archive.of("Setup")[0].data), len(contents))

    found, code = many._check([*contents, contents[0][:-1]])
    assert ([ballot.tracker for ballot in found], code) == (
        [one.tracking_number for one in busy.received],
        "json",
    )


def test_many_ballots_have_bigger_tables_and_the_same_report(busy, monkeypatch):
    small = verify.verify(busy.archive)
    monkeypatch.setattr(sealed, "MANY", 2)

    assert verify.verify(busy.archive) == small


def test_shares_that_do_not_belong_together_open_on_nothing():
    one = group.number(1)

    with pytest.raises(records.Wrong) as refused:
        counting.conclude([[(one, group.power(group.G, 9))]], [[[one]]], voters=3)

    assert refused.value.code == "uncountable"
