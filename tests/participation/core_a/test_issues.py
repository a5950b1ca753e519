"""From « je » to « nous », and an author's no."""

from datetime import timedelta

import pytest

from common.exceptions import Refused
from participation.domain import concerns, issues
from participation.domain.queries import issues as queries
from participation.enums import Theme
from participation.models import Concern, Grouping, Issue
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

LATER = NOW + timedelta(days=3)


def propose(*joined: Concern, by=None) -> Issue:
    return issues.propose(
        by=by or cast.facilitator(),
        title="L'hiver coûte trop cher",
        theme=Theme.HEATING,
        text="",
        territories=[cast.territories()["la-mitis"]],
        concerns=joined,
        now=NOW,
    )


def two() -> tuple[Concern, Concern]:
    return builders.concern(cast.citizen("Rita")), builders.concern(cast.citizen("Nadia"))


def answer(issue: Issue, concern: Concern, *, accepts: bool, by=None) -> Grouping:
    grouping = Grouping.objects.get(issue=issue, concern=concern)
    return issues.answer_grouping(by=by or concern.author, grouping=grouping, accepts=accepts, now=NOW)


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def states(*found: Concern) -> list[str]:
    return [Concern.objects.get(pk=concern.pk).state for concern in found]


def test_accepted_concerns_join_the_shared_issue_with_its_thread(db):
    rita, nadia = two()
    issue = propose(rita, nadia)
    answer(issue, rita, accepts=True)
    answer(issue, nadia, accepts=True)

    issues.share(by=issue.proposed_by, issue=issue, now=NOW)

    assert states(rita, nadia) == ["regroupee", "regroupee"]
    assert (issue.state, issue.shared_at, issue.thread.back_path) == ("partagee", NOW, f"/enjeux/{issue.pk}/")
    assert list(queries.concerns_of(issue)) == [rita, nadia]


def test_an_authors_no_is_respected(db):
    rita, nadia = two()
    ginette = builders.concern(cast.citizen("Ginette"))
    issue = propose(rita, nadia, ginette)
    answer(issue, rita, accepts=False)

    issues.share(by=issue.proposed_by, issue=issue, now=LATER)

    assert states(rita, nadia, ginette) == ["en_discussion", "regroupee", "regroupee"]
    assert Concern.objects.get(pk=rita.pk).issue is None
    assert (
        code_of(lambda: issues.propose_grouping(by=issue.proposed_by, issue=issue, concern=rita, now=LATER))
        == "already_asked"
    )


def test_an_issue_left_with_one_concern_is_not_shared(db):
    rita, nadia = two()
    issue = propose(rita, nadia)
    answer(issue, rita, accepts=False)
    answer(issue, nadia, accepts=True)

    assert code_of(lambda: issues.share(by=issue.proposed_by, issue=issue, now=LATER)) == "concerns"
    assert (Issue.objects.get(pk=issue.pk).state, states(rita, nadia)) == ("proposee", ["en_discussion"] * 2)


def test_silent_authors_have_three_days(db):
    issue = propose(*two())
    sharing = {"by": issue.proposed_by, "issue": issue}

    early = code_of(lambda: issues.share(**sharing, now=LATER - timedelta(minutes=1)))
    issues.share(**sharing, now=LATER)

    assert (early, issue.state) == ("grouping_waiting", "partagee")


def test_one_concern_is_not_an_issue(db):
    assert code_of(lambda: propose(builders.concern())) == "concerns"
    assert Issue.objects.count() == 0


@pytest.mark.parametrize(
    "role", [cast.citizen, cast.support, cast.crd_agent, cast.signatory, cast.table_member]
)
def test_only_facilitation_proposes_and_shares(db, role):
    joined = two()
    issue = propose(*joined)
    person = role()

    assert code_of(lambda: propose(*two(), by=person)) == "facilitation_only"
    assert code_of(lambda: issues.share(by=person, issue=issue, now=LATER)) == "facilitation_only"
    assert code_of(lambda: answer(issue, joined[0], accepts=True, by=person)) == "missing"
    assert Issue.objects.get(pk=issue.pk).state == "proposee"


def test_facilitation_notes_what_an_author_said_by_phone(db):
    rita, nadia = two()
    issue = propose(rita, nadia)

    noted = answer(issue, rita, accepts=False, by=issue.proposed_by)

    assert noted.answer == "non"


def test_a_private_word_and_a_withdrawn_concern_never_join(db):
    word = builders.private_word()
    rita, nadia = two()
    issue = propose(rita, nadia)
    concerns.withdraw(by=rita.author, concern=rita, now=NOW)

    assert code_of(lambda: propose(word, nadia)) == "private_word"
    assert code_of(lambda: issues.share(by=issue.proposed_by, issue=issue, now=LATER)) == "concerns"


def test_its_author_leaves_the_group_and_goes_on_alone(db):
    issue = builders.issue()
    concern = issue.concerns.order_by("pk").first()

    refused = code_of(lambda: issues.leave_group(by=issue.proposed_by, concern=concern, now=NOW))
    issues.leave_group(by=concern.author, concern=concern, now=NOW)

    assert (refused, concern.state, concern.issue_id) == ("not_your_move", "en_discussion", None)
    assert Grouping.objects.get(issue=issue, concern=concern).answer == "non"


def test_a_yes_to_a_shared_issue_joins_at_once(db):
    issue, late = builders.issue(), builders.concern(cast.citizen("Tardive"))
    issues.propose_grouping(by=issue.proposed_by, issue=issue, concern=late, now=NOW)

    answer(issue, late, accepts=True)

    assert states(late) == ["regroupee"]
