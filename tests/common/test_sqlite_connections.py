"""SQLite's connections serve again (config/sqlite): what a request left never reaches the next one."""

import os
import threading

import pytest
from django.db import DatabaseError
from django.db.utils import OperationalError

from config import environment
from config.sqlite import base
from tests import connections

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(tmp_path):
    """What `serve` itself asks for, on a file of one table with a thousand rows."""
    base.close_all()
    settings = connections.DEFAULTS | environment.read({}, var=tmp_path).database
    first = base.DatabaseWrapper(settings, alias="kept")
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT)")
        cursor.executemany("INSERT INTO word (text) VALUES (%s)", [["mot"]] * 1000)
    first.close()
    base.close_all()
    yield settings
    base.close_all()


def wrapper(asked):
    """A request of its own."""
    made = base.DatabaseWrapper(asked, alias="kept")
    made.ensure_connection()
    return made


def read(opened, sql="SELECT count(*) FROM word"):
    with opened.cursor() as cursor:
        return cursor.execute(sql).fetchone()[0]


def used_then_closed(asked):
    opened = wrapper(asked)
    raw = opened.connection
    read(opened)
    opened.close()
    return raw


def test_what_was_closed_serves_the_next_request(asked):
    raw = used_then_closed(asked)

    after = wrapper(asked)

    assert after.connection is raw
    assert read(after) == 1000
    after.close()


def test_two_requests_at_once_never_share_one(asked):
    first, second = wrapper(asked), wrapper(asked)

    assert first.connection is not second.connection
    first.close()
    second.close()
    assert len(base._waiting) == 2


def test_another_thread_may_take_it(asked):
    raw = used_then_closed(asked)
    found = []

    def request():
        opened = wrapper(asked)
        found.append((opened.connection, read(opened)))
        opened.close()

    thread = threading.Thread(target=request)
    thread.start()
    thread.join()

    assert found == [(raw, 1000)]


def test_it_is_told_everything_that_a_new_one_is_told(asked):
    opened = wrapper(asked)
    opened.connection.execute("PRAGMA foreign_keys=OFF")
    opened.connection.execute("PRAGMA synchronous=OFF")
    raw = opened.connection
    opened.close()

    after = wrapper(asked)

    assert after.connection is raw
    assert [read(after, f"PRAGMA {name}") for name in ("foreign_keys", "synchronous")] == [1, 2]
    after.close()


def test_a_read_left_half_way_does_not_hold_the_next_request_in_the_past(asked):
    reader, writer = wrapper(asked), wrapper(asked)
    half_way = reader.cursor()
    half_way.execute("SELECT id FROM word")
    half_way.fetchone()
    raw = reader.connection
    reader.close()
    with writer.cursor() as cursor:
        cursor.execute("INSERT INTO word (text) VALUES ('nouveau')")

    after = wrapper(asked)

    assert after.connection is raw
    assert read(after) == 1001
    writer.close()
    after.close()


def test_one_closed_inside_a_transaction_is_lost_with_what_it_wrote(asked):
    opened = wrapper(asked)
    opened.set_autocommit(False)
    raw = opened.connection
    with opened.cursor() as cursor:
        cursor.execute("INSERT INTO word (text) VALUES ('perdu')")
    opened.close()

    after = wrapper(asked)

    assert after.connection is not raw
    assert read(after) == 1000
    after.close()


def test_one_that_met_an_error_is_not_kept(asked):
    opened = wrapper(asked)
    raw = opened.connection
    with pytest.raises(OperationalError):
        read(opened, "SELECT * FROM nowhere")
    opened.close()

    after = wrapper(asked)

    assert after.connection is not raw
    after.close()


def test_none_outlives_the_file_that_it_opened(asked):
    raw = used_then_closed(asked)
    asked["NAME"].rename(asked["NAME"].with_suffix(".old"))

    after = wrapper(asked)

    assert after.connection is not raw
    with pytest.raises(DatabaseError):
        read(after)
    after.close()


def test_what_another_file_was_asked_for_waits_for_its_own(asked, tmp_path):
    raw = used_then_closed(asked)
    other = wrapper(asked | {"NAME": tmp_path / "other.sqlite3"})
    assert other.connection is not raw
    other.close()

    after = wrapper(asked)

    assert after.connection is raw
    after.close()


def test_only_a_few_wait(asked):
    opened = [wrapper(asked) for _one in range(base.AT_MOST + 2)]

    for one in opened:
        one.close()

    assert len(base._waiting) == base.AT_MOST


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_none_crosses_a_fork(asked):
    used_then_closed(asked)
    in_use = wrapper(asked)
    used_then_closed(asked)

    child = os.fork()
    if child == 0:
        waiting = len(base._waiting)
        in_use.close()
        os._exit(waiting + len(base._waiting))

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert read(in_use) == 1000
    in_use.close()
