"""Every address, every role: the status the table says, never an error of ours, the same frame around."""

import os
import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from tests.routes import marked, table, whole
from tests.routes.windows import ADDRESSES, browser, url

IS_NIGHT = os.environ.get("NIGHT") == "1"
# Those for whom most addresses are made. By day the others ask for one thing in two, not the same ones.
OFTEN_HERE = ("anonymous", "citizen", "author", "facilitator")
ACTING = ("POST", "PUT", "PATCH", "DELETE")


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


def asks_everything(role: str) -> bool:
    return IS_NIGHT or role in OFTEN_HERE


def asked_for(role: str) -> Iterator[tuple[str, str | None, int]]:
    """The address, the thing, and the status that role gets."""
    rows = [(name, thing, row[role]) for name, found in table.GETS.items() for thing, row in found.items()]
    yield from rows if asks_everything(role) else rows[table.ROLES.index(role) % 2 :: 2]


@pytest.mark.parametrize("role", table.ROLES)
def test_each_role_gets_its_status_a_whole_page_its_way_out_and_no_words_of_others(role, espace):
    """One look at each answer for everything that is asked of all of them."""
    client = browser(role, espace)
    seen, expected, lacking, leaking, read = {}, {}, {}, {}, set()
    for name, thing, status in asked_for(role):
        if name == "accounts:quick_exit":  # it ends the session
            response = browser(role, espace).get(url(name, thing, espace))
        else:
            response = client.get(url(name, thing, espace))
            if lacks := [*whole.wrong_frame(role, response), *whole.no_way_out(role, response)]:
                lacking[name, thing] = lacks
        seen[name, thing] = response.status_code
        expected[name, thing] = status
        if words := marked.leaks(role, name, response):
            leaking[name, thing] = words
        read |= marked.read(role, name, response)

    assert seen == expected
    assert lacking == {}
    assert leaking == {}
    assert read == marked.to_read(role) or not asks_everything(role)


@pytest.mark.parametrize("role", ["anonymous", "citizen", "facilitator"])
def test_an_act_is_not_a_page(role, espace):
    client = browser(role, espace)
    answers = {name: client.get(url(name, thing, espace)).status_code for name, thing in table.ACTS.items()}

    in_json = {name for name in table.ACTS if ADDRESSES[name].is_api}
    # The API first asks who is there.
    unknown = dict.fromkeys(in_json, 401)
    answered = (
        "api-sign-up",
        "participation-api:follow",
        "participation-api:search",
        "participation-api:table-receipts",
    )
    unknown |= dict.fromkeys(answered, 405)
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


@pytest.mark.parametrize("role", ["anonymous", "author", "facilitator"] if IS_NIGHT else ["author"])
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
        ("participation-api:written-for", None),
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
