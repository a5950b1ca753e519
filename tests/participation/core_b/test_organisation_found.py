"""Approved without an organisation: one is found, and the agreement is signed on what was checked before the vote."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from participation.domain import agreements, decisions, initiatives, reviews
from participation.domain.queries import admissibility
from participation.enums import InitiativeState, ReviewResult
from participation.models import FundingYear, Initiative, InitiativeVersion, Notice
from participation.rules import notice_words
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

LATER = scenes.CLOSES + timedelta(days=5)
SILENT = scenes.on(15 + 21 + 14 + 2)


def funded() -> None:
    FundingYear.objects.create(
        label="Toutes",
        starts_on=date(2020, 4, 1),
        ends_on=date(2040, 3, 31),
        envelope_cents=18_000_000_00,
        reserved_new_num=40,
    )


def confirmed(initiative: Initiative, now=LATER) -> Initiative:
    carrier = cast.organisation("fil-scolaire", "Le Fil scolaire")
    return initiatives.confirm_carrier(by=cast.facilitator(), initiative=initiative, carrier=carrier, now=now)


def voted_on_condition() -> Initiative:
    """Approved « sous réserve » and without an organisation: the signatory never answered."""
    people = scenes.espace()
    initiative = scenes.in_review(people, carrier=None)
    reviews.remind_due(now=scenes.on(37))
    decision = scenes.announced(
        initiative, None, now=SILENT, opens_at=scenes.on(56), closes_at=scenes.on(67, 20)
    )
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    decisions.settle(now=scenes.on(68))
    initiative.refresh_from_db()
    return initiative


def answered(initiative: Initiative, now, result: str = ReviewResult.ELIGIBLE) -> None:
    reviews.review(
        by=cast.signatory(),
        initiative=initiative,
        result=result,
        plain_reason="" if result == ReviewResult.ELIGIBLE else "Il manque une ligne.",
        rule_cited="",
        now=now,
    )


def test_from_looking_for_an_organisation_to_the_agreement():
    funded()
    initiative = scenes.voted(scenes.espace(), scenes.choices(9), carrier=None)
    looked_for = initiative.state

    confirmed(initiative)
    agreement = agreements.sign(by=cast.signatory(), initiative=initiative, now=LATER)

    assert looked_for == InitiativeState.SEEKING_CARRIER
    assert (initiative.state, agreement.carrier.slug) == (InitiativeState.AGREEMENT_SIGNED, "fil-scolaire")


def test_while_an_organisation_is_looked_for_nobody_is_told_that_the_agreement_may_be_signed():
    initiative = voted_on_condition()
    answered(initiative, LATER)

    told = Notice.objects.filter(state="cherche:admissible").first()
    said = notice_words.sentence(told, sees_private=True).replace("\u00a0", " ")
    assert initiative.state == InitiativeState.SEEKING_CARRIER
    assert said.endswith("suit les règles du fonds. On cherche un organisme pour la porter.")
    assert not Notice.objects.filter(state="apres:admissible").exists()


def test_the_desk_lists_it_to_sign_and_no_longer_to_check(client):
    initiative = confirmed(scenes.voted(scenes.espace(), scenes.choices(9), carrier=None))
    cast.sign_in(client, cast.signatory())

    with clock.frozen(LATER):
        desk = client.get(reverse("participation:reviews"))
        again = client.get(reverse("participation:review_answer", args=[initiative.pk]))

    assert (desk.context["late"], [one.pk for one in desk.context["to_sign"]]) == ([], [initiative.pk])
    assert again.status_code == 409


def test_an_answer_given_before_the_organisation_is_found_stands_and_after_too():
    funded()
    early = voted_on_condition()
    answered(early, scenes.on(69))
    confirmed(early, scenes.on(70))

    agreements.sign(by=cast.signatory(), initiative=early, now=scenes.on(71))

    assert early.state == InitiativeState.AGREEMENT_SIGNED


def test_without_its_check_the_agreement_still_waits_even_with_an_organisation():
    funded()
    initiative = confirmed(voted_on_condition(), scenes.on(70))

    with pytest.raises(Refused) as refusal:
        agreements.sign(by=cast.signatory(), initiative=initiative, now=scenes.on(71))
    waited = admissibility.awaits_late_answer(initiative)
    answered(Initiative.objects.get(pk=initiative.pk), scenes.on(71))
    agreements.sign(by=cast.signatory(), initiative=initiative, now=scenes.on(72))

    assert (refusal.value.code, waited) == ("not_reviewed", True)
    assert initiative.state == InitiativeState.AGREEMENT_SIGNED


def test_another_change_than_the_organisation_is_checked_again():
    initiative = confirmed(scenes.voted(scenes.espace(), scenes.choices(9), carrier=None))
    stood = admissibility.is_found_eligible(initiative)
    fields = InitiativeVersion.objects.filter(pk=initiative.current_id).values().get()
    other = InitiativeVersion.objects.create(
        **{**fields, "id": None, "number": fields["number"] + 1, "people_planned": 10}
    )
    Initiative.objects.filter(pk=initiative.pk).update(current=other)

    assert (stood, admissibility.is_found_eligible(Initiative.objects.get(pk=initiative.pk))) == (True, False)
