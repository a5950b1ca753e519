"""Two counts of the paper that are not the same: a third person of another employer resolves, by page and by program."""

import html

import pytest
from django.urls import reverse

from common import clock
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from tests.voting.test_minutes_pdf import text_of
from voting.domain import closing, paper_desk
from voting.domain.queries import awaited
from voting.enums import Choice, VoteState
from voting.models import Vote

pytestmark = pytest.mark.django_db
AFTER = ballots.AFTER
TWO = "Deux personnes de deux employeurs comptent les bulletins de papier."
THIRD = "Les deux comptes ne sont pas pareils : une troisième personne compte."
KEPT = "Les bulletins de papier restent sous scellé jusqu'au"
ONE_FOR, ONE_AGAINST = {"pour": 1}, {"contre": 1}


@pytest.fixture
def vote():
    """Closed, three votes on screen for, one envelope."""
    voters = people.citizens(4)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:3], Choice.FOR))
    desk = people.facilitator("Accueil")
    paper_desk.receive(by=desk, vote=vote, person=voters[3], stub=sealed_ballots.stub(), now=ballots.NOW)
    closing.settle_due(now=AFTER)
    vote.refresh_from_db()
    with clock.frozen(AFTER):
        yield vote


def by_page(client, vote, by, counts) -> int:
    people.sign_in(client, by)
    return client.post(reverse("voting:paper_count", args=[vote.pk]), zeros() | counts).status_code


def by_program(client, vote, by, counts) -> int:
    people.sign_in(client, by)
    path = reverse("api-vote-paper-count", args=[vote.pk])
    return client.post(path, {"counts": counts}, content_type="application/json").status_code


def zeros() -> dict[str, int]:
    return dict.fromkeys(Choice.values, 0)


WAYS = pytest.mark.parametrize(
    ("count", "done"), [(by_page, 302), (by_program, 204)], ids=["page", "program"]
)


def words(client, path: str) -> str:
    return html.unescape(client.get(path).content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def told(client, vote) -> list[str]:
    client.logout()
    page = words(client, f"/votes/{vote.pk}/")
    return [said for said in (TWO, THIRD) if said in page]


def state(vote) -> str:
    closing.settle_due(now=AFTER)
    return Vote.objects.get(pk=vote.pk).state


@WAYS
def test_a_third_person_agrees_with_one_and_the_result_comes(client, vote, count, done):
    one, other, third = people.facilitator(), people.second_facilitator(), people.support()
    before = told(client, vote)

    statuses = [count(client, vote, one, ONE_FOR)]
    alone = told(client, vote)
    statuses.append(count(client, vote, other, ONE_AGAINST))
    differ, waiting = told(client, vote), state(vote)
    statuses.append(count(client, vote, third, ONE_AGAINST))

    assert statuses == [done] * 3
    assert (before, alone, differ, waiting) == ([TWO], [TWO], [THIRD], VoteState.CLOSED)
    assert state(vote) == VoteState.PROCLAIMED
    tally = Vote.objects.get(pk=vote.pk).tally
    assert (tally.for_count, tally.against_count) == (3, 1)
    assert told(client, vote) == []


@WAYS
def test_a_third_of_the_same_employer_as_the_one_it_agrees_with_resolves_nothing(client, vote, count, done):
    one, other = people.facilitator(), people.second_facilitator()
    colleague = people.facilitator("Ariane (animation)")
    for by, counts in ((one, ONE_FOR), (other, ONE_AGAINST), (colleague, ONE_FOR)):
        assert count(client, vote, by, counts) == done

    assert (state(vote), told(client, vote)) == (VoteState.CLOSED, [THIRD])

    assert count(client, vote, people.support(), ONE_FOR) == done
    assert state(vote) == VoteState.PROCLAIMED


def test_two_counts_of_one_employer_do_not_call_for_a_third(client, vote):
    for name, counts in (("Élodie", ONE_FOR), ("Ariane", ONE_AGAINST)):
        assert by_page(client, vote, people.facilitator(name), counts) == 302

    assert (awaited.of_vote(vote).counts_differ, told(client, vote)) == (False, [TWO])


def test_facilitation_reads_it_by_program_and_on_the_page_of_the_count(client, vote):
    one, other = people.facilitator(), people.second_facilitator()
    desk = reverse("api-vote-paper", args=[vote.pk])
    page = reverse("voting:paper_count", args=[vote.pk])
    by_page(client, vote, one, ONE_FOR)
    alone = (client.get(desk).json()["counts_differ"], THIRD in words(client, page))

    by_page(client, vote, other, ONE_AGAINST)

    assert alone == (False, False)
    assert (client.get(desk).json()["counts_differ"], THIRD in words(client, page)) == (True, True)
    by_page(client, vote, people.support(), ONE_FOR)
    state(vote)
    people.sign_in(client, one)
    said = client.get(desk).json()
    assert (said["waits_for_count"], said["counts_differ"]) == (False, False)


def test_the_paper_is_kept_and_the_minutes_say_until_when(client, vote):
    one, other = people.facilitator(), people.second_facilitator()
    people.sign_in(client, one)
    page = words(client, reverse("voting:paper_count", args=[vote.pk]))
    assert "le papier est remis sous scellé" in page
    assert "On peut le recompter." in page

    for by in (one, other):
        by_page(client, vote, by, ONE_AGAINST)
    state(vote)

    minutes = words(client, reverse("voting:minutes", args=[vote.pk]))
    assert f"{KEPT} " in minutes
    assert "on peut les recompter" in minutes
    on_paper = text_of(client.get(reverse("voting:minutes_pdf", args=[vote.pk])).content)
    assert f"{KEPT} " in " ".join(on_paper.replace("\u00a0", " ").split())


def test_minutes_without_paper_say_nothing_of_it(client):
    only_screen = ballots.proclaimed(people.citizens(4))

    assert KEPT not in words(client, reverse("voting:minutes", args=[only_screen.pk]))
