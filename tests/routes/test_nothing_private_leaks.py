"""Marked words are looked for in every answer, page or API, of every role that may not read them."""

import pytest
from django.urls import reverse

from accounts.models import Territory
from tests import outside
from tests.routes import table, world
from tests.routes.test_every_route import ADDRESSES, browser, url
from voting.domain import casting
from voting.enums import Choice
from voting.models import Vote

OUTSIDE = {"anonymous", "unwelcomed", "signatory", "table_member", "carrier", "admin"}
# Marked words → the roles that may read them.
MAY_READ = {
    world.PSEUDONYM: {"author", *table.MEMBERS},
    "xqprive77": {"author", "facilitator"},
    "xqattente55": {"author", "facilitator"},
    "xqbrouillon99": {"author"},
    # Hidden words leave every page but the one where facilitation weighs showing them again.
    "xqcache88": set(),
}
# Pieces of a page with words of their own, nobody's.
EXAMPLES = {"gallery", "gallery-part"}
PAGES_OF_THE_PERSON = {"accounts:enter"}


def every_answer(role: str, espace: world.World, *, with_acts: bool = True):
    """Each address with each thing behind it, private and missing ones too."""
    client = browser(role, espace)
    for name, rows in table.GETS.items():
        if name in ("accounts:quick_exit", "api-schema", "api-docs"):
            continue
        for thing in rows:
            address = url(name, thing, espace)
            yield name, thing, client.get(address)
    yield "pages", None, client.get(reverse("participation:concerns") + "?page=2")


@pytest.mark.parametrize("role", table.ROLES)
def test_marked_words_stay_where_they_belong(role, espace):
    found = []
    for name, thing, response in every_answer(role, espace):
        text = response.content.decode()
        for words, readers in MAY_READ.items():
            if role not in readers and words in text:
                found.append((name, thing, words))

    assert found == []


def test_the_marked_words_are_really_there_for_those_who_may_read_them(espace):
    """Otherwise the test above proves nothing."""
    for words, readers in MAY_READ.items():
        for role in readers:
            texts = (response.content.decode() for _name, _thing, response in every_answer(role, espace))
            assert any(words in text for text in texts), (words, role)


def test_signed_out_no_address_names_quotes_or_counts_a_few_people(espace):
    """Every address of the table: the public pages, the refusals, what is missing."""
    named = outside.names(places=list(Territory.objects.values_list("name", flat=True)))
    quoted = outside.quotes()
    found = {}
    for name, thing, response in every_answer("anonymous", espace):
        said = outside.said_too_much(
            response.content.decode(), named=named, quoted=quoted, is_of_rules=":rule" in name
        )
        if said and name not in EXAMPLES:
            found[name, thing] = said

    assert found == {}


def test_an_author_may_not_read_their_hidden_message_through_the_api(espace):
    client = browser("author", espace)
    messages = client.get(reverse("deliberation-api:messages", args=[espace.ids["thread"]])).json()[
        "messages"
    ]

    assert [one["state"] for one in messages] == ["shown", "shown", "hidden"]


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
            text = client.get(url(name, thing, espace)).content.decode()
            found[name] = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return found
