"""An initiative withdrawn once its vote is announced: that vote never opens, its page says why, people are told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from participation.domain import decisions, due, initiatives, notices
from participation.enums import InitiativeState, NoticeKind, NoticeOutcome
from participation.models import Initiative, Notice
from participation.rules import notice_words
from tests import cast
from tests.participation.core_a.builders import without_triggers
from tests.participation.core_b import scenes
from voting.domain import annulling, casting, paper_desk
from voting.enums import VoteState
from voting.models import Vote

pytestmark = pytest.mark.django_db

WITHDRAWN = scenes.on(26)
AFTER = scenes.CLOSES + timedelta(minutes=1)
WHY = "Ses autrices et auteurs ont retiré cette initiative avant le vote."


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def announced(people):
    return scenes.announced(scenes.eligible(people), None)


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_its_vote_is_called_off_and_never_opens(people, announced):
    initiatives.withdraw(by=people[0], initiative=announced.initiative, now=WITHDRAWN)

    late = [due.run_due(now=now).settled for now in (scenes.OPENS, AFTER)]
    announced.refresh_from_db()
    vote = announced.vote
    refused = code_of(
        lambda: casting.cast(by=people[1], vote=vote, choice="pour", now=scenes.OPENS + timedelta(hours=1))
    )

    assert (vote.state, vote.annulled_reason, vote.called_off_at) == (VoteState.ANNULLED, WHY, WITHDRAWN)
    assert (late, refused) == ([[], []], "vote_called_off")
    assert (announced.outcome, announced.recorded_at) == ("", WITHDRAWN)
    assert Initiative.objects.get().state == InitiativeState.WITHDRAWN
    assert AuditEvent.objects.filter(kind="vote.called_off").count() == 1


def test_once_its_vote_has_begun_it_is_no_longer_withdrawn_even_when_the_calendar_is_late(people, announced):
    initiative = announced.initiative
    before_the_run = code_of(
        lambda: initiatives.withdraw(by=people[0], initiative=initiative, now=scenes.OPENS)
    )
    initiative.refresh_from_db()
    shown = initiatives.may_withdraw(initiative, roles={"author"}, now=scenes.OPENS)
    decisions.settle(now=scenes.OPENS)
    initiative.refresh_from_db()
    once_open = code_of(lambda: initiatives.withdraw(by=people[0], initiative=initiative, now=scenes.OPENS))

    assert (before_the_run, shown, once_open) == ("vote_began", False, "illegal_transition")
    assert Vote.objects.get().state == VoteState.OPEN


def test_nobody_but_its_authors_calls_it_off(people, announced):
    for other in (people[5], cast.facilitator(), cast.signatory(), cast.table_member()):
        refused = code_of(
            lambda by=other: initiatives.withdraw(by=by, initiative=announced.initiative, now=WITHDRAWN)
        )
        assert refused == "not_your_move"
    assert Vote.objects.get().state == VoteState.ANNOUNCED


def test_a_vote_annulled_by_two_people_does_not_hold_the_withdrawal(people, announced):
    annulling.annul(
        by=cast.facilitator(),
        second=cast.second_facilitator(),
        vote=announced.vote,
        reason="La liste était fausse.",
        now=WITHDRAWN,
    )

    initiatives.withdraw(by=people[0], initiative=announced.initiative, now=WITHDRAWN)

    vote = Vote.objects.get()
    assert (vote.annulled_reason, vote.called_off_at) == ("La liste était fausse.", None)


def test_whoever_was_told_of_the_vote_is_told_that_it_does_not_take_place(people, announced):
    reached, by_phone = people[6], people[7]
    mine = Notice.objects.filter(person=reached, kind=NoticeKind.VOTE_ANNOUNCED)
    notices.read(by=reached, pks=mine.values_list("pk", flat=True), now=scenes.ANNOUNCED)

    initiatives.withdraw(by=people[0], initiative=announced.initiative, now=WITHDRAWN)

    told = Notice.objects.filter(kind=NoticeKind.VOTE_RESULT)
    assert [(one.person, one.link) for one in told] == [(reached, f"/votes/{announced.vote_id}/")]
    said = notice_words.sentence(told[0], sees_private=True).replace("\u00a0", " ")
    assert said == "Le vote sur « Le coffre d'école » n'a pas lieu : ses autrices et auteurs l'ont retirée."
    waiting = Notice.objects.get(person=by_phone, kind=NoticeKind.VOTE_ANNOUNCED)
    assert waiting.outcome == NoticeOutcome.REPLACED
    supporters = Notice.objects.filter(kind=NoticeKind.INITIATIVE, state=InitiativeState.WITHDRAWN)
    assert {one.person for one in supporters} >= set(people[1:4])


def test_whoever_supports_it_and_was_told_of_its_vote_hears_once_that_it_is_withdrawn(people, announced):
    supporter, not_reached = people[1], people[2]
    author = people[0]
    for person in (author, supporter):
        mine = Notice.objects.filter(person=person, kind=NoticeKind.VOTE_ANNOUNCED)
        notices.read(by=person, pks=mine.values_list("pk", flat=True), now=scenes.ANNOUNCED)

    initiatives.withdraw(by=author, initiative=announced.initiative, now=WITHDRAWN)

    told = {
        person: list(
            Notice.objects.filter(person=person, outcome="", created_at=WITHDRAWN).values_list(
                "kind", flat=True
            )
        )
        for person in (author, supporter, not_reached)
    }
    assert told == {
        author: [],
        supporter: [NoticeKind.VOTE_RESULT],
        not_reached: [NoticeKind.INITIATIVE],
    }


def test_whoever_waits_for_a_paper_ballot_by_mail_is_told_too_and_nobody_else(people, announced):
    asked, did_not = people[8], people[9]
    paper_desk.ask_by_post(by=asked, vote=announced.vote, now=scenes.ANNOUNCED)

    initiatives.withdraw(by=people[0], initiative=announced.initiative, now=WITHDRAWN)

    told = Notice.objects.filter(kind=NoticeKind.VOTE_RESULT, state=notice_words.CALLED_OFF)
    assert [one.person for one in told] == [asked]
    waiting = Notice.objects.filter(person=did_not, vote=announced.vote, outcome="")
    assert not waiting.exists()


def test_the_page_warns_before_and_the_page_of_the_vote_says_why(client, people, announced):
    cast.sign_in(client, people[0])
    address = reverse("participation:initiative_withdraw", args=[announced.initiative_id])
    with clock.frozen(WITHDRAWN):
        asked = client.get(address).content.decode()
        done = client.post(address)
        page = Client().get(reverse("voting:vote", args=[announced.vote_id])).content.decode()
        listed = Client().get(reverse("voting:votes")).content.decode()

    assert "Le vote annoncé n&#x27;a pas lieu." in asked.replace("\u00a0", " ")
    assert done.status_code == 302
    assert WHY in page
    assert "Pourquoi ce vote n&#x27;a pas lieu" in page
    assert f"/initiatives/{announced.initiative_id}/" not in page
    assert "Pas de vote" in listed


def test_the_page_of_the_initiative_gives_no_date_to_a_vote_that_does_not_take_place(
    client, people, announced
):
    initiatives.withdraw(by=people[0], initiative=announced.initiative, now=WITHDRAWN)
    cast.sign_in(client, people[0])

    with clock.frozen(WITHDRAWN):
        page = client.get(reverse("participation:initiative", args=[announced.initiative_id]))
    shown = page.context["view"]["vote"]

    assert (shown["title"], shown["action"]) == ("Pas de vote", "Voir le vote")
    assert shown["text"] == "Ce vote n'a pas lieu. Ce qu'on allait voter a été retiré."


def test_an_annulled_vote_has_no_result_and_no_date_to_come(client, people, announced):
    annulling.annul(
        by=cast.facilitator(),
        second=cast.second_facilitator(),
        vote=announced.vote,
        reason="La liste était fausse.",
        now=WITHDRAWN,
    )
    decisions.settle(now=WITHDRAWN)

    with clock.frozen(WITHDRAWN):
        page = client.get(reverse("participation:initiative", args=[announced.initiative_id]))
    shown = page.context["view"]["vote"]

    assert shown["text"].startswith("Ce vote n'a pas de résultat.")


def test_the_page_does_not_offer_it_once_the_vote_has_begun(client, people, announced):
    cast.sign_in(client, people[0])
    address = reverse("participation:initiative_withdraw", args=[announced.initiative_id])
    with clock.frozen(scenes.OPENS):
        page = client.get(reverse("participation:initiative", args=[announced.initiative_id]))
        done = client.post(address)

    assert address not in page.content.decode()
    assert done.status_code == 409


def test_the_api_withdraws_and_says_why_the_vote_does_not_take_place(client, people, announced):
    cast.sign_in(client, people[0])
    with clock.frozen(WITHDRAWN):
        client.delete(f"/api/v1/initiatives/{announced.initiative_id}/")
        vote = client.get(f"/api/v1/votes/{announced.vote_id}/").json()

    assert (vote["state"], vote["annulled_reason"]) == ("annule", WHY)
    assert vote["called_off_at"] is not None


def refused_by_the_database(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


@pytest.mark.database
def test_the_database_calls_off_only_an_announced_vote_whose_subject_is_withdrawn(people, announced):
    votes = Vote.objects.filter(pk=announced.vote_id)
    off = {"state": VoteState.ANNULLED, "annulled_reason": "Non.", "called_off_at": WITHDRAWN}

    still_there = refused_by_the_database(lambda: votes.update(**off))
    with without_triggers():
        Initiative.objects.update(state=InitiativeState.WITHDRAWN)
    opened = refused_by_the_database(lambda: votes.update(state=VoteState.OPEN))
    alone = refused_by_the_database(lambda: votes.update(called_off_at=WITHDRAWN))
    too_late = refused_by_the_database(lambda: votes.update(**(off | {"called_off_at": scenes.OPENS})))
    done = refused_by_the_database(lambda: votes.update(**off))

    assert (still_there, opened, alone, too_late, done) == (True, True, True, True, False)


@pytest.mark.database
def test_the_database_keeps_an_initiative_whose_vote_is_open(people, announced):
    decisions.settle(now=scenes.OPENS)

    assert refused_by_the_database(lambda: Initiative.objects.update(state=InitiativeState.WITHDRAWN))
