"""The pages of a vote, as each person meets them."""

import pytest
from django.urls import reverse

from common import clock
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import casting, closing, paper_desk
from voting.enums import Channel, Choice
from voting.models import PaperCount, Recusal, Remark, RollEntry

pytestmark = pytest.mark.django_db

NOW, AFTER = ballots.NOW, ballots.AFTER
WARNING = "La seule clé de cette urne est la nôtre"


def page(client, name: str, vote=None):
    return client.get(reverse(f"voting:{name}", args=[vote.pk] if vote else []))


def send(client, name: str, vote, **data):
    return client.post(reverse(f"voting:{name}", args=[vote.pk]), data)


def test_voting_is_choose_check_receipt_and_the_choice_travels_in_forms_only(client):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    assert page(client, "ballot", vote).status_code == 200
    checked = send(client, "check", vote, choix=Choice.AGAINST)
    assert (checked.status_code, sealed_ballots.count()) == (200, 0)
    assert '<input type="hidden" name="choix" value="contre">' in checked.content.decode()
    cast = send(client, "cast", vote, choix=Choice.AGAINST)
    assert (cast.status_code, cast.headers["Location"]) == (302, reverse("voting:receipt", args=[vote.pk]))
    receipt = page(client, "receipt", vote).content.decode()

    assert sealed_ballots.choice_of(person, vote) == Choice.AGAINST
    assert "contre" not in receipt
    assert Choice.AGAINST not in str(dict(client.session.items()))


@pytest.mark.parametrize("name", ["check", "cast"])
@pytest.mark.parametrize("data", [{}, {"choix": ""}, {"choix": "peut-etre"}])
def test_a_ballot_without_an_answer_comes_back_with_a_sentence(client, name, data):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    response = send(client, name, vote, **data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["choix"]
    assert (sealed_ballots.count(), RollEntry.objects.voted().count()) == (0, 0)


@pytest.mark.parametrize("name", ["ballot", "vote"])
def test_staff_read_why_they_do_not_vote(client, name):
    vote = ballots.opened()
    people.sign_in(client, people.support())

    response = page(client, name, vote)

    assert response.status_code == 200
    assert response.context["standing"].code == "support_never_votes"
    assert 'name="choix"' not in response.content.decode()
    assert send(client, "check", vote, choix=Choice.FOR).status_code == 403


def test_a_vote_being_prepared_is_missing_for_everyone_and_announced_it_is_there(client):
    prepared, announced = ballots.prepared(), ballots.announced("Autre initiative")
    people.sign_in(client, people.facilitator())

    answers = [page(client, "vote", vote).status_code for vote in (prepared, announced)]

    assert answers == [404, 200]
    assert [row["vote"] for row in page(client, "votes").context["to_come"]] == [announced]
    assert client.get("/votes/999999999999999999999/").status_code == 404


def test_the_pages_of_a_vote_closed_by_our_own_key_say_so(client):
    voters = people.citizens(3)
    vote = ballots.opened()
    people.sign_in(client, voters[0])
    led = [page(client, name, vote) for name in ("vote", "ballot")]
    led += [send(client, "check", vote, choix=Choice.FOR), page(client, "votes")]
    told = led[:1]
    ballots.cast_all(vote, dict.fromkeys(voters, Choice.FOR))
    people.sign_in(client, people.facilitator())
    told.append(page(client, "paper", vote))
    closing.settle_due(now=AFTER)
    told += [page(client, "vote", vote), page(client, "minutes", vote)]

    assert [response.status_code for response in (*led, *told)] == [200] * 8
    assert ["secret/" in response.content.decode() for response in led] == [True] * 4
    assert [WARNING in response.content.decode() for response in told] == [True] * 4


def test_who_voted_leaves_a_remark_and_an_empty_one_comes_back(client):
    person = people.citizen()
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    people.sign_in(client, person)

    empty = send(client, "remark", vote, remarque=" ")
    long = send(client, "remark", vote, remarque="a" * 601)
    kept = send(client, "remark", vote, remarque="Prévoir le soir.")

    assert (empty.status_code, long.status_code, kept.status_code) == (422, 422, 302)
    assert long.context["form"]["remarque"].value() == "a" * 601
    assert list(Remark.objects.values_list("text", flat=True)) == ["Prévoir le soir."]


def test_a_remark_is_looked_at_once_without_javascript_and_kept_as_the_person_wants(client):
    person, phone = people.citizen(), "418 555-1234"
    vote = ballots.opened()
    casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    people.sign_in(client, person)

    asked = send(client, "remark", vote, remarque=f"Appelez au {phone}.")
    before = Remark.objects.count()
    other = send(client, "remark", vote, remarque="Appelez au 418 555-9999.", vu=phone)
    kept = send(client, "remark", vote, remarque=f"Appelez au {phone}.", vu=phone)

    shown = asked.content.decode().replace("\xa0", " ").replace("\u2011", "-")
    assert ("On dirait un numéro de téléphone" in shown, f'name="vu" value="{phone}"' in shown) == (
        True,
        True,
    )
    assert asked.context["form"]["remarque"].value() == f"Appelez au {phone}."
    assert (asked.status_code, before, other.status_code, kept.status_code) == (200, 0, 200, 302)
    assert list(Remark.objects.values_list("text", flat=True)) == [f"Appelez au {phone}."]


def test_a_remark_of_who_has_not_voted_is_refused(client):
    vote = ballots.opened()
    people.sign_in(client, people.citizen())

    assert send(client, "remark", vote, remarque="Bonjour").status_code == 403
    assert Remark.objects.count() == 0


def test_stepping_back_by_the_page(client):
    person = people.citizen()
    vote = ballots.opened()
    people.sign_in(client, person)

    empty = send(client, "recuse", vote, raison="")
    done = send(client, "recuse", vote, raison="Je travaille là.")

    assert (empty.status_code, done.status_code, Recusal.objects.get().person) == (422, 302, person)
    assert send(client, "cast", vote, choix=Choice.FOR).status_code == 403


def test_the_paper_desk_is_for_facilitation_and_a_ballot_on_screen_refuses_paper(client):
    on_screen, on_paper = people.citizens(2)
    vote = ballots.opened()
    casting.cast(by=on_screen, vote=vote, choice=Choice.FOR, now=NOW)

    people.sign_in(client, on_paper)
    by_citizen = send(
        client, "paper", vote, personne=on_paper.pk, talon=sealed_ballots.stub(), confirm="1"
    ).status_code
    people.sign_in(client, people.facilitator())
    late = send(
        client, "paper", vote, personne=on_screen.pk, talon=sealed_ballots.stub(), confirm="1"
    ).status_code
    nobody = send(client, "paper", vote, personne="", confirm="1").status_code
    done = send(
        client, "paper", vote, personne=on_paper.pk, talon=sealed_ballots.stub(), confirm="1"
    ).status_code

    assert (by_citizen, late, nobody, done) == (403, 422, 422, 302)
    assert RollEntry.objects.get(person=on_paper).channel == Channel.PAPER


def test_counting_paper_by_the_page(client):
    voters = people.citizens(3)
    vote = ballots.opened()
    ballots.cast_all(vote, dict.fromkeys(voters[:2], Choice.FOR))
    paper_desk.receive(
        by=people.facilitator(), vote=vote, person=voters[2], stub=sealed_ballots.stub(), now=NOW
    )
    counts = {"pour": 1, "pour_avec_reserve": 0, "contre": 0, "je_passe": 0}

    with clock.frozen(AFTER):
        closing.settle_due(now=AFTER)
        people.sign_in(client, people.signatory())
        by_signatory = send(client, "paper_count", vote, **counts).status_code
        people.sign_in(client, people.facilitator())
        wrong = send(client, "paper_count", vote, **counts | {"contre": 5})
        words = send(client, "paper_count", vote, **counts | {"contre": "deux"})
        done = send(client, "paper_count", vote, **counts).status_code

    assert (by_signatory, wrong.status_code, words.status_code, done) == (403, 422, 422, 302)
    assert words.context["form"]["contre"].value() == "deux"
    assert PaperCount.objects.get().ballots == {"pour": 1}


@pytest.mark.parametrize(
    ("name", "status"), [("votes", 200), ("vote", 200), ("minutes", 403), ("ballot", 302)]
)
def test_what_a_signed_out_reader_reads_of_an_open_vote(client, name, status):
    vote = ballots.opened()

    assert page(client, name, None if name == "votes" else vote).status_code == status


def _citizens_read_list(client, django_assert_num_queries, how_many, signed_in):
    voters = people.citizens(2)
    for n in range(how_many):
        ballots.opened(f"Initiative {n}")
    if signed_in:
        people.sign_in(client, voters[0])
    with django_assert_num_queries(5 if signed_in else 3):
        response = page(client, "votes")
    assert len(response.context["to_come"]) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize("signed_in", [True, False])
def test_the_list_costs_the_same_whatever_its_length(client, django_assert_num_queries, how_many, signed_in):
    _citizens_read_list(client, django_assert_num_queries, how_many, signed_in)


def test_the_list_shows_what_comes_first_and_folds_the_older_results(client):
    voters = people.citizens(8)
    over = [ballots.proclaimed(voters, title=f"Fini {n}") for n in range(5)]
    coming = ballots.announced("Bientôt")

    response = page(client, "votes")

    assert [row["vote"] for row in response.context["to_come"]] == [coming]
    assert len(response.context["recent"]) == 3
    assert len(response.context["older"]) == 2
    html = response.content.decode()
    folded = html[html.index("<details><summary>Les résultats plus anciens") :]
    assert [f"/votes/{row['vote'].pk}/" in folded for row in response.context["older"]] == [True, True]
    assert {row["vote"] for row in response.context["recent"] + response.context["older"]} == set(over)
