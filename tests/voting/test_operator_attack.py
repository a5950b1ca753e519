"""Whoever holds the whole database, its files and its logs learns no choice: every guess is as good as chance.

The person of each encrypted ballot is known to them (rights are linked until the end of the delay to contest); what is
in it is not. Each guess is learnt on half of the ballots, whose choices the attacker is given, and tried on the other.
"""

import json
import logging
import os
import random
from collections import defaultdict
from collections.abc import Callable

import pytest
from django.db import connection

from common.models import AuditEvent
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import casting, opening
from voting.domain import urn as urns
from voting.enums import Choice
from voting.models import BoardEvent, Option, Right, SeenCiphertext

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

COUNT = 200 if os.environ.get("NIGHT") == "1" else 60
CHOICES = (Choice.FOR, Choice.AGAINST)
# Chance is one half; with this many tries, luck alone passes this once in a million for each guess.
MARGIN = 4.9 * 0.5


@pytest.fixture
def urn_of_many(caplog):
    """A vote where each person of the roll chose at random, some twice; half by their own device, half by the server."""
    draw = random.Random(20261128)
    voters = people.citizens(COUNT)
    vote = ballots.opened()
    chosen = {}
    with caplog.at_level(logging.DEBUG):
        for place, person in enumerate(draw.sample(voters, COUNT)):
            choice = draw.choice(CHOICES)
            if place % 2:
                content = sealed_ballots.made_outside(person, vote, choice)
                casting.cast_sealed(by=person, vote=vote, content=content, now=ballots.NOW)
            else:
                casting.cast(by=person, vote=vote, choice=choice, now=ballots.NOW)
            chosen[person.pk] = choice
    return vote, chosen, caplog


def rows_of(vote) -> list[dict]:
    """All that the tables say of each person's ballot, in the order in which they are stored."""
    place = "ctid::text, xmin::text" if connection.vendor == "postgresql" else "rowid, rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {place} FROM voting_boardevent ORDER BY 2")
        stored = {pk: (order, ctid, xmin) for order, (pk, ctid, xmin) in enumerate(cursor.fetchall())}
        cursor.execute(f"SELECT id, {place} FROM voting_rollentry ORDER BY 2")
        rolled = {pk: (order, ctid, xmin) for order, (pk, ctid, xmin) in enumerate(cursor.fetchall())}
    events = {event.right_digest: event for event in BoardEvent.objects.filter(urn__vote=vote, kind="Ballot")}
    seen = defaultdict(list)
    for row in SeenCiphertext.objects.filter(urn__vote=vote):
        seen[row.digest].append(row.pk)
    return [
        {
            "person": right.roll_entry.person_id,
            "event": events[right.digest],
            "stored": stored[events[right.digest].pk],
            "rolled": rolled[right.roll_entry_id],
            "ballot": json.loads(urns.record_of(bytes(events[right.digest].content))),
        }
        for right in Right.objects.filter(urn__vote=vote).select_related("roll_entry")
    ]


def answer(row: dict) -> dict:
    return row["ballot"]["answers"][0]


def first_proof(row: dict, slot: int) -> list[dict]:
    return answer(row)["individual_proofs"][slot]


GUESSES: dict[str, Callable[[dict], object]] = {
    "length of the ballot": lambda row: len(bytes(row["event"].content)),
    "length of the event's padding": lambda row: len(bytes(row["event"].content)) % 512,
    "order of storage": lambda row: row["stored"][0] % 2,
    "place in the file": lambda row: row["stored"][1],
    "transaction": lambda row: str(row["stored"][2])[-1],
    "transaction beside the roll's": lambda row: row["stored"][2] == row["rolled"][2],
    "order of the roll": lambda row: row["rolled"][0] % 2,
    "height": lambda row: row["event"].height % 2,
    "first character of the tracking number": lambda row: row["event"].tracker[0],
    "picture of the receipt": lambda row: row["event"].receipt.split()[0],
    "which number is larger, first slot": lambda row: _larger(row, 0),
    "which number is larger, third slot": lambda row: _larger(row, 2),
    "digits of the first slot": lambda row: len(answer(row)["choices"][0]["alpha"]),
    "digits of the third slot": lambda row: len(answer(row)["choices"][2]["beta"]),
    "which challenge is smaller, first slot": lambda row: _smaller(row, 0, "challenge"),
    "which challenge is smaller, third slot": lambda row: _smaller(row, 2, "challenge"),
    "which response is smaller, first slot": lambda row: _smaller(row, 0, "response"),
    "which response is smaller, third slot": lambda row: _smaller(row, 2, "response"),
    "smallest challenge of the whole proof": lambda row: _smallest(answer(row)["overall_proof"]),
    "parity of the signature": lambda row: int(row["ballot"]["signature"]["proof"]["response"]) % 2,
}


def _larger(row: dict, slot: int) -> bool:
    pair = answer(row)["choices"][slot]
    return int(pair["alpha"]) > int(pair["beta"])


def _smaller(row: dict, slot: int, name: str) -> bool:
    one, other = first_proof(row, slot)
    return int(one[name]) < int(other[name])


def _smallest(proof: list[dict]) -> int:
    return min(range(len(proof)), key=lambda place: int(proof[place]["challenge"]))


def right_guesses(rows: list[dict], chosen: dict, guess: Callable[[dict], object]) -> tuple[int, int]:
    """Learn what each value of the clue meant on one half, guess the other half; how many right, of how many."""
    half = len(rows) // 2
    learnt: dict[object, list[str]] = defaultdict(list)
    for row in rows[:half]:
        learnt[guess(row)].append(chosen[row["person"]])
    usual = max(CHOICES, key=lambda choice: sum(chosen[row["person"]] == choice for row in rows[:half]))
    right = 0
    for row in rows[half:]:
        known = learnt.get(guess(row)) or [usual]
        right += max(set(known), key=known.count) == chosen[row["person"]]
    return right, len(rows) - half


def beats_chance(right: int, tries: int) -> bool:
    return right > tries / 2 + MARGIN * tries**0.5


def test_no_clue_of_the_tables_tells_a_choice_better_than_chance(urn_of_many):
    vote, chosen, _logs = urn_of_many
    rows = rows_of(vote)
    random.Random(7).shuffle(rows)

    better = {
        name: score
        for name, guess in GUESSES.items()
        if beats_chance(*(score := right_guesses(rows, chosen, guess)))
    }

    assert len(rows) == COUNT
    assert better == {}


def test_the_attack_sees_a_leak_when_there_is_one(urn_of_many):
    vote, chosen, _logs = urn_of_many
    rows = rows_of(vote)

    leak = right_guesses(rows, chosen, lambda row: chosen[row["person"]] == Choice.FOR)

    assert beats_chance(*leak)


def test_no_log_nor_audit_row_holds_a_choice(urn_of_many):
    _vote, _chosen, logs = urn_of_many
    said = [record.getMessage() for record in logs.records if not record.name.startswith("django.db")]

    assert [line for line in said if Choice.AGAINST in line or Choice.FOR in line] == []
    assert not AuditEvent.objects.filter(kind__contains="cast").exists()


def test_the_files_of_the_database_hold_the_answers_once_with_the_question():
    """Answers that no other text has: as often in the files after twenty ballots as before."""
    voters = people.citizens(10)
    vote = ballots.prepared(among=("Zyq un", "Zyq deux", "Zyq trois"), most_choices=2)
    for option in vote.options.all():
        Option.objects.filter(pk=option.pk).update(value=f"zyqval{option.position}")
    vote = ballots.announce(vote)
    opening.open_vote(vote=vote, now=vote.opens_at)
    start = _wal()
    before = _occurrences(b"zyqval", since=start)

    for choice in ("zyqval1", "zyqval3"):
        for person in voters:
            casting.cast(by=person, vote=vote, choice=[choice], now=ballots.NOW)

    assert _occurrences(b"zyqval", since=start) == before
    assert sealed_ballots.count(vote) == 10


def _wal() -> str:
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_walfile_name(pg_current_wal_insert_lsn())")
        return cursor.fetchone()[0]


def _occurrences(word: bytes, since: str = "") -> int:
    """In the file of SQLite and its log; in the write-ahead log of PostgreSQL, from the file `since` (else the last)."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return connection.connection.serialize().count(word)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$' ORDER BY name")
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT file_name, file_offset FROM pg_walfile_name_offset(pg_current_wal_insert_lsn())"
        )
        last, end = cursor.fetchone()
        found = 0
        for name in (one for one in names if (since or last) <= one <= last):
            cursor.execute("SELECT pg_read_binary_file('pg_wal/' || %s)", [name])
            written = bytes(cursor.fetchone()[0])
            # Past the end of the log, a file holds what it was recycled from: another test's words.
            found += (written[:end] if name == last else written).count(word)
        return found
