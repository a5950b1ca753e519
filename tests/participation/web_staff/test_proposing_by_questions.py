"""Proposing: nine concerns at most, found by their words; « Je ne sais pas » goes on; what lacks is named with its page."""

import pytest
from django.test import Client
from django.urls import reverse

from participation.domain import drafts
from participation.domain.queries import timeline
from participation.web.pages import due
from tests import cast
from tests.participation.web_staff import world

ORIGIN = "origine"


def step(slug: str) -> str:
    return reverse("participation:propose_step", args=[slug])


@pytest.fixture
def ginette(db):
    return cast.citizen("Ginette")


@pytest.fixture
def hers(ginette):
    return cast.sign_in(Client(), ginette)


def test_nine_concerns_are_proposed_at_most(hers):
    for number in range(11):
        world.discussed(text=f"Le bus numéro {number} ne passe plus.")
    with world.frozen():
        page = hers.get(step(ORIGIN)).content.decode()

    assert page.count('name="from_concerns"') == 9


def test_a_search_keeps_what_is_ticked_and_finds_by_a_word(hers):
    ticked = world.discussed(text="Le bus ne passe plus.")
    wanted = world.discussed(text="Mon loyer monte trop vite.")
    other = world.discussed(text="Le dentiste coûte cher.")
    with world.frozen():
        sent = hers.post(step(ORIGIN), {"from_concerns": [ticked.pk], "mots": "loyer", "chercher": "1"})
        page = hers.get(sent.url).content.decode()

    assert (sent.status_code, "mots=loyer" in sent.url) == (302, True)
    assert f'value="{ticked.pk}"' in page
    assert f'value="{wanted.pk}"' in page
    assert f'value="{other.pk}"' not in page


def test_a_search_that_finds_nothing_says_so(hers):
    world.discussed(text="Le bus ne passe plus.")
    with world.frozen():
        page = hers.get(step(ORIGIN), {"mots": "girafe"}).content.decode()

    assert "girafe" in page
    assert 'role="status"' in page


def test_not_knowing_goes_to_the_next_question_and_keeps_what_was_typed(hers, ginette):
    with world.frozen():
        skipped = hers.post(step("nom"), {"title": "", "sais_pas": "1"})
        refused = hers.post(step("nom"), {"title": ""})

    assert (skipped.status_code, skipped.url) == (302, step("phrase"))
    assert refused.status_code == 422
    assert drafts.answers(ginette, "initiative").get("title") is None


def test_what_lacks_is_named_with_the_page_of_its_question(hers):
    with world.frozen():
        refused = hers.post(reverse("participation:propose_check"))

    assert refused.status_code == 422
    assert f'<a href="{step("nom")}">' in refused.content.decode()


def test_a_long_sentence_gets_a_remark_and_blocks_nothing(hers, ginette):
    answers = {
        "title": "Un bus",
        "summary": "Un bus " + "et un train " * 8 + "pour tous.",
        "territories": ["la-mitis"],
    }
    with world.frozen():
        drafts.save(by=ginette, form="initiative", answers=answers, now=world.NOW)
        page = hers.get(reverse("participation:propose_check")).content.decode()
        sent = hers.post(reverse("participation:propose_check"))

    assert "Coupe-la en deux" in page
    assert sent.status_code == 302


def test_proposing_leads_to_what_comes_next_with_the_days_of_the_rules(hers, ginette):
    answers = {
        "title": "Un bus",
        "summary": "Un bus le soir.",
        "territories": ["la-mitis", "kamouraska"],
    }
    with world.frozen():
        drafts.save(by=ginette, form="initiative", answers=answers, now=world.NOW)
        sent = hers.post(reverse("participation:propose_check"))
        page = hers.get(sent.url).content.decode()

    made = ginette.initiatives.get()
    assert (sent.status_code, sent.url) == (302, reverse("participation:propose_thanks", args=[made.pk]))
    assert "Un bus" in page
    assert "On en discute" in page
    assert "Au moins" in page
    assert f'href="{reverse("participation:initiative", args=[made.pk])}"' in page
    assert drafts.answers(ginette, "initiative") == {}


def test_an_idea_for_one_mrc_is_told_that_its_concertation_decides(hers, ginette):
    answers = {"title": "Un banc", "summary": "Un banc au quai.", "territories": ["la-mitis"]}
    with world.frozen():
        drafts.save(by=ginette, form="initiative", answers=answers, now=world.NOW)
        page = hers.get(hers.post(reverse("participation:propose_check")).url).content.decode()

    assert "concertation de la MRC" in page
    assert "On en discute" not in page


def test_the_thanks_of_somebody_else_are_not_there(hers, ginette):
    with world.frozen():
        drafts.save(
            by=ginette,
            form="initiative",
            answers={"title": "Un bus", "summary": "Un bus le soir.", "territories": ["la-mitis"]},
            now=world.NOW,
        )
        url = hers.post(reverse("participation:propose_check")).url
        other = cast.sign_in(Client(), cast.citizen("Zoé"))

        assert other.get(url).status_code == 404
        assert hers.get(url).status_code == 200


@pytest.mark.parametrize(("who", "is_possible"), [("citizen", True), ("author", True), ("signatory", False)])
def test_a_day_passed_is_a_delay_only_for_whoever_owes_something(who, is_possible):
    step = timeline.Step(who, "", "", world.NOW.date(), is_late=True)

    assert due.is_possible(step) == is_possible
