"""Marked words are looked for in every answer, page or API, of every role that may not read them."""

import pytest
from django.urls import reverse

from accounts.models import Territory
from tests import outside
from tests.routes import marked, table, world
from tests.routes.answers import text_of
from tests.routes.windows import ADDRESSES, browser, url
from voting.domain import casting
from voting.enums import Choice
from voting.models import Vote

# Pieces of a page with words of their own, nobody's.
EXAMPLES = {"gallery", "gallery-part"}
PAGES_OF_THE_PERSON = {"accounts:enter"}
NOTHING_FOUND = {"concerns": [], "messages": [], "initiatives": [], "issues": []}
# A paper ready to print: its own tests read it, word by word.
PAPERS = {
    "accounts:card_pdf",
    "participation:meeting_pdf",
    "participation:transmission_pdf",
    "voting:minutes_pdf",
}


def every_answer(role: str, espace: world.World, *, with_acts: bool = True):
    """Each address with each thing behind it, private and missing ones too."""
    client = browser(role, espace)
    for name, rows in table.GETS.items():
        if name in ("accounts:quick_exit", "api-schema", "api-docs", "api-group"):
            continue
        for thing in rows:
            response = client.get(url(name, thing, espace))
            if response.headers.get("Content-Type") == "application/pdf":
                assert name in PAPERS
                continue
            yield name, thing, response


@pytest.mark.parametrize("role", table.ROLES)
def test_marked_words_are_on_no_second_page_of_a_list(role, espace):
    """The first ones are read with their status, in `test_every_route.py`."""
    second = browser(role, espace).get(reverse("participation:concerns") + "?page=2")

    assert marked.leaks(role, "participation:concerns", second) == []


def test_signed_out_no_address_names_quotes_or_counts_a_few_people(espace):
    """Every address of the table: the public pages, the refusals, what is missing."""
    named = outside.names(places=list(Territory.objects.values_list("name", flat=True)))
    quoted = outside.quotes()
    found = {}
    for name, thing, response in every_answer("anonymous", espace):
        said = outside.said_too_much(
            text_of(response), named=named, quoted=quoted, is_of_rules=":rule" in name
        )
        if said and name not in EXAMPLES:
            found[name, thing] = said

    assert found == {}


def _sends(role: str, espace: world.World, name: str, **body: str):
    return browser(role, espace).post(reverse(name), body, content_type="application/json")


@pytest.mark.parametrize("role", table.ROLES)
def test_looking_for_marked_words_through_the_api_finds_them_for_their_readers_only(role, espace):
    found = set()
    for words, readers in marked.MAY_READ.items():
        response = _sends(role, espace, "participation-api:search", words=words)
        assert response.status_code == 200
        if role not in readers:
            assert (words, response.json()) == (words, NOTHING_FOUND)
        found |= marked.read(role, "participation-api:search", response)
        assert marked.leaks(role, "participation-api:search", response) == []
    everyday = _sends(role, espace, "participation-api:search", words="autobus")

    assert marked.leaks(role, "participation-api:search", everyday) == []
    # A draft is found on its own page only.
    assert found == marked.to_read(role) - {"xqbrouillon99"}


@pytest.mark.parametrize("words", [world.PRIVATE_WORDS, world.DRAFT_WORDS, world.UNPUBLISHED_WORDS])
def test_saying_private_words_again_finds_nobody_elses(words, espace):
    assert _sends("citizen", espace, "participation-api:already-said", text=words).json() == []


def test_an_author_may_not_read_their_hidden_message_through_the_api(espace):
    client = browser("author", espace)
    messages = client.get(reverse("deliberation-api:messages", args=[espace.ids["thread"]])).json()[
        "messages"
    ]

    hidden = [one for one in messages if one["number"] == 3]
    assert [(one["state"], one["text"], one["html"]) for one in hidden] == [("hidden", "", "")]


@pytest.mark.parametrize(
    "role", ["anonymous", "citizen", "facilitator", "support", "signatory", "table_member"]
)
def test_nobody_can_tell_one_choice_from_another_while_the_vote_is_open(role, espace):
    """Every answer is the same, letter for letter, whatever the ballots say: but the key of the forms."""
    vote = Vote.objects.get(pk=espace.ids["vote_open"])
    before = _texts(role, espace)
    for person in espace.voters:
        casting.cast(by=person, vote=vote, choice=Choice.AGAINST, now=world.days(-3))

    assert _texts(role, espace) == before


def test_the_voters_own_pages_do_not_show_their_choice_either(espace):
    espace.people["voter"] = espace.voters[0]
    vote = Vote.objects.get(pk=espace.ids["vote_open"])
    casting.cast(by=espace.voters[0], vote=vote, choice=Choice.FOR, now=world.days(-3))
    before = _texts("voter", espace)
    casting.cast(by=espace.voters[0], vote=vote, choice=Choice.AGAINST, now=world.days(-3))

    assert _texts("voter", espace) == before


def _texts(role: str, espace: world.World) -> dict:
    import re

    client = browser(role, espace)
    things = ("vote_open",)
    found = {}
    names = [name for name in table.GETS if name.startswith("voting:") or "vote" in name]
    names += [
        "participation:home",
        "participation:my_home",
        "participation:board",
        "participation:facilitation",
    ]
    for name in names:
        for thing in things if ADDRESSES[name].takes else (None,):
            if thing and thing not in table.GETS[name]:
                continue
            if name in OF_CHANCE:
                continue
            text = text_of(client.get(url(name, thing, espace)))
            found[name] = re.sub("|".join(DRAWN), "", text, flags=re.DOTALL)
    return found


# The octets of the board: `tests/voting/test_operator_attack.py` looks for a choice in them.
OF_CHANCE = {"voting:archive", "api-vote-board"}
# What encryption draws anew with each ballot, whatever it holds: receipts, hashes; and the key of forms.
DRAWN = (
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'<ul class="receipts">.*?</ul>',
    r'<div class="receipt"[^>]*>.*?</div>',
    r'<dd class="code">[^<]*</dd>',
    r'data-number="[^"]*"',
    # The number of a stub is drawn each time a ballot is printed.
    r'<b class="num">[^<]*</b>',
)
