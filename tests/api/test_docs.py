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


def test_the_pages_are_in_french_and_in_english_by_choice(client):
    french = [client.get(page).content.decode() for page in ("/api/", "/api/concerns/")]
    client.cookies["langue"] = "en"
    english = [client.get(page).content.decode() for page in ("/api/", "/api/concerns/")]

    assert "Préoccupations" in french[0]
    assert "Dire une préoccupation." in french[1]
    assert "Say a concern." not in french[1]
    assert 'lang="en"' not in re.search(r"<main.*</main>", "".join(french), re.S)[0]
    assert "Concerns" in english[0]
    assert "Say a concern." in english[1]


def test_every_operation_has_its_address_on_the_page_of_its_subject(client, schema):
    start = client.get("/api/").content.decode()
    pages = {slug: client.get(f"/api/{slug}/").content.decode() for slug in api_words.GROUPS}

    assert [slug for slug in pages if f'href="/api/{slug}/"' not in start] == []
    assert 'class="crumb"' in start
    assert all('class="crumb"' in page for page in pages.values())
    assert [
        one.anchor for one in operations(schema) if f'id="{one.anchor}"' not in pages[_group(one.path)]
    ] == []


@pytest.mark.parametrize("word", ["nothing", "v1"])
def test_a_word_that_is_no_subject_is_missing(client, word):
    assert client.get(f"/api/{word}/").status_code == 404
