"""The technical administration goes through the domain and gives itself nothing."""

import pytest
from django.contrib import admin
from knox.models import AuthToken

from accounts.domain.queries.people import capacity
from accounts.enums import Role
from accounts.models import AccessCard, Mandate, Organisation, Person
from common import clock
from common.models import AuditEvent
from tests import cast

ADD_MANDATE = "/admin/accounts/mandate/add/"


@pytest.fixture
def technical(client, db):
    person = cast.admin()
    cast.sign_in(client, person)
    return person


def mandate_of(person, role, **more):
    return {
        "person": person.pk,
        "role": role,
        "starts_on": "2026-11-15",
        "profile": "",
        "reason": "Relève.",
        **more,
    }


def test_one_enters_by_the_page_everybody_uses(client, db):
    door = client.get("/admin/")
    login = client.get(door.url)

    assert (login.status_code, login.url) == (302, "/entrer/?next=/admin/")


def test_the_administration_is_closed_to_other_roles(client, db):
    cast.sign_in(client, cast.facilitator())

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "",
        "accounts/person/",
        "accounts/person/add/",
        "accounts/mandate/",
        "accounts/mandate/add/",
        "accounts/accesscard/",
        "accounts/accesscard/add/",
        "accounts/organisation/",
        "accounts/territory/",
        "accounts/body/",
        "accounts/seat/",
    ],
)
def test_each_page_opens_to_the_administration_and_hides_what_is_private(client, technical, path):
    cast.citizen(municipality="Causapscal", pin=cast.PIN)

    response = client.get(f"/admin/{path}")

    assert response.status_code == 200
    html = response.content.decode()
    assert ("Causapscal" in html, "password" in html.lower().replace("password_change", "")) == (False, False)


def test_a_role_is_given_and_ended_through_the_domain(client, technical):
    person = cast.newcomer()

    given = client.post(ADD_MANDATE, mandate_of(person, Role.SUPPORT))
    mandate = person.mandates.get()
    ended = client.post(
        f"/admin/accounts/mandate/{mandate.pk}/change/", {"ends_on": "2026-12-01", "end_reason": "Fin."}
    )

    mandate.refresh_from_db()
    assert (given.status_code, ended.status_code) == (302, 302)
    assert (mandate.granted_by, str(mandate.ends_on)) == (technical, "2026-12-01")
    kinds = AuditEvent.objects.filter(subject=f"accounts.mandate:{mandate.pk}").order_by("pk")
    assert [event.kind for event in kinds] == ["mandate_granted", "mandate_ended"]


def test_a_refused_mandate_shows_a_sentence_and_writes_nothing(client, technical):
    citizen, newcomer = cast.citizen(), cast.newcomer()
    before = Mandate.objects.count()

    tries = [
        mandate_of(citizen, Role.SUPPORT),
        mandate_of(newcomer, Role.CITIZEN),
        mandate_of(technical, Role.SUPPORT),
        mandate_of(newcomer, Role.MRC_RESOURCE),
        mandate_of(newcomer, Role.SUPPORT, ends_on="2026-01-01"),
    ]
    answers = [client.post(ADD_MANDATE, data) for data in tries]

    assert [answer.status_code for answer in answers] == [200] * 5
    assert all("summary-error" in answer.content.decode() for answer in answers)
    assert Mandate.objects.count() == before


def test_the_database_alone_refusing_is_a_sentence_too(client, technical, monkeypatch):
    citizen = cast.citizen()
    monkeypatch.setattr("accounts.rules.mandates.check_roles_exclude", lambda *args, **kwargs: None)

    response = client.post(ADD_MANDATE, mandate_of(citizen, Role.SUPPORT), follow=True)

    assert response.status_code == 200
    assert [str(message.level_tag) for message in response.context["messages"]] == ["error"]
    assert citizen.mandates.count() == 1


def test_an_account_is_opened_with_a_trace_and_nobody_closes_it_alone_by_a_box(client, technical):
    fields = {
        "display_name": "Kim",
        "username": "kim",
        "age_group": "25-34",
        "contact_path": "web",
        "territory": "",
    }

    client.post("/admin/accounts/person/add/", fields)
    kim = Person.objects.get(username="kim")
    client.post(f"/admin/accounts/person/{kim.pk}/change/", {"display_name": "Kim B.", "username": "kim"})

    kim.refresh_from_db()
    assert (kim.display_name, kim.is_active, kim.is_superuser, kim.age_group) == (
        "Kim B.",
        True,
        False,
        "25-34",
    )
    assert capacity(kim, on=clock.today()).roles == set()
    kinds = AuditEvent.objects.filter(subject=f"accounts.person:{kim.pk}").order_by("pk")
    assert [event.kind for event in kinds] == ["person_registered", "person_changed"]


def test_a_card_is_drawn_and_an_organisation_is_added(client, technical):
    person = cast.citizen()

    client.post("/admin/accounts/accesscard/add/", {"person": person.pk})
    client.post("/admin/accounts/organisation/add/", {"slug": "le-phare", "name": "Le Phare", "kind": "obnl"})

    assert AccessCard.objects.get(person=person).issued_by == technical
    added = Organisation.objects.get(slug="le-phare")
    events = AuditEvent.objects.filter(subject=f"accounts.organisation:{added.pk}")
    assert [(event.kind, event.actor_id) for event in events] == [("organisation_founded", technical.pk)]


def test_nothing_is_deleted_and_no_token_nor_group_is_made_here(client, technical):
    person = cast.citizen()

    response = client.post(f"/admin/accounts/person/{person.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    registered = {model._meta.label for model in admin.site._registry}
    assert registered & {"auth.Group", "knox.AuthToken", "accounts.Interest"} == set()


@pytest.mark.parametrize(("old", "status", "tokens"), [("rivage et galets", 302, 0), ("autre chose", 200, 1)])
def test_ones_new_password_closes_what_the_old_one_opened(client, technical, old, status, tokens):
    technical.set_password("rivage et galets")
    technical.save()
    cast.sign_in(client, technical)
    AuthToken.objects.create(technical)
    new = "marée de septembre"

    changed = client.post(
        "/admin/password_change/", {"old_password": old, "new_password1": new, "new_password2": new}
    )

    assert changed.status_code == status
    assert Person.objects.get(pk=technical.pk).check_password(new) is (tokens == 0)
    assert AuthToken.objects.count() == tokens
    assert AuditEvent.objects.filter(kind="password_chosen", actor_id=technical.pk).count() == 1 - tokens
    assert client.get("/admin/").status_code == 200


def test_a_superuser_gives_themself_no_vote(client, db):
    superuser = cast.superuser()
    cast.sign_in(client, superuser)

    response = client.post(ADD_MANDATE, mandate_of(superuser, Role.CITIZEN))

    assert response.status_code == 200
    assert superuser.mandates.count() == 0
