"""The circle: delegates by MRC and their alternates decide when the rules choose so, in the votes announced then."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.domain import delegations as verbs
from accounts.domain.queries.delegations import circle
from accounts.enums import DelegateKind
from accounts.models import DelegateAbsence, Delegation, Person
from accounts.rules.delegations import last_day
from common import clock
from common.exceptions import Refused
from participation.domain import announcing, operating_rules
from participation.domain import circle as gate
from participation.domain.queries import roll
from participation.domain.queries import rules as rule_queries
from participation.enums import DecisionKind
from participation.models import RuleChange
from participation.rules import vote_rules
from tests import cast

NOW = cast.NOW
TODAY = NOW.date()
WHY = "Rencontre de Mont-Joli, 3 novembre."


def refusal_of(act, *args, **kwargs) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.code


def choose(value: str, *, key: str = "membership_mode", at=NOW) -> None:
    operating_rules.establish(key=key, label=key, value=value, why="Pour voir.", basis="jugement", now=at)


def name(person, kind=DelegateKind.TITULAR, *, by=None, starts_on=TODAY, **more) -> Delegation:
    given = {"reason": WHY, "months": 24, "min_voting_age": 16, "now": NOW} | more
    return verbs.appoint(
        by=by,
        person=person,
        territory=given.pop("territory", person.territory),
        kind=kind,
        starts_on=starts_on,
        **given,
    )


def deciding(on=TODAY, now=NOW) -> list:
    return list(roll.deciding(rule_queries.rule_book(now), on=on).order_by("pk"))


@pytest.fixture
def region(db):
    """Two people of La Mitis, two of La Matanie, all of them citizens."""
    return [cast.citizen(f"Personne {n}", mrc) for n, mrc in enumerate(["la-mitis", "la-matanie"] * 2)]


@pytest.mark.parametrize(("mode", "by_delegates"), [("ouvert", False), ("mixte", True), ("cercle", True)])
def test_the_rule_chooses_who_is_on_the_next_roll(region, mode, by_delegates):
    choose(mode)
    name(region[0])

    assert deciding() == (region[:1] if by_delegates else region)


def test_the_alternate_decides_when_the_titular_is_away_or_missing(region):
    choose("cercle")
    mitis, _matanie, mitis_2, matanie_2 = region
    titular = name(mitis)
    name(mitis_2, DelegateKind.ALTERNATE)
    name(matanie_2, DelegateKind.ALTERNATE)
    before = deciding()
    verbs.note_absence(
        by=mitis, delegation=titular, from_on=TODAY + timedelta(2), until_on=TODAY + timedelta(5), now=NOW
    )

    assert before == [mitis, matanie_2]
    assert deciding(TODAY + timedelta(1)) == [mitis, matanie_2]
    assert deciding(TODAY + timedelta(3)) == [mitis_2, matanie_2]
    assert deciding(TODAY + timedelta(6)) == [mitis, matanie_2]
    choose(False, key="alternates", at=NOW + timedelta(1))
    assert deciding(TODAY + timedelta(3), NOW + timedelta(2)) == []


def announced(at):
    book = rule_queries.rule_book(at)
    opens = at + timedelta(days=4)
    question = announcing.Question(title="x", question="x?", summary="", back_path="/", version_hash="a" * 64)
    change = RuleChange.objects.create(
        key="voting_days",
        proposed_value=9,
        reason="x",
        proposed_at=at,
        proposed_by=Person.objects.earliest("pk"),
    )
    return announcing.announce(
        by=None,
        question=question,
        window=announcing.Window(opens_at=opens, closes_at=opens + timedelta(days=10)),
        rules=vote_rules.frozen_rules(book),
        book=book,
        now=at,
        kind=DecisionKind.RULE,
        rule_change=change,
    ).vote


def on_roll(vote) -> set:
    return set(vote.roll.values_list("person_id", flat=True))


def test_a_vote_already_announced_keeps_its_roll_and_the_next_one_is_the_circles(region):
    everybody = announced(NOW)
    choose("mixte", at=NOW + timedelta(hours=1))
    name(region[0])
    delegates = announced(NOW + timedelta(hours=2))
    name(region[2], starts_on=TODAY + timedelta(1))

    everybody.refresh_from_db()
    assert on_roll(everybody) == {person.pk for person in region}
    assert (on_roll(delegates), delegates.roll_size) == ({region[0].pk}, 1)


def test_nothing_is_announced_while_the_circle_is_empty(region):
    choose("cercle")

    assert refusal_of(announced, NOW) == "circle_empty"


@pytest.mark.parametrize(("mode", "code"), [("ouvert", ""), ("mixte", ""), ("cercle", "delegates_only")])
def test_only_in_a_circle_do_the_others_read_without_proposing(region, mode, code):
    choose(mode)
    name(region[0])

    gate.check_takes_part(region[0], now=NOW)
    if code:
        assert refusal_of(gate.check_takes_part, region[1], now=NOW) == code
    else:
        gate.check_takes_part(region[1], now=NOW)


def test_a_place_passes_to_the_next_one_and_a_term_has_its_months(region):
    first = name(region[0], starts_on=TODAY - timedelta(30))

    second = name(region[2])

    first.refresh_from_db()
    assert (first.ends_on, first.end_reason) == (TODAY - timedelta(1), WHY)
    assert second.ends_on == date(2028, 11, 14)
    assert last_day(date(2026, 8, 31), 6) == date(2027, 2, 27)
    place = next(place for place in circle(TODAY) if place.territory.slug == "la-mitis")
    assert (place.titular, place.alternate) == (second, None)


def test_who_may_note_and_who_may_be_a_delegate(region):
    mitis, matanie, mitis_2, _matanie_2 = region
    young = cast.citizen("Jeune", "la-mitis", "14-15")

    assert refusal_of(name, mitis, by=matanie) == "not_facilitator"
    assert refusal_of(name, mitis, by=cast.admin()) == "not_facilitator"
    assert refusal_of(name, mitis, territory=matanie.territory) == "other_mrc"
    assert refusal_of(name, young) == "not_a_voter"
    assert refusal_of(name, cast.support()) == "not_a_voter"
    assert refusal_of(name, mitis, reason=" ") == "reason"
    assert refusal_of(name, mitis, DelegateKind.ALTERNATE, alternates=False) == "no_alternates"
    held = name(mitis, by=cast.facilitator())
    assert refusal_of(name, mitis, DelegateKind.ALTERNATE) == "already_delegate"
    leaving = {"delegation": held, "on": TODAY, "now": NOW}
    assert refusal_of(verbs.step_down, by=mitis_2, reason="x", **leaving) == "not_facilitator"
    verbs.step_down(by=mitis, reason="Je déménage.", **leaving)
    held.refresh_from_db()
    assert (held.ends_on, held.ended_by) == (TODAY, mitis)


def test_facilitation_notes_a_delegate_after_the_check_and_visitors_read_no_name(client, region):
    person = cast.citizen("Zéphir", "la-mitis", username="zephir")
    cast.sign_in(client, cast.facilitator())
    day = clock.today()
    form = {
        "login": "zephir",
        "kind": "titulaire",
        "reason": WHY,
        "starts_on_day": day.day,
        "starts_on_month": day.month,
        "starts_on_year": day.year,
    }

    check = client.post("/animation/cercle/mrc/la-mitis/", form)
    before = Delegation.objects.count()
    done = client.post("/animation/cercle/mrc/la-mitis/", form | {"confirm": "1"})
    other = client.post("/animation/cercle/mrc/la-matanie/", form | {"confirm": "1"})

    assert (check.status_code, before, done.status_code, other.status_code) == (200, 0, 302, 422)
    assert Delegation.objects.get().person == person
    assert "Zéphir" in client.get("/cercle/").content.decode()
    client.logout()
    assert "Zéphir" not in client.get("/cercle/").content.decode()


@pytest.mark.database
@pytest.mark.django_db
def test_the_database_keeps_the_circle_right():
    mitis, other, matanie = (
        cast.citizen("Une", "la-mitis"),
        cast.citizen("Deux", "la-mitis"),
        cast.citizen("Trois", "la-matanie"),
    )
    held = name(mitis)
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(9), "reason": "x"}
    wrong = [
        ({"person": other, "territory": mitis.territory, "kind": "titulaire"}, "delegation_taken"),
        ({"person": mitis, "territory": mitis.territory, "kind": "suppleance"}, "delegation_taken"),
        ({"person": matanie, "territory": mitis.territory, "kind": "suppleance"}, "delegation_not_of_mrc"),
        (
            {"person": cast.newcomer("N", "la-matanie"), "territory": matanie.territory, "kind": "titulaire"},
            "delegation_not",
        ),
    ]
    for given, message in wrong:
        with pytest.raises(IntegrityError, match=message), transaction.atomic():
            Delegation.objects.create(**given, **days)
    for sql in (
        "UPDATE accounts_delegation SET person_id = person_id + 1, end_reason = 'x'",
        "UPDATE accounts_delegation SET ends_on = '2026-12-01'",
        "UPDATE accounts_delegation SET ends_on = '2036-12-01', end_reason = 'x'",
        "DELETE FROM accounts_delegation",
    ):
        with (
            pytest.raises(IntegrityError, match="delegation_"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    verbs.note_absence(by=mitis, delegation=held, from_on=TODAY, until_on=TODAY, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegateAbsence.objects.update(until_on=TODAY + timedelta(9))


# Enough delegates for a vote to count


def page_of(change=None) -> str:
    address = f"/regles/changements/{change.pk}/" if change else "/cercle/"
    page = cast.sign_in(Client(), cast.facilitator()).get(address)
    return page.content.decode().replace("\u00a0", " ")


def propose(by, key, value):
    return RuleChange.objects.create(
        key=key, proposed_value=value, reason="Pour voir.", proposed_by=by, proposed_at=NOW
    )


def test_few_delegates_are_told_to_be_fewer_than_the_quorum(region):
    choose("cercle")
    name(region[0])

    reach = roll.reach(rule_queries.rule_book(NOW), on=TODAY)
    page = page_of()

    assert (reach.people, reach.needed, reach.is_out_of_reach) == (1, 8, True)
    assert "Aucun vote ne peut compter comme ça" in page
    assert "1 personne déléguée décide aujourd" in page


def test_just_enough_is_said_too_and_open_rules_say_nothing(region):
    everybody = page_of()
    choose("cercle")
    choose(2, key="quorum_min")
    choose(2, key="min_territories")
    name(region[0])
    name(region[1])

    assert "Aucun vote ne peut compter" not in everybody
    assert roll.reach(rule_queries.rule_book(NOW), on=TODAY).spare == 0
    assert "On a besoin de chaque personne déléguée" in page_of()


def test_two_mrcs_are_not_three(region):
    choose("cercle")
    choose(1, key="quorum_min")
    choose(3, key="min_territories")
    name(region[0])
    name(region[1])

    assert roll.reach(rule_queries.rule_book(NOW), on=TODAY).is_out_of_reach


def test_the_proposal_of_a_circle_says_it_before_anybody_votes_for_it(region):
    choose("ouvert")
    choose(2, key="quorum_min")
    circle_of_few = propose(region[0], "membership_mode", "cercle")
    other = propose(region[0], "voting_days", 9)

    assert "Aucun vote ne peut compter comme ça" in page_of(circle_of_few)
    assert "personnes déléguées décident" not in page_of(other)
