"""Help, who the site is for, and the session with citizens: what these pages say is what the site does."""

import re

import pytest
from django.urls import reverse

from participation.web.pages import trial
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = ("help", "accessibility", "privacy", "trial_kit")


def main_part(answer) -> str:
    return re.search(r"<main.*</main>", answer.content.decode(), re.S)[0].replace("\u00a0", " ")


def read(client, name: str) -> str:
    return main_part(client.get(reverse(f"participation:{name}")))


@pytest.mark.parametrize("name", PAGES)
def test_one_way_back_and_no_dead_end(client, name):
    page = read(client, name)

    assert page.count('class="crumb"') == 1
    assert re.search(r'href="/[a-z]', page)


@pytest.mark.parametrize("name", PAGES)
def test_the_foot_of_every_page_leads_to_help_privacy_and_accessibility(client, name):
    page = client.get(reverse(f"participation:{name}")).content.decode()
    foot = page.split('<footer class="foot">', 1)[1]

    for other in ("help", "privacy", "accessibility"):
        assert f'href="{reverse(f"participation:{other}")}"' in foot


def test_each_answer_of_help_has_its_own_address_and_says_something(client):
    page = read(client, "help")
    answers = re.findall(r'<details id="([a-z]+)"><summary>([^<]+)</summary>(.*?)</details>', page, re.S)

    assert len(answers) == page.count("<details") >= 8
    assert all(question.rstrip().endswith(("?", "carte", "NIP")) for _id, question, _answer in answers)
    assert all(re.search(r"<p>.*\w", answer) for _id, _question, answer in answers)


def test_outside_the_hours_the_help_lines_come_before_any_promise(client):
    page = read(client, "help")
    night = page.split("En dehors de ces heures", 1)[1].split("</div>", 1)[0]

    assert [line in night for line in ("tel:911", "tel:811", "tel:+18662773553")] == [True, True, True]
    assert not re.search(r"24 heures|en tout temps|jour et nuit", page)


def test_the_statement_says_what_nobody_has_checked(client):
    page = read(client, "accessibility")

    for words in ("WCAG 2.2", "lecteur d'écran", "SGQRI 008", "RGAA", "23 novembre 2026"):
        assert words in page.replace("&#x27;", "'")
    assert not re.search(r"\bconforme\b|\b100 %|parfait", page)


def test_the_sheets_have_a_line_per_person_and_a_column_per_task(client):
    page = read(client, "trial_kit")
    grid = re.search(r"<tbody>.*?</tbody>", page, re.S)[0]

    assert page.count('<section class="sheet"') == 3
    assert grid.count("<tr>") == trial.PEOPLE == 5
    assert grid.count("<td></td>") == trial.PEOPLE * (len(trial.TASKS) + 1)
    assert "nom" not in re.sub(r"<[^>]+>", " ", grid)


def test_the_sheets_print_without_the_frame_of_the_site(client):
    html = client.get(reverse("participation:trial_kit")).content.decode()

    assert "only-sheet" in re.search(r"<html[^>]*>", html)[0]


def test_signed_in_the_way_back_from_help_is_ones_own_home(client):
    cast.sign_in(client, cast.citizen())
    page = read(client, "help")

    crumb = re.search(r'class="crumb"><a href="([^"]+)"', page)[1]
    assert crumb == reverse("participation:my_home")
