"""A long text for everybody begins with a short sentence, whichever door it comes through."""

import pytest
from django.urls import reverse

from common.exceptions import BadInput
from participation.domain import issue_versions, issues, reviews, transmissions
from participation.enums import InitiativeState, ReviewResult
from participation.models import AdmissibilityReview
from participation.rules import responses
from participation.rules.short_version import LONG, SHORTEST_READ, check_begins_short
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db

BEGINS_LONG = "mot " * SHORTEST_READ + "mot. " + "Autre mot. " * 30
BEGINS_SHORT = "On attend. " + BEGINS_LONG


def refusal(act) -> str:
    with pytest.raises(BadInput) as refused:
        act()
    return refused.value.code


def test_the_rule_counts_the_words_of_the_whole_and_of_the_first_sentence():
    just_long, short = "mot " * (LONG + 1), "mot " * LONG

    assert refusal(lambda: check_begins_short(just_long)) == "begins_long"
    check_begins_short(short)
    check_begins_short(BEGINS_SHORT)


def test_an_issue_is_not_written_again_with_a_long_beginning():
    facilitator, issue = cast.facilitator(), world.issue()

    def rewrite(text):
        return issue_versions.rewrite(
            by=facilitator, issue=issue, text=text, reason="On précise.", based_on=1, now=cast.NOW
        )

    assert refusal(lambda: rewrite(BEGINS_LONG)) == "begins_long"
    assert rewrite(BEGINS_SHORT).text == BEGINS_SHORT.strip()


def test_an_issue_is_not_proposed_with_a_long_beginning():
    facilitator = cast.facilitator()
    joined = [world.discussed(cast.citizen(name), facilitator) for name in ("Sab", "Odile", "Mathis")]

    def propose(text):
        return issues.propose(
            by=facilitator,
            title="On est loin",
            theme="transport",
            text=text,
            territories=[],
            concerns=joined,
            now=cast.NOW,
        )

    assert refusal(lambda: propose(BEGINS_LONG)) == "begins_long"
    assert propose(BEGINS_SHORT).text == BEGINS_SHORT.strip()


def test_the_signatory_is_refused_by_the_verb_and_by_the_page(client):
    signatory, waiting = cast.signatory(), world.initiative(InitiativeState.IN_REVIEW)
    cast.sign_in(client, signatory)

    def answer(reason):
        return reviews.review(
            by=signatory,
            initiative=waiting,
            result=ReviewResult.TO_ADJUST,
            plain_reason=reason,
            rule_cited="",
            now=cast.NOW,
        )

    assert refusal(lambda: answer(BEGINS_LONG)) == "begins_long"
    with world.frozen():
        typed = {"version": 1, "result": "a_ajuster", "plain_reason": BEGINS_LONG, "confirm": "1"}
        page = client.post(reverse("participation:review_answer", args=[waiting.pk]), typed)
    assert (page.status_code, AdmissibilityReview.objects.count()) == (422, 0)
    assert 'href="#plain_reason"' in page.content.decode()
    assert answer(BEGINS_SHORT).plain_reason == BEGINS_SHORT.strip()


def test_the_table_is_refused_by_the_rule_and_by_what_the_page_asks_first():
    words = {"kind": "retenue", "reason": "Parce que.", "commitment_on": None, "commitment_owner": ""}

    def checked(plain_words):
        return transmissions.checked_answer(plain_words=plain_words, now=cast.NOW, **words)

    assert refusal(lambda: checked(BEGINS_LONG)) == "begins_long"
    assert refusal(lambda: responses.check_says_why(plain_words=BEGINS_LONG, **words)) == "begins_long"
    assert checked(BEGINS_SHORT)["plain_words"] == BEGINS_SHORT.strip()
