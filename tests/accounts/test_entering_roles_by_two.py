"""Facilitation and the administration are given by two people of two employers, whatever the door."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.domain import mandate_proposals, mandates
from accounts.enums import Role
from accounts.models import Mandate, MandateProposal, Person
from accounts.rules import mandate_proposals as rules
from accounts.rules.mandates import GIVEN_BY_TWO
from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(cast.NOW)
LIST = "/administration/roles/a-confirmer/"


def refusal_of(act, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        act(now=cast.NOW, **kwargs)
    return caught.value.code


def roles_of(person) -> list[str]:
    return [mandate.role for mandate in Mandate.objects.filter(person=person)]


@pytest.fixture
def technical():
    """The administration, whose badge says « CRD »."""
    return cast.admin()


@pytest.fixture
def tommy():
    """A facilitator of another employer."""
    return cast.second_facilitator()


def asked(by, person=None, role=Role.FACILITATOR, **more) -> MandateProposal:
    words = {
        "role": role,
        "organisation": cast.organisation("porte-bleue"),
        "reason": "Nouveau contrat.",
    } | more
    return mandate_proposals.ask(by=by, person=person or cast.newcomer("Brise", None), now=cast.NOW, **words)


def page_of(proposal) -> str:
    return f"{LIST}{proposal.pk}/"


@pytest.mark.parametrize("role", sorted(GIVEN_BY_TWO))
def test_a_role_is_asked_for_then_confirmed_by_another_employer(technical, tommy, role):
    proposal = asked(technical, role=role)
    before = roles_of(proposal.person)

    given = mandate_proposals.confirm(by=tommy, proposal=proposal, now=cast.NOW)

    assert (before, roles_of(proposal.person)) == ([], [role])
    assert (given.granted_by, given.starts_on, given.organisation.slug, given.reason) == (
        technical,
        TODAY,
        "porte-bleue",
        "Nouveau contrat.",
    )
    kept = MandateProposal.objects.get(pk=proposal.pk)
    assert (kept.asked_for, kept.confirmed_by, kept.confirmed_for) == ("CRD", tommy, "Porte bleue")
    events = AuditEvent.objects.filter(subject=f"accounts.mandateproposal:{proposal.pk}").order_by("pk")
    assert [(event.kind, event.actor_id) for event in events] == [
        ("mandate_asked", technical.pk),
        ("mandate_confirmed", tommy.pk),
    ]


@pytest.mark.parametrize("role", sorted(GIVEN_BY_TWO))
def test_one_person_alone_gives_neither_role_and_gives_the_others(technical, role):
    person = cast.newcomer("Brise", None)
    alone = {"by": technical, "person": person, "starts_on": TODAY, "reason": "x"}

    assert refusal_of(mandates.grant, role=role, **alone) == "two_people"

    mandates.grant(role=Role.SUPPORT, now=cast.NOW, **alone)
    assert roles_of(person) == [Role.SUPPORT]


def test_who_may_confirm_has_power_another_employer_and_another_name(technical, tommy):
    proposal = asked(technical)
    mandates.grant(by=None, person=proposal.person, role=Role.ADMIN, starts_on=cast.STARTS_ON, now=cast.NOW)
    refused = {
        technical: "two_employers",
        cast.facilitator("Ariane (animation)"): "two_employers",
        proposal.person: "own_mandate",
        cast.support(): "not_your_role",
        cast.citizen(): "not_your_role",
        cast.table_member(): "not_your_role",
        cast.superuser(): "not_your_role",
    }

    for person, code in refused.items():
        for act in (mandate_proposals.confirm, mandate_proposals.drop):
            if (person, act) != (technical, mandate_proposals.drop):
                assert refusal_of(act, by=person, proposal=proposal) == code
        assert not rules.may_confirm(mandates.acting(person, now=cast.NOW), proposal)
    assert Role.FACILITATOR not in roles_of(proposal.person)
    assert rules.may_confirm(mandates.acting(tommy, now=cast.NOW), proposal)


def test_a_confirmer_without_an_employer_confirms_nothing(technical):
    proposal = asked(technical)
    alone = cast.newcomer("Sans employeur", None)
    mandates.grant(by=None, person=alone, role=Role.FACILITATOR, starts_on=cast.STARTS_ON, now=cast.NOW)

    assert refusal_of(mandate_proposals.confirm, by=alone, proposal=proposal) == "two_employers"


def test_who_may_ask_for_whom_and_with_what(technical, tommy):
    person, porte = cast.newcomer("Brise", None), cast.organisation("porte-bleue")
    asks = {"person": person, "role": Role.FACILITATOR, "organisation": porte, "reason": "x"}

    def refused(by=technical, **more) -> str:
        return refusal_of(mandate_proposals.ask, **asks | {"by": by} | more)

    assert refused(tommy) == "not_allowed"
    assert refused(cast.citizen()) == "not_allowed"
    assert refused(cast.superuser()) == "two_employers"
    assert refused(person=technical) == "own_mandate"
    assert refused(reason="   ") == "reason"
    assert refused(reason="x" * 301) == "reason"
    assert refused(organisation=None) == "organisation"
    assert refused(person=cast.citizen("Lune")) == "mandate_excludes"
    assert refused(person=tommy) == "mandate_exists"
    assert MandateProposal.objects.count() == 0
    asked(technical, person)
    assert refused() == "already_asked"
    assert refused(role=Role.ADMIN, reason=" ") == "reason"


@pytest.mark.parametrize("first", ["confirm", "drop"])
def test_a_demand_is_settled_once(technical, tommy, first):
    proposal = asked(technical)
    stale = MandateProposal.objects.get(pk=proposal.pk)
    getattr(mandate_proposals, first)(by=tommy, proposal=proposal, now=cast.NOW)
    given = roles_of(proposal.person)

    read_again = MandateProposal.objects.get(pk=proposal.pk)
    for again in (stale, read_again):
        for act in (mandate_proposals.confirm, mandate_proposals.drop):
            assert refusal_of(act, by=tommy, proposal=again) == "settled"

    assert roles_of(proposal.person) == given == [Role.FACILITATOR] * (first == "confirm")


def test_what_changed_meanwhile_refuses_the_confirmation_and_the_demand_still_waits(technical, tommy):
    proposal = asked(technical)
    mandates.grant(
        by=None, person=proposal.person, role=Role.FACILITATOR, starts_on=cast.STARTS_ON, now=cast.NOW
    )

    assert refusal_of(mandate_proposals.confirm, by=tommy, proposal=proposal) == "mandate_exists"
    assert MandateProposal.objects.waiting().get() == proposal


def test_whoever_asked_takes_it_back_and_another_employer_refuses_it(technical, tommy):
    for by in (technical, tommy):
        proposal = asked(by=technical)
        mandate_proposals.drop(by=by, proposal=proposal, now=cast.NOW)

        assert MandateProposal.objects.get(pk=proposal.pk).dropped_by == by
        assert roles_of(proposal.person) == []
        again = asked(technical, proposal.person)
        assert again.pk != proposal.pk


def test_the_page_lists_shows_and_confirms(client, technical, tommy):
    proposal = asked(technical)
    page = page_of(proposal)
    cast.sign_in(client, technical)
    own = client.get(page).content.decode()
    refused = client.post(page)
    cast.sign_in(client, tommy)
    listed = client.get(LIST).content.decode()
    shown = client.get(page).content.decode()
    before = roles_of(proposal.person)

    done = client.post(page)

    assert ("Je confirme" in own, refused.status_code, before) == (False, 403, [])
    assert page in listed
    assert ("Je confirme" in shown, "Nouveau contrat." in shown) == (True, True)
    assert (done.status_code, roles_of(proposal.person)) == (302, [Role.FACILITATOR])
    assert (client.get(page).status_code, client.post(page).status_code) == (409, 409)
    assert roles_of(proposal.person) == [Role.FACILITATOR]


def test_the_page_drops_the_demand_and_gives_nothing(client, technical, tommy):
    for by in (technical, tommy):
        proposal = asked(technical)
        cast.sign_in(client, by)

        done = client.post(page_of(proposal), {"drop": "1"})

        assert (done.status_code, roles_of(proposal.person)) == (302, [])
        assert client.post(page_of(proposal)).status_code == 409


def test_the_page_refuses_everybody_else(client, technical):
    proposal = asked(technical)
    mandates.grant(by=None, person=proposal.person, role=Role.ADMIN, starts_on=cast.STARTS_ON, now=cast.NOW)
    others = [
        proposal.person,
        cast.facilitator("Ariane (animation)"),
        cast.support(),
        cast.citizen(),
        cast.table_member(),
        cast.signatory(),
    ]

    for person in others:
        cast.sign_in(client, person)
        for said in ({}, {"drop": "1"}):
            assert client.post(page_of(proposal), said).status_code == 403
    client.logout()
    assert client.post(page_of(proposal)).status_code in (302, 401)
    assert MandateProposal.objects.waiting().get() == proposal


@pytest.mark.parametrize("role", sorted(GIVEN_BY_TWO))
def test_the_technical_site_gives_neither_role(client, technical, role):
    person = cast.newcomer("Brise", None)
    cast.sign_in(client, technical)
    typed = {"person": person.pk, "starts_on": "2026-11-15", "profile": "", "reason": "Relève."}
    add = "/admin/accounts/mandate/add/"

    refused = client.post(add, typed | {"role": role})

    assert (refused.status_code, roles_of(person)) == (200, [])
    assert f'value="{role}"' not in client.get(add).content.decode()
    assert client.post(add, typed | {"role": Role.SUPPORT}).status_code == 302


# What the database refuses by itself.


@pytest.mark.database
@pytest.mark.parametrize("role", sorted(GIVEN_BY_TWO))
def test_the_database_refuses_a_role_that_nobody_confirmed(technical, role):
    proposal = asked(technical, role=role)
    given = {"role": role, "starts_on": TODAY, "reason": "x", "granted_by": technical}

    for person in (proposal.person, cast.newcomer("Lune", None)):
        with pytest.raises(IntegrityError, match="mandate_not_confirmed"), transaction.atomic():
            Mandate.objects.create(person=person, **given)
    mandate_proposals.drop(by=technical, proposal=proposal, now=cast.NOW)
    with pytest.raises(IntegrityError, match="mandate_not_confirmed"), transaction.atomic():
        Mandate.objects.create(person=proposal.person, **given)

    assert roles_of(proposal.person) == []


@pytest.mark.database
def test_a_confirmed_role_opens_neither_the_other_role_nor_another_giver(technical, tommy):
    proposal = asked(technical)
    mandate_proposals.confirm(by=tommy, proposal=proposal, now=cast.NOW)
    ends = {"starts_on": TODAY, "reason": "x"}

    for role, giver in ((Role.ADMIN, technical), (Role.FACILITATOR, tommy)):
        with pytest.raises(IntegrityError, match="mandate_not_confirmed"), transaction.atomic():
            Mandate.objects.create(person=proposal.person, role=role, granted_by=giver, **ends)


@pytest.mark.database
def test_a_confirmed_role_is_not_given_a_second_time(technical, tommy):
    """One demand, one mandate: once it was ended, two people give it again."""
    proposal = asked(technical)
    given = mandate_proposals.confirm(by=tommy, proposal=proposal, now=cast.NOW)
    mandates.end(by=technical, mandate=given, on=TODAY, now=cast.NOW, reason="Fin du contrat.")

    with pytest.raises(IntegrityError, match="mandate_not_confirmed"), transaction.atomic():
        Mandate.objects.create(
            person=proposal.person,
            role=Role.FACILITATOR,
            granted_by=technical,
            starts_on=cast.NOW.date().replace(year=2027),
            reason="x",
        )


@pytest.mark.database
def test_the_database_refuses_a_confirmation_by_one_person_or_one_employer(technical, tommy):
    proposal = asked(technical)
    person: Person = proposal.person
    sets = "UPDATE accounts_mandateproposal SET confirmed_at = asked_at, confirmed_by_id = %s, confirmed_for = %s"

    for by, employer in (
        (technical, "Porte bleue"),
        (person, "Porte bleue"),
        (tommy, "CRD"),
        (tommy, ""),
        (None, "Porte bleue"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sets, [by and by.pk, employer])

    assert MandateProposal.objects.waiting().get() == proposal


@pytest.mark.database
@pytest.mark.parametrize("settled", ["confirm", "drop"])
def test_the_database_keeps_a_settled_demand_as_it_is(technical, tommy, settled):
    proposal = asked(technical)
    getattr(mandate_proposals, settled)(by=tommy, proposal=proposal, now=cast.NOW)

    for sql in (
        "UPDATE accounts_mandateproposal SET role = 'admin' WHERE id = %s",
        "UPDATE accounts_mandateproposal SET confirmed_at = NULL, dropped_at = NULL WHERE id = %s",
        "DELETE FROM accounts_mandateproposal WHERE id = %s",
    ):
        with (
            pytest.raises(IntegrityError, match="proposal_"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, [proposal.pk])
