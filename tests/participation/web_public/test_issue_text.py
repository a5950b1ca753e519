"""The page where the text of an issue is written together, and its history."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from participation.domain import issue_versions
from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

TYPED = {"text": "On est coincés.", "reason": "On précise.", "version": "1"}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(cast.NOW + timedelta(hours=1)):
        yield


@pytest.fixture
def issue():
    return builders.issue()


def url(name: str, issue) -> str:
    return reverse(f"participation:{name}", args=[issue.pk])


def rita_of(issue):
    return issue.concerns.order_by("pk").first().author


def text_of(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def test_somebody_of_the_issue_is_offered_to_change_its_text_and_others_are_not(client, issue):
    pages = []
    for person in (rita_of(issue), issue.proposed_by, cast.citizen("Loup")):
        cast.sign_in(client, person)
        pages.append(url("issue_rewrite", issue) in client.get(url("issue", issue)).content.decode())

    assert pages == [True, True, False]


def test_the_new_text_is_checked_then_kept_with_why(client, issue):
    cast.sign_in(client, rita_of(issue))

    checked = client.post(url("issue_rewrite", issue), TYPED)
    assert issue.versions.count() == 1
    kept = client.post(url("issue_rewrite", issue), {**TYPED, "confirm": "1"})

    assert (checked.status_code, kept.status_code, kept["Location"]) == (200, 302, url("issue", issue))
    assert issue.versions.get(number=2).reason == "On précise."


def test_a_text_that_moved_meanwhile_loses_nothing(client, issue):
    cast.sign_in(client, rita_of(issue))
    issue_versions.rewrite(
        by=issue.proposed_by, issue=issue, text="Sans auto.", reason="Court.", based_on=1, now=clock.now()
    )

    moved = client.post(url("issue_rewrite", issue), {**TYPED, "confirm": "1"})
    again = client.post(url("issue_rewrite", issue), {**TYPED, "version": "2", "confirm": "1"})

    page = text_of(moved)
    assert (moved.status_code, again.status_code) == (409, 302)
    assert "On est coincés." in page
    assert "Sans auto." in page
    assert 'name="version" value="2"' in page
    assert "Quelqu'un a changé ce texte" in page
    assert list(issue.versions.order_by("number").values_list("text", flat=True))[1:] == [
        "Sans auto.",
        "On est coincés.",
    ]


def test_a_reason_left_out_is_a_sentence_beside_the_text_that_stays(client, issue):
    cast.sign_in(client, rita_of(issue))

    answer = client.post(url("issue_rewrite", issue), {**TYPED, "reason": ""})

    assert answer.status_code == 422
    assert "Dis pourquoi en une phrase." in text_of(answer)
    assert "On est coincés." in text_of(answer)


def test_whoever_is_not_in_the_issue_is_refused_and_nothing_changes(client, issue):
    cast.sign_in(client, cast.citizen("Loup"))

    answer = client.post(url("issue_rewrite", issue), {**TYPED, "confirm": "1"})

    assert answer.status_code == 403
    assert issue.versions.count() == 1


def test_members_read_the_history_with_who_and_why_and_visitors_neither(client, issue):
    first, second = "Nous sommes loin.", "Nous sommes très loin."
    for number, text in enumerate((first, second), start=1):
        issue_versions.rewrite(
            by=rita_of(issue),
            issue=issue,
            text=text,
            reason="On l'a dit au fil.",
            based_on=number,
            now=clock.now(),
        )
    outside = text_of(client.get(url("issue_versions", issue)))
    cast.sign_in(client, cast.citizen("Loup"))
    inside = text_of(client.get(url("issue_versions", issue)))

    assert "On l'a changé parce que : On l'a dit au fil." in inside
    assert "<ins>" in inside
    assert "Rita" in inside
    assert ("On l'a dit au fil." in outside, "Rita" in outside, "<ins>" in outside) == (False, False, False)
    assert "<li>Le texte</li>" in outside


def test_the_history_costs_the_same_whatever_its_length(client, issue, django_assert_num_queries):
    for number in range(1, 4):
        issue_versions.rewrite(
            by=rita_of(issue),
            issue=issue,
            text=f"Texte {number}.",
            reason="Oui.",
            based_on=number,
            now=clock.now(),
        )

    with django_assert_num_queries(4):
        client.get(url("issue_versions", issue))
