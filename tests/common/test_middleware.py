import json
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.test import RequestFactory
from rest_framework.exceptions import NotAuthenticated, ValidationError

from common import context, errors, refusals
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from common.middleware import (
    FragmentMiddleware,
    LanguageMiddleware,
    MethodMiddleware,
    NoStoreMiddleware,
    chosen_language,
)


def request_for(path="/", *, signed_in=False, cookies=None, **headers):
    request = RequestFactory().get(path, headers=headers)
    request.COOKIES.update(cookies or {})
    request.session = type("Session", (dict,), {"modified": False})()
    request.user = type("Someone", (), {"is_authenticated": True})() if signed_in else AnonymousUser()
    if signed_in:
        request.COOKIES["sessionid"] = "x"
    return request


@pytest.mark.parametrize(
    ("cookies", "language"),
    [
        ({}, "fr"),
        ({"langue": "en"}, "en"),
        ({"langue": "fr"}, "fr"),
        ({"langue": "es"}, "fr"),
        ({"langue": ""}, "fr"),
    ],
)
def test_the_language_is_french_unless_the_person_chose_english(cookies, language):
    assert chosen_language(cookies) == language


def test_an_english_browser_still_gets_french():
    request = request_for(**{"Accept-Language": "en"})

    response = LanguageMiddleware(lambda request: HttpResponse())(request)

    assert response["Content-Language"] == "fr"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize(
    ("path", "signed_in", "stored"),
    [("/", False, True), ("/", True, False), ("/entrer/", False, False)],
)
def test_no_page_of_a_signed_in_person_stays_in_the_browser(path, signed_in, stored):
    request = request_for(path, signed_in=signed_in)

    response = NoStoreMiddleware(lambda request: HttpResponse())(request)

    assert ("no-store" not in response.get("Cache-Control", "")) is stored


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Refused("not_yours", "Not yours."), 403),
        (BadInput("too_long", "Too long."), 422),
        (IllegalTransition("closed", "Closed."), 409),
        (Missing("missing", "Missing."), 404),
        (Refused("teapot", "Teapot.", status=418), 418),
    ],
)
def test_a_refusal_answers_with_its_status_and_its_sentence(refusal, status):
    middleware = refusals.RefusalMiddleware(lambda request: HttpResponse())

    page = middleware.process_exception(request_for("/api/v1/x/"), refusal)
    answer = refusals.api_exception_handler(refusal, {})

    assert (page.status_code, answer.status_code) == (status, status)
    assert json.loads(page.content) == answer.data == {"code": refusal.code, "sentence": refusal.sentence}


def test_another_error_is_not_ours_to_answer():
    middleware = refusals.RefusalMiddleware(lambda request: HttpResponse())

    assert middleware.process_exception(request_for(), ZeroDivisionError()) is None
    assert refusals.api_exception_handler(ZeroDivisionError(), {}) is None


def test_every_api_error_has_one_shape():
    bad = refusals.api_exception_handler(ValidationError({"text": ["Too long."]}), {})
    missing = refusals.api_exception_handler(Http404(), {})
    stranger = refusals.api_exception_handler(NotAuthenticated(), {})

    assert (bad.status_code, set(bad.data)) == (422, {"code", "sentence", "fields"})
    assert (missing.status_code, missing.data["code"]) == (404, "not_found")
    assert (set(stranger.data), stranger.data["code"]) == ({"code", "sentence"}, "not_authenticated")


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
def test_the_api_never_answers_an_error_with_a_page(view, status):
    response = view(request_for("/api/v1/x/"))

    assert response.status_code == status
    assert set(json.loads(response.content)) == {"code", "sentence"}


def test_when_even_the_error_page_is_broken_there_is_still_a_sentence(monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(errors.loader, "render_to_string", broken)

    response = errors.server_error(request_for())

    assert response.status_code == 500
    assert response.content.decode() == errors.LAST_RESORT


@pytest.mark.parametrize(
    ("month", "season"),
    [(1, "hiver"), (3, "hiver"), (5, "printemps"), (8, "ete"), (11, "automne"), (12, "hiver")],
)
def test_the_season_follows_the_months_here(month, season):
    assert context.season_on(date(2025, month, 15)) == season


def test_a_phone_number_becomes_an_address_that_dials():
    assert context.phone_link("418 555-0142") == "+14185550142"


@pytest.mark.parametrize(
    ("accept", "to", "location"),
    [
        ("text/html,*/*", "/fils/", "/fils/#contenu"),
        ("text/html,*/*", "/fils/3/#m-1", "/fils/3/#m-1"),
        ("text/html,*/*", "https://ailleurs.example/", "https://ailleurs.example/"),
        ("application/json", "/fils/", "/fils/"),
    ],
)
def test_after_an_act_a_browser_does_not_keep_the_fragment_of_the_errors(accept, to, location):
    request = RequestFactory().post("/", headers={"accept": accept})

    answer = FragmentMiddleware(lambda request: HttpResponseRedirect(to))(request)

    assert answer["Location"] == location


@pytest.mark.django_db
def test_a_wrong_method_gives_a_page_and_the_api_keeps_its_json():
    def refuse(request):
        return HttpResponseNotAllowed(["POST"])

    page = MethodMiddleware(refuse)(request_for("/quitter/"))
    api = MethodMiddleware(refuse)(request_for("/api/v1/votes/1/cast/"))

    assert (page.status_code, page["Allow"], "Cette adresse sert" in page.content.decode()) == (
        405,
        "POST",
        True,
    )
    assert (api.status_code, api["Allow"], json.loads(api.content)["code"]) == (
        405,
        "POST",
        "method_not_allowed",
    )
