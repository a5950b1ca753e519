"""The envelope, its reserved part, agreements and reports."""

from datetime import date, timedelta

import pytest

from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import agreements, decisions, reviews
from participation.domain.queries import funding
from participation.enums import InitiativeState, ReportConformity, ReviewResult
from participation.models import Agreement, FundingYear
from participation.rules.funding import Figures, check_may_engage, figures_of
from tests import cast
from tests.participation.core_b import scenes
from tests.participation.core_b.test_anonymity import pack

pytestmark = pytest.mark.django_db


def year(
    envelope_cents: int = 18_000_000, num: int = 40, label: str = "2026-2027", starts: int = 2026
) -> FundingYear:
    return FundingYear.objects.create(
        label=label,
        starts_on=date(starts, 4, 1),
        ends_on=date(starts + 1, 3, 31),
        envelope_cents=envelope_cents,
        reserved_new_num=num,
    )


def approved(people, facilitator=None, **changed):
    """Voted and approved; a project to keep going has its three agreements."""
    initiative = scenes.eligible(people, **changed)
    if not initiative.current.is_new:
        scenes.agree(initiative, facilitator or cast.facilitator(), *scenes.ALL_GROUPS)
    decision = scenes.announced(initiative, None)
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    decisions.settle(now=scenes.CLOSES + timedelta(minutes=1))
    initiative.refresh_from_db()
    return initiative


def test_the_figures_of_the_pack():
    sheets = {one["id"]: one for one in pack("initiatives")["initiatives"]}
    commitments = [one for one in pack("funding")["commitments"] if one["year"] == "2026-2027"]
    [raw] = [one for one in pack("funding")["years"] if one["id"] == "2026-2027"]
    expected = pack("funding")["expected"]["2026-2027"]
    people = scenes.espace()
    for commitment in commitments:
        budget, period = (
            sheets[commitment["initiative"]]["budget"],
            sheets[commitment["initiative"]]["period"],
        )
        approved(
            people,
            title=sheets[commitment["initiative"]]["title"],
            total_cents=budget["total"] * 100,
            fund_cents=budget["fqis"] * 100,
            other_cash_cents=budget["other_cash"] * 100,
            in_kind_cents=budget["in_kind"] * 100,
            budget_lines=[
                {"label": label, "cents": amount * 100} for label, amount in budget["lines"].items()
            ],
            starts_on=date.fromisoformat(period["start"]),
            ends_on=date.fromisoformat(period["end"]),
        )

    figures = funding.figures(year(raw["envelope"] * 100, round(raw["reserved_share_new"] * 100)))

    assert figures == Figures(
        committed_cents=expected["committed"] * 100,
        committed_new_cents=expected["committed_new"] * 100,
        remaining_cents=expected["remaining"] * 100,
        reserved_new_cents=expected["reserved_new"] * 100,
        reserve_met=expected["reserve_met"],
    )


def test_an_initiative_counts_in_the_year_it_starts_and_only_once_approved():
    people = scenes.espace()
    this_year, next_year = year(), year(label="2027-2028", starts=2027)
    scenes.eligible(people, title="Pas encore votée")
    approved(people, title="Cette année", starts_on=date(2027, 3, 31))
    approved(people, title="L'an prochain", starts_on=date(2027, 4, 1))

    assert [funding.figures(one).committed_cents for one in (this_year, next_year)] == [800_000, 800_000]


@pytest.mark.parametrize(("maintained", "is_met"), [(600, True), (601, False)])
def test_maintained_projects_leave_the_reserved_part_whole(maintained, is_met):
    envelope = FundingYear(envelope_cents=1_000, reserved_new_num=40, reserved_new_den=100)

    assert figures_of(envelope, new_cents=0, maintained_cents=maintained).reserve_met is is_met


def test_the_reserved_part_is_rounded_up_to_the_cent():
    envelope = FundingYear(envelope_cents=1_000, reserved_new_num=1, reserved_new_den=3)

    assert figures_of(envelope, new_cents=0, maintained_cents=0).reserved_new_cents == 334
    assert figures_of(envelope, new_cents=0, maintained_cents=667).reserve_met is False


@pytest.mark.parametrize(
    ("envelope_cents", "new", "maintained", "code"),
    [
        (1_000, 400, 600, None),
        (1_000, 0, 601, "reserved_part_taken"),
        (1_000, 401, 600, "envelope_exceeded"),
        (None, 1, 0, "funding_year_missing"),
    ],
)
def test_money_is_engaged_only_within_the_envelope(envelope_cents, new, maintained, code):
    envelope = envelope_cents and FundingYear(
        envelope_cents=envelope_cents, reserved_new_num=40, reserved_new_den=100
    )

    if code is None:
        check_may_engage(envelope, signed_new_cents=new, signed_maintained_cents=maintained)
    else:
        with pytest.raises(Refused) as refusal:
            check_may_engage(envelope, signed_new_cents=new, signed_maintained_cents=maintained)
        assert refusal.value.code == code


def test_the_signatory_signs_with_an_eligible_carrier_within_the_envelope():
    initiative = approved(scenes.espace())
    signatory = cast.signatory()
    with pytest.raises(Refused) as no_year:
        agreements.sign(by=signatory, initiative=initiative, now=scenes.on(60))
    year()

    agreement = agreements.sign(by=signatory, initiative=initiative, now=scenes.on(60))

    assert no_year.value.code == "funding_year_missing"
    assert (agreement.carrier, agreement.signed_on) == (initiative.current.carrier, scenes.on(60).date())
    assert initiative.state == InitiativeState.AGREEMENT_SIGNED


@pytest.mark.parametrize(
    "make", [cast.citizen, cast.facilitator, cast.table_member, cast.carrier, cast.admin]
)
def test_nobody_else_signs(make):
    year()
    initiative = approved(scenes.espace())

    with pytest.raises(Refused) as refusal:
        agreements.sign(by=make(), initiative=initiative, now=scenes.on(60))

    assert (refusal.value.code, Agreement.objects.count()) == ("not_your_move", 0)


def test_a_maintained_project_waits_when_it_would_take_the_reserved_part():
    people = scenes.espace()
    year(envelope_cents=1_500_000, num=50)
    signatory = cast.signatory()
    kept = approved(people, title="On continue", is_new=False, renews="projet de 2024-2026")
    new = approved(people, title="Du neuf", fund_cents=700_000, other_cash_cents=200_000)

    with pytest.raises(Refused) as refusal:
        agreements.sign(by=signatory, initiative=kept, now=scenes.on(60))
    agreements.sign(by=signatory, initiative=new, now=scenes.on(60))

    assert refusal.value.code == "reserved_part_taken"
    assert list(Agreement.objects.values_list("initiative_id", flat=True)) == [new.pk]


def test_an_agreement_after_a_conditional_vote_still_waits_for_the_signatory():
    people = scenes.espace()
    year()
    signatory = cast.signatory()
    initiative = scenes.in_review(people)
    reviews.remind_due(now=scenes.on(37))
    vote = scenes.announced(
        initiative, None, now=scenes.on(51), opens_at=scenes.on(54), closes_at=scenes.on(64, 20)
    ).vote
    scenes.cast_all(vote, people[:9], scenes.choices(9))
    decisions.settle(now=scenes.on(64, 20) + timedelta(minutes=1))
    initiative.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        agreements.sign(by=signatory, initiative=initiative, now=scenes.on(70))
    reviews.review(
        by=signatory,
        initiative=initiative,
        result=ReviewResult.ELIGIBLE,
        plain_reason="",
        rule_cited="",
        now=scenes.on(71),
    )
    agreements.sign(by=signatory, initiative=initiative, now=scenes.on(72))

    assert refusal.value.code == "not_reviewed"
    assert initiative.state == InitiativeState.AGREEMENT_SIGNED


def under_way():
    year()
    initiative = approved(scenes.espace())
    agreements.sign(by=cast.signatory(), initiative=initiative, now=scenes.on(60))
    carrier = cast.carrier("Coordination (Le Fil scolaire)", "fil-scolaire")
    agreements.start(by=carrier, initiative=initiative, now=scenes.on(70))
    return initiative, carrier


REPORT = {"spent_fund_cents": 700_000, "people_reached": 61, "plain_results": "61 enfants ont emprunté."}


def test_only_the_carrier_of_the_agreement_starts_and_reports():
    initiative, carrier = under_way()
    another = cast.carrier("Coordination (Les Cuisines)", "cuisine-vallee")

    with pytest.raises(Refused) as refusal:
        agreements.report(by=another, initiative=initiative, kind="fin", now=scenes.on(100), **REPORT)
    with pytest.raises(Refused) as facilitator:
        agreements.report(
            by=cast.facilitator(), initiative=initiative, kind="fin", now=scenes.on(100), **REPORT
        )
    report = agreements.report(by=carrier, initiative=initiative, kind="fin", now=scenes.on(100), **REPORT)

    assert (refusal.value.code, facilitator.value.code) == ("another_carrier", "not_your_move")
    assert (initiative.state, report.conformity) == (
        InitiativeState.REPORT_RECEIVED,
        ReportConformity.WAITING,
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "autre"}, "unknown_kind"),
        ({"people_reached": -1}, "people_negative"),
        ({"spent_fund_cents": -1}, "spent_negative"),
        ({"plain_results": " "}, "results_missing"),
    ],
)
def test_a_report_says_how_many_people_and_what_happened(changed, code):
    initiative, carrier = under_way()

    with pytest.raises(BadInput) as refusal:
        agreements.report(
            by=carrier, initiative=initiative, now=scenes.on(100), **({"kind": "fin"} | REPORT | changed)
        )

    assert refusal.value.code == code
    initiative.refresh_from_db()
    assert initiative.state == InitiativeState.UNDER_WAY


@pytest.mark.parametrize(
    ("kind", "conformity", "state"),
    [
        ("fin", ReportConformity.CONFORM, InitiativeState.FINISHED),
        ("fin", ReportConformity.TO_CORRECT, InitiativeState.UNDER_WAY),
        ("mi-parcours", ReportConformity.CONFORM, InitiativeState.UNDER_WAY),
        ("mi-parcours", ReportConformity.TO_CORRECT, InitiativeState.UNDER_WAY),
    ],
)
def test_the_signatory_validates_a_report_once(kind, conformity, state):
    initiative, carrier = under_way()
    signatory = cast.signatory()
    report = agreements.report(by=carrier, initiative=initiative, kind=kind, now=scenes.on(100), **REPORT)
    with pytest.raises(Refused):
        agreements.validate(
            by=carrier, report=report, conformity=conformity, correction="x", now=scenes.on(101)
        )

    agreements.validate(
        by=signatory,
        report=report,
        conformity=conformity,
        correction="une facture sans date",
        now=scenes.on(101),
    )

    initiative.refresh_from_db()
    assert (initiative.state, report.conformity) == (state, conformity)
    with pytest.raises(IllegalTransition):
        agreements.validate(
            by=signatory, report=report, conformity=conformity, correction="x", now=scenes.on(102)
        )


def test_a_correction_says_what_to_correct():
    initiative, carrier = under_way()
    report = agreements.report(by=carrier, initiative=initiative, kind="fin", now=scenes.on(100), **REPORT)

    with pytest.raises(BadInput) as refusal:
        agreements.validate(
            by=cast.signatory(), report=report, conformity=ReportConformity.TO_CORRECT, now=scenes.on(101)
        )

    assert refusal.value.code == "correction_missing"
