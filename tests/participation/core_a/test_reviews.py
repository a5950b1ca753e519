"""The signatory checks the rules of the fund, says why, and judges nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from common.exceptions import Refused
from participation.domain import decisions, reviews
from participation.enums import RenewalGroup
from participation.models import AdmissibilityReview, Initiative, RenewalConsensus
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

WHY = {"plain_reason": "L'organisme est une entreprise privée.", "rule_cited": "Organismes admissibles"}
BARE = {"plain_reason": "", "rule_cited": ""}


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


@pytest.mark.parametrize(
    ("result", "words"),
    [("admissible", BARE), ("a_ajuster", {**WHY, "rule_cited": ""}), ("non_admissible", WHY)],
)
def test_the_signatory_answers_one_of_three(db, result, words):
    checked = builders.in_review()

    review = reviews.review(by=cast.signatory(), initiative=checked, result=result, now=NOW, **words)

    assert (checked.state, review.version) == (result, checked.current)


@pytest.mark.parametrize(
    ("result", "words", "field"),
    [
        ("a_ajuster", BARE, "plain_reason"),
        ("non_admissible", BARE, "plain_reason"),
        ("non_admissible", {**WHY, "rule_cited": " "}, "rule_cited"),
        ("approuvee", WHY, "result"),
        ("inutile", WHY, "result"),
    ],
)
def test_a_no_without_its_reason_and_its_rule_is_refused(db, result, words, field):
    checked, signatory = builders.in_review(), cast.signatory()

    assert (
        code_of(lambda: reviews.review(by=signatory, initiative=checked, result=result, now=NOW, **words))
        == field
    )
    assert Initiative.objects.get(pk=checked.pk).state == "en_analyse"


@pytest.mark.database
def test_the_database_asks_for_the_reason_too(db):
    checked = builders.in_review()
    row = {
        "initiative": checked,
        "version": checked.current,
        "result": "non_admissible",
        "by": cast.signatory(),
        "reviewed_at": NOW,
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        AdmissibilityReview.objects.create(**row, plain_reason="Non.", rule_cited="")
    written = AdmissibilityReview.objects.create(**row, **WHY)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AdmissibilityReview.objects.filter(pk=written.pk).update(result="admissible")


@pytest.mark.parametrize(
    "role", [cast.citizen, cast.facilitator, cast.crd_agent, cast.table_member, cast.carrier, cast.admin]
)
def test_nobody_else_answers(db, role):
    checked, person = builders.in_review(), role()

    assert (
        code_of(lambda: reviews.review(by=person, initiative=checked, result="admissible", now=NOW, **BARE))
        == "signatory_only"
    )
    assert (Initiative.objects.get(pk=checked.pk).state, AdmissibilityReview.objects.count()) == (
        "en_analyse",
        0,
    )


@pytest.mark.parametrize(
    "state", ["idee", "en_deliberation", "admissible", "vote_ouvert", "approuvee", "terminee"]
)
def test_the_signatory_answers_only_what_was_sent(db, state):
    idea, signatory = builders.put_at(builders.initiative(), state), cast.signatory()

    assert (
        code_of(
            lambda: reviews.review(by=signatory, initiative=idea, result="non_admissible", now=NOW, **WHY)
        )
        == "not_in_review"
    )
    assert Initiative.objects.get(pk=idea.pk).state == state


def test_a_silent_signatory_still_answers_after_the_vote_is_announced_without_moving_it(db):
    cast.citizens(8)
    checked, signatory = builders.in_review(), cast.signatory()
    after_silence = NOW + timedelta(days=21 + 14 + 1)
    opens_at = after_silence + timedelta(days=4)
    reviews.remind_due(now=NOW + timedelta(days=22))
    decision = decisions.put_to_vote(
        by=None,
        initiative=checked,
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=10),
        now=after_silence,
    )

    reviews.review(by=signatory, initiative=checked, result="admissible", now=after_silence, **BARE)

    assert (decision.vote.is_conditional, Initiative.objects.get(pk=checked.pk).state) == (
        True,
        "vote_annonce",
    )
    assert (
        code_of(
            lambda: reviews.review(
                by=signatory, initiative=checked, result="admissible", now=after_silence, **BARE
            )
        )
        == "not_in_review"
    )


def test_facilitation_writes_each_groups_agreement_once_for_a_project_to_keep(db):
    kept = builders.initiative(is_new=False, renews="Les jeudis")
    new = builders.initiative(cast.citizen("Autre"))
    facilitator = cast.facilitator()
    writing = {"by": facilitator, "initiative": kept, "group": RenewalGroup.COMMUNITIES, "now": NOW}

    reviews.record_renewal_agreement(**writing, agreed_on=NOW.date())

    assert (
        code_of(lambda: reviews.record_renewal_agreement(**writing, agreed_on=NOW.date())) == "already_agreed"
    )
    assert (
        code_of(
            lambda: reviews.record_renewal_agreement(**{**writing, "initiative": new}, agreed_on=NOW.date())
        )
        == "new_project"
    )
    assert (
        code_of(
            lambda: reviews.record_renewal_agreement(
                **{**writing, "by": cast.signatory()}, agreed_on=NOW.date()
            )
        )
        == "facilitation_only"
    )
    assert (
        code_of(
            lambda: reviews.record_renewal_agreement(
                **{**writing, "group": RenewalGroup.PARTNERS}, agreed_on=NOW.date() + timedelta(days=1)
            )
        )
        == "agreed_on"
    )
    assert RenewalConsensus.objects.count() == 1
