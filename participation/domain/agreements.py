"""Agreements, realisation and reports: the third gate, between the signatory and the carrier."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.enums import Role
from accounts.models import Organisation, Person
from common import audit, dates, text
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import stages
from participation.domain.queries import admissibility
from participation.domain.queries import funding as funding_queries
from participation.enums import InitiativeState, ReportConformity
from participation.models import AccountabilityReport, Agreement, Initiative, InitiativeVersion
from participation.rules import funding, lifecycles, short_version

MID_TERM, FINAL = "mi-parcours", "fin"
REPORT_KINDS = (MID_TERM, FINAL)


@transaction.atomic
def sign(*, by: Person, initiative: Initiative, now: datetime) -> Agreement:
    """The signatory signs with the carrier: approuvee → protocole_signe.

    Refused: anybody else; no eligible carrier; a text not yet found eligible (a vote « sous réserve » waits here; an
    organisation confirmed since changes nothing to what was found);
    money that would use the part reserved for new projects or exceed the year's envelope.
    """
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    roles = stages.roles_of(by, held, on=dates.local_day(now))
    lifecycles.check_move("initiative", held.state, InitiativeState.AGREEMENT_SIGNED, roles)
    version = held.current
    carrier = version.carrier if version is not None else None
    if version is None or carrier is None or not carrier.is_fund_eligible:
        raise Refused("no_eligible_carrier", _("An eligible organisation must carry it first."))
    if not admissibility.is_found_eligible(held):
        raise Refused("not_reviewed", _("Check the rules of the fund before signing."))
    _check_money(version)
    agreement = Agreement.objects.create(
        initiative=held, carrier=carrier, signed_by=by, signed_on=dates.local_day(now)
    )
    stages.move(held, to=InitiativeState.AGREEMENT_SIGNED, by=by, now=now, who=roles)
    audit.record("agreement.signed", by=by, subject=agreement, now=now)
    initiative.refresh_from_db()
    return agreement


def _check_money(version: InitiativeVersion) -> None:
    """Counts what is already signed for the year the initiative starts in, and this one. Cents."""
    year = funding_queries.year_of(version.starts_on, lock=True)
    signed = funding_queries.signed(year) if year is not None else funding_queries.Committed(0, 0)
    fund = version.fund_cents or 0
    funding.check_may_engage(
        year,
        signed_new_cents=signed.new_cents + (fund if version.is_new else 0),
        signed_maintained_cents=signed.maintained_cents + (0 if version.is_new else fund),
    )


@transaction.atomic
def start(*, by: Person, initiative: Initiative, now: datetime) -> Initiative:
    """The carrier of this agreement starts: protocole_signe → en_realisation."""
    roles = _roles_of_its_carrier(by, initiative, now=now)
    stages.move(initiative, to=InitiativeState.UNDER_WAY, by=by, now=now, who=roles)
    return initiative


@transaction.atomic
def report(
    *,
    by: Person,
    initiative: Initiative,
    kind: str,
    spent_fund_cents: int,
    people_reached: int,
    plain_results: str,
    now: datetime,
    received_on: date | None = None,
) -> AccountabilityReport:
    """The carrier's report, with the number of people directly reached (founding text, l.68). Cents.

    Refused: anybody but the carrier of the agreement; a negative number; results not told in plain words,
    or long ones that do not begin short.
    """
    held = Initiative.objects.select_for_update().get(pk=initiative.pk)
    roles = _roles_of_its_carrier(by, held, now=now)
    if kind not in REPORT_KINDS:
        raise BadInput("unknown_kind", _("Choose an answer from the list."))
    if spent_fund_cents < 0:
        raise BadInput("spent_negative", _("Write an amount of zero or more."))
    if people_reached < 0:
        raise BadInput("people_negative", _("Write how many people were reached."))
    plain_results = text.plain(plain_results)
    if not plain_results:
        raise BadInput("results_missing", _("Tell the results in plain words."))
    short_version.check_begins_short(plain_results)
    stages.move(held, to=InitiativeState.REPORT_RECEIVED, by=by, now=now, who=roles)
    saved = AccountabilityReport.objects.create(
        initiative=held,
        kind=kind,
        received_on=received_on or dates.local_day(now),
        spent_fund_cents=spent_fund_cents,
        people_reached=people_reached,
        plain_results=plain_results,
        by=by,
    )
    audit.record("report.received", by=by, subject=saved, now=now)
    initiative.refresh_from_db()
    return saved


@transaction.atomic
def validate(
    *, by: Person, report: AccountabilityReport, conformity: str, now: datetime, correction: str = ""
) -> AccountabilityReport:
    """The signatory says whether the report is conform; a correction says what to correct.

    A conform final report finishes the initiative; a conform mid-term report, or one to correct, sends it back
    under way. Refused: anybody else, and a report already answered.
    """
    initiative = Initiative.objects.select_for_update().get(pk=report.initiative_id)
    roles = stages.roles_of(by, initiative, on=dates.local_day(now))
    is_final = conformity == ReportConformity.CONFORM and report.kind == FINAL
    to = InitiativeState.FINISHED if is_final else InitiativeState.UNDER_WAY
    lifecycles.check_move("initiative", initiative.state, to, roles)
    correction = text.plain(correction)[:200]
    if conformity not in (ReportConformity.CONFORM, ReportConformity.TO_CORRECT):
        raise BadInput("unknown_conformity", _("Choose an answer from the list."))
    if conformity == ReportConformity.TO_CORRECT and not correction:
        raise BadInput("correction_missing", _("Write what must be corrected."))
    waiting = AccountabilityReport.objects.filter(pk=report.pk, conformity=ReportConformity.WAITING)
    if not waiting.update(conformity=conformity, correction=correction):
        raise IllegalTransition("already_validated", _("This report already has its answer."))
    stages.move(initiative, to=to, by=by, now=now, who=roles)
    audit.record("report.validated", by=by, subject=report, now=now, conformity=str(conformity))
    report.refresh_from_db()
    return report


def _roles_of_its_carrier(by: Person, initiative: Initiative, *, now: datetime) -> set[str]:
    """The roles of `by`, refused when they carry for another organisation."""
    today = dates.local_day(now)
    roles = stages.roles_of(by, initiative, on=today)
    mandate = people.capacity(by, on=today).mandate_of(Role.CARRIER)
    carrier = _carrier(initiative)
    if mandate is not None and (carrier is None or mandate.organisation_id != carrier.pk):
        raise Refused("another_carrier", _("Another organisation carries this initiative."))
    return roles


def _carrier(initiative: Initiative) -> Organisation | None:
    agreement = Agreement.objects.filter(initiative=initiative).select_related("carrier").first()
    return agreement.carrier if agreement is not None else None
