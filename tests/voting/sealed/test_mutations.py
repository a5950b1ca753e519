"""Boards changed at random: never another result, and the two verifiers agree on each of them."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.voting import boards
from tests.voting.sealed.both import accepted_by_the_tool, of_the_site, standing_alone
from voting.crypto import verify

ORIGINAL = boards.vector("v1")
RESULT = boards.expected("v1")["result"]
KNOWN = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
DAY, NIGHT = settings(KNOWN, max_examples=12, derandomize=True), settings(KNOWN, max_examples=500)

WORDS = st.sampled_from(["", "0", "1", "01", "-1", "٣", "a", "\ud800", None, True, 0, 1, 1.0, 10**30, [], {}])


@st.composite
def octets(draw: st.DrawFn) -> bytes:
    """The file with a few octets changed, cut, moved or said again."""
    content = bytearray(ORIGINAL)
    for _change in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content) - 1))
        match draw(st.sampled_from(["flip", "cut", "again", "swap"])):
            case "flip":
                content[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del content[at : at + draw(st.sampled_from([1, 7, 512, 1024]))]
            case "again":
                block = at // 512 * 512
                content[block:block] = content[block : block + 512]
            case _:
                content[at], content[0] = content[0], content[at]
        if not content:
            break
    return bytes(content)


def leaves(value: object, path: tuple = ()) -> list[tuple]:
    """Where a value stands in a record, and every container too."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [found for key, one in inside for found in leaves(one, (*path, key))]


def changed(draw: st.DrawFn, value: object) -> object:
    places = leaves(value)
    if not places:  # a first change left a bare word
        return draw(WORDS)
    path = draw(st.sampled_from(places))
    holder = value
    for key in path[:-1]:
        holder = holder[key]
    last, one = path[-1], holder[path[-1]]
    match draw(st.sampled_from(["word", "digit", "drop", "again", "add"])):
        case "digit" if isinstance(one, str) and one:
            at = draw(st.integers(0, len(one) - 1))
            holder[last] = one[:at] + draw(st.sampled_from("0123456789af")) + one[at + 1 :]
        case "drop":
            del holder[last]
        case "again" if isinstance(holder, list):
            holder.insert(0, one)
        case "add" if isinstance(one, dict):
            one["note"] = draw(WORDS)
        case _:
            holder[last] = draw(WORDS)
    return value


def settle(archive: boards.Archive) -> None:
    """The hashes that one record says of another are made right again, where they still can be."""
    for step in archive.steps:
        named = {"Setup": (3, ("election", "trustees", "credentials"))}.get(step.kind)
        named = named or {
            "EncryptedTally": (1, ("encrypted_tally",)),
            "PartialDecryption": (1, ("payload",)),
        }.get(step.kind)
        if named is None or len(step.data) <= named[0]:
            continue
        which, names = named
        told = json.loads(step.data[which])
        if isinstance(told, dict) and set(names) <= set(told):
            told |= {name: boards.digest(record) for name, record in zip(names, step.data, strict=False)}
            step.data[which] = boards.compact(told)


@st.composite
def records(draw: st.DrawFn) -> bytes:
    """The records changed as their writer could, the events chained anew."""
    archive = boards.Archive(ORIGINAL)
    for _change in range(draw(st.integers(1, 2))):
        step = draw(st.sampled_from(archive.steps))
        match draw(st.sampled_from(["record", "record", "record", "event", "drop", "again", "move"])):
            case "record" if step.data:
                which = draw(st.integers(0, len(step.data) - 1))
                value = json.loads(step.data[which])
                step.data[which] = json.dumps(
                    changed(draw, value), ensure_ascii=draw(st.just(False)), separators=(",", ":")
                ).encode("utf-8", "surrogatepass")
            case "event":
                step.extra = {
                    draw(st.sampled_from(["height", "type", "payload", "parent", "note"])): draw(WORDS)
                }
            case "again":
                archive.steps.insert(archive.steps.index(step), step)
            case "move":
                archive.steps.remove(step)
                archive.steps.insert(draw(st.integers(0, len(archive.steps))), step)
            case _ if len(archive.steps) > 1:
                archive.steps.remove(step)
    if draw(st.booleans()):
        settle(archive)
    return archive.bytes()


def check_never_another_result(content: bytes) -> None:
    report = verify.verify(content, require_result=True)

    assert report.result == (RESULT if report.is_ok else None)


def check_both_agree(content: bytes) -> None:
    """On what is accepted; which of two wrong things is seen first may differ."""
    assert (of_the_site(content) == "accepted") == (standing_alone(content) == "accepted")


@given(content=octets() | records())
@settings(KNOWN, max_examples=60, derandomize=True)
def test_changed_at_random_a_board_never_gives_another_result(content):
    check_never_another_result(content)


@given(content=octets() | records())
@DAY
def test_both_verifiers_agree_on_boards_changed_at_random(content):
    check_both_agree(content)


@pytest.mark.oracle
@given(content=records())
@settings(KNOWN, max_examples=25, derandomize=True)
def test_what_ours_accept_the_independent_tool_accepts(content, tmp_path):
    if of_the_site(content, require_result=True) == "accepted":
        assert accepted_by_the_tool(content, tmp_path)


@pytest.mark.night
@given(content=octets() | records())
@settings(KNOWN, max_examples=3000)
def test_at_length_a_board_never_gives_another_result(content):
    check_never_another_result(content)


@pytest.mark.night
@given(content=octets() | records())
@NIGHT
def test_at_length_both_verifiers_agree(content):
    check_both_agree(content)


@pytest.mark.night
@pytest.mark.oracle
@given(content=records())
@NIGHT
def test_at_length_what_ours_accept_the_independent_tool_accepts(content, tmp_path):
    if of_the_site(content, require_result=True) == "accepted":
        assert accepted_by_the_tool(content, tmp_path)
