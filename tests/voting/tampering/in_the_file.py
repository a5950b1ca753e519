"""The octets of the file."""

from collections.abc import Callable

from tests.voting import boards


def octets(change: Callable) -> bytes:
    content = bytearray(boards.vector("v1"))
    change(content)
    return bytes(content)


def hidden_octet(content):
    content[boards.BLOCK + 100] = 1


def an_hour_on_a_member(content):
    content[len(content) - 2 * boards.BLOCK + 140] ^= 1


def another_kind_of_header(content):
    content[257:262] = b"ustar"


def name_of_another_content(content):
    """The name of the second member, with its header made right again."""
    at = 2 * boards.BLOCK
    length = int(content[at + 124 : at + 135], 8)
    stamp = int(content[at + 136 : at + 147], 8)
    content[at : at + boards.BLOCK] = boards.header("0" * 64 + ".data.json", length, stamp)


def size_that_is_no_number(content):
    content[124:135] = b"9" * 11


def size_beyond_the_file(content):
    content[124:135] = b"7" * 11


def an_octet_less(content):
    del content[-1:]


def a_block_less(content):
    del content[-boards.BLOCK :]


def two_empty_blocks_more(content):
    content.extend(b"\0" * 2 * boards.BLOCK)


def first_member_of_another_name(content):
    content[0:3] = b"bel"


def everything_gone(content):
    content.clear()


def first_record(value: object) -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    archive.head = boards.compact(value)
    return archive.bytes()


def only_the_beginning() -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    archive.steps.clear()
    return archive.bytes()


def records_that_no_event_names() -> bytes:
    archive = boards.Archive(boards.vector("v1"))
    return archive.bytes() + boards.member(f"{boards.digest(b'1')}.data.json", b"1", archive.stamp)


EACH = [
    (hidden_octet, "archive"),
    (an_hour_on_a_member, "archive"),
    (another_kind_of_header, "archive"),
    (name_of_another_content, "name"),
    (size_that_is_no_number, "archive"),
    (size_beyond_the_file, "archive"),
    (an_octet_less, "archive"),
    (a_block_less, "archive"),
    (two_empty_blocks_more, "archive"),
    (first_member_of_another_name, "archive"),
    (everything_gone, "archive"),
]
