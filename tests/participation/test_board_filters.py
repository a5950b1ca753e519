"""The board: two filters, and what nobody waits for is folded unless the board is short."""

import re

import pytest
from django.urls import reverse

from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db


def board(client, **asked) -> str:
    return client.get(reverse("participation:board"), asked).content.decode()


def test_a_subject_keeps_what_came_from_it(client):
    said = builders.concern()
    builders.initiative(title="Le taxi du rang", from_concerns=[said])
    builders.initiative(cast.citizen("Rita"), title="Le coffre")

    both, one = board(client), board(client, sujet="transport")

    assert ["Le taxi du rang" in page for page in (both, one)] == [True, True]
    assert ["Le coffre" in page for page in (both, one)] == [True, False]
    assert 'value="transport" selected' in one
    assert "Le taxi du rang" not in board(client, sujet="logement")


@pytest.mark.parametrize(("count", "open_steps"), [(5, 2), (6, 1)])
def test_what_is_decided_is_folded_on_a_long_board_only(client, count, open_steps):
    author = cast.citizen("Rita")
    for number in range(count):
        builders.initiative(author, title=f"Idée {number}")
    builders.put_at(builders.initiative(author, title="Le banc du quai"), "approuvee")

    html = board(client)

    assert len(re.findall(r'<details class="step[^>]* open>', html)) == open_steps
    assert html.count('<details class="step') == 2
    assert "Le banc du quai" in html
