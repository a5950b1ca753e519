"""The board of everything in motion: by step and by MRC, nothing private, and who is late."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain.queries import people
from common import clock
from participation.domain import concerns, issues, supports
from participation.domain.queries import in_motion
from participation.enums import Readers, Theme
from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(cast.NOW):
        yield


def board(client, **asked) -> str:
    page = client.get(reverse("participation:in_motion"), asked)
    assert page.status_code == 200
    return html.unescape(page.content.decode()).replace("\u00a0", " ")


def titles(viewer=None, **asked) -> list[str]:
    capacity = people.capacity(viewer, on=cast.NOW.date())
    return [row.title for row in in_motion.everything(viewer, capacity, now=cast.NOW, **asked)]


def test_everything_moving_is_there_with_who_acts(client):
    builders.in_review(title="Le siège")
    builders.issue()

    page = board(client)

    assert "Le siège" in page
    assert "Sans auto, on est coincés chez nous" in page
    assert "À agir : le partenaire signataire." in page


def test_concerns_are_for_members_and_never_those_kept_for_facilitation(client):
    builders.concern(title="Le taxi coûte cher")
    builders.concern(cast.citizen("Lise"), title="Rien que pour vous", readers=Readers.FACILITATION)
    builders.draft(cast.citizen("Rita"), title="Pas fini")
    held = builders.concern(cast.citizen("Nadia"), title="On va appeler")
    concerns.hold(by=cast.facilitator(), concern=held, reason="Un nom.", now=cast.NOW)

    assert titles() == []
    assert titles(cast.signatory()) == []
    assert titles(cast.citizen("Loup")) == titles(cast.facilitator("Tommy")) == ["Le taxi coûte cher"]
    assert titles(held.author) == ["Le taxi coûte cher"]
    assert "Le taxi" not in board(client)


def test_a_step_and_an_mrc_narrow_it_and_what_is_not_a_choice_does_not(client):
    builders.in_review(cast.citizen("A"), "kamouraska", "la-mitis", title="Le siège")
    builders.initiative(cast.citizen("B"), "la-matanie", "la-matapedia", title="Le comptoir")

    assert titles(where="verifier") == ["Le siège"]
    assert titles(territory="la-matanie") == ["Le comptoir"]
    assert titles(where="voter") == []
    assert {"Le siège", "Le comptoir"} == set(titles())
    assert "Le siège" not in board(client, mrc="la-matanie")
    assert "Le siège" in board(client, mrc="nulle-part", etape="<script>")


def test_what_is_over_or_withdrawn_is_not_in_motion():
    builders.put_at(builders.initiative(title="Finie"), "terminee")
    builders.put_at(builders.initiative(cast.citizen("B"), title="Retirée"), "retiree")
    builders.put_at(builders.issue(), "close")

    assert titles() == []


def test_support_never_changes_the_order():
    first = builders.initiative(cast.citizen("A"), title="La première")
    second = builders.initiative(cast.citizen("B"), title="La deuxième")
    before = titles()
    for number in range(2):
        supports.support_initiative(by=cast.citizen(f"Appui {number}"), initiative=second, now=cast.NOW)

    assert before == titles() == [first.title, second.title]


@pytest.mark.parametrize("name", ["concerns", "issues", "board"])
def test_no_list_is_ranked_by_popularity(client, name):
    """One more « me too » or support moves nothing on the page."""
    member = cast.citizen("Loup")
    old = builders.concern(cast.citizen("Rita"), title="L'ancienne", now=cast.NOW - timedelta(days=2))
    builders.concern(cast.citizen("Nadia"), title="La nouvelle", now=cast.NOW - timedelta(days=1))
    idea = builders.initiative(cast.citizen("A"), title="L'idée d'avant", now=cast.NOW - timedelta(days=2))
    builders.initiative(cast.citizen("B"), title="L'idée d'après", now=cast.NOW - timedelta(days=1))
    cast.sign_in(client, member)

    def order() -> list[int]:
        page = html.unescape(client.get(reverse(f"participation:{name}")).content.decode())
        return [
            page.find(title) for title in ("L'ancienne", "La nouvelle", "L'idée d'avant", "L'idée d'après")
        ]

    def ranks() -> list[int]:
        found = order()
        return sorted(range(len(found)), key=lambda place: found[place])

    before = ranks()
    for number in range(2):
        somebody = cast.citizen(f"Appui {number}")
        supports.support_concern(by=somebody, concern=old, now=cast.NOW)
        supports.support_initiative(by=somebody, initiative=idea, now=cast.NOW)

    assert ranks() == before


def test_the_espace_own_lateness_is_public_without_saying_how_many_nor_what(client):
    late = builders.draft(
        cast.citizen("Rita"),
        title="Un secret",
        now=cast.NOW - timedelta(days=5),
        readers=Readers.FACILITATION,
    )
    concerns.submit(by=late.author, concern=late, now=cast.NOW - timedelta(days=5))

    page = board(client)

    assert "L'animation est en retard pour lire des textes, depuis le 11 novembre 2026." in page
    assert "Un secret" not in page


def test_nobody_late_is_said_too(client):
    assert "Personne n'est en retard aujourd'hui." in board(client)


def test_the_api_gives_the_same_rows(client):
    builders.in_review(cast.citizen("A"), "kamouraska", "la-mitis", title="Le siège")
    builders.concern(cast.citizen("Rita"), title="Le taxi coûte cher")

    rows = client.get("/api/v1/in-motion/").json()

    assert [(row["where"], row["title"], row["territories"]) for row in rows] == [
        ("verifier", "Le siège", ["kamouraska", "la-mitis"])
    ]
    assert rows[0]["on"] == (cast.NOW + timedelta(days=21)).date().isoformat()
    assert client.get("/api/v1/in-motion/?step=voter").json() == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_for_one_or_many(client, count, django_assert_num_queries):
    for number in range(count):
        builders.in_review(cast.citizen(f"A{number}"), title=f"Initiative {number}")
        issue = issues.propose(
            by=cast.facilitator(f"Animation {number}"),
            title=f"Enjeu {number}",
            theme=Theme.FOOD,
            text="Nous.",
            territories=[cast.territories()["la-mitis"]],
            concerns=[
                builders.concern(cast.citizen(f"C{number}")),
                builders.concern(cast.citizen(f"D{number}")),
            ],
            now=cast.NOW - timedelta(days=4),
        )
        issues.share(by=issue.proposed_by, issue=issue, now=cast.NOW)

    # Also what the Table promised and asked back, and what the MRCs were sent: who is late, and what is hoped for; and
    # the flags of texts, late with those of messages.
    with django_assert_num_queries(31):
        board(client)
