"""The whole journey by plain forms, without JavaScript: said, talked over, proposed, voted, sent, answered, followed."""

import pytest

from participation.enums import ConcernState, InitiativeState, IssueState, TransmissionState
from participation.models import Initiative
from tests.journey import steps
from tests.journey.steps import on, path_of

pytestmark = pytest.mark.django_db
CHOICES = ["pour"] * 7 + ["pour_avec_reserve", "contre", "contre", "je_passe"]


def test_a_concern_becomes_an_initiative_voted_and_answered(espace):
    with on(0):
        concern = said_and_supported(espace)
    issue = grouped(espace, concern)
    initiative = proposed(espace, concern)
    vote = checked_and_announced(espace, initiative)
    voted(espace, initiative, vote)
    result_is_known(espace, initiative, vote)
    answered(espace, initiative)
    everyone_sees_what_happened(espace, concern, initiative)

    assert steps.shown_state(issue) == IssueState.SHARED


def said_and_supported(espace):
    concern = steps.say(espace.author)
    assert concern.state == ConcernState.DISCUSSED
    assert "Merci" in espace.author.sees("say_thanks", concern.pk)
    for neighbour in espace.neighbours[:2]:
        assert steps.WORDS in neighbour.sees("concern", concern.pk)
        steps.me_too(neighbour, concern)
    steps.writes(espace.neighbours[0], concern.thread_id, "Moi, c'est dans mon rang.")
    assert "Moi, c'est dans mon rang." in espace.author.sees("deliberation:thread", concern.thread_id)
    espace.signatory.sees("concern", concern.pk, status=404)
    return concern


def grouped(espace, concern):
    declining = espace.neighbours[3]
    with on(1):
        second = steps.say(espace.neighbours[2], "Sans auto, je dépends de ma voisine pour l'épicerie.")
        third = steps.say(declining, "Le taxi de chez nous à la pharmacie me coûte trop cher.")
        issue = steps.groups(espace.facilitator, concern, second, third)
        espace.facilitator.sends("issue_share", issue.pk, status=403)
    with on(2):
        steps.answers_grouping(espace.author, concern, yes=True)
        steps.answers_grouping(espace.neighbours[2], second, yes=True)
        steps.answers_grouping(declining, third, yes=False)
        espace.facilitator.sends("issue_share", issue.pk, then=path_of("issue", issue.pk))
        assert issue.title in espace.outsider.sees("issue", issue.pk)
    states = [steps.shown_state(one) for one in (concern, second, third)]
    assert states == [ConcernState.GROUPED, ConcernState.GROUPED, ConcernState.DISCUSSED]
    return issue


def proposed(espace, concern) -> Initiative:
    with on(3):
        initiative = steps.propose(espace.author, concern)
        assert initiative.state == InitiativeState.IDEA
        espace.author.sends("initiative_to_review", initiative.pk, status=409)
        for neighbour in espace.neighbours[:3]:
            steps.support(neighbour, initiative)
        assert steps.shown_state(initiative) == InitiativeState.DELIBERATING
        espace.author.sends("initiative_to_review", initiative.pk, status=409)
        espace.support.sends("initiative_support", initiative.pk, status=403)
    with on(17):
        espace.neighbours[4].sends("initiative_to_review", initiative.pk, status=403)
        espace.author.sends("initiative_to_review", initiative.pk, then=path_of("initiative", initiative.pk))
    assert steps.shown_state(initiative) == InitiativeState.IN_REVIEW
    assert steps.shown_state(concern) == ConcernState.BECAME_INITIATIVE
    return initiative


def checked_and_announced(espace, initiative) -> int:
    with on(18):
        espace.facilitator.sends("initiative_vote", initiative.pk, status=403)
        espace.facilitator.sends("review_answer", initiative.pk, status=403, result="admissible")
        steps.review(espace.signatory, initiative, "admissible")
    assert initiative.state == InitiativeState.ELIGIBLE
    with on(19):
        form = {"opens_on": "2026-09-21", "opens_hour": "9", "closes_on": "2026-10-02", "closes_hour": "20"}
        too_late = espace.facilitator.sends("initiative_vote", initiative.pk, status=422, confirm="1", **form)
        assert "3 jours" in too_late
        vote = steps.announce(espace.facilitator, initiative, opens=23, closes=33)
    with on(20):
        espace.neighbours[0].sends("voting:cast", vote, status=403, choix="pour")
    assert steps.shown_state(initiative) == InitiativeState.VOTE_ANNOUNCED
    return vote


def voted(espace, initiative, vote) -> None:
    steps.time_passes(23, 9)
    assert steps.shown_state(initiative) == InitiativeState.VOTE_OPEN
    voters = [espace.author, *espace.neighbours]
    with on(24):
        receipts = [steps.votes(voter, vote, choice) for voter, choice in zip(voters, CHOICES, strict=True)]
        assert not any("avec réserve" in receipt for receipt in receipts)
        refused(espace, vote)
    with on(25):
        # Somebody changes their mind: the last choice counts.
        steps.votes(espace.author, vote, "contre")
        steps.votes(espace.author, vote, "pour")
        assert "11" in espace.author.sees("voting:vote", vote)
        espace.outsider.sees("voting:minutes", vote, status=403)


def refused(espace, vote) -> None:
    for other in (espace.support, espace.facilitator, espace.signatory, espace.table, espace.carrier):
        other.sends("voting:check", vote, status=403, choix="pour")
        other.sends("voting:cast", vote, status=403, choix="pour")
    espace.outsider.sends("voting:cast", vote, then=path_of("accounts:enter"), choix="pour")
    nothing = espace.author.sends("voting:check", vote, status=422)
    assert "Erreur" in nothing
    espace.author.sends("voting:cast", vote, status=422, choix="peut-être")


def result_is_known(espace, initiative, vote) -> None:
    steps.time_passes(33, 19, 59)
    assert steps.shown_state(initiative) == InitiativeState.VOTE_OPEN
    steps.time_passes(33, 20, 1)
    assert steps.shown_state(initiative) == InitiativeState.APPROVED
    with on(34):
        espace.author.sends("voting:cast", vote, status=403, choix="contre")
        exact = espace.neighbours[0].sees("voting:vote", vote)
        floored = espace.outsider.sees("voting:vote", vote)
        assert ("moins de 5" in exact, "moins de 5" in floored) == (False, True)
        minutes = espace.outsider.sees("voting:minutes", vote)
        assert espace.author.person.display_name not in minutes + floored
        decision = initiative.decisions.get()
        assert (decision.outcome, decision.recorded_at) == ("approuvee", steps.moment(33, 20, 1))


def answered(espace, initiative) -> None:
    with on(35):
        named = steps.sending_form(initiative, body="Zénaïde ne peut pas se rendre à ses rendez-vous.")
        page = espace.facilitator.sends("transmission_prepare", status=422, **named)
        assert "Zénaïde ne peut pas se rendre à ses rendez-vous." in page
        espace.support.sends("transmission_prepare", status=403, **steps.sending_form(initiative))
        sending = steps.prepares(espace.facilitator, initiative)
        espace.facilitator.sends("transmission_send", sending.pk, status=403)
        espace.table.sees("transmission", sending.pk, status=404)
        dossier = path_of("transmission", sending.pk)
        espace.facilitator.sends("transmission_reread", sending.pk, status=403)
        espace.neighbours[5].sends("transmission_reread", sending.pk, then=dossier)
        espace.facilitator.sends("transmission_send", sending.pk, then=dossier)
    with on(40):
        espace.table.sends("acknowledge", sending.pk, then=path_of("table_inbox"))
        for kind in ("retenue", "non_retenue"):
            espace.table.sends(
                "respond", sending.pk, status=403, kind=kind, reason="Non.", plain_words="Non."
            )
        link = {"reason": "Avec le transport adapté.", "plain_words": "Le taxi peut partager ses trajets."}
        espace.table.sends("linkage", sending.pk, status=422, plain_words="Sans raison.")
        espace.table.sends("linkage", sending.pk, status=200, **link)
        espace.table.sends("linkage", sending.pk, then=dossier, confirm="1", **link)
    assert steps.shown_state(sending) == TransmissionState.ANSWERED
    assert [one.kind for one in sending.responses.order_by("pk")] == ["accuse_reception", "arrimage_propose"]


def everyone_sees_what_happened(espace, concern, initiative) -> None:
    with on(41):
        public = espace.outsider.sees("answers")
        assert "Le taxi peut partager ses trajets." in public
        assert espace.author.person.display_name not in public
        home = espace.author.sees("my_home")
        assert (concern.title in home, initiative.title in home) == (True, True)
        assert "Approuvée par l'Espace" in espace.outsider.sees("initiative", initiative.pk)
        assert initiative.title in espace.outsider.sees("board")
