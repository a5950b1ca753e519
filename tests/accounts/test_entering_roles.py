"""Who does what, in words; a lost second step, through the page; the command of the demonstration and of the server."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.domain import factors
from accounts.enums import Role
from accounts.rules.mandates import GIVEN_BY_TWO
from accounts.rules.roles import BY_TWO, DOES_NOT_VOTE, ROLES
from common import audit, clock
from common.context import DEMO_EVENT
from scenario import accounts
from tests import cast

pytestmark = pytest.mark.django_db
WHO = "/qui-fait-quoi/"


def test_every_role_is_described_once_and_what_is_said_holds(client):
    described = [one.role for one in ROLES]

    assert sorted(described) == sorted(Role)
    assert {one.role for one in ROLES if one.given is BY_TWO} == set(GIVEN_BY_TWO)
    # The Table has a sentence of its own: it neither approves nor refuses.
    silent = {one.role for one in ROLES if DOES_NOT_VOTE not in one.never}
    assert silent == {Role.CITIZEN, Role.TABLE_MEMBER}
    page = client.get(WHO).content.decode().replace("\u00a0", " ")
    assert page.count('<section class="card">') == len(Role)


def path(person):
    return f"/administration/roles/personne/{person.pk}/deuxieme-etape/"


def test_the_administration_takes_a_lost_step_away_after_a_check(client):
    elodie, technical = cast.facilitator(), cast.admin()
    cast.application(elodie)
    cast.sign_in(client, technical)

    checked = client.post(path(elodie), {"reason": "Téléphone perdu"})
    assert (checked.status_code, factors.has_any(elodie)) == (200, True)
    done = client.post(path(elodie), {"reason": "Téléphone perdu", "confirm": "1"})

    assert (done.status_code, factors.has_any(elodie)) == (302, False)
    assert client.post(path(elodie), {"reason": "Encore", "confirm": "1"}).status_code == 422
    assert client.post(path(elodie), {"reason": ""}).status_code == 422


def test_nobody_else_reaches_that_page_nor_for_themself(client):
    elodie = cast.facilitator()
    cast.application(elodie)
    for who in (cast.citizen(), cast.second_facilitator(), cast.support()):
        cast.sign_in(client, who)
        assert client.post(path(elodie), {"reason": "x", "confirm": "1"}).status_code == 403
    technical = cast.admin()
    cast.sign_in(client, technical)
    assert client.post(path(technical), {"reason": "x", "confirm": "1"}).status_code == 403
    assert factors.has_any(elodie)
    assert factors.has_any(technical)


def test_the_command_of_the_server_takes_it_away_with_a_reason():
    cast.application(technical := cast.admin(username="technique"))
    with pytest.raises(CommandError):
        call_command("second_step", "remove", "personne", reason="x")
    call_command("second_step", "remove", "technique", reason="Téléphone perdu", stdout=io.StringIO())

    assert not factors.has_any(technical)


def code(name):
    out = io.StringIO()
    call_command("code", name, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def test_the_code_of_the_demonstration_is_printed_for_its_accounts_alone():
    demo = cast.facilitator(username="elodie")
    real = cast.facilitator("Réelle", username="reelle")
    factors.keep_application(demo, secret=accounts.STAFF_SECRET, now=clock.now())
    cast.application(real)

    with pytest.raises(CommandError):
        code("elodie")  # no demonstration here
    audit.record(DEMO_EVENT, by=None, subject="demo", now=clock.now())

    assert factors.spend_step(demo, secret=accounts.STAFF_SECRET, code=code("elodie"), now=clock.now())
    assert factors.spend_step(demo, secret=accounts.STAFF_SECRET, code=code("elodie"), now=clock.now())
    for name in ("elodie", "reelle", "personne"):
        with pytest.raises(CommandError):
            code(name)
