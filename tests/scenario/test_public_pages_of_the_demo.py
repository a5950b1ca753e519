"""Signed out, every page that links lead to, in the whole demonstration: nobody is named, quoted or counted alone."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Territory
from common import clock
from participation.models import Concern
from scenario import dates, demo
from tests import outside
from tests.voting import scrutineers

NOW = dates.at(date(2025, 3, 12), "13:30")
FEWEST_PAGES = 40

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    """Loaded once for this file, then undone."""
    with django_db_blocker.unblock(), transaction.atomic(), scrutineers.hold_the_keys():
        yield demo.load(now=NOW)
        transaction.set_rollback(True)


def pages_linked_from_home() -> dict[str, str]:
    """Address → page, for each page of ours a visitor reaches by links alone."""
    client, found, waiting = Client(), {}, ["/"]
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            continue
        page = found[address] = response.content.decode()
        for link in re.findall(r'href="(/[^"#?]*)', page):
            if link not in found and link not in waiting and not link.startswith(("/static/", "/api/")):
                waiting.append(link)
    return found


def test_no_public_page_names_quotes_or_counts_a_few_people(region):
    named = outside.names(places=list(Territory.objects.values_list("name", flat=True)))
    quoted = outside.quotes()
    with clock.frozen(NOW):
        pages = pages_linked_from_home()

    said = {
        address: outside.said_too_much(
            page, named=named, quoted=quoted, is_of_rules=address.startswith("/regles/")
        )
        for address, page in pages.items()
    }
    assert {address: found for address, found in said.items() if found} == {}
    assert len(pages) >= FEWEST_PAGES


def test_a_name_a_quote_and_a_small_count_are_all_found(region):
    """Otherwise the test above proves nothing."""
    named = outside.names(places=list(Territory.objects.values_list("name", flat=True)))
    quoted = outside.quotes()
    words = " ".join(Concern.objects.order_by("pk").first().text.split()[:8])

    def found(page: str) -> list[str]:
        return outside.said_too_much(page, named=named, quoted=quoted)

    assert found("<p>Ginette, La Matapédia</p>") == ["Ginette"]
    assert len(found(f"<p>{words}</p>")) == 1
    assert found("<p>3 personnes</p>") == ["3 personnes"]
    assert found("<p>Pour : 2</p>") == ["Pour : 2"]
    assert found("<p>Rivière-du-Loup. Il faut 3 appuis. 14 personnes.</p>") == []
