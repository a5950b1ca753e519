"""Hostile words through every text field: nothing runs, nothing is fetched, nothing but words comes out."""

import pytest
from django.db import transaction

from tests.pages import hostile

SHAPED = {"accounts.VoicePause.confirmed_employer"}
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def judge(page) -> hostile.Judge:
    return hostile.Judge(page)


def test_the_judge_sees_what_a_page_must_never_have(judge):
    seen = judge.sees("planted", f"<!doctype html><title>x</title><p>{hostile.POLYGLOT}</p>")

    assert any("ran: 1" in line for line in seen)
    assert any("alive: A javascript:alert(1)" in line for line in seen)


@pytest.mark.parametrize("text", hostile.batches(), ids=range(len(hostile.batches())))
def test_words_kept_anywhere_come_out_as_words(espace, judge, text):
    with transaction.atomic():
        took, kept = hostile.poison(text)
        found = [line for label, html in hostile.pages(espace) for line in judge.sees(label, html)]
        transaction.set_rollback(True)

    assert found == []
    assert len(took) >= 75, sorted(took)
    # Refused for their shape, not for their words.
    assert kept <= SHAPED, sorted(kept)


@pytest.mark.parametrize("text", hostile.batches()[: 10 if hostile.IS_NIGHT else 1], ids=len)
def test_a_form_gives_hostile_words_back_as_words(espace, judge, text):
    found = [
        line for label, html in hostile.answers_to_forms(espace, text) for line in judge.sees(label, html)
    ]

    assert found == []
