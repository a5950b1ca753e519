"""A result is contested by a citizen for some days; two people of two employers answer, in public. Allowed and refused."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import AccountEventKind
from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from participation.domain import due
from participation.enums import NoticeKind
from participation.models import Notice
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from tests.voting.test_database import is_refused
from voting.domain import closing, erasing, paper, paper_desk
from voting.domain import contesting as verbs
from voting.domain.queries import contests as queries
from voting.enums import VoteState
from voting.models import Contest, Vote
from voting.rules import contesting as rules

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AFTER = ballots.AFTER
REASON = "Mes trois mots ne sont pas dans la liste."
ANSWER = "On a cherché avec la personne. Son bulletin y est."


@pytest.fixture
def vote():
    return ballots.proclaimed(people.citizens(6))


def voter(vote):
    return vote.roll.order_by("pk").first().person


def contested(vote, by=None) -> Contest:
    return verbs.contest(by=by or voter(vote), vote=vote, reason=REASON, now=AFTER)


def mark_of(contest) -> str:
    return rules.mark(Contest.objects.get(pk=contest.pk))


def refusal(verb, **given) -> str:
    with pytest.raises(Refused) as caught:
        verb(**given)
    assert str(caught.value.sentence)
    return caught.value.code


def sent(client, method: str, name: str, pk: int, **body) -> int:
    address = reverse(name, args=[pk])
    return getattr(client, method)(address, body, content_type="application/json").status_code


def test_a_citizen_contests_reads_it_again_and_everybody_sees_that_it_waits(client, vote):
    ginette = voter(vote)
    people.sign_in(client, ginette)
    page = reverse("voting:contest", args=[vote.pk])
    with clock.frozen(AFTER):
        offered = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()
        empty = client.post(page, {"reason": "  "})
        done = client.post(page, {"reason": REASON}, follow=True)
        own = client.get(page).content.decode()
        client.logout()
        public = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()

    assert page in offered
    assert (empty.status_code, done.status_code, Contest.objects.count()) == (422, 200, 1)
    assert REASON in own
    assert "Ce vote est contesté depuis" in public
    assert REASON not in public
    assert ginette.display_name not in public
    # The history says that a vote was contested, never by whom.
    assert AuditEvent.objects.get(kind="vote.contested").actor_id is None


@pytest.mark.parametrize(
    "who", [people.facilitator, people.support, people.signatory, people.table_member, people.admin]
)
def test_nobody_else_contests(client, vote, who):
    someone = who()
    people.sign_in(client, someone)
    with clock.frozen(AFTER):
        page = client.post(reverse("voting:contest", args=[vote.pk]), {"reason": REASON}).status_code
        program = sent(client, "post", "api-vote-contests", vote.pk, reason=REASON)

    assert (page, program) == (403, 403)
    assert refusal(verbs.contest, by=someone, vote=vote, reason=REASON, now=AFTER) == "citizens_only"


def test_it_is_for_after_the_result_until_the_delay_is_over_once_each():
    ginette, other, *_others = voters = people.citizens(6)
    vote = ballots.proclaimed(voters)
    running = ballots.opened("Autre vote")
    last = rules.ends_at(vote)
    about = {"by": ginette, "reason": REASON}

    assert refusal(verbs.contest, vote=running, now=ballots.NOW, **about) == "contest_closed"
    assert refusal(verbs.contest, vote=vote, now=last, **about) == "contest_closed"
    verbs.contest(vote=vote, now=last - timedelta(minutes=1), **about)
    assert refusal(verbs.contest, vote=vote, now=AFTER, **about) == "already_contested"
    assert refusal(verbs.contest, by=other, vote=vote, reason="x" * 601, now=AFTER) == "reason"
    assert is_refused(Contest.objects.create, vote=running, person=other, reason="x", asked_on=AFTER.date())


def test_two_people_of_two_employers_answer_and_whoever_contested_is_told(client, vote):
    ginette, contest = voter(vote), contested(vote)
    first, second = people.facilitator(), people.second_facilitator()
    page, desk = (
        reverse(f"voting:{name}", args=[pk])
        for name, pk in (("contest_answer", contest.pk), ("contests", vote.pk))
    )
    words = {"finding": "tient", "answer": ANSWER}
    with clock.frozen(AFTER):
        people.sign_in(client, first)
        waiting = client.get(desk).content.decode()
        nothing = client.post(page, {"confirm": "1"}).status_code
        written = client.post(page, words).status_code
        alone = client.post(page, {"confirm": mark_of(contest)}).status_code
        due.run_due(now=AFTER)
        told_early = Notice.objects.filter(kind=NoticeKind.CONTEST).count()
        people.sign_in(client, second)
        stale = client.post(page, {"confirm": "another"}).status_code
        shown = client.get(page).content.decode()
        client.post(page, {"confirm": mark_of(contest)})
        again = client.get(page).status_code
        due.run_due(now=AFTER)
        due.run_due(now=AFTER)
        client.logout()
        public = client.get(reverse("voting:vote", args=[vote.pk])).content.decode()

    assert REASON in waiting
    assert mark_of(contest) in shown
    assert (nothing, written, alone, stale, told_early, again) == (409, 302, 403, 409, 0, 409)
    assert ANSWER in public
    assert "Le résultat tient" in public
    assert "Ce vote est contesté depuis" not in public
    assert first.display_name not in public
    assert [notice.person for notice in Notice.objects.filter(kind=NoticeKind.CONTEST)] == [ginette]


@pytest.mark.parametrize("who", [people.citizen, people.signatory, people.table_member, people.admin])
def test_nobody_else_reads_a_reason_nor_answers(client, vote, who):
    contest = contested(vote)
    someone = who()
    people.sign_in(client, someone)
    pages = (("contests", vote.pk), ("contest_answer", contest.pk), ("contest_note", vote.pk))
    with clock.frozen(AFTER):
        statuses = {client.get(reverse(f"voting:{name}", args=[pk])).status_code for name, pk in pages}
        programs = {
            sent(client, "get", "api-vote-contests-waiting", vote.pk),
            sent(client, "put", "api-contest", contest.pk, finding="tient", answer=ANSWER),
            sent(client, "post", "api-contest", contest.pk, mark="x"),
            sent(client, "post", "api-vote-contests-noted", vote.pk, person=voter(vote).pk, reason=REASON),
        }

    assert (statuses, programs) == ({403}, {403})
    about = {"by": someone, "contest": contest, "now": AFTER}
    assert refusal(verbs.answer, finding="tient", words=ANSWER, **about) == "counters_only"
    assert refusal(verbs.confirm, seen="", **about) == "counters_only"


def test_somebody_of_the_same_employer_is_no_second_person_and_other_words_wait_again(vote):
    contest, first, second = contested(vote), people.facilitator(), people.second_facilitator()
    about = {"contest": contest, "now": AFTER}
    verbs.answer(by=first, finding="tient", words=ANSWER, **about)

    read = mark_of(contest)
    assert refusal(verbs.confirm, by=people.facilitator("Collègue"), seen=read, **about) == "two_employers"
    verbs.answer(by=second, finding="erreur", words="Un talon manque.", **about)
    assert refusal(verbs.confirm, by=second, seen=mark_of(contest), **about) == "two_employers"
    # What the first one read is no longer what would be published.
    assert refusal(verbs.confirm, by=first, seen=read, **about) == "changed_meanwhile"
    verbs.confirm(by=first, seen=mark_of(contest), **about)

    standing = queries.of_vote(vote)
    assert [(one.is_error, one.words) for one in standing.answered] == [(True, "Un talon manque.")]
    assert standing.waits_since is None
    assert refusal(verbs.answer, by=first, finding="tient", words=ANSWER, **about) == "already_answered"
    row = Contest.objects.filter(pk=contest.pk)
    assert is_refused(row.update, answer="Autre chose")
    assert Vote.objects.get(pk=vote.pk).state == VoteState.PROCLAIMED


@pytest.mark.parametrize(("finding", "words", "code"), [("", ANSWER, "finding"), ("tient", " ", "answer")])
def test_an_answer_says_what_was_found(vote, finding, words, code):
    about = {"by": people.facilitator(), "contest": contested(vote), "now": AFTER}

    assert refusal(verbs.answer, finding=finding, words=words, **about) == code


def test_the_database_publishes_no_answer_of_one_person(vote):
    contest, one = contested(vote), people.facilitator()
    row = Contest.objects.filter(pk=contest.pk)
    done = {"finding": "tient", "answer": ANSWER, "answered_by": one, "confirmed_on": AFTER.date()}

    assert is_refused(row.update, confirmed_by=one, **done)
    assert is_refused(row.update, **done)
    assert is_refused(row.delete)
    assert not is_refused(row.update, confirmed_by=people.second_facilitator(), **done)


def test_facilitation_notes_it_for_whoever_phones(client, vote):
    ginette, facilitator = voter(vote), people.facilitator()
    people.sign_in(client, facilitator)
    page = reverse("voting:contest_note", args=[vote.pk])
    with clock.frozen(AFTER):
        noted = client.post(page, {"person": ginette.pk, "reason": REASON})
        twice = client.post(page, {"person": ginette.pk, "reason": REASON})
        someone = vote.roll.order_by("pk").last().person
        program = sent(client, "post", "api-vote-contests-noted", vote.pk, person=someone.pk, reason=REASON)
        stranger = sent(client, "post", "api-vote-contests-noted", vote.pk, person=0, reason=REASON)
        desk = client.get(reverse("participation:facilitation")).content.decode()

    assert (noted.status_code, twice.status_code, program, stranger) == (302, 422, 204, 422)
    line = ginette.account_events.get(kind=AccountEventKind.WRITTEN_FOR_YOU)
    assert (line.by, line.detail) == (facilitator, vote.title)
    assert reverse("voting:contests", args=[vote.pk]) in desk


def test_it_is_done_and_read_by_program(client, vote):
    people.sign_in(client, voter(vote))
    with clock.frozen(AFTER):
        made = sent(client, "post", "api-vote-contests", vote.pk, reason=REASON)
        people.sign_in(client, people.facilitator())
        waiting = client.get(reverse("api-vote-contests-waiting", args=[vote.pk])).json()
        pk = waiting[0]["id"]
        written = sent(client, "put", "api-contest", pk, finding="tient", answer=ANSWER)
        people.sign_in(client, people.second_facilitator())
        blind = sent(client, "post", "api-contest", pk)
        agreed = sent(client, "post", "api-contest", pk, mark=mark_of(Contest.objects.get()))
        client.logout()
        public = client.get(reverse("api-vote-contests", args=[vote.pk])).json()

    assert (made, waiting[0]["reason"], written, blind, agreed) == (204, REASON, 204, 422, 204)
    assert public["waits_since"] is None
    assert [(one["words"], one["is_error"]) for one in public["answered"]] == [(ANSWER, False)]
    assert REASON not in str(public)


def test_a_contest_does_not_keep_the_link_between_a_person_and_their_ballot_longer(vote):
    contested(vote)

    assert erasing.erase_due(now=rules.ends_at(vote)) == 1


def test_the_person_s_own_words_take_the_place_of_those_noted_and_who_noted_does_not_answer(client, vote):
    ginette, facilitator = voter(vote), people.facilitator()
    noted = verbs.note(by=facilitator, vote=vote, person=ginette, reason="Autre chose.", now=AFTER)
    people.sign_in(client, ginette)
    page = reverse("voting:contest", args=[vote.pk])
    about = {"contest": noted, "finding": "tient", "words": ANSWER, "now": AFTER}

    assert refusal(verbs.answer, by=facilitator, **about) == "own_work"
    desk, door = reverse("voting:contests", args=[vote.pk]), reverse("voting:contest_answer", args=[noted.pk])
    doors = {}
    for person in (facilitator, people.support()):
        people.sign_in(client, person)
        doors[person.display_name] = door in client.get(desk).content.decode()
    assert list(doors.values()) == [False, True]
    people.sign_in(client, ginette)
    with clock.frozen(AFTER):
        offered = client.get(page).content.decode()
        client.post(page, {"reason": REASON})
    noted.refresh_from_db()
    assert "Autre chose." in offered
    assert (noted.reason, noted.noted_by, Contest.objects.count()) == (REASON, None, 1)
    verbs.answer(by=facilitator, **about)
    assert refusal(verbs.contest, by=ginette, vote=vote, reason="Encore.", now=AFTER) == "already_contested"


def test_whoever_counted_the_paper_of_the_vote_does_not_look_into_it():
    *voters, on_paper = people.citizens(7)
    counter, other = people.facilitator(), people.second_facilitator()
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters, "pour"))
    paper_desk.receive(by=counter, vote=vote, person=on_paper, stub=sealed_ballots.stub(), now=ballots.NOW)
    closing.settle_due(now=AFTER)
    for by in (counter, other):
        paper.record_paper_count(by=by, vote=vote, counts={"pour": 1}, now=AFTER)
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    about = {"contest": contested(vote), "finding": "tient", "words": ANSWER, "now": AFTER}

    assert refusal(verbs.answer, by=counter, **about) == "own_work"
    verbs.answer(by=people.support(), **about)


def test_a_page_of_many_answers_asks_no_more_than_one(client, vote):
    first, second = people.facilitator(), people.second_facilitator()
    voters = [entry.person for entry in vote.roll.order_by("pk")[:3]]

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries_made, clock.frozen(AFTER):
            client.get(reverse("voting:vote", args=[vote.pk]))
        return len(queries_made)

    asked()
    counts = []
    for person in voters:
        contest = contested(vote, by=person)
        verbs.answer(by=first, contest=contest, finding="tient", words=ANSWER, now=AFTER)
        verbs.confirm(by=second, contest=contest, seen=mark_of(contest), now=AFTER)
        counts.append(asked())

    assert len(set(counts)) == 1


def test_what_does_not_exist_is_missing(client):
    people.sign_in(client, people.facilitator())

    assert client.get(reverse("voting:contest_answer", args=[0])).status_code == 404
