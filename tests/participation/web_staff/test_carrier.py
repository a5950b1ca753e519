"""A carrier says that the work started and reports; the signatory signs and reads. Neither touches the decision."""

from datetime import date

import pytest
from django.urls import reverse

from common.exceptions import BadInput
from participation.domain import agreements
from participation.enums import InitiativeState, ReportConformity
from participation.models import AccountabilityReport, Agreement, FundingYear
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db

REPORT = {
    "kind": agreements.FINAL,
    "people_reached": "61",
    "spent_dollars": "7100",
    "plain_results": "Trois groupes de café.",
}


def page(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


@pytest.fixture
def approved():
    FundingYear.objects.create(
        label="Toutes",
        starts_on=date(2020, 4, 1),
        ends_on=date(2040, 3, 31),
        envelope_cents=18_000_000_00,
        reserved_new_num=40,
    )
    return world.approved_initiative("Le fil du café")


@pytest.fixture
def signed(approved):
    agreements.sign(by=cast.signatory(), initiative=approved, now=world.at())
    return approved


@pytest.fixture
def coordination():
    return cast.carrier("Coordination (Le Fil)", "fil-scolaire")


def state_of(initiative) -> str:
    initiative.refresh_from_db()
    return initiative.state


def test_the_desk_shows_what_the_organisation_carries_and_its_own_turn(client, signed, coordination):
    cast.sign_in(client, coordination)

    html = client.get(page("carrier_desk")).content.decode()

    assert "Le fil du café" in html
    assert page("carrier_start", signed.pk) in html
    assert page("carrier_report", signed.pk) not in html


def test_another_organisation_sees_nothing_of_it_and_its_pages_are_missing(client, signed):
    cast.sign_in(client, cast.carrier("Ailleurs", "cuisine-vallee"))

    html = client.get(page("carrier_desk")).content.decode()
    tries = [client.post(page(name, signed.pk)) for name in ("carrier_start", "carrier_report")]

    assert "Le fil du café" not in html
    assert [answer.status_code for answer in tries] == [404, 404]
    assert state_of(signed) == InitiativeState.AGREEMENT_SIGNED


@pytest.mark.parametrize("who", [cast.citizen, cast.facilitator, cast.signatory, cast.table_member])
def test_no_other_role_opens_the_pages_of_a_carrier(client, signed, who):
    cast.sign_in(client, who())

    tries = [client.get(page("carrier_desk")), client.post(page("carrier_start", signed.pk))]

    assert [answer.status_code for answer in tries] == [403, 403]
    assert state_of(signed) == InitiativeState.AGREEMENT_SIGNED


def test_the_start_is_read_before_it_is_said(client, signed, coordination):
    cast.sign_in(client, coordination)

    read = client.get(page("carrier_start", signed.pk))
    before = state_of(signed)
    said = client.post(page("carrier_start", signed.pk))

    assert (read.status_code, before) == (200, InitiativeState.AGREEMENT_SIGNED)
    assert (said.status_code, state_of(signed)) == (302, InitiativeState.UNDER_WAY)


def test_a_start_before_the_agreement_is_refused(client, approved, coordination):
    cast.sign_in(client, coordination)

    assert client.post(page("carrier_start", approved.pk)).status_code == 409
    assert state_of(approved) == InitiativeState.APPROVED


def test_a_report_is_checked_then_handed_in(client, signed, coordination):
    agreements.start(by=coordination, initiative=signed, now=world.at())
    cast.sign_in(client, coordination)

    checked = client.post(page("carrier_report", signed.pk), REPORT)
    none_yet = AccountabilityReport.objects.count()
    client.post(page("carrier_report", signed.pk), {**REPORT, "confirm": "1"})

    made = AccountabilityReport.objects.get()
    assert (checked.status_code, none_yet) == (200, 0)
    assert (made.people_reached, made.spent_fund_cents, made.by) == (61, 710_000, coordination)
    assert state_of(signed) == InitiativeState.REPORT_RECEIVED


@pytest.mark.parametrize(
    "wrong", [{"people_reached": "-1"}, {"spent_dollars": "beaucoup"}, {"plain_results": ""}]
)
def test_a_report_that_lacks_something_comes_back_with_what_was_typed(client, signed, coordination, wrong):
    agreements.start(by=coordination, initiative=signed, now=world.at())
    cast.sign_in(client, coordination)

    answer = client.post(page("carrier_report", signed.pk), {**REPORT, **wrong, "confirm": "1"})

    assert answer.status_code == 422
    kept = "Trois groupes" if "plain_results" not in wrong else "7100"
    assert kept in answer.content.decode()
    assert AccountabilityReport.objects.count() == 0


def test_the_signatory_writes_the_agreement_from_the_desk(client, approved):
    cast.sign_in(client, cast.signatory())

    desk = client.get(page("reviews")).content.decode()
    client.post(page("agreement_sign", approved.pk))

    assert page("agreement_sign", approved.pk) in desk
    assert Agreement.objects.get().initiative == approved


def test_without_an_envelope_the_page_says_why_and_nothing_is_signed(client, approved):
    FundingYear.objects.all().delete()
    cast.sign_in(client, cast.signatory())

    answer = client.post(page("agreement_sign", approved.pk))

    assert (answer.status_code, Agreement.objects.count()) == (422, 0)
    assert 'class="summary-error"' in answer.content.decode()


def test_the_signatory_answers_a_report_and_a_correction_says_what(client, signed, coordination):
    agreements.start(by=coordination, initiative=signed, now=world.at())
    made = agreements.report(
        by=coordination,
        initiative=signed,
        kind=agreements.FINAL,
        spent_fund_cents=1,
        people_reached=1,
        plain_results="Fait.",
        now=world.at(),
    )
    cast.sign_in(client, cast.signatory())
    asked = {"conformity": ReportConformity.TO_CORRECT, "correction": "", "confirm": "1"}

    silent = client.post(page("report_answer", made.pk), asked)
    client.post(page("report_answer", made.pk), {**asked, "correction": "Il manque une facture."})

    made.refresh_from_db()
    assert silent.status_code == 422
    assert (made.conformity, made.correction) == (ReportConformity.TO_CORRECT, "Il manque une facture.")
    assert state_of(signed) == InitiativeState.UNDER_WAY


def test_long_results_begin_short_by_the_page_and_by_the_verb(client, signed, coordination):
    agreements.start(by=coordination, initiative=signed, now=world.at())
    cast.sign_in(client, coordination)
    long = "mot " * 26 + ". " + "Autre mot. " * 30

    def report(words: str) -> AccountabilityReport:
        return agreements.report(
            by=coordination,
            initiative=signed,
            kind=agreements.FINAL,
            spent_fund_cents=0,
            people_reached=0,
            plain_results=words,
            now=world.at(),
        )

    with pytest.raises(BadInput) as refused:
        report(long)
    answer = client.post(page("carrier_report", signed.pk), {**REPORT, "plain_results": long, "confirm": "1"})
    assert (refused.value.code, answer.status_code) == ("begins_long", 422)
    assert AccountabilityReport.objects.count() == 0
    assert report("On jase. " + long).plain_results.startswith("On jase.")
