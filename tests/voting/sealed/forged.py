"""Boards forged by whoever holds the keys or the server: the sums are right, so that only the order or the writing is wrong."""

import json

from tests.voting import boards
from tests.voting.sealed import elections
from tests.voting.sealed.elections import Vote
from voting.crypto import ballots, group, keys, questions, tally

FOR, AGAINST = (1, 0, 0, 0), (0, 0, 1, 0)


def opened(voters: int = 3) -> Vote:
    return elections.opened(voters=voters, scrutineers=1)


def share_of(vote: Vote, total: tally.Sum, owner: int = 1) -> tally.Share:
    return tally.open_share(election=vote.election, total=total, owner=owner, secret=vote.secrets[owner - 1])


def count(vote: Vote, *, shares: int = 1) -> None:
    """The sum, the shares and the result of what `vote.received` says, without an end."""
    total = tally.add_up(vote.election, vote.received)
    vote.add("EncryptedTally", *total.records())
    shown = [share_of(vote, total) for _time in range(shares)]
    for share in shown:
        vote.add("PartialDecryption", *share.records())
    vote.add("Result", tally.result_record(tally.conclude(total=total, shares=shown[-1:])))


def an_old_ballot_after_a_revote() -> bytes:
    """It undoes the revote, and the published sum says so too."""
    vote = opened()
    old = vote.cast(0, FOR)
    vote.cast(0, AGAINST)
    vote.add("Ballot", old.content)
    vote.received.append(old)
    vote.close()
    return vote.archive


def one_late_ballot_that_alone_counts() -> bytes:
    vote = opened()
    vote.cast(0, FOR)
    vote.cast(1, FOR)
    vote.add("EndBallots")
    vote.received.clear()
    vote.cast(2, AGAINST)
    count(vote)
    return vote.archive


def a_key_that_counts_for_two() -> bytes:
    """Two scrutineers on the poster, one person: the key of the vote is really the square of theirs."""
    vote = opened()
    secret, key = vote.secrets[0], vote.trustees[0]
    uuid = vote.election.uuid
    election = questions.election_of(
        uuid=uuid,
        name="",
        description="",
        questions=[elections.FOUR_ANSWERS],
        key=keys.joint_key([key, key]),
    )
    listed = keys.credentials_record(keys.credential_public(one, uuid) for one in vote.credentials)
    again = Vote(election, [secret, secret], [key, key], vote.credentials)
    again.archive = vote.archive[: 2 * boards.BLOCK]
    trustees = group.compact([["Single", key.as_record()]] * 2)
    again.add("Setup", *elections.board.setup_records(election, trustees, listed))
    again.cast(0, FOR)
    again.close()
    return again.archive


def opened_twice_by_the_same_key() -> bytes:
    vote = opened()
    vote.cast(0, FOR)
    vote.add("EndBallots")
    count(vote, shares=2)
    return vote.archive


def opened_again_after_the_result() -> bytes:
    vote = opened()
    vote.cast(0, FOR)
    vote.close()
    vote.add("PartialDecryption", *share_of(vote, tally.add_up(vote.election, vote.received)).records())
    return vote.archive


def result_without_all_the_keys() -> bytes:
    vote = elections.opened(scrutineers=2)
    vote.cast(0, FOR)
    vote.add("EndBallots")
    total = tally.add_up(vote.election, vote.received)
    shares = [share_of(vote, total, owner) for owner in (1, 2)]
    vote.add("EncryptedTally", *total.records())
    vote.add("PartialDecryption", *shares[0].records())
    vote.add("Result", tally.result_record(tally.conclude(total=total, shares=shares)))
    return vote.archive


def same_result_twice() -> bytes:
    """The same words chained once more."""
    vote = opened()
    vote.cast(0, FOR)
    result = vote.close()
    vote.add("Result", tally.result_record(result))
    return vote.archive


def same_answers_signed_anew() -> bytes:
    """The voter sends the same encrypted numbers again under a new signature: another record, nothing new inside."""
    vote = opened()
    first = vote.cast(0, FOR)
    ballot = json.loads(first.content)
    again = boards.signed_again(ballot, credential=vote.credentials[0], uuid=vote.election.uuid)
    vote.add("Ballot", again)
    vote.close()
    return vote.archive


def a_number_out_of_the_group(voters: int = 3) -> bytes:
    """A number times -1, with proofs that hold: the voter drew until every challenge that touches it was even."""
    vote = opened(voters)
    for voter in range(1, voters):
        vote.cast(voter, AGAINST)
    secret = keys.credential_secret(vote.credentials[0], vote.election.uuid)
    content = _turned(vote, secret)
    while content is None:
        content = _turned(vote, secret)
    vote.add("Ballot", content)
    return vote.archive


def _turned(vote: Vote, secret: int) -> bytes | None:
    """A ballot whose first alpha is multiplied by -1; nothing when a challenge came out odd."""
    ballot = json.loads(ballots.create(election=vote.election, credential=vote.credentials[0], choices=[FOR]))
    answer, key = ballot["answers"][0], vote.election.key
    start = f"{vote.election.fingerprint}|{ballot['credential']}"
    drawn = [ballots._Secret(value, group.random_exponent()) for value in FOR]
    pairs = [ballots._encrypt(key, one) for one in drawn]
    pairs[0] = (group.P - pairs[0][0], pairs[0][1])
    told = [f"{alpha},{beta}" for alpha, beta in pairs]
    proofs = [
        ballots._prove(key, f"prove|{start}|{text}|", [(one, 0), (one, 1)], one.value)
        for one, text in zip(drawn, told, strict=True)
    ]
    total = ballots._Secret(1, sum(one.randomness for one in drawn) % group.Q)
    alpha, beta = ballots._encrypt(key, total)
    label = f"prove|{start}|{','.join(told)}|{group.P - alpha},{beta}|"
    overall = ballots._prove(key, label, [(total, 1)], 0)
    if any(int(one["challenge"]) % 2 for one in [*proofs[0], *overall]):
        return None
    answer["choices"] = [{"alpha": str(one), "beta": str(other)} for one, other in pairs]
    answer["individual_proofs"], answer["overall_proof"] = proofs, overall
    ballot.pop("signature")
    signed = group.b64_of(group.compact(ballot))
    return group.compact(ballot | {"signature": ballots._sign(signed, secret)})


EACH = [
    (an_old_ballot_after_a_revote, "record_twice"),
    (one_late_ballot_that_alone_counts, "late_ballot"),
    (a_key_that_counts_for_two, "trustee_twice"),
    (opened_twice_by_the_same_key, "decryption_twice"),
    (opened_again_after_the_result, "decryption_order"),
    (result_without_all_the_keys, "keys_missing"),
    (same_result_twice, "record_twice"),
    (same_answers_signed_anew, "replay"),
    (a_number_out_of_the_group, "not_in_group"),
]
