"""What nobody learns: choices ever, counts before the end, anything of a vote without quorum."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse

from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast as people
from tests.voting import ballots
from voting.domain import casting, closing, remarks
from voting.domain.queries import results, votes
from voting.enums import Choice, Outcome
from voting.models import BoardEvent, Right, RollEntry, SeenCiphertext, Vote
from voting.rules import visibility

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER
READERS = {
    "nobody": None,
    "citizen": people.citizen,
    "facilitator": people.facilitator,
    "support": people.support,
    "signatory": people.signatory,
    "table_member": people.table_member,
    "admin": people.admin,
    "superuser": people.superuser,
}
ADDRESSES = ("voting:vote", "voting:minutes", "api-vote", "api-vote-result")


def read_as(client, who: str, vote) -> dict[str, object]:
    if READERS[who]:
        people.sign_in(client, READERS[who]())
    found = {name: client.get(reverse(name, args=[vote.pk])) for name in ADDRESSES}
    found["voting:votes"] = client.get(reverse("voting:votes"))
    found["api-votes"] = client.get(reverse("api-votes"))
    found["admin"] = client.get(reverse("admin:voting_vote_change", args=[vote.pk]))
    return found


OUTSIDE = ("nobody", "signatory", "table_member", "admin", "superuser")


def counted_words(response) -> list[str]:
    """Every word of the answer that a result page uses to give a count."""
    text = response.content.decode()
    return [mark for mark in ('class="bars"', '"counts": [{', '"counts":[{', "for_count") if mark in text]


@pytest.mark.parametrize("who", READERS)
def test_while_open_only_the_participation_is_shown(client, who):
    voters = people.citizens(7)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.AGAINST))

    answers = read_as(client, who, vote)

    assert [name for name, response in answers.items() if counted_words(response)] == []
    assert answers["voting:minutes"].status_code == 403
    assert answers["api-vote-result"].json()["code"] == "vote_open"
    # Outside, a total noted down before the end would give a hidden count once the result is out.
    told = None if who in OUTSIDE else 7
    assert answers["api-vote"].json()["participation"]["voted"] == {"value": told, "under_floor": False}


@pytest.mark.parametrize("who", READERS)
def test_a_missed_quorum_shows_no_count_to_anybody(client, who):
    vote = ballots.proclaimed(people.citizens(2), [Choice.AGAINST, Choice.AGAINST])

    answers = read_as(client, who, vote)

    assert [name for name, response in answers.items() if counted_words(response)] == []
    assert answers["api-vote-result"].json()["counts"] == []
    assert answers["voting:vote"].context["bars"] == []
    assert list(vote.urn.events.values_list("kind", flat=True))[-1] == "EndBallots"


def test_casting_leaves_no_audit_row_nor_hour():
    person = people.citizen()
    vote = ballots.opened()
    before = AuditEvent.objects.count()

    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)

    hours = [
        field.name
        for model in (RollEntry, BoardEvent, SeenCiphertext, Right)
        for field in model._meta.fields
        if "Time" in field.get_internal_type()
    ]
    assert (AuditEvent.objects.count(), hours) == (before, [])


def test_the_administration_reads_votes_changes_nothing_and_has_no_ballots(client):
    vote = ballots.opened()
    people.sign_in(client, people.admin())

    read = client.get(reverse("admin:voting_vote_change", args=[vote.pk])).status_code
    written = client.post(reverse("admin:voting_vote_change", args=[vote.pk]), {"title": "Autre"}).status_code
    deleted = client.post(reverse("admin:voting_vote_delete", args=[vote.pk]), {"post": "yes"}).status_code

    registered = [model for model in admin.site._registry if model._meta.app_label == "voting"]
    assert (read, written, deleted, registered) == (200, 403, 403, [Vote])


def test_members_read_exact_counts_and_others_read_fewer_than_five():
    voters = people.citizens(9)
    choices = [Choice.FOR] * 5 + [Choice.FOR_WITH_RESERVATION] + [Choice.AGAINST] * 2 + [Choice.ABSTAIN]
    vote = ballots.proclaimed(voters, choices)

    inside = results.result(vote=vote, viewer=voters[0], now=AFTER)
    outside = results.result(vote=vote, viewer=people.table_member(), now=AFTER)

    assert [each.people.value for each in inside.counts] == [5, 1, 2, 1]
    assert [each.people.value for each in outside.counts] == [5, None, None, None]
    assert (inside.in_favour.value, outside.in_favour.value) == (6, 5)
    assert (inside.participation.value, outside.participation.value, outside.participation.at_least) == (
        9,
        None,
        8,
    )
    assert (inside.outcome, outside.is_exact) == (Outcome.APPROVED, False)


def test_outside_a_single_hidden_count_is_not_given_by_subtraction():
    voters = people.citizens(12)[:7]
    vote = ballots.proclaimed(voters, [Choice.FOR] * 6 + [Choice.AGAINST])

    outside = results.result(vote=vote, viewer=None, now=AFTER)

    assert (outside.participation.value, outside.participation.at_least) == (None, 7)
    assert outside.checks[0].got == outside.participation
    listed = votes.participation(votes.find(vote.pk))
    assert (listed.seen_by(None), listed.seen_by(None).value) == (outside.participation, None)


def test_remarks_are_quoted_to_members_only():
    voters = people.citizens(3)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    remarks.leave_remark(by=voters[0], vote=vote, text="Prévoir le soir.", now=NOW)
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()

    inside = results.result(vote=vote, viewer=voters[1], now=AFTER)
    outside = results.result(vote=vote, viewer=None, now=AFTER)

    assert (inside.remarks, outside.remarks, outside.remark_count.value) == (("Prévoir le soir.",), (), None)


def test_nobody_ever_sees_who_chose_what():
    vote = ballots.opened()

    with pytest.raises(Refused) as caught:
        visibility.check_sees_choices(vote)

    assert (caught.value.code, visibility.may_see_choices(vote)) == ("secret_ballot", False)


def test_what_waits_for_a_person_is_what_they_have_not_voted():
    person, other = people.citizens(2)
    vote = ballots.opened()
    ballots.announced("Plus tard", opens_at=AFTER + timedelta(days=1), closes_at=AFTER + timedelta(days=9))
    assert votes.waiting_for(person, NOW) == [vote]

    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)

    assert (votes.waiting_for(person, NOW), votes.waiting_for(other, NOW)) == ([], [vote])
    assert votes.waiting_for(other, AFTER) == []
