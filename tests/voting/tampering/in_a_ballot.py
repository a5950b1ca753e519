"""Ballots that their voter signs again: the holder of a credential can always do that."""

import json
from collections.abc import Callable

from tests.voting import boards
from tools import verifier


def sent_again(change: Callable, *, name: str = "v1", signer: int = 0) -> bytes:
    """The first voter sends their ballot changed, rightly signed."""
    archive = boards.Archive(boards.vector(name))
    step = archive.of("Ballot")[0]
    ballot = json.loads(step.data[0])
    change(ballot)
    credential = boards.casts(name)[signer]["private_credential"]
    step.data[0] = boards.signed_again(ballot, credential=credential, uuid=boards.expected(name)["uuid"])
    return archive.bytes()


def a_note_in_the_answer(ballot):
    ballot["answers"][0].update(note="acheté")


def a_note_in_a_proof(ballot):
    ballot["answers"][0]["individual_proofs"][0][0].update(note="acheté")


def a_leading_zero(ballot):
    choice = ballot["answers"][0]["choices"][0]
    choice["alpha"] = "0" + choice["alpha"]


def a_leading_zero_in_a_proof(ballot):
    proof = ballot["answers"][0]["overall_proof"][0]
    proof["response"] = "0" + proof["response"]


def a_number_as_a_number(ballot):
    choice = ballot["answers"][0]["choices"][0]
    choice["alpha"] = int(choice["alpha"]) % 1000


def digits_without_end(ballot):
    ballot["answers"][0]["choices"][0].update(alpha="1" * 5000)


def nothing_as_a_number(ballot):
    ballot["answers"][0]["choices"][0].update(alpha="0")


def out_of_the_group(ballot):
    ballot["answers"][0]["choices"][0].update(beta=str(verifier.P - 1))


def choices_in_another_order(ballot):
    ballot["answers"][0]["choices"].reverse()


def proof_in_another_order(ballot):
    ballot["answers"][0]["individual_proofs"][0].reverse()


def another_challenge(ballot):
    ballot["answers"][0]["overall_proof"][0].update(challenge="5")


def a_response_too_big(ballot):
    ballot["answers"][0]["overall_proof"][0].update(response=str(verifier.Q + 1))


def a_proof_too_many(ballot):
    ballot["answers"][0]["overall_proof"].append({"challenge": "0", "response": "0"})


def an_answer_too_many(ballot):
    ballot["answers"].append(ballot["answers"][0])


def an_answer_that_is_a_list(ballot):
    ballot["answers"][0] = []


def somebody_who_is_not_listed(ballot):
    ballot.update(credential="4")


def nobody(ballot):
    ballot.update(credential=None)


def of_another_vote(ballot):
    ballot.update(election_hash="A" * 43)


def nothing_changed(ballot):
    pass


def no_choice_of_blank(ballot):
    ballot["answers"][0]["blank_proof"].reverse()


def copied_from_somebody() -> bytes:
    """With the copier's own credential and signature: the proofs name the credential, so they no longer hold."""
    theirs = json.loads(boards.Archive(boards.vector("v1")).of("Ballot")[1].data[0])
    return sent_again(lambda ballot: ballot.update(answers=theirs["answers"]))


def half_a_letter_in_a_ballot() -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    step = archive.of("Ballot")[0]
    uuid = boards.expected("v1")["uuid"].encode()
    step.data[0] = step.data[0].replace(uuid, b"\\ud800", 1)
    return archive.bytes()


def no_endless_nesting() -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    archive.of("Ballot")[0].data[0] = b"[" * 100_000
    return archive.bytes()


def a_field_twice() -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    step = archive.of("Ballot")[0]
    step.data[0] = step.data[0].replace(b'{"election_uuid"', b'{"election_uuid":"","election_uuid"', 1)
    return archive.bytes()


def a_space() -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    step = archive.of("Ballot")[0]
    step.data[0] = step.data[0].replace(b":", b": ", 1)
    return archive.bytes()


EACH = [
    (a_note_in_the_answer, "fields"),
    (a_note_in_a_proof, "fields"),
    (a_leading_zero, "number"),
    (a_leading_zero_in_a_proof, "number"),
    (a_number_as_a_number, "number"),
    (digits_without_end, "number"),
    (nothing_as_a_number, "not_in_group"),
    (out_of_the_group, "not_in_group"),
    (choices_in_another_order, "proof"),
    (proof_in_another_order, "proof"),
    (another_challenge, "proof"),
    (a_response_too_big, "number_range"),
    (a_proof_too_many, "shape"),
    (an_answer_too_many, "shape"),
    (an_answer_that_is_a_list, "shape"),
    (somebody_who_is_not_listed, "credential"),
    (nobody, "credential"),
    (of_another_vote, "other_election"),
]
