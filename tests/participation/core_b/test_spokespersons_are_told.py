"""Whoever the lot drew is told; what is brought back reaches those whose issue was carried; an empty place shows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.dates import NBSP
from participation.domain import spokespersons
from participation.domain.queries import spokespersons as queries
from participation.enums import NoticeKind, NoticeOutcome
from participation.models import Notice
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import sendings
from tests.participation.core_b.test_spokespersons import NOW, TODAY, drawn, meeting

pytestmark = pytest.mark.django_db


def told(state: str) -> set[int]:
    found = Notice.objects.filter(kind=NoticeKind.SPOKEN, state=state)
    return set(found.values_list("person_id", flat=True))


def test_those_the_lot_drew_are_told_and_the_others_are_not():
    table = meeting(3)
    terms = drawn(5)

    one = Notice.objects.filter(kind=NoticeKind.SPOKEN).first()
    assert one.words.startswith("Jusqu'au ")
    assert one.due_on == table.starts_on
    assert told("tire") == {one.person_id for one in terms}
    assert len(terms) == 2


def test_whoever_left_before_being_told_is_not_called_for_it():
    term, other = drawn(2)

    spokespersons.leave(by=term.person, term=term, now=NOW)

    outcomes = dict(Notice.objects.filter(kind=NoticeKind.SPOKEN).values_list("person_id", "outcome"))
    assert outcomes == {term.person_id: NoticeOutcome.REPLACED, other.person_id: ""}


def carried():
    term = drawn(2)[0]
    table = meeting(5)
    issue = sendings.shared_issue()
    author = cast.citizen("Odile")
    concern = builders.concern(author)
    type(concern).objects.filter(pk=concern.pk).update(issue=issue)
    item = spokespersons.carry(by=term.person, said_by=term.person, meeting=table, issue=issue, now=NOW)
    return term, table, item, author


@pytest.mark.parametrize("is_of_the_item", [True, False])
def test_what_is_brought_back_reaches_those_whose_issue_was_carried(is_of_the_item):
    term, table, item, author = carried()

    made = spokespersons.bring_back(
        by=term.person,
        said_by=term.person,
        meeting=table,
        words="Ils vont regarder.",
        item=item if is_of_the_item else None,
        now=NOW + timedelta(days=6),
    )

    one = Notice.objects.get(event=f"brought_back:{made.pk}")
    assert told("rapporte") == {author.pk}
    assert (one.words, one.link) == ("Ils vont regarder.", f"/porte-parole/rencontres/{table.slug}/")


def test_a_question_of_nobody_in_particular_tells_nobody():
    term = drawn(2)[0]
    table = meeting(5)
    item = spokespersons.carry(
        by=term.person, said_by=term.person, meeting=table, words="Et le taxi?", now=NOW
    )

    spokespersons.bring_back(
        by=term.person,
        said_by=term.person,
        meeting=table,
        words="Bientôt.",
        item=item,
        now=NOW + timedelta(days=6),
    )

    assert told("rapporte") == set()


def desk(client) -> str:
    cast.sign_in(client, cast.facilitator("Noé"))
    with clock.frozen(NOW):
        return client.get(reverse("participation:facilitation")).content.decode().replace(NBSP, " ")


def test_an_empty_place_shows_on_the_dashboard_with_since_when(client):
    never = queries.empty(NOW)
    term, _other = drawn(2)
    full = queries.empty(NOW)
    before = desk(client)
    spokespersons.leave(by=term.person, term=term, now=NOW)

    assert (never.count, never.since, full) == (2, None, None)
    assert (queries.empty(NOW).count, queries.empty(NOW).since) == (1, TODAY)
    assert "place est vide" not in before
    assert "1 place est vide, depuis le" in desk(client)
