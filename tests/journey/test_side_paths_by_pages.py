"""Beside the straight road, by plain forms: mistakes kept, words between two, « à ajuster », not enough people."""

import pytest
from django.test import Client

from participation.enums import ConcernState, InitiativeState
from participation.models import Concern, Initiative
from tests import cast
from tests.journey import steps
from tests.journey.steps import Visitor, on, path_of

pytestmark = pytest.mark.django_db
MANY = "Trop long. " * 700


def test_somebody_enters_with_a_card_and_leaves(espace):
    client = Client()
    page = {"login": "zenaide", "pin": cast.PIN}
    wrong = client.post("/entrer/", {**page, "pin": "111111"})
    came_in = client.post("/entrer/", page | {"shared": "on"})
    assert (wrong.status_code, came_in.status_code, came_in["Location"]) == (422, 302, "/mon-accueil/")
    assert cast.PIN not in wrong.content.decode()

    left = client.post("/quitter/")

    assert (left.status_code, client.get("/mon-accueil/").status_code) == (302, 302)
    assert client.get("/mon-accueil/")["Location"] == "/entrer/?next=/mon-accueil/"


def test_each_mistake_of_a_concern_is_said_beside_what_was_typed(espace):
    author = espace.author
    with on(0):
        assert "Erreur" in author.sends("say", status=422, text="")
        assert MANY.strip() in author.sends("say", status=422, text=MANY)
        assert not Concern.objects.filter(author=author.person).exists()
        author.sends("say", text=steps.WORDS)
        draft = Concern.objects.get(author=author.person)
        for question, answer in (("theme", "magie"), ("place", "-4"), ("readers", "tout le monde")):
            page = author.sends(f"say_{question}", draft.pk, status=422, **{question: answer})
            assert "Erreur" in page
        assert "x" * 130 in author.sends("say_title", draft.pk, status=422, title="x" * 130)
        assert author.sees("say_words", draft.pk).count(steps.WORDS) == 1


def test_a_word_for_facilitation_only_stays_between_the_two(espace):
    with on(0):
        concern = steps.say(espace.author, readers="animation")
        espace.facilitator.sees("concern_read", concern.pk)
        espace.facilitator.sends("concern_publish", concern.pk, status=403)
        for other in (espace.neighbours[0], espace.support, espace.table, espace.signatory):
            other.sees("concern", concern.pk, status=404)
            assert concern.title not in other.client.get(path_of("concerns")).content.decode()
        assert concern.title not in espace.outsider.sees("home")
        espace.neighbours[0].sends("concern_support", concern.pk, status=404)
        steps.writes(espace.author, concern.thread_id, "Rappelez-moi après 16 h.")
        assert "après 16 h" in espace.facilitator.sees("deliberation:thread", concern.thread_id)
    assert steps.shown_state(concern) == ConcernState.SUBMITTED


def test_what_facilitation_must_call_about_is_shown_again_after_the_call(espace):
    with on(0):
        concern = steps.say(espace.author, "Mon voisin me fait peur depuis l'été.")
        espace.facilitator.sends("concern_hold", concern.pk, status=422, reason="")
        espace.support.sends("concern_hold", concern.pk, status=403, reason="Danger.")
        espace.facilitator.sends("concern_hold", concern.pk, confirm="1", reason="Une personne est nommée.")
        assert concern.state == ConcernState.DISCUSSED
        assert steps.shown_state(concern) == ConcernState.CHECKING
        for other in (espace.neighbours[0], espace.support):
            other.sees("concern", concern.pk, status=404)
            other.sees("deliberation:thread", concern.thread_id, status=404)
        espace.author.sends("concern_publish", concern.pk, status=403)
        espace.facilitator.sends("concern_publish", concern.pk, then=path_of("facilitation"))
        assert concern.text in espace.neighbours[0].sees("concern", concern.pk)


def test_the_author_takes_a_concern_back(espace):
    with on(0):
        concern = steps.say(espace.author)
        espace.neighbours[0].sends("concern_withdraw", concern.pk, status=404)
        espace.author.sends("concern_withdraw", concern.pk, then=path_of("my_home"))
        for other in (espace.neighbours[0], espace.facilitator):
            other.sees("concern", concern.pk, status=404)
    assert steps.shown_state(concern) == ConcernState.WITHDRAWN


def test_one_does_not_say_me_too_for_oneself_nor_for_a_role(espace):
    with on(0):
        concern = steps.say(espace.author)
        espace.author.sends("concern_support", concern.pk, status=403)
        espace.facilitator.sends("concern_support", concern.pk, status=403)
        espace.support.sends("concern_support", concern.pk, status=403)
        for _twice in range(2):
            steps.me_too(espace.neighbours[0], concern)
    assert concern.supports.count() == 1


def in_review(espace, **changed) -> Initiative:
    with on(0):
        concern = steps.say(espace.author)
        initiative = steps.propose(espace.author, concern, **changed)
        for neighbour in espace.neighbours[:3]:
            steps.support(neighbour, initiative)
    with on(15):
        espace.author.sends("initiative_to_review", initiative.pk)
    initiative.refresh_from_db()
    return initiative


def test_an_initiative_to_adjust_is_revised_then_found_eligible(espace):
    initiative = in_review(espace)
    with on(16):
        silent = espace.signatory.sends("review_answer", initiative.pk, status=422, result="a_ajuster")
        assert "Erreur" in silent
        espace.signatory.sends(
            "review_answer", initiative.pk, status=422, result="non_admissible", plain_reason="Non."
        )
        espace.signatory.sends("review_answer", initiative.pk, status=422, result="mauvaise_idee")
        steps.review(
            espace.signatory, initiative, "a_ajuster", plain_reason="Gardez une ligne pour l'assurance."
        )
        assert "Gardez une ligne pour l'assurance." in espace.outsider.sees("initiative", initiative.pk)
    first_hash = initiative.current.content_hash
    with on(17):
        lines = "Essence: 26 500\nAssurance: 1 000"
        espace.neighbours[0].sends("initiative_revise", initiative.pk, status=403, reason="Moi.")
        espace.author.sends(
            "initiative_revise",
            initiative.pk,
            query="?question=cout",
            **steps.ANSWERS["cout"] | {"lines": lines},
        )
        espace.author.sends("initiative_revise", initiative.pk, status=422, reason="")
        espace.author.sends("initiative_revise", initiative.pk, reason="On ajoute l'assurance.")
        initiative.refresh_from_db()
        assert (initiative.state, initiative.current.number) == (InitiativeState.DELIBERATING, 2)
        espace.author.sends("initiative_to_review", initiative.pk)
        steps.review(espace.signatory, initiative, "admissible")
    assert initiative.state == InitiativeState.ELIGIBLE
    assert initiative.versions.get(number=1).content_hash == first_hash


def test_without_enough_people_nothing_is_counted(espace):
    initiative = in_review(espace)
    with on(16):
        steps.review(espace.signatory, initiative, "admissible")
        vote = steps.announce(espace.facilitator, initiative, opens=20, closes=30)
    steps.time_passes(20, 9)
    with on(21):
        for neighbour in espace.neighbours[:2]:
            steps.votes(neighbour, vote, "pour")
    steps.time_passes(30, 20, 1)
    assert steps.shown_state(initiative) == InitiativeState.NO_QUORUM
    with on(31):
        page = espace.author.sees("voting:vote", vote)
        espace.facilitator.sends("transmission_prepare", status=422, **steps.sending_form(initiative))
    assert initiative.decisions.get().vote.tally.counts in ({}, None)
    assert "Il manquait du monde" in page


def test_an_idea_of_one_mrc_goes_to_that_mrc_not_to_a_vote(espace):
    with on(0):
        concern = steps.say(espace.author)
        initiative = steps.propose(espace.author, concern, ou={"territories": ["la-mitis"]})
        form = {"territory": str(cast.territories()["la-mitis"].pk), "plain_reason": "C'est pour La Mitis."}
        day = steps.moment(0).date().isoformat()
        # Without a word of its author, the check page says that they will be asked: nothing leaves.
        espace.facilitator.sends("initiative_refer", initiative.pk, status=200, **form)
        assert steps.shown_state(initiative) != InitiativeState.REFERRED
        espace.facilitator.sends(
            "initiative_refer", initiative.pk, **form, agrees="on", accord_on=day, confirm="1"
        )
        assert steps.shown_state(initiative) == InitiativeState.REFERRED
        espace.facilitator.sends("initiative_vote", initiative.pk, status=409)
        assert initiative.title in espace.outsider.sees("territory", "la-mitis")


def test_somebody_not_welcomed_yet_looks_and_does_nothing(espace):
    visitor = Visitor(cast.newcomer("Pas encore"))
    with on(0):
        concern = steps.say(espace.author)
        initiative = steps.propose(espace.author, concern)
        visitor.sees("my_home")
        visitor.sees("say", status=403)
        visitor.sees("concern", concern.pk, status=404)
        visitor.sends("concern_support", concern.pk, status=403)
        visitor.sends("initiative_support", initiative.pk, status=403)
        assert espace.author.person.display_name not in visitor.sees("initiative", initiative.pk)
