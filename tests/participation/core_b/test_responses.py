"""The Table never approves nor refuses: by the domain, by the ORM and by raw SQL."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from common.exceptions import Refused
from participation.domain import transmissions
from participation.enums import (
    DECISION_RESPONSES,
    REQUEST_RESPONSES,
    InitiativeState,
    ResponseKind,
    TransmissionKind,
)
from participation.models import Initiative, TableResponse, Transmission
from participation.rules import responses
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

VETO = ["approuver", "refuser", "approuvee", "non_approuvee", "refusee"]
ROLES = {
    "citizen": cast.citizen,
    "facilitator": cast.facilitator,
    "support": cast.support,
    "crd_agent": cast.crd_agent,
    "mrc_resource": cast.mrc_resource,
    "signatory": cast.signatory,
    "carrier": cast.carrier,
    "scrutineer": cast.scrutineer,
    "admin": cast.admin,
    "superuser": cast.superuser,
    "table_member": cast.table_member,
    "secretary": cast.secretary,
}
# Any seat acknowledges, links or suggests a fund; what the Table adopted leaves by the seat that leads it.
OF_ANY_SEAT = DECISION_RESPONSES
WORDS = {"reason": "Une raison.", "plain_words": "En mots simples.", "commitment_owner": "Les MRC"}


def of(is_decision: bool) -> Transmission:
    return sendings.sent_decision() if is_decision else sendings.sent()


def is_allowed(is_decision: bool, kind: str) -> bool:
    return kind in (DECISION_RESPONSES if is_decision else REQUEST_RESPONSES)


def respond(by, transmission, kind):
    return transmissions.respond(
        by=by,
        transmission=transmission,
        kind=kind,
        now=scenes.on(60),
        commitment_on=scenes.on(90).date(),
        **WORDS,
    )


@pytest.mark.parametrize("is_decision", [True, False])
def test_by_the_domain_each_kind_goes_only_where_it_belongs(is_decision):
    table, transmission, got = cast.secretary(), of(is_decision), {}

    for kind in [*ResponseKind.values, *VETO]:
        try:
            with transaction.atomic():
                got[kind] = respond(table, transmission, kind).kind == kind
                transaction.set_rollback(True)
            transmission.refresh_from_db()
        except Refused:
            got[kind] = False

    assert got == {kind: is_allowed(is_decision, kind) for kind in [*ResponseKind.values, *VETO]}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("is_decision", [True, False])
def test_by_the_domain_only_the_table_answers(role, is_decision):
    transmission, by = of(is_decision), ROLES[role]()
    kinds = sorted(DECISION_RESPONSES if is_decision else REQUEST_RESPONSES)
    answered, codes = [], set()

    for kind in kinds:
        try:
            with transaction.atomic():
                respond(by, transmission, kind)
                transaction.set_rollback(True)
            answered.append(kind)
        except Refused as refusal:
            codes.add(refusal.code)
        transmission.refresh_from_db()

    by_a_seat = [kind for kind in kinds if kind in OF_ANY_SEAT]
    expected = {
        "secretary": (kinds, set()),
        "table_member": (by_a_seat, set() if by_a_seat == kinds else {"secretary_only"}),
    }
    assert (answered, codes) == expected.get(role, ([], {"table_only"}))
    assert TableResponse.objects.count() == 0


def _by_orm(transmission, kind, by, is_on_decision):
    TableResponse.objects.create(
        transmission=transmission,
        is_on_decision=is_on_decision,
        kind=kind,
        by=by,
        responded_at=scenes.on(60),
        reason="x",
    )


def _by_sql(transmission, kind, by, is_on_decision):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participation_tableresponse (transmission_id, is_on_decision, kind, reason, plain_words,"
            " commitment_owner, by_id, responded_at) VALUES (%s, %s, %s, 'x', '', '', %s, %s)",
            [transmission.pk, is_on_decision, kind, by.pk, scenes.on(60)],
        )


@pytest.mark.parametrize("write", [_by_orm, _by_sql])
@pytest.mark.parametrize("says_decision", [True, False])
@pytest.mark.parametrize("is_decision", [True, False])
def test_by_any_other_door_the_database_refuses_the_same(write, says_decision, is_decision):
    table, transmission, got = cast.secretary(), of(is_decision), {}
    kinds = [*ResponseKind.values, *VETO]

    for kind in kinds:
        try:
            with transaction.atomic():
                write(transmission, kind, table, says_decision)
                got[kind] = True
                transaction.set_rollback(True)
        except IntegrityError:
            got[kind] = False

    # A request takes no link nor lever, a decision nothing else; a lie about which is which is refused whole.
    truthful = says_decision == is_decision
    assert got == {kind: truthful and is_allowed(is_decision, kind) for kind in kinds}


@pytest.mark.parametrize("to", [InitiativeState.NOT_APPROVED, InitiativeState.DELIBERATING])
def test_no_answer_changes_an_approved_initiative(to):
    transmission = sendings.sent_decision()
    respond(cast.secretary(), transmission, ResponseKind.LINKAGE)

    transmission.initiative.refresh_from_db()
    assert transmission.initiative.state == InitiativeState.APPROVED
    if to == InitiativeState.NOT_APPROVED:
        with pytest.raises(DatabaseError), transaction.atomic():
            Initiative.objects.filter(pk=transmission.initiative_id).update(state=to)


def test_an_answer_is_never_rewritten_nor_erased():
    transmission = sendings.sent_decision()
    response = respond(cast.secretary(), transmission, ResponseKind.LINKAGE)

    for attempt in (
        lambda: TableResponse.objects.filter(pk=response.pk).update(reason="autre"),
        lambda: TableResponse.objects.filter(pk=response.pk).delete(),
        lambda: Transmission.objects.filter(pk=transmission.pk).update(body="autre"),
        lambda: Transmission.objects.filter(pk=transmission.pk).update(kind=TransmissionKind.AVIS),
        lambda: Transmission.objects.filter(pk=transmission.pk).update(due_on=scenes.on(60).date()),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()

    response.refresh_from_db()
    assert response.reason == "Une raison."


def test_nothing_leaves_unread_even_by_raw_sql():
    transmission = sendings.prepared()

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE participation_transmission SET state = 'envoyee', sent_at = %s WHERE id = %s",
            [scenes.on(60), transmission.pk],
        )


def test_the_pairs_say_the_same():
    for transmission_kind in TransmissionKind:
        for kind in [*ResponseKind.values, *VETO]:
            try:
                responses.check_kind_fits(transmission_kind, kind)
                checked = True
            except Refused:
                checked = False
            assert responses.may_use_kind(transmission_kind, kind) is checked
