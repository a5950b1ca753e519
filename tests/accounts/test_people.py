"""Registering, welcoming, leaving; cards, NIPs and declared ties."""

import pytest
from django.utils import timezone

from accounts.domain import bodies, cards, interests, people
from accounts.domain.entering import find_by_card_or_name
from accounts.domain.queries import people as who
from accounts.domain.queries import seats, territories
from accounts.enums import BodyKind, ParityGroup, Role, SeatGroup
from accounts.models import InterestKind, Person
from accounts.rules import visibility
from common.exceptions import Refused
from common.models import AuditEvent
from tests import cast

TODAY = timezone.localdate(cast.NOW)


def refusal_of(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def register(by, **changes) -> Person:
    return people.register(**{"by": by, "display_name": "Kim", "territory": None, "now": cast.NOW, **changes})


@pytest.mark.django_db
def test_a_facilitator_opens_an_account_that_gives_no_right_yet():
    facilitator, citizen = cast.facilitator(), cast.citizen()

    person = register(facilitator, username="kim")

    assert who.capacity(person, on=TODAY).roles == set()
    assert person.has_usable_password() is False
    assert refusal_of(register, citizen) == "not_allowed"
    assert refusal_of(register, facilitator, display_name="  ") == "display_name"
    assert refusal_of(register, facilitator, username="kim") == "login_name_taken"
    assert refusal_of(register, facilitator, username="12345678") == "login_name"
    assert AuditEvent.objects.get(kind="person_registered", actor_id=facilitator.pk).facts == {}


@pytest.mark.django_db
def test_the_welcome_asks_for_an_age_old_enough_to_speak():
    facilitator = cast.facilitator()
    young, unknown = cast.newcomer(age="14-15"), cast.newcomer(age="")
    cards.issue_card(by=cast.second_facilitator(), person=young, now=cast.NOW)

    assert refusal_of(people.welcome, by=facilitator, person=unknown, now=cast.NOW) == "age_unknown"
    assert refusal_of(people.welcome, by=facilitator, person=young, now=cast.NOW, min_age=16) == "too_young"

    people.welcome(by=facilitator, person=young, now=cast.NOW)

    assert who.capacity(young, on=TODAY).is_citizen is True
    assert refusal_of(people.welcome, by=facilitator, person=young, now=cast.NOW) == "mandate_exists"


@pytest.mark.django_db
def test_leaving_ends_everything_and_keeps_what_was_written_under_former_member():
    person, other = cast.citizen(), cast.citizen()
    card = cards.issue_card(by=None, person=person, now=cast.NOW)

    assert refusal_of(people.leave, by=other, person=person, now=cast.NOW) == "not_allowed"
    people.leave(by=person, person=person, now=cast.NOW)

    person.refresh_from_db()
    card.refresh_from_db()
    assert (person.left_at, person.is_active, card.revoked_at) == (cast.NOW, False, cast.NOW)
    assert person.mandates.get().ends_on == TODAY
    assert who.capacity(person, on=TODAY).roles == set()
    assert find_by_card_or_name(card.number) is None
    assert (people.shown_name(person), people.shown_name(other)) == (str(visibility.FORMER_MEMBER), "Ginette")
    assert refusal_of(people.leave, by=person, person=person, now=cast.NOW) == "has_left"
    assert refusal_of(cards.issue_card, by=None, person=person, now=cast.NOW) == "has_left"


@pytest.mark.django_db
def test_others_see_the_mrc_and_only_facilitators_see_the_municipality():
    person = cast.citizen(municipality="Causapscal")
    viewers = [person, cast.facilitator(), cast.citizen(), cast.support(), cast.admin(), None]

    seen = [visibility.shown_municipality(who.capacity(viewer, on=TODAY), person) for viewer in viewers]

    assert seen == ["Causapscal", "Causapscal", "", "", "", ""]
    assert visibility.shown_with_territory(person) == "Ginette, La Matapédia"


@pytest.mark.django_db
def test_a_new_card_closes_the_one_before_it():
    person, facilitator = cast.citizen(), cast.facilitator()

    first = cards.issue_card(by=facilitator, person=person, now=cast.NOW)
    second = cards.issue_card(by=facilitator, person=person, now=cast.NOW, number="1234 5678")

    assert len(first.number) == 8
    assert (find_by_card_or_name(first.number), find_by_card_or_name("1234 5678")) == (None, person)
    assert str(second) == "1234 5678"
    assert refusal_of(cards.issue_card, by=person, person=person, now=cast.NOW) == "not_allowed"
    taken = refusal_of(cards.issue_card, by=None, person=cast.citizen(), now=cast.NOW, number="12345678")
    assert taken == "card_taken"


@pytest.mark.django_db
def test_only_the_person_chooses_a_nip_that_is_not_the_first_one_tried():
    person, facilitator = cast.citizen(), cast.facilitator()

    def choose(by, pin):
        return refusal_of(cards.choose_pin, by=by, person=person, pin=pin, now=cast.NOW)

    assert choose(facilitator, "246813") == "not_allowed"
    assert [choose(person, pin) for pin in ("12345", "1234567", "abcdef", "")] == ["pin"] * 4
    assert [choose(person, pin) for pin in ("111111", "123456", "987654")] == ["easy_pin"] * 3

    cards.choose_pin(by=person, person=person, pin="246 813", now=cast.NOW)

    assert person.check_password("246813") is True
    assert AuditEvent.objects.get(kind="pin_chosen").facts == {}


@pytest.mark.django_db
def test_a_tie_is_declared_once_by_the_person():
    person, organisation = cast.citizen(), cast.organisation("roule-ensemble")
    tie = {"person": person, "organisation": organisation, "now": cast.NOW}

    first = interests.declare(by=person, kind=InterestKind.BOARD, **tie)
    again = interests.declare(by=person, kind=InterestKind.BOARD, **tie)

    assert (first, first.declared_on) == (again, TODAY)
    assert (
        refusal_of(interests.declare, by=cast.facilitator(), kind=InterestKind.BOARD, **tie) == "not_allowed"
    )
    assert refusal_of(interests.declare, by=person, kind="ami", **tie) == "interest_kind"


@pytest.mark.django_db
def test_the_eight_mrc_go_from_west_to_east():
    cast.territories()

    assert [territory.slug for territory in territories.west_to_east()] == [mrc[0] for mrc in cast.MRC]


@pytest.mark.django_db
def test_parity_leaves_the_signatory_out_and_seats_tell_who_sits_there(django_assert_num_queries):
    sitting = cast.table_member()
    known = {"by": None, "now": cast.NOW, "body": cast.table(), "composition": "2024-2029"}
    bodies.found_seat(slug="s", label="Signataire", holder_label="CRD", group=SeatGroup.SIGNATORY, **known)
    bodies.found_seat(
        slug="m",
        label="MRC",
        group=SeatGroup.MUNICIPAL,
        parity_group=ParityGroup.INSTITUTIONAL,
        position=2,
        **known,
    )
    bodies.found_seat(slug="old", label="Ancien", is_current=False, **{**known, "composition": "2017-2023"})

    with django_assert_num_queries(2):
        rows = [
            (row.seat.slug, row.holder, row.is_vacant, row.is_unknown)
            for row in seats.current_seats(on=TODAY)
        ]

    assert rows == [
        ("t-logement", sitting.display_name, False, False),
        ("s", "CRD", False, False),
        ("m", "", False, True),
    ]
    parity = seats.parity()
    assert (parity.institutional, parity.community, parity.signatory, parity.total) == (1, 1, 1, 3)
    assert parity.is_equal is True
    assert [(past.years, [seat.slug for seat in past.seats]) for past in seats.history()] == [
        ("2017-2023", ["old"])
    ]


@pytest.mark.django_db
def test_only_the_administration_founds_a_body():
    refused = refusal_of(
        bodies.found_body, by=cast.facilitator(), now=cast.NOW, slug="x", kind=BodyKind.TABLE, name="X"
    )
    body = bodies.found_body(by=cast.admin(), now=cast.NOW, slug="x", kind=BodyKind.TABLE, name="X")

    assert (refused, body.slug) == ("not_allowed", "x")
    assert Role.ADMIN in who.capacity(cast.admin(), on=TODAY).roles


@pytest.mark.parametrize(
    ("name", "details", "said"),
    [
        ("Doris (soutien)", ("soutien", ""), "Doris (soutien)"),
        ("Josée (soutien)", ("soutien", "La Maison du Rivage"), "Josée (soutien, La Maison du Rivage)"),
        ("Karim", ("soutien", "L'Accueil du Fleuve"), "Karim (soutien, L'Accueil du Fleuve)"),
        ("Lise (Table)", ("soutien", ""), "Lise (Table, soutien)"),
        ("Agent (La Matanie)", ("ressource", "MRC de La Matanie"), "Agent (ressource, MRC de La Matanie)"),
        ("Ginette", ("", ""), "Ginette"),
    ],
)
def test_what_a_name_already_says_is_not_said_twice(name, details, said):
    assert visibility.with_details(name, *details) == said
