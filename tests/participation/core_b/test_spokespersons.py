"""Two citizens, by lot and in rotation, carry the words of the Espace to the Table and bring back what was said."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.domain import people
from common import dates
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from common.models import AuditEvent
from participation.domain import calendar, operating_rules, spokespersons
from participation.domain.queries import spokespersons as queries
from participation.models import BroughtBack, CarriedItem, SpokespersonOffer, SpokespersonTerm
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = scenes.on(60)
TODAY = dates.local_day(NOW)
STAFF = [
    cast.facilitator,
    cast.support,
    cast.crd_agent,
    cast.mrc_resource,
    cast.secretary,
    cast.table_member,
    cast.admin,
]


def meeting(days: int, slug: str = "table"):
    return calendar.add_event(
        by=None,
        slug=f"{slug}-{days}",
        scope="table",
        title="Rencontre de la Table",
        starts_on=TODAY + timedelta(days=days),
        now=NOW,
    )


def drawn(count: int = 2, at: datetime = NOW, by=None) -> list[SpokespersonTerm]:
    for person in cast.citizens(count):
        spokespersons.offer(by=person, now=at)
    return spokespersons.draw(by=by or cast.facilitator(), now=at)


def test_the_lot_fills_two_places_for_six_months_among_those_who_offered():
    terms = drawn(5)

    assert len(terms) == 2
    assert {one.person_id for one in terms} <= set(
        SpokespersonOffer.objects.values_list("person_id", flat=True)
    )
    assert all(one.starts_on == TODAY and 180 <= (one.ends_on - TODAY).days <= 184 for one in terms)
    assert AuditEvent.objects.filter(kind="spokesperson.drawn").count() == 2
    with pytest.raises(IllegalTransition) as refused:
        spokespersons.draw(by=cast.facilitator("Noé"), now=NOW)
    assert refused.value.code == "no_empty_place"


def test_the_rule_says_how_many_and_how_long():
    for key, value in (("spokespersons", 3), ("spokesperson_months", 1)):
        operating_rules.establish(
            key=key, label=key, value=value, why="Pour voir.", basis="jugement", now=NOW - timedelta(days=9)
        )
    terms = drawn(5)

    assert len(terms) == 3
    assert (terms[0].ends_on - TODAY).days in (27, 28, 29, 30)


@pytest.mark.parametrize("who", [*STAFF, cast.newcomer, lambda: cast.citizen("Jeune", age="14-15")])
def test_only_whoever_would_be_on_the_roll_offers(who):
    with pytest.raises(Refused) as refused:
        spokespersons.offer(by=who(), now=NOW)

    assert (refused.value.code, SpokespersonOffer.objects.count()) == ("citizens_only", 0)


@pytest.mark.parametrize("who", [cast.citizen, cast.support, cast.crd_agent, cast.secretary, cast.admin])
def test_only_facilitation_draws(who):
    spokespersons.offer(by=cast.citizen("Lise"), now=NOW)
    with pytest.raises(Refused) as refused:
        spokespersons.draw(by=who(), now=NOW)

    assert (refused.value.code, SpokespersonTerm.objects.count()) == ("facilitation_only", 0)


def test_nobody_is_drawn_who_did_not_offer_or_took_it_back():
    lise = cast.citizen("Lise")
    spokespersons.offer(by=lise, now=NOW)
    spokespersons.offer(by=lise, now=NOW)
    spokespersons.take_back_offer(by=lise, now=NOW)

    with pytest.raises(Missing):
        spokespersons.take_back_offer(by=lise, now=NOW)
    with pytest.raises(IllegalTransition) as refused:
        spokespersons.draw(by=cast.facilitator(), now=NOW)
    assert refused.value.code == "nobody_offered"


def term(person, starts_on: date, ends_on: date) -> SpokespersonTerm:
    return SpokespersonTerm.objects.create(
        person=person, starts_on=starts_on, ends_on=ends_on, drawn_by=cast.facilitator("Noé"), drawn_at=NOW
    )


def test_no_third_term_in_a_row_but_again_after_a_rest():
    lise = cast.citizen("Lise")
    day = TODAY - timedelta(days=1)
    spokespersons.offer(by=lise, now=NOW)
    term(lise, date(2026, 1, 5), date(2026, 1, 20))
    once = [one.pk for one in spokespersons.candidates(NOW)]
    term(lise, date(2026, 1, 21), day)
    twice = spokespersons.candidates(NOW)
    rested = [one.pk for one in spokespersons.candidates(NOW + timedelta(days=200))]

    assert (once, twice, rested) == ([lise.pk], [], [lise.pk])


def test_whoever_served_the_least_goes_first():
    served, new, other = cast.citizen("Lise"), cast.citizen("Odile"), cast.citizen("Marc")
    term(served, date(2026, 1, 5), date(2026, 1, 10))
    for person in (served, new, other):
        spokespersons.offer(by=person, now=NOW)
    made = spokespersons.draw(by=cast.facilitator(), now=NOW)

    assert {one.person for one in made} == {new, other}


def test_they_leave_sooner_and_another_one_is_drawn():
    first, second = drawn(2)
    spokespersons.leave(by=first.person, term=first, now=NOW)
    after = list(queries.in_force(NOW))

    assert after == [second]
    assert queries.empty_places(NOW) == 1
    assert not queries.has_offered(first.person)
    with pytest.raises(IllegalTransition):
        spokespersons.leave(by=first.person, term=first, now=NOW)
    with pytest.raises(Refused):
        spokespersons.leave(by=first.person, term=second, now=NOW)


def test_whoever_is_no_longer_a_citizen_speaks_no_more():
    first, _second = drawn(2)
    people.leave(by=None, person=first.person, now=NOW)

    assert first not in queries.in_force(NOW)
    assert queries.empty_places(NOW) == 1


def test_they_carry_an_issue_a_sending_or_a_question():
    speaker, to_come = drawn(1)[0].person, meeting(10)
    sent, issue = sendings.sent(by=cast.facilitator("Noé")), sendings.shared_issue("Sans autobus")
    for thing in ({"issue": issue}, {"transmission": sent}, {"words": "Pourquoi tout est-il en ligne?"}):
        spokespersons.carry(by=speaker, said_by=speaker, meeting=to_come, now=NOW, **thing)

    assert [(one.issue, one.transmission, one.words) for one in queries.carried_to(to_come)] == [
        (issue, None, ""),
        (None, sent, ""),
        (None, None, "Pourquoi tout est-il en ligne?"),
    ]
    with pytest.raises(IllegalTransition) as refused:
        spokespersons.carry(by=speaker, said_by=speaker, meeting=to_come, issue=issue, now=NOW)
    assert refused.value.code == "carried_twice"


def test_facilitation_writes_it_for_them_and_both_are_kept():
    speaker, animation = drawn(1)[0].person, cast.facilitator("Noé")
    made = spokespersons.carry(
        by=animation, said_by=speaker, meeting=meeting(10), words="Et le soir?", now=NOW
    )

    assert (made.said_by, made.written_by) == (speaker, animation)


@pytest.mark.parametrize("who", [cast.citizen, cast.support, cast.crd_agent, cast.secretary, cast.admin])
def test_nobody_else_writes_it(who):
    speaker, to_come, past = drawn(1)[0].person, meeting(10), meeting(0)
    other = who()
    with pytest.raises(Refused):
        spokespersons.carry(by=other, said_by=speaker, meeting=to_come, words="Et le soir?", now=NOW)
    with pytest.raises(Refused):
        spokespersons.bring_back(by=other, said_by=speaker, meeting=past, words="C'est oui.", now=NOW)

    assert (CarriedItem.objects.count(), BroughtBack.objects.count()) == (0, 0)


def test_without_a_term_nobody_carries_even_by_facilitation():
    lise = cast.citizen("Lise")
    for by in (lise, cast.facilitator()):
        with pytest.raises(Refused) as refused:
            spokespersons.carry(by=by, said_by=lise, meeting=meeting(10, by.pk), words="Et le soir?", now=NOW)
        assert refused.value.code == "no_term"


@pytest.mark.parametrize(
    ("code", "days", "words"),
    [
        ("words_missing", 10, "  "),
        ("shows_a_phone", 10, "Appelez au 418 555-0199."),
        ("meeting_over", -3, "Et le soir?"),
    ],
)
def test_what_is_carried_has_words_names_nobody_and_comes_before(code, days, words):
    speaker = drawn(1)[0].person
    with pytest.raises((BadInput, IllegalTransition)) as refused:
        spokespersons.carry(by=speaker, said_by=speaker, meeting=meeting(days), words=words, now=NOW)

    assert (refused.value.code, CarriedItem.objects.count()) == (code, 0)


@pytest.mark.parametrize(
    ("code", "days", "words"),
    [
        ("words_missing", 0, "  "),
        ("shows_a_phone", 0, "Appelez au 418 555-0199."),
        ("meeting_to_come", 3, "C'est oui."),
    ],
)
def test_what_is_brought_back_has_words_names_nobody_and_comes_after(code, days, words):
    speaker = drawn(1)[0].person
    with pytest.raises((BadInput, IllegalTransition)) as refused:
        spokespersons.bring_back(by=speaker, said_by=speaker, meeting=meeting(days), words=words, now=NOW)

    assert (refused.value.code, BroughtBack.objects.count()) == (code, 0)


def test_they_bring_back_about_one_thing_or_the_whole_meeting():
    speaker, today = drawn(1)[0].person, meeting(0)
    item = spokespersons.carry(by=speaker, said_by=speaker, meeting=today, words="Et le soir?", now=NOW)
    about = spokespersons.bring_back(
        by=speaker, said_by=speaker, meeting=today, item=item, words="C'est oui.", now=NOW
    )
    spokespersons.bring_back(by=speaker, said_by=speaker, meeting=today, words="Bonne rencontre.", now=NOW)

    assert [one.item for one in queries.brought_back_from(today)] == [about.item, None]
    with pytest.raises(IllegalTransition) as refused:
        spokespersons.take_off(by=speaker, item=item, now=NOW)
    assert refused.value.code == "already_told"
    with pytest.raises(BadInput):
        spokespersons.bring_back(
            by=speaker, said_by=speaker, meeting=meeting(0, "autre"), item=item, words="Non.", now=NOW
        )


def test_what_is_not_carried_after_all_goes_by_its_spokesperson_or_facilitation():
    first, second = drawn(2)
    item = spokespersons.carry(
        by=first.person, said_by=first.person, meeting=meeting(10), words="Et le soir?", now=NOW
    )
    with pytest.raises(Refused):
        spokespersons.take_off(by=second.person, item=item, now=NOW)
    spokespersons.take_off(by=first.person, item=item, now=NOW)

    assert CarriedItem.objects.count() == 0


@pytest.mark.parametrize("who", [cast.facilitator, cast.secretary, cast.support, cast.superuser])
def test_the_database_takes_no_spokesperson_who_is_not_only_a_citizen(who):
    person = who()
    with pytest.raises(DatabaseError), transaction.atomic():
        SpokespersonOffer.objects.create(person=person, given_on=TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        term(person, TODAY, TODAY)

    assert (SpokespersonOffer.objects.count(), SpokespersonTerm.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE participation_spokespersonterm SET ends_on = '2030-01-01'",
        "DELETE FROM participation_spokespersonterm",
        "UPDATE participation_broughtback SET words = 'Autre'",
        "DELETE FROM participation_broughtback",
        "UPDATE participation_carrieditem SET words = 'Autre'",
    ],
)
def test_the_database_keeps_what_was_said_and_by_whom(sql):
    speaker, today = drawn(1)[0].person, meeting(0)
    spokespersons.carry(by=speaker, said_by=speaker, meeting=today, words="Et le soir?", now=NOW)
    spokespersons.bring_back(by=speaker, said_by=speaker, meeting=today, words="C'est oui.", now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)

    assert BroughtBack.objects.get().words == "C'est oui."


def test_the_database_takes_no_words_of_whoever_never_spoke_for_the_espace():
    lise, today = cast.citizen("Lise"), meeting(0)
    said = {"meeting": today, "words": "C'est oui.", "said_by": lise, "written_by": lise, "written_at": NOW}
    for model in (CarriedItem, BroughtBack):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.create(**said)

    assert (CarriedItem.objects.count(), BroughtBack.objects.count()) == (0, 0)
