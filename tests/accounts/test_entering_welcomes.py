"""Nobody invents a member alone: a welcome takes two workers of two employers, whatever the door."""

import html

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.domain import cards, opening_codes, people, welcomes
from accounts.domain.queries.people import capacity
from accounts.enums import Role
from accounts.models import Mandate, Person, Welcome
from common import clock
from common.exceptions import Refused
from participation.domain import operating_rules
from tests import cast

TODAY = timezone.localdate(cast.NOW)


def refusal_of(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def is_citizen(person) -> bool:
    return capacity(Person.objects.get(pk=person.pk), on=clock.today()).is_citizen


def words(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.fixture
def elodie(db):
    return cast.facilitator()


@pytest.fixture
def tommy(db):
    return cast.second_facilitator()


def noted(by, maker=None) -> Person:
    """Somebody with a card made by `maker`, whose talk `by` has noted."""
    person = cast.newcomer("Brise", "la-mitis", "25-34")
    cards.issue_card(by=maker, person=person, now=cast.NOW)
    welcomes.hold(by=by, person=person, now=cast.NOW)
    return person


def test_a_card_of_another_employer_makes_one_talk_enough(elodie, tommy):
    person = noted(elodie, maker=tommy)

    held = person.welcomes.get()
    assert is_citizen(person)
    assert (held.held_by, held.seconded_by, held.held_for, held.seconded_for) == (
        elodie,
        tommy,
        "CRD",
        "Porte bleue",
    )


@pytest.mark.parametrize("maker", ["myself", "colleague", "nobody"])
def test_otherwise_the_person_waits_for_a_second_worker(elodie, tommy, maker):
    makers = {"myself": elodie, "colleague": cast.facilitator("Ariane (animation)"), "nobody": None}

    person = noted(elodie, maker=makers[maker])

    welcome = person.welcomes.get()
    assert (is_citizen(person), welcome.seconded_at) == (False, None)
    welcomes.second(by=tommy, welcome=welcome, now=cast.NOW)
    assert is_citizen(person)


def test_a_new_code_made_by_the_holder_counts_as_her_hand(elodie, tommy):
    person = cast.newcomer("Brise", "la-mitis", "25-34")
    card = cards.issue_card(by=tommy, person=person, now=cast.NOW)
    opening_codes.issue_opening_code(by=elodie, card=card, now=cast.NOW)

    welcomes.hold(by=elodie, person=person, now=cast.NOW)

    assert not is_citizen(person)


def test_who_may_second_is_somebody_who_accompanies_of_another_employer(elodie, tommy):
    person = noted(elodie, maker=elodie)
    welcome = person.welcomes.get()
    colleague = cast.facilitator("Ariane (animation)")
    refused = [elodie, colleague, cast.citizen(), cast.admin(), cast.signatory(), cast.table_member(), person]

    codes = [refusal_of(welcomes.second, by=one, welcome=welcome, now=cast.NOW) for one in refused]

    assert codes == ["two_employers"] * 2 + ["not_your_role"] * 5
    assert not is_citizen(person)
    welcomes.second(by=cast.support(), welcome=welcome, now=cast.NOW)
    assert is_citizen(person)


def test_a_talk_is_seconded_once_or_taken_back_once(elodie, tommy):
    person = noted(elodie, maker=elodie)
    welcome = person.welcomes.get()

    assert refusal_of(welcomes.hold, by=elodie, person=person, now=cast.NOW) == "welcome_waits"
    welcomes.drop(by=elodie, welcome=welcome, now=cast.NOW)

    stale = Welcome.objects.get(pk=welcome.pk)
    assert refusal_of(welcomes.second, by=tommy, welcome=stale, now=cast.NOW) == "welcome_settled"
    assert refusal_of(welcomes.second, by=tommy, welcome=welcome, now=cast.NOW) == "welcome_settled"
    assert not is_citizen(person)
    welcomes.hold(by=tommy, person=person, now=cast.NOW)
    assert is_citizen(person)


def test_the_page_lists_shows_and_confirms(client, elodie, tommy):
    person = noted(elodie, maker=elodie)
    page = f"/animation/accueils/{person.welcomes.get().pk}/"
    cast.sign_in(client, elodie)
    own = words(client.get(page))
    refused = client.post(page)
    cast.sign_in(client, tommy)
    listed = words(client.get("/animation/accueils/"))
    shown = words(client.get(page))

    done = client.post(page)

    assert ("Je confirme" in own, refused.status_code) == (False, 403)
    assert f'href="{page}"' in listed
    assert "Je confirme" in shown
    assert (done.status_code, is_citizen(person)) == (302, True)
    assert client.get(page).status_code == 409


def test_the_dashboard_of_another_employer_tells_it_and_no_other(client, elodie, tommy):
    person = noted(elodie)
    link = f"/animation/accueils/{Welcome.objects.get(person=person).pk}/"

    told = {}
    for name, worker in (("holder", elodie), ("other", tommy), ("colleague", cast.facilitator("Collègue"))):
        told[name] = link in words(cast.sign_in(client, worker).get("/animation/"))
        client.logout()

    assert told == {"holder": False, "other": True, "colleague": False}


def test_the_talk_noted_on_the_page_waits_and_everybody_reads_so(client, elodie):
    person = cast.newcomer("Brise", "la-mitis", "25-34", pin=cast.PIN)
    cards.issue_card(by=elodie, person=person, now=clock.now())
    cast.sign_in(client, elodie)
    told = {
        "said": ["situation", "mrc", "role"],
        "age_group": "35-49",
        "territory": person.territory_id,
        "outcome": "bienvenue",
        "confirm": "1",
    }

    done = client.post(f"/animation/accueil/{person.pk}/", told, follow=True)

    assert "Quelqu'un d'un autre employeur doit maintenant le confirmer" in words(done)
    assert not is_citizen(person)
    assert client.post(f"/animation/accueil/{person.pk}/", told).status_code == 302
    assert person.welcomes.count() == 1
    cast.sign_in(client, person)
    assert "Ton accueil est noté" in words(client.get("/mon-accueil/", follow=True))


@pytest.mark.parametrize("rule", ["auto_declaration_et_accueil", "reference_organisme"])
def test_both_admission_rules_make_a_member_and_ask_no_proof(client, elodie, tommy, rule):
    operating_rules.establish(
        key="admission_rule",
        label="x",
        value=rule,
        why="Pour voir.",
        basis="jugement",
        now=clock.now() - timezone.timedelta(days=1),
    )
    organisation = cast.organisation("le-phare")
    person = cast.newcomer("Brise", "la-mitis", "25-34")
    cards.issue_card(by=tommy, person=person, now=clock.now())
    page = f"/animation/accueil/{person.pk}/"
    cast.sign_in(client, elodie)
    told = {
        "said": ["situation", "mrc", "role"],
        "age_group": "35-49",
        "territory": person.territory_id,
        "outcome": "bienvenue",
        "confirm": "1",
    }
    asks = 'name="referred_by"' in words(client.get(page))
    without = client.post(page, told).status_code
    if rule == "reference_organisme":
        assert (asks, without, is_citizen(person)) == (True, 422, False)
        client.post(page, told | {"referred_by": organisation.pk})
    else:
        assert (asks, without) == (False, 302)

    assert is_citizen(person)
    expected = organisation if rule == "reference_organisme" else None
    assert person.welcomes.get().referred_by == expected


def test_the_verb_follows_the_rules_it_is_given(elodie):
    person, homeless = cast.newcomer("Brise", "la-mitis"), cast.newcomer("Vent", None)
    reference = cast.organisation("le-phare")

    def hold(who=person, **rules):
        return refusal_of(welcomes.hold, by=elodie, person=who, now=cast.NOW, **rules)

    assert hold(needs_reference=True) == "referred_by"
    assert hold(referred_by=reference) == "referred_by"
    assert hold(homeless, residence_required=True) == "territory"
    assert Welcome.objects.count() == 0


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_refuses_a_citizen_made_by_one_worker():
    elodie, colleague = cast.facilitator(), cast.facilitator("Ariane (animation)")
    person = noted(elodie, maker=elodie)
    given = {"person": person, "role": Role.CITIZEN, "starts_on": TODAY, "reason": "x"}

    with pytest.raises(IntegrityError, match="welcome_not_seconded"), transaction.atomic():
        Mandate.objects.create(granted_by=elodie, **given)
    for second, employer in ((elodie, "Autre"), (colleague, "CRD"), (colleague, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Welcome.objects.update(seconded_by=second, seconded_for=employer, seconded_at=cast.NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Welcome.objects.create(person=person, held_by=elodie, held_for="CRD", held_at=cast.NOW)

    assert not is_citizen(person)


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_keeps_a_settled_talk_as_it_is():
    person = noted(cast.facilitator(), maker=cast.second_facilitator())
    pk = person.welcomes.get().pk

    for sql in (
        "UPDATE accounts_welcome SET held_for = 'x' WHERE id = %s",
        "DELETE FROM accounts_welcome WHERE id = %s",
    ):
        with (
            pytest.raises(IntegrityError, match="welcome_"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, [pk])


def test_leaving_takes_the_waiting_talk_off_the_list(client, elodie, tommy):
    person = noted(elodie, maker=elodie)
    welcome = person.welcomes.get()
    people.leave(by=person, person=person, now=cast.NOW)
    cast.sign_in(client, tommy)

    assert client.get(f"/animation/accueils/{welcome.pk}/").status_code == 404
    assert refusal_of(welcomes.second, by=tommy, welcome=welcome, now=cast.NOW) == "has_left"
