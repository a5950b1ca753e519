"""The text of an issue is written together: who, until when, and nothing written over."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from common.exceptions import BadInput, IllegalTransition, Refused
from common.models import AuditEvent
from participation.domain import concerns, decisions, issue_versions, issues
from participation.models import Issue, IssueVersion
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def rewrite(
    issue: Issue, by, text: str = "On est coincés.", *, based_on: int = 1, reason: str = "On précise."
):
    return issue_versions.rewrite(by=by, issue=issue, text=text, reason=reason, based_on=based_on, now=LATER)


def author_of(issue: Issue):
    return issue.concerns.order_by("pk").first().author


def test_an_issue_begins_with_its_first_version():
    issue = builders.issue()

    assert list(issue.versions.values_list("number", "text", "made_by")) == [(1, "", issue.proposed_by_id)]


def test_somebody_whose_concern_is_in_it_writes_a_new_version_with_its_reason():
    issue = builders.issue()
    rita = author_of(issue)

    version = rewrite(issue, rita)

    assert (version.number, version.reason, version.made_by, version.made_at) == (
        2,
        "On précise.",
        rita,
        LATER,
    )
    assert Issue.objects.get(pk=issue.pk).text == "On est coincés."
    event = AuditEvent.objects.get(kind="issue.rewritten")
    assert (event.actor_id, event.facts) == (rita.pk, {"number": 2})


def test_facilitation_writes_too():
    issue = builders.issue()

    assert rewrite(issue, issue.proposed_by).number == 2


@pytest.mark.parametrize(
    "somebody",
    [
        cast.citizen,
        cast.support,
        cast.crd_agent,
        cast.mrc_resource,
        cast.signatory,
        cast.table_member,
        cast.admin,
    ],
)
def test_nobody_else_writes_it(somebody):
    issue = builders.issue()

    with pytest.raises(Refused) as refusal:
        rewrite(issue, somebody())

    assert refusal.value.code == "not_in_this_issue"
    assert issue.versions.count() == 1


def test_whoever_left_the_issue_or_took_their_words_back_writes_no_more():
    issue = builders.issue()
    left, withdrawn = issue.concerns.order_by("pk")
    issues.leave_group(by=left.author, concern=left, now=NOW)
    concerns.withdraw(by=withdrawn.author, concern=withdrawn, now=NOW)

    for one in (left, withdrawn):
        with pytest.raises(Refused) as refusal:
            rewrite(issue, one.author)
        assert refusal.value.code == "not_in_this_issue"


def test_in_a_proposed_issue_only_whoever_said_yes_writes():
    issue = builders.issue(shared=False)
    yes, no = issue.groupings.order_by("pk")
    issues.answer_grouping(by=no.concern.author, grouping=no, accepts=False, now=NOW)

    assert rewrite(issue, yes.concern.author).number == 2
    with pytest.raises(Refused):
        rewrite(issue, no.concern.author, "Encore.", based_on=2)


def test_a_version_written_meanwhile_is_never_written_over():
    issue = builders.issue()
    rewrite(issue, author_of(issue), "Le premier.")

    with pytest.raises(IllegalTransition) as refusal:
        rewrite(issue, issue.proposed_by, "Le deuxième.", based_on=1)

    assert refusal.value.code == "text_moved"
    assert list(issue.versions.order_by("number").values_list("text", flat=True)) == ["", "Le premier."]


@pytest.mark.parametrize(("text", "reason", "code"), [("", "Oui.", "text"), ("Mieux.", " ", "reason")])
def test_a_version_has_words_and_a_reason(text, reason, code):
    issue = builders.issue()

    with pytest.raises(BadInput) as refusal:
        rewrite(issue, author_of(issue), text, reason=reason)

    assert refusal.value.code == code


def test_the_same_words_are_no_version():
    issue = builders.issue()
    rewrite(issue, author_of(issue), "On est coincés.")

    with pytest.raises(BadInput):
        rewrite(issue, author_of(issue), "On est coincés.", based_on=2)


def test_what_has_left_for_the_table_stays_as_it_is():
    issue = builders.put_at(builders.issue(), "transmise")

    with pytest.raises(IllegalTransition) as refusal:
        rewrite(issue, author_of(issue))

    assert refusal.value.code == "issue_sent"


def test_what_is_voted_on_stays_as_it_is():
    issue = builders.issue()
    decisions.put_priority_to_vote(
        by=issue.proposed_by,
        issue=issue,
        question="Est-ce notre priorité ?",
        opens_at=NOW + timedelta(days=5),
        closes_at=NOW + timedelta(days=5, hours=3),
        now=NOW,
    )

    with pytest.raises(IllegalTransition) as refusal:
        rewrite(issue, author_of(issue))

    assert refusal.value.code == "issue_in_a_vote"


@pytest.mark.parametrize(
    "act", ["UPDATE participation_issueversion SET text = 'x'", "DELETE FROM participation_issueversion"]
)
def test_the_database_keeps_every_version(act):
    builders.issue()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)

    assert IssueVersion.objects.values_list("text", flat=True).get() == ""


def test_the_database_wants_a_reason_after_the_first_version():
    issue = builders.issue()

    with pytest.raises(IntegrityError), transaction.atomic():
        IssueVersion.objects.create(issue=issue, number=2, text="x", made_by=issue.proposed_by, made_at=NOW)
