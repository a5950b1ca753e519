"""The sealed urn's protocol, beside the independent tool's own vectors and its own check."""

import json
import shutil
import subprocess

import pytest

from tests.voting import boards
from tests.voting.sealed import elections
from tools import verifier
from voting.crypto import ballots, board, group, keys, questions, tally
from voting.crypto.group import ProtocolError
from voting.crypto.questions import Question

NAMES = ("v1", "v2", "v3")


def code_of(act) -> str:
    with pytest.raises(ProtocolError) as refused:
        act()
    return refused.value.code


def read(name: str) -> tuple[questions.Election, boards.Archive]:
    archive = boards.Archive(boards.vector(name))
    return questions.read_election(archive.of("Setup")[0].data[0]), archive


# --- beside the independent tool ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_tools_ballots_are_received_with_their_tracking_numbers(name):
    election, archive = read(name)

    received = [ballots.receive(election=election, content=step.data[0]) for step in archive.of("Ballot")]

    counted = {ballot.credential: ballot.tracking_number for ballot in received}
    assert set(counted.values()) == set(boards.expected(name)["trackers_of_counted_ballots"])
    assert election.fingerprint == boards.expected(name)["fingerprint"]


@pytest.mark.parametrize("name", NAMES)
def test_the_tools_credentials_are_the_public_ones_of_its_ballots(name):
    _election, archive = read(name)
    uuid = boards.expected(name)["uuid"]
    cast = [one["private_credential"] for one in boards.casts(name)]

    publics = [keys.credential_public(keys.read_credential(one), uuid) for one in cast]

    assert publics == [int(json.loads(step.data[0])["credential"]) for step in archive.of("Ballot")]


@pytest.mark.parametrize("name", NAMES)
def test_the_tools_sum_is_ours_to_the_octet(name):
    election, archive = read(name)
    received = [ballots.receive(election=election, content=step.data[0]) for step in archive.of("Ballot")]

    assert list(tally.add_up(election, received).records()) == archive.of("EncryptedTally")[0].data


@pytest.mark.parametrize("name", NAMES)
def test_the_tools_archive_is_written_again_to_the_octet(name):
    archive = boards.Archive(boards.vector(name))
    stamp = int(json.loads(archive.head)["timestamp"])

    written, head = board.opening(stamp), board.Head()
    for step in archive.steps:
        octets, head = board.append(head, step.kind, tuple(step.data), timestamp=stamp)
        written += octets

    assert written == boards.vector(name)
    assert head.last == boards.expected(name)["last_event"]


@pytest.mark.parametrize("scrutineers", [1, 2, 3])
def test_a_vote_of_ours_holds_for_the_verifier_that_shares_nothing_with_it(scrutineers):
    vote = elections.opened(
        elections.FOUR_ANSWERS, elections.UP_TO_TWO, elections.WITH_BLANK, scrutineers=scrutineers
    )
    vote.cast(0, (1, 0, 0, 0), (1, 1, 0), (0, 1, 1, 0))
    vote.cast(1, (0, 0, 1, 0), (0, 0, 0), (1, 0, 0, 0))
    vote.cast(2, (0, 0, 0, 1), (0, 0, 1), (0, 0, 0, 1))
    vote.cast(1, (0, 1, 0, 0), (1, 0, 0), (1, 0, 0, 0))

    result = vote.close()

    assert result == ((1, 1, 0, 1), (2, 1, 1), (1, 1, 1, 1))
    checked = verifier.verify(vote.archive, require_result=True)
    assert (checked.result, len(checked.last)) == ([list(row) for row in result], 3)


@pytest.mark.oracle
def test_a_vote_of_ours_holds_for_the_independent_tool(tmp_path):
    if shutil.which("belenios-tool") is None:
        pytest.skip("no belenios-tool: apt-get install belenios-tool")
    vote = elections.opened(elections.FOUR_ANSWERS, elections.UP_TO_TWO, elections.WITH_BLANK)
    vote.cast(0, (1, 0, 0, 0), (1, 1, 0), (0, 1, 1, 0))
    vote.cast(1, (0, 0, 1, 0), (0, 0, 0), (1, 0, 0, 0))
    vote.cast(0, (0, 0, 0, 1), (0, 1, 0), (0, 0, 0, 1))
    vote.close()
    (tmp_path / f"{vote.election.uuid}.bel").write_bytes(vote.archive)

    said = subprocess.run(
        ["belenios-tool", "election", "verify", "--dir", str(tmp_path)], capture_output=True, text=True
    )

    assert (said.returncode, "all checks passed" in said.stderr + said.stdout) == (0, True)
    assert "no result to check" not in said.stderr + said.stdout


def test_nobody_voted_and_the_sum_is_nothing():
    vote = elections.opened()

    assert vote.close() == ((0, 0, 0, 0),)
    assert verifier.verify(vote.archive, require_result=True).result == [[0, 0, 0, 0]]


def test_the_same_choice_is_never_the_same_ballot():
    vote = elections.opened()

    first, second = (vote.cast(0, (1, 0, 0, 0)) for _time in range(2))

    assert first.content != second.content
    assert not {alpha for answer in first.answers for alpha, _ in answer} & {
        alpha for answer in second.answers for alpha, _ in answer
    }


def test_every_choice_gives_a_ballot_of_nearly_the_same_length():
    """A length that told the choice would be an open envelope: what varies is the digits of random numbers."""
    vote = elections.opened()
    lengths = {
        choice: sum(len(vote.cast(0, choice).content) for _time in range(8)) / 8
        for choice in ((1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1))
    }

    assert max(lengths.values()) - min(lengths.values()) < 12


# --- refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        (elections.FOUR_ANSWERS, (0, 0, 0, 0)),
        (elections.FOUR_ANSWERS, (1, 1, 0, 0)),
        (elections.FOUR_ANSWERS, (1, 0, 0)),
        (elections.FOUR_ANSWERS, (2, 0, 0, 0)),
        (elections.UP_TO_TWO, (1, 1, 1)),
        (elections.WITH_BLANK, (1, 1, 0, 0)),
        (elections.WITH_BLANK, (0, 0, 0, 0)),
        (elections.WITH_BLANK, (0, 1, 1, 1)),
    ],
)
def test_a_choice_that_the_question_does_not_allow_is_not_encrypted(question, choice):
    vote = elections.opened(question)

    assert code_of(lambda: vote.cast(0, choice)) == "choice"


def test_a_ballot_answers_each_question_once():
    vote = elections.opened()

    assert code_of(lambda: vote.cast(0, (1, 0, 0, 0), (1, 0, 0, 0))) == "choice"


@pytest.mark.parametrize(("least", "most", "answers"), [(2, 1, 3), (-1, 1, 3), (0, 4, 3), (0, 0, 0)])
def test_a_question_that_no_ballot_could_answer_is_refused(least, most, answers):
    assert code_of(lambda: Question("?", ("a",) * answers, least, most)) == "bounds"


def test_a_vote_needs_a_number_of_its_own_kind_and_a_question():
    fine = {"name": "", "description": "", "key": 4}

    assert (
        code_of(lambda: questions.election_of(uuid="0O", questions=[elections.FOUR_ANSWERS], **fine))
        == "uuid"
    )
    assert (
        code_of(lambda: questions.election_of(uuid=questions.new_uuid(), questions=[], **fine)) == "questions"
    )


def test_trustees_are_at_least_one_and_all_different():
    key = keys.trustee_key(12_345)

    assert code_of(lambda: keys.trustees_record([])) == "trustees"
    assert code_of(lambda: keys.trustees_record([key, keys.trustee_key(12_345)])) == "trustee_twice"
    assert {code_of(lambda secret=secret: keys.trustee_key(secret)) for secret in (0, group.Q)} == {"range"}


def test_a_credential_is_read_with_or_without_its_dashes_and_a_slip_of_the_pen_is_seen():
    credential = keys.new_credential()
    last = questions.ALPHABET[(questions.ALPHABET.index(credential[-1]) + 1) % len(questions.ALPHABET)]

    assert keys.read_credential(credential.replace("-", " ")) == credential
    assert code_of(lambda: keys.read_credential(credential[:-1] + last)) == "credential"
    assert code_of(lambda: keys.read_credential(credential[:-1])) == "credential"
    assert code_of(lambda: keys.read_credential("0" + credential[1:])) == "credential"
    assert code_of(lambda: keys.credentials_record([4, 4])) == "credential_twice"


def signed(change) -> tuple[questions.Election, bytes]:
    vote = elections.opened(voters=1)
    ballot = json.loads(vote.cast(0, (1, 0, 0, 0)).content)
    change(ballot)
    again = boards.signed_again(ballot, credential=vote.credentials[0], uuid=vote.election.uuid)
    return vote.election, again


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda ballot: ballot["answers"][0].update(note="vendu"), "fields"),
        (lambda ballot: ballot["answers"][0]["choices"].append({"alpha": "1", "beta": "1"}), "shape"),
        (lambda ballot: ballot["answers"][0]["choices"].reverse(), "proof"),
        (lambda ballot: ballot["answers"][0]["choices"][0].update(alpha="01"), "number"),
        (lambda ballot: ballot["answers"][0]["choices"][0].update(alpha=1), "number"),
        (lambda ballot: ballot["answers"][0]["choices"][0].update(alpha="9" * 700), "number"),
        (lambda ballot: ballot["answers"][0]["choices"][0].update(alpha="0"), "not_in_group"),
        (lambda ballot: ballot.update(credential=str(group.P - 1)), "not_in_group"),
        (lambda ballot: ballot["answers"][0]["choices"][0].update(beta=str(group.P - 1)), "not_in_group"),
        (lambda ballot: ballot["answers"][0]["overall_proof"][0].update(challenge=str(group.Q)), "range"),
        (lambda ballot: ballot["answers"][0]["overall_proof"][0].update(response="7"), "proof"),
        (lambda ballot: ballot.update(election_uuid="autre"), "other_election"),
        (lambda ballot: ballot.update(more=1), "fields"),
    ],
)
def test_a_signed_ballot_that_only_looks_right_is_not_received(change, code):
    election, content = signed(change)

    assert code_of(lambda: ballots.receive(election=election, content=content)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json"),
        (b"\xff", "json"),
        (b"[" * 5000, "json"),
        (b"[]", "fields"),
        (b'{"a": 1}', "not_canonical"),
        (b'"\\ud800"', "not_canonical"),
        (b"0" * (ballots.MAX_BYTES + 1), "size"),
    ],
)
def test_what_is_no_ballot_is_not_received(content, code):
    election = elections.opened(voters=1).election

    assert code_of(lambda: ballots.receive(election=election, content=content)) == code


def test_a_signature_of_another_right_to_vote_is_not_received():
    vote = elections.opened(voters=2)
    ballot = json.loads(vote.cast(0, (1, 0, 0, 0)).content)
    stolen = boards.signed_again(ballot, credential=vote.credentials[1], uuid=vote.election.uuid)

    assert code_of(lambda: ballots.receive(election=vote.election, content=stolen)) == "signature"


def test_a_share_of_another_key_of_another_shape_or_out_of_the_group_is_refused():
    vote = elections.opened()
    vote.cast(0, (1, 0, 0, 0))
    total = tally.add_up(vote.election, vote.received)
    share = tally.open_share(election=vote.election, total=total, owner=1, secret=vote.secrets[0])

    def checked(share, public=vote.trustees[0].public):
        return code_of(
            lambda: tally.check_share(election=vote.election, total=total, public=public, share=share)
        )

    assert checked(share, vote.trustees[1].public) == "decryption_proof"
    assert checked(tally.Share(1, share.factors[:0], share.proofs)) == "shape"
    assert checked(tally.Share(1, ((0, *share.factors[0][1:]),), share.proofs)) == "not_in_group"


def test_without_every_share_the_sum_opens_on_nothing():
    vote = elections.opened()
    vote.cast(0, (1, 0, 0, 0))
    total = tally.add_up(vote.election, vote.received)
    share = tally.open_share(election=vote.election, total=total, owner=1, secret=vote.secrets[0])

    assert code_of(lambda: tally.conclude(total=total, shares=[share])) == "uncountable"


def test_one_wrong_digit_in_the_numbers_of_the_group_and_nothing_starts():
    assert code_of(lambda: group.check_numbers(group.P, group.Q, group.G + 1)) == "group"


def test_the_tables_give_what_the_powers_give():
    base = group.power(group.G, 987_654_321)

    for exponent in (0, 1, 255, 256, group.Q - 1, group.random_exponent()):
        assert group.powers_of(base)(exponent) == group.power(base, exponent)
    assert group.powers_of(base) is group.powers_of(base)


def test_the_squares_kept_give_what_the_powers_give():
    outside = group.number(12_345)

    for base in (group.power(group.G, 987_654_321), outside):
        raised = group.SharedBase(base)
        for exponent in (0, 1, 15, 16, 17, group.Q - 1, group.Q, group.random_exponent()):
            assert raised(exponent) == group.power(base, exponent)
    assert group.SharedBase(outside)(group.Q) != 1


def test_a_number_outside_the_group_is_not_read_as_a_member():
    assert code_of(lambda: group.read_element("12345")) == "not_in_group"


def test_without_the_fast_library_the_powers_are_the_same(monkeypatch):
    import builtins

    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "gmpy2":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)

    assert group._fastest() == (int, pow)


def test_a_trustee_compares_the_same_checksum_as_with_the_independent_tool():
    _election, archive = read("v1")
    public = json.loads(archive.of("Setup")[0].data[1])[0][1]["public_key"]

    key = keys.TrusteeKey(int(public), 0, 0)

    assert key.checksum == group.hex_of(json.dumps(public).encode())
