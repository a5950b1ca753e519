"""What a scrutineer sends, before any of it is believed: a public key, a part of the total."""

import json
from dataclasses import replace

import pytest

from tests.voting.sealed import elections
from voting.crypto import group, keys, tally
from voting.crypto.group import ProtocolError


def code_of(act) -> str:
    with pytest.raises(ProtocolError) as refused:
        act()
    return refused.value.code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        # 1 would add nothing to the joint key; p - 1 is out of the group.
        ({"public": 1}, "not_in_group"),
        ({"public": 0}, "not_in_group"),
        ({"public": group.P - 1}, "not_in_group"),
        ({"public": group.power(group.G, 2)}, "trustee_proof"),
        ({"response": 7}, "trustee_proof"),
    ],
)
def test_a_key_that_nobody_showed_to_hold_is_refused(change, code):
    key = keys.trustee_key(12_345)
    keys.check_trustee_key(key)

    assert code_of(lambda: keys.check_trustee_key(replace(key, **change))) == code


@pytest.fixture(scope="module")
def part() -> bytes:
    vote = elections.opened(voters=1)
    vote.cast(0, (1, 0, 0, 0))
    total = tally.add_up(vote.election, vote.received)
    share = tally.open_share(election=vote.election, total=total, owner=1, secret=vote.secrets[0])
    return share.records()[0]


def test_a_part_of_the_total_is_read_as_it_was_written(part):
    assert tally.read_share(part, owner=1).records()[0] == part


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json"),
        (b"\xff", "json"),
        (b"[" * 5000, "json"),
        (b'"\\ud800"', "not_canonical"),
        (b'{"decryption_factors":["\\ud800"],"decryption_proofs":[]}', "not_canonical"),
        (b"[]", "fields"),
        (b'{"decryption_proofs":[],"decryption_factors":[]}', "fields"),
        (b'{"decryption_factors":7,"decryption_proofs":[]}', "fields"),
        (b'{"decryption_factors":[],"decryption_proofs":[[7]]}', "fields"),
        (b'{"decryption_factors":[],"decryption_proofs":[[["challenge","response"]]]}', "fields"),
        (b'{"decryption_factors":[[7]],"decryption_proofs":[]}', "number"),
        (b'{"decryption_factors":[["0"]],"decryption_proofs":[]}', "not_in_group"),
    ],
)
def test_what_is_no_part_of_a_total_is_refused(content, code):
    assert code_of(lambda: tally.read_share(content, owner=1)) == code


@pytest.mark.parametrize("between", [(", ", ": "), (",\n", ":")])
def test_a_part_written_another_way_is_refused(part, between):
    again = json.dumps(json.loads(part), separators=between).encode()

    assert code_of(lambda: tally.read_share(again, owner=1)) == "not_canonical"
