"""The API's page: every operation said in people's words, in the language of the page."""

import re

import pytest
from drf_spectacular.generators import SchemaGenerator

from config import api_words
from config.docs import _group, operations

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_every_operation_group_and_answer_has_its_words(schema):
    found = operations(schema)

    assert {one.anchor for one in found} == set(api_words.SUMMARIES)
    assert {_group(one.path) for one in found} == set(api_words.GROUPS)
    assert {answer["status"] for one in found for answer in one.answers} <= set(api_words.STATUSES)


def test_the_page_is_in_french_and_in_english_by_choice(client):
    french = client.get("/api/").content.decode()
    client.cookies["langue"] = "en"
    english = client.get("/api/").content.decode()

    assert "Dire une préoccupation." in french
    assert "Say a concern." not in french
    assert 'lang="en"' not in re.search(r"<main.*</main>", french, re.S)[0]
    assert "Say a concern." in english


def test_the_page_has_a_way_back_and_an_address_per_operation(client, schema):
    page = client.get("/api/").content.decode()

    assert 'class="crumb"' in page
    assert [one.anchor for one in operations(schema) if f'id="{one.anchor}"' not in page] == []
