"""Giving and ending a role on the pages: checked, then confirmed, with a reason, by the administration alone."""

import html

import pytest

from accounts.enums import Role
from accounts.models import Mandate, MandateProposal
from common import clock
from common.models import AuditEvent
from tests import cast

pytestmark = pytest.mark.django_db
GIVE = "/administration/roles/donner/"
CONFIRM = {"confirm": "1"}


def words(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def roles_of(person) -> list[str]:
    return [mandate.role for mandate in Mandate.objects.filter(person=person)]


@pytest.fixture
def technical(client):
    person = cast.admin(username="technique")
    cast.sign_in(client, person)
    return person


@pytest.fixture
def person():
    return cast.newcomer("Brise", None, username="brise")


def typed(role=Role.SUPPORT, login="brise", **more):
    said = {
        "login": login,
        "role": role,
        "starts_on": clock.today().isoformat(),
        "reason": "Nouveau contrat.",
    }
    return said | more


def test_a_role_is_checked_then_given(client, technical, person):
    checked = client.post(GIVE, typed(profile="travail de rue"))
    between = roles_of(person)
    done = client.post(GIVE, typed(profile="travail de rue") | CONFIRM, follow=True)

    assert (checked.status_code, between) == (200, [])
    for said in ("Brise", "travail de rue", "Nouveau contrat."):
        assert said in words(checked)
    given = person.mandates.get()
    assert (given.role, given.granted_by, given.reason) == (Role.SUPPORT, technical, "Nouveau contrat.")
    assert "Le rôle est donné." in words(done)
    event = AuditEvent.objects.get(subject=f"accounts.mandate:{given.pk}")
    assert (event.kind, event.actor_id) == ("mandate_granted", technical.pk)


def test_something_to_change_gives_nothing(client, technical, person):
    back = client.post(GIVE, typed() | CONFIRM | {"change": "1"})

    assert (back.status_code, roles_of(person)) == (200, [])
    assert "Nouveau contrat." in words(back)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ADMIN])
def test_a_role_that_two_people_give_is_only_asked_for(client, technical, person, role):
    porte = cast.organisation("porte-bleue").pk
    without = client.post(GIVE, typed(role) | CONFIRM)
    checked = client.post(GIVE, typed(role, organisation=porte))

    done = client.post(GIVE, typed(role, organisation=porte) | CONFIRM, follow=True)

    assert without.status_code == 422
    assert "un autre employeur" in words(checked)
    assert roles_of(person) == []
    proposal = MandateProposal.objects.get()
    assert (proposal.person, proposal.role, proposal.asked_by) == (person, role, technical)
    assert "Le rôle est demandé." in words(done)
    assert client.post(GIVE, typed(role, organisation=porte) | CONFIRM).status_code == 422
    assert MandateProposal.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"reason": ""},
        {"reason": "   "},
        {"reason": "x" * 301},
        {"login": "personne-ici"},
        {"role": ""},
        {"role": Role.CITIZEN},
        {"role": Role.TABLE_MEMBER},
        {"role": Role.MRC_RESOURCE},
        {"ends_on": "2026-01-02"},
        {"login": "technique"},
        {"login": "lune"},
    ],
    ids=lambda more: "-".join(f"{name}={str(value)[:12].strip()}" for name, value in more.items()),
)
def test_what_cannot_be_given_is_a_sentence_and_gives_nothing(client, technical, person, more):
    """No reason, nobody, a role of another door, dates out of order, oneself, somebody who decides."""
    cast.citizen("Lune", username="lune")
    before = Mandate.objects.count()

    answers = [client.post(GIVE, typed() | more | CONFIRM)]

    assert [answer.status_code for answer in answers] == [422]
    assert 'id="erreurs"' in words(answers[0])
    assert Mandate.objects.count() == before


def others():
    return [
        cast.facilitator(),
        cast.support(),
        cast.citizen(),
        cast.table_member(),
        cast.secretary(),
        cast.signatory(),
        cast.crd_agent(),
        cast.mrc_resource(),
    ]


def test_nobody_but_the_administration_gives_or_ends_a_role(client, person):
    held = cast.support().mandates.get()
    end = f"/administration/roles/{held.pk}/terminer/"
    said = {"on": clock.today().isoformat(), "reason": "Fin."} | CONFIRM

    for who in others():
        cast.sign_in(client, who)
        assert client.post(GIVE, typed() | CONFIRM).status_code == 403
        assert client.post(end, said).status_code == 403
    client.logout()
    assert client.post(GIVE, typed() | CONFIRM).status_code in (302, 401)
    assert client.post(end, said).status_code in (302, 401)

    held.refresh_from_db()
    assert (roles_of(person), held.ends_on) == ([], None)


def test_the_end_of_a_role_is_checked_then_written(client, technical):
    held = cast.support().mandates.get()
    path = f"/administration/roles/{held.pk}/terminer/"
    said = {"on": clock.today().isoformat(), "reason": "Départ en congé."}

    checked = client.post(path, said)
    held.refresh_from_db()
    between = held.ends_on
    done = client.post(path, said | CONFIRM)

    held.refresh_from_db()
    assert (checked.status_code, between, done.status_code) == (200, None, 302)
    assert "Départ en congé." in words(checked)
    assert (held.ends_on, held.ended_by, held.end_reason) == (clock.today(), technical, "Départ en congé.")
    assert client.post(path, said | {"on": "2027-06-01"} | CONFIRM).status_code == 422


@pytest.mark.parametrize("more", [{"reason": ""}, {"reason": " "}, {"on": ""}, {"on": "2025-01-01"}])
def test_an_end_without_a_reason_or_before_the_first_day_is_refused(client, technical, more):
    held = cast.support().mandates.get()
    said = {"on": clock.today().isoformat(), "reason": "Fin."} | more | CONFIRM

    refused = client.post(f"/administration/roles/{held.pk}/terminer/", said)

    held.refresh_from_db()
    assert (refused.status_code, held.ends_on) == (422, None)


def test_nobody_ends_their_own_role(client, technical):
    own = technical.mandates.get()
    path = f"/administration/roles/{own.pk}/terminer/"

    said = {"on": clock.today().isoformat(), "reason": "Fin."} | CONFIRM
    assert (client.get(path).status_code, client.post(path, said).status_code) == (403, 403)

    own.refresh_from_db()
    assert own.ends_on is None
