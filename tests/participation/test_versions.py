"""What changed between two versions: words for members, only the fields outside, and no missing page."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from participation.domain import initiatives
from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

REASON = "Au fil, on a parlé des bottes."


@pytest.fixture
def changed():
    idea = builders.initiative(summary="Du matériel scolaire qu'on emprunte.", aims=["Payer moins"])
    for days, summary in (
        (1, "Du matériel d'hiver qu'on emprunte."),
        (2, "Du matériel d'hiver qu'on garde."),
    ):
        initiatives.revise(
            by=idea.authors.get(),
            initiative=idea,
            sheet=builders.sheet(summary=summary, aims=["Payer moins"]),
            reason=REASON if days == 1 else "On garde.",
            now=builders.NOW + timedelta(days=days),
        )
    return idea


def read(client, idea, **asked):
    return client.get(reverse("participation:initiative_versions", args=[idea.pk]), asked)


def text_of(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def marked(page: str) -> list[str]:
    cut = page.replace('<span class="sr">', "").replace("</span>", "")
    return [part.split("</")[0] for tag in ("<del>", "<ins>") for part in cut.split(tag)[1:]]


def test_members_read_the_two_last_versions_word_by_word_with_who_and_why(client, changed):
    cast.sign_in(client, cast.citizen("Rita"))

    page = text_of(read(client, changed))

    assert marked(page) == ["Enlevé : emprunte", "Ajouté : garde"]
    assert "On l'a changé parce que : On garde." in page
    assert REASON not in page
    assert changed.authors.get().display_name in page


def test_any_two_versions_are_compared_the_older_one_first(client, changed):
    cast.sign_in(client, cast.citizen("Rita"))

    straight, turned = (text_of(read(client, changed, de=de, a=a)) for de, a in (("1", "2"), ("2", "1")))

    assert marked(straight) == marked(turned) == ["Enlevé : scolaire", "Ajouté : d'hiver"]
    assert REASON in straight


@pytest.mark.parametrize("asked", [{"de": "0", "a": "99"}, {"de": "x"}, {"a": "-1"}])
def test_a_version_that_does_not_exist_gives_the_two_last_ones(client, changed, asked):
    cast.sign_in(client, cast.citizen("Rita"))
    view = read(client, changed, **asked).context["view"]

    assert (view["old"], view["new"]) == (2, 3)


def test_the_same_version_twice_says_so(client, changed):
    cast.sign_in(client, cast.citizen("Rita"))
    response = read(client, changed, de="2", a="2")

    assert response.context["view"]["changed"] == []
    assert "C'est la même version." in text_of(response)


def test_outside_the_fields_are_named_and_nobody_s_words_are_shown(client, changed):
    page = text_of(read(client, changed, de="1", a="3"))

    assert "<li>En une phrase</li>" in page
    assert "scolaire" not in page
    assert REASON not in page
    assert changed.authors.get().display_name not in page
    assert marked(page) == []


def test_one_version_says_that_nothing_changed(client):
    idea = builders.initiative()

    page = text_of(read(client, idea))

    assert "Il y a une seule version." in page
    assert "<select" not in page.split("</main>")[0].split("<main")[1]


def test_the_initiative_leads_to_its_versions_once_it_has_two(client, changed):
    other = builders.initiative(cast.citizen("Rita"))
    pages = [
        client.get(reverse("participation:initiative", args=[one.pk])).content.decode()
        for one in (changed, other)
    ]

    assert [f"/initiatives/{changed.pk}/versions/" in pages[0], "/versions/" in pages[1]] == [True, False]


def test_versions_cost_the_same_whatever_their_number(client, changed, django_assert_num_queries):
    with django_assert_num_queries(5):
        read(client, changed)
