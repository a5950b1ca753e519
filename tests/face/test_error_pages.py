"""Each error: one sentence, why, two ways out; the page of a failure asks the database nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.template import loader
from django.test import RequestFactory

from common import clock, errors
from tests import cast

ANSWERS = {
    400: errors.bad_request,
    403: errors.permission_denied,
    404: errors.not_found,
    500: errors.server_error,
}


def request_for(path="/"):
    return RequestFactory().get(path)


def main_part(html: str) -> str:
    return re.search(r"<main.*</main>", html, re.S)[0].replace("\u00a0", " ")


def check_whole(html: str) -> None:
    page = main_part(html)
    ways = re.search(r'<div class="actions">(.*?)</div>', page, re.S)[1]

    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert '<p class="lead section">' in page
    assert ways.count("<a class=") >= 2
    assert 'href="tel:+14185550142"' in ways
    assert not re.search(r"interdit|invalide|erreur de ta part|tu as mal", page, re.I)


@pytest.mark.django_db
@pytest.mark.parametrize("status", ANSWERS)
def test_one_sentence_why_and_two_ways_out(status):
    response = ANSWERS[status](request_for())

    assert response.status_code == status
    check_whole(response.content.decode())


@pytest.mark.django_db
def test_a_page_that_waited_and_an_act_opened_like_a_page_too():
    check_whole(errors.csrf_failure(request_for()).content.decode())
    check_whole(errors.method_not_allowed(request_for(), "POST").content.decode())


@pytest.mark.django_db
def test_too_many_tries_says_when_to_try_again():
    at = datetime(2026, 11, 23, 19, 20, tzinfo=UTC)
    html = loader.render_to_string("errors/429.html", {"minutes": 10, "again_at": at})

    check_whole(html)
    assert "Attends 10 minutes" in html.replace("\u00a0", " ")
    assert "14 h 20" in html.replace("\u00a0", " ")


def test_the_page_of_a_failure_needs_no_database():
    """No `django_db` mark: one question to the database would fail this test."""
    html = errors.server_error(request_for()).content.decode()

    check_whole(html)
    assert html != errors.LAST_RESORT
    assert 'class="nav' not in html
    assert "espace.css" in html


def test_a_missing_page_while_the_database_is_away_says_that_something_broke():
    response = errors.not_found(with_a_person(request_for("/nulle-part/")))

    assert response.status_code == 500
    assert "brisé" in main_part(response.content.decode())


def with_a_person(request):
    """As after the middleware: asking who is there asks the database, which is not there."""

    class Unreachable:
        @property
        def is_authenticated(self):
            return connection.cursor()

        pk = 1

    request.user = Unreachable()
    return request


@pytest.mark.django_db
def test_a_failure_under_a_signed_in_person_shows_no_name(client, monkeypatch):
    ginette = cast.citizen("Ginette du fleuve")
    cast.sign_in(client, ginette)
    client.raise_request_exception = False
    monkeypatch.setattr("participation.web.views.seats.queries.parity", lambda: 1 / 0)

    response = client.get("/table-regionale/")

    assert response.status_code == 500
    assert "Ginette du fleuve" not in response.content.decode()


@pytest.mark.django_db
def test_following_too_fast_says_the_hour_of_the_next_try(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "follow": "1/m/ip"}
    with clock.frozen(datetime(2026, 11, 23, 15, 4, 30, tzinfo=UTC)):
        first = client.post("/suivi/", {"number": "S-0001"})
        second = client.post("/suivi/", {"number": "S-0001"})

    assert (first.status_code, second.status_code) == (422, 429)
    assert "10 h 06" in second.content.decode().replace("\u00a0", " ")
