"""The events and their records, chained anew so that only the content is wrong."""

import json
from collections.abc import Callable

from tests.voting import boards
from tools import verifier


def edit(step: boards.Step, which: int, change) -> None:
    value = json.loads(step.data[which])
    change(value)
    step.data[which] = boards.compact(value)


def drop_a_ballot(archive):
    archive.steps.remove(archive.of("Ballot")[0])


def same_ballot_twice(archive):
    archive.steps.insert(3, boards.Step("Ballot", list(archive.of("Ballot")[0].data)))


def old_ballot_after_a_revote(archive):
    """Voter 3 changed their mind: their first ballot comes back after the second one."""
    end = archive.steps.index(archive.of("EndBallots")[0])
    archive.steps.insert(end, boards.Step("Ballot", list(archive.of("Ballot")[2].data)))


def ballot_after_the_end(archive):
    ballot = archive.of("Ballot")[-1]
    archive.steps.remove(ballot)
    archive.steps.insert(archive.steps.index(archive.of("EndBallots")[0]) + 1, ballot)


def no_end(archive):
    archive.steps.remove(archive.of("EndBallots")[0])


def ends_twice(archive):
    at = archive.steps.index(archive.of("EndBallots")[0])
    archive.steps.insert(at, boards.Step("EndBallots", []))


def no_tally(archive):
    archive.steps.remove(archive.of("EncryptedTally")[0])


def other_tally(archive):
    step = archive.of("EncryptedTally")[0]
    edit(step, 0, lambda tally: tally[0].reverse())
    edit(step, 1, lambda sized: sized.update(encrypted_tally=boards.digest(step.data[0])))


def other_number_of_ballots(archive):
    edit(archive.of("EncryptedTally")[0], 1, lambda sized: sized.update(num_tallied=5))


def second_result(archive):
    archive.steps.append(boards.Step("Result", [boards.compact({"result": [[0, 4, 0]]})]))


def other_result(archive):
    edit(archive.of("Result")[0], 0, lambda told: told.update(result=[[0, 3, 1]]))


def result_before_the_keys(archive):
    archive.steps.remove(archive.of("PartialDecryption")[0])


def same_key_twice(archive):
    step = archive.of("Setup")[0]
    edit(step, 1, lambda trustees: trustees.append(trustees[0]))
    settle(step)


def another_key(archive):
    step = archive.of("Setup")[0]
    edit(step, 1, lambda trustees: trustees.pop())
    settle(step)


def settle(setup):
    hashes = [boards.digest(record) for record in setup.data[:3]]
    setup.data[3] = boards.compact(dict(zip(("election", "trustees", "credentials"), hashes, strict=True)))


def credentials_out_of_order(archive):
    step = archive.of("Setup")[0]
    edit(step, 2, lambda credentials: credentials.reverse())
    settle(step)


def one_more_right_to_vote(archive):
    """Added twice: nobody new, but one more line."""
    step = archive.of("Setup")[0]
    edit(step, 2, lambda credentials: credentials.insert(0, credentials[0]))
    settle(step)


def too_many_answers_asked(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election["questions"][0].update(max=9))
    settle(step)


def question_that_needs_a_mix(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election["questions"][0].update(type="NonHomomorphic"))
    settle(step)


def another_question(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election["questions"][0].update(question="Autre chose ?"))
    settle(step)


def other_setup(archive):
    archive.of("Setup")[0].data[3] = boards.compact(
        {"election": "0" * 64, "trustees": "0" * 64, "credentials": "0" * 64}
    )


def set_up_twice(archive):
    archive.steps.insert(1, boards.Step("Setup", list(archive.of("Setup")[0].data)))


def unknown_event(archive):
    archive.steps.append(boards.Step("Note", []))


def record_without_event(archive):
    archive.of("Ballot")[0].data.insert(0, b'"a word for the buyer"')


def key_that_opens_twice(archive):
    step = archive.of("PartialDecryption")[0]
    wrong = boards.Step("PartialDecryption", list(step.data))
    edit(wrong, 0, lambda shares: shares["decryption_factors"][0].reverse())
    edit(wrong, 1, lambda owned: owned.update(payload=boards.digest(wrong.data[0])))
    archive.steps.insert(archive.steps.index(step), wrong)


def key_of_nobody(archive):
    edit(archive.of("PartialDecryption")[0], 1, lambda owned: owned.update(owner=2))


def events_with_nothing_as_payload(archive):
    """« payload: null » where there must be no payload."""
    archive.of("EndBallots")[0].extra = {"payload": None}


def height_that_is_not_a_whole_number(archive):
    archive.of("Setup")[0].extra = {"height": 0.0}


def parent_of_another_board(archive):
    archive.of("EndBallots")[0].extra = {"parent": "0" * 64}


def payload_of_another_record(archive):
    archive.of("EndBallots")[0].extra = {"payload": "0" * 64}


def a_note_in_an_event(archive):
    archive.of("Ballot")[0].extra = {"note": "acheté"}


def proof_of_a_key_that_is_another_s(archive):
    step = archive.of("Setup")[0]
    edit(step, 1, lambda trustees: trustees[0][1]["pok"].update(response="5"))
    settle(step)


def key_of_another_kind(archive):
    step = archive.of("Setup")[0]
    edit(step, 1, lambda trustees: trustees[0].__setitem__(0, "Pedersen"))
    settle(step)


def key_with_a_number_for_a_name(archive):
    step = archive.of("Setup")[0]
    edit(step, 1, lambda trustees: trustees[0][1].update(name=7))
    settle(step)


def vote_closed_with_another_key(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election.update(public_key="1"))
    settle(step)


def vote_of_another_protocol(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election.update(version=2))
    settle(step)


def vote_with_a_number_written_elsewise(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election.update(uuid="0OIl0OIl0OIl0O"))
    settle(step)


def vote_without_a_question(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election.update(questions=[]))
    settle(step)


def question_that_is_a_number(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election["questions"][0].update(question=3))
    settle(step)


def bounds_that_are_true_and_false(archive):
    step = archive.of("Setup")[0]
    edit(step, 0, lambda election: election["questions"][0].update(min=False, max=True))
    settle(step)


def right_to_vote_out_of_the_group(archive):
    step = archive.of("Setup")[0]
    edit(step, 2, lambda credentials: credentials.append(str(verifier.P - 1)))
    settle(step)


def result_before_the_sum(archive):
    result = archive.of("Result")[0]
    archive.steps = [step for step in archive.steps if step.kind in ("Setup", "Ballot", "EndBallots")]
    archive.steps.append(result)


def ballot_before_the_setup(archive):
    archive.steps.insert(0, archive.steps.pop(1))


def share_out_of_the_group(archive):
    step = archive.of("PartialDecryption")[0]
    edit(step, 0, lambda told: told["decryption_factors"][0].__setitem__(0, str(verifier.P - 1)))
    edit(step, 1, lambda owned: owned.update(payload=boards.digest(step.data[0])))


def share_with_a_factor_less(archive):
    step = archive.of("PartialDecryption")[0]
    edit(step, 0, lambda told: told["decryption_factors"][0].pop())
    edit(step, 1, lambda owned: owned.update(payload=boards.digest(step.data[0])))


def as_an_archive(change: Callable, name: str = "v1") -> bytes:
    archive = boards.Archive(boards.vector(name))
    change(archive)
    return archive.bytes()


EACH = [
    (drop_a_ballot, "tally"),
    (same_ballot_twice, "record_twice"),
    (old_ballot_after_a_revote, "record_twice"),
    (ballot_after_the_end, "late_ballot"),
    (no_end, "tally_order"),
    (ends_twice, "end_twice"),
    (no_tally, "decryption_order"),
    (other_tally, "tally"),
    (other_number_of_ballots, "tally_size"),
    (second_result, "result_twice"),
    (other_result, "result"),
    (result_before_the_keys, "keys_missing"),
    (same_key_twice, "trustee_twice"),
    (another_key, "trustees"),
    (credentials_out_of_order, "credentials_order"),
    (one_more_right_to_vote, "credentials_order"),
    (too_many_answers_asked, "bounds"),
    (question_that_needs_a_mix, "fields"),
    (another_question, "other_election"),
    (other_setup, "setup"),
    (set_up_twice, "record_twice"),
    (unknown_event, "event_type"),
    (record_without_event, "records"),
    (key_that_opens_twice, "decryption_proof"),
    (key_of_nobody, "owner"),
    (events_with_nothing_as_payload, "fields"),
    (height_that_is_not_a_whole_number, "chain"),
    (parent_of_another_board, "chain"),
    (payload_of_another_record, "payload"),
    (a_note_in_an_event, "fields"),
    (proof_of_a_key_that_is_another_s, "trustee_proof"),
    (key_of_another_kind, "trustee_kind"),
    (key_with_a_number_for_a_name, "shape"),
    (vote_closed_with_another_key, "election_key"),
    (vote_of_another_protocol, "protocol"),
    (vote_with_a_number_written_elsewise, "uuid"),
    (vote_without_a_question, "questions"),
    (question_that_is_a_number, "shape"),
    (bounds_that_are_true_and_false, "shape"),
    (right_to_vote_out_of_the_group, "not_in_group"),
    (result_before_the_sum, "result_order"),
    (ballot_before_the_setup, "order"),
    (share_out_of_the_group, "not_in_group"),
    (share_with_a_factor_less, "shape"),
]
