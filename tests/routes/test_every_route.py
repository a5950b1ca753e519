"""Every address, every role: the status the table says, never an error of ours, the same frame around."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.routes import table, world
from tests.routes.addresses import every_address

ADDRESSES = {found.name: found for found in every_address()}
ACTING = ("POST", "PUT", "PATCH", "DELETE")


def url(name: str, thing: str | None, espace: world.World) -> str:
    is_number = ADDRESSES[name].takes == ("pk",)
    return reverse(name, args=table.arguments(thing, espace.ids, is_number=is_number))


def browser(role: str, espace: world.World, **options) -> Client:
    client = Client(raise_request_exception=False, **options)
    person = espace.people[role]
    if person:
        client.force_login(person)
    return client


def wrong_frame(role: str, response) -> list[str]:
    """What the page lacks of what every page has."""
    found = []
    if role != "anonymous" and "no-store" not in response.get("Cache-Control", ""):
        found.append("may be stored")
    if "text/html" not in response.get("Content-Type", ""):
        return found
    page = response.content.decode()
    if response.status_code in (301, 302):
        return found
    if not re.search(r'<html lang="fr', page):
        found.append("no lang")
    if len(re.findall(r"<h1[ >]", page)) != 1:
        found.append("not one h1")
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    if not title or not re.search(r"L(’|'|&#x27;|&#39;)Espace$", title[1].strip()):
        found.append(f"title {title and title[1]!r}")
    if 'href="tel:' not in page:
        found.append("no phone")
    return found


@pytest.mark.parametrize("role", table.ROLES)
def test_no_entry_of_the_menu_leads_to_a_refusal(role, espace):
    client = browser(role, espace)
    frame = client.get(reverse("participation:rules")).content.decode()
    entries = re.findall(r'<a[^>]* href="([^"]+)"', re.search(r'<nav class="nav".*?</nav>', frame, re.S)[0])

    assert entries
    assert {entry: client.get(entry).status_code for entry in entries} == dict.fromkeys(entries, 200)


def test_every_address_has_its_row():
    rows = {**table.GETS, **table.ACTS}

    assert sorted(rows) == sorted(ADDRESSES)
    assert sorted(table.ACTS) == sorted(name for name, found in ADDRESSES.items() if found.is_post_only)


def test_every_thing_behind_a_numbered_address_is_also_asked_for_when_missing():
    without = [
        name for name, rows in table.GETS.items() if ADDRESSES[name].takes and table.MISSING not in rows
    ]

    assert without == []


@pytest.mark.parametrize("role", table.ROLES)
def test_each_role_gets_the_status_of_the_table_and_a_whole_page(role, espace):
    seen, expected, frames = {}, {}, {}
    for name, rows in table.GETS.items():
        for thing, row in rows.items():
            # The quick exit ends the session: each page is asked for by a fresh browser.
            response = browser(role, espace).get(url(name, thing, espace))
            seen[name, thing] = response.status_code
            expected[name, thing] = row[role]
            if name != "accounts:quick_exit" and (lacks := wrong_frame(role, response)):
                frames[name, thing] = lacks

    assert seen == expected
    assert frames == {}


@pytest.mark.parametrize("role", ["anonymous", "citizen", "facilitator"])
def test_an_act_is_not_a_page(role, espace):
    client = browser(role, espace)
    answers = {name: client.get(url(name, thing, espace)).status_code for name, thing in table.ACTS.items()}

    in_json = {name for name in table.ACTS if ADDRESSES[name].is_api}
    # The API first asks who is there.
    unknown = dict.fromkeys(in_json, 401)
    expected = dict.fromkeys(table.ACTS, 405) | (unknown if role == "anonymous" else {"api-token": 401})
    assert answers == expected


def test_an_act_opened_like_a_page_says_where_to_go_back_to(espace):
    client = browser("citizen", espace)
    pages = {name: client.get(url(name, thing, espace)) for name, thing in table.ACTS.items()}

    for name, answer in pages.items():
        if ADDRESSES[name].is_api:
            assert (name, answer["Content-Type"]) == (name, "application/json")
            continue
        shown = answer.content.decode()
        assert (name, answer["Allow"]) == (name, "POST")
        assert (name, "Cette adresse sert à envoyer." in shown, 'href="tel:' in shown) == (name, True, True)
    assert "Cette adresse sert à lire." in client.post(reverse("deliberation:threads")).content.decode()


@pytest.mark.parametrize("role", ["anonymous", "author", "facilitator"])
def test_no_form_is_taken_from_elsewhere(role, espace):
    """Without the key that our own pages carry, nothing is done."""
    client = browser(role, espace, enforce_csrf_checks=True)
    taken = {}
    for name, found in ADDRESSES.items():
        if found.is_api:
            continue
        things = {**table.GETS, **{act: {thing: None} for act, thing in table.ACTS.items()}}[name]
        address = url(name, next(iter(things)), espace)
        for method in ACTING:
            status = getattr(client, method.lower())(address).status_code
            if status != 403:
                taken[name, method] = status

    assert taken == {}


def test_a_session_without_that_key_does_nothing_through_the_api(espace):
    client = browser("citizen", espace, enforce_csrf_checks=True)
    body = {"content_type": "application/json", "data": "{}"}
    acts = (
        ("api-vote-cast", "vote_open"),
        ("participation-api:concern-support", "concern"),
        ("participation-api:initiative-support", "idea"),
        ("participation-api:concerns", None),
        ("participation-api:initiatives", None),
        ("deliberation-api:messages", "thread"),
    )

    answers = {name: client.post(url(name, thing, espace), **body).status_code for name, thing in acts}

    assert answers == {name: 403 for name, _thing in acts}


def without_the_address(response, address: str) -> str:
    page = response.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize(
    "role", ["anonymous", "unwelcomed", "citizen", "support", "signatory", "facilitator"]
)
def test_a_private_thing_answers_like_a_missing_one(role, espace):
    client, different, compared = browser(role, espace), [], 0
    for name, rows in table.GETS.items():
        if table.MISSING not in rows or rows[table.MISSING][role] != 404:
            continue
        missing = url(name, table.MISSING, espace)
        nothing = without_the_address(client.get(missing), missing)
        for thing, row in rows.items():
            if row[role] != 404 or thing == table.MISSING:
                continue
            address = url(name, thing, espace)
            compared += 1
            if without_the_address(client.get(address), address) != nothing:
                different.append((name, thing))

    assert different == []
    assert compared > 0
