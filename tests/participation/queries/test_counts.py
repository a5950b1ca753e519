"""How many questions each page asks the database, the same whatever there is to show."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from tests import cast
from tests.participation.queries import full

pytestmark = pytest.mark.django_db


# Signed in, a page asks two more questions: who is it, with which mandates.
ANONYMOUS = {
    "home": 7,
    "board": 10,
    "issues": 3,
    "issue": 15,
    "initiative": 9,
    "answers": 9,
    # Also the moves of each date, to come and past, what was promised, and what the Table asked.
    "calendar": 16,
    "territories": 1,
    # Whether something sent to its concertation still waits for an answer is for everybody.
    "territory": 10,
    "seats": 7,
    "rules": 3,
    "votes": 2,
}
AUTHOR = {
    **{name: count + 2 for name, count in ANONYMOUS.items()},
    # Whether they support it already, whether they wrote it, what they may change or propose to change, and the MRCs
    # of the sheet, to say what it lacks.
    "initiative": 17,
    # Whether one of their concerns is in it: they may then write its text.
    "issue": 21,
    # What one may answer: help offered, objections, invitations, changes proposed, people asked to step back: once each.
    # And the dates of what the Table asked, among the issues where one's concerns go on; what one is asked before
    # a text goes to an MRC, or is quoted.
    # Whether what came of one's concerns was withdrawn, and by when the MRC hopes to answer.
    "my home": 37,
    # Members also read what the MRC answered.
    "territory": 12,
    "concerns": 4,
    # And the help offered to them, and whether what came of it was withdrawn.
    "concern": 9,
    "threads": 4,
    # The messages, their reactions, the round, the summary, the first unread, what happened elsewhere:
    # once each, however long the thread.
    "thread": 12,
}
STAFF = {
    # Facilitation also chooses for whom it writes.
    "thread": 13,
    # One question a list: concerns, flags, private words, pauses, second looks, welcomes, accounts in doubt, people to tell,
    # help to give… What the Table asked back; and who speaks for the Espace today, to say which place is empty since when.
    # And the texts that were flagged, and the votes that are contested.
    "facilitation": 36,
}


def pages(world: full.Espace) -> dict[str, str]:
    return {
        "home": reverse("participation:home"),
        "board": reverse("participation:board"),
        "issues": reverse("participation:issues"),
        "issue": reverse("participation:issue", args=[world.issue.pk]),
        "initiative": reverse("participation:initiative", args=[world.initiative.pk]),
        "answers": reverse("participation:answers"),
        "calendar": reverse("participation:calendar"),
        "territories": reverse("participation:territories"),
        "territory": reverse("participation:territory", args=["la-matapedia"]),
        "seats": reverse("participation:seats"),
        "rules": reverse("participation:rules"),
        "votes": reverse("voting:votes"),
        "my home": reverse("participation:my_home"),
        "concerns": reverse("participation:concerns"),
        "concern": reverse("participation:concern", args=[world.concern.pk]),
        "threads": reverse("deliberation:threads"),
        "thread": reverse("deliberation:thread", args=[world.concern.thread_id]),
        "facilitation": reverse("participation:facilitation"),
        "reviews": reverse("participation:reviews"),
        "table": reverse("participation:table_inbox"),
    }


def asked(client: Client, path: str) -> int:
    """Questions of a page already visited once: what is asked once a minute at most is not counted."""
    assert (path, client.get(path).status_code) == (path, 200)
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


@pytest.mark.parametrize("count", [1, 3])
def test_each_page_asks_as_many_questions_whatever_there_is_to_show(count):
    world = full.espace(count)
    at = pages(world)

    def questions(client: Client, expected: dict[str, int]) -> dict[str, int]:
        return {name: asked(client, at[name]) for name in expected}

    with clock.frozen(full.TODAY):
        assert questions(Client(), ANONYMOUS) == ANONYMOUS
        assert questions(cast.sign_in(Client(), world.author), AUTHOR) == AUTHOR
        assert questions(cast.sign_in(Client(), world.facilitator), STAFF) == STAFF
        assert questions(cast.sign_in(Client(), world.signatory), {"reviews": 13}) == {"reviews": 13}
        assert questions(cast.sign_in(Client(), world.seat), {"table": 16}) == {"table": 16}
