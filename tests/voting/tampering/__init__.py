"""Every way of cheating on a board that the tests know, with the reason for which it is refused.

Most take the first vector apart, change it, and chain it anew, so that only the content is wrong. Both verifiers refuse
them all. The independent tool lets some through: see `sealed/test_beside_the_tool.py`.
"""

import functools

import pytest

from tests.voting.tampering import in_a_ballot, in_the_file, on_the_board

STAMP = "1795392941"
_ALONE = [
    (in_a_ballot.copied_from_somebody, "proof"),
    (in_a_ballot.half_a_letter_in_a_ballot, "not_canonical"),
    (in_a_ballot.no_endless_nesting, "json"),
    (in_a_ballot.a_field_twice, "field_twice"),
    (in_a_ballot.a_space, "not_canonical"),
    (in_the_file.only_the_beginning, "empty"),
    (in_the_file.records_that_no_event_names, "records"),
]


def _listed() -> list:
    found = [
        (change.__name__, functools.partial(make, change), code)
        for make, changes in (
            (on_the_board.as_an_archive, on_the_board.EACH),
            (in_a_ballot.sent_again, in_a_ballot.EACH),
            (in_the_file.octets, in_the_file.EACH),
        )
        for change, code in changes
    ]
    found += [(make.__name__, make, code) for make, code in _ALONE]
    found += [
        (name, functools.partial(in_the_file.first_record, value), code)
        for name, value, code in (
            ("true_for_one", {"version": True, "timestamp": STAMP}, "archive"),
            ("an_hour_that_is_a_number", {"version": 1, "timestamp": int(STAMP)}, "archive"),
            ("an_hour_without_end", {"version": 1, "timestamp": "1" * 5000}, "archive"),
            ("a_first_record_with_a_note", {"version": 1, "timestamp": STAMP, "note": ""}, "fields"),
            ("a_first_record_that_is_a_list", [], "shape"),
        )
    ]
    found.append(
        (
            "signed_by_somebody_else",
            functools.partial(in_a_ballot.sent_again, in_a_ballot.nothing_changed, signer=1),
            "signature",
        )
    )
    found.append(
        (
            "blank_proof_turned",
            functools.partial(in_a_ballot.sent_again, in_a_ballot.no_choice_of_blank, name="v3"),
            "proof",
        )
    )
    return found


# (what makes the archive, the code of its refusal), each under its name.
EVERY_ONE = [pytest.param(make, code, id=name) for name, make, code in _listed()]


def first_of_each_reason() -> list:
    """A sample for the day: one way of cheating for each code."""
    return list({param.values[1]: param for param in reversed(EVERY_ONE)}.values())
