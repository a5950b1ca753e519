"""The first vote of the Espace: it adopts its rules, all at once, as they are written."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from participation.domain import announcing, decisions, operating_rules, rule_changes, supports
from participation.domain.queries import rules as queries
from participation.models import OperatingRule, RuleChange
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

WINDOW = {"opens_at": scenes.on(23), "closes_at": scenes.on(34, 20), "now": scenes.on(20)}
RESULT = scenes.on(34, 21)


def book() -> None:
    scenes.established()
    scenes.established("voting_days", 10, label="Durée d'un vote", unit="jours")
    scenes.established("rules_adopted", False, label="Les règles ont été adoptées par l'Espace")


def proposed(people, *, value=True, now=scenes.STARTED) -> RuleChange:
    return rule_changes.propose(
        by=people[0], key="rules_adopted", value=value, reason="Ce sont nos règles.", now=now
    )


def written(key: str, value, *, now):
    return operating_rules.establish(
        key=key, value=value, label="Âge minimal pour voter", why="Pour voir.", basis="jugement", now=now
    )


def deliberated(people) -> RuleChange:
    change = proposed(people)
    for person in people[1:4]:
        supports.support_rule_change(by=person, change=change, now=scenes.STARTED)
    change.refresh_from_db()
    return change


def announced(people):
    return decisions.put_rule_change_to_vote(by=cast.facilitator(), change=deliberated(people), **WINDOW)


def adopted(people):
    decision = announced(people)
    scenes.cast_all(decision.vote, people, scenes.choices(len(people)))
    decisions.settle(now=RESULT)
    decision.refresh_from_db()
    return decision


def code_of(act) -> tuple[str, int]:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act()
    return refusal.value.code, refusal.value.status


def write(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def second_version(key: str, decision_id=None):
    first = OperatingRule.objects.filter(key=key).first()
    row = ["label", "value", "options", "unit", "basis", "why", "effective_at", "position"]
    again = {name: getattr(first, name) for name in row}
    with transaction.atomic():
        return OperatingRule.objects.create(key=key, version=9, decision_id=decision_id, **again)


def test_the_ballot_shows_every_rule_and_its_hash_covers_them_all():
    people = scenes.espace()
    book()

    vote = announced(people).vote

    assert "Âge minimal pour voter\u00a0: 16\nDurée d'un vote\u00a0: 10\u00a0jours" in vote.summary
    assert vote.summary.startswith("Ce sont nos règles.")
    assert (vote.threshold, vote.back_path) == ("deux_tiers", "/regles/")
    rules = list(queries.current(scenes.on(20)).values())
    assert vote.version_hash == announcing.hash_of_book(rules, reason="Ce sont nos règles.")
    rules[0].value = 17
    assert vote.version_hash != announcing.hash_of_book(rules, reason="Ce sont nos règles.")


def test_the_vote_adopts_them_and_then_only_votes_change_them():
    people = scenes.espace()
    book()
    decision = adopted(people)

    made = queries.history("rules_adopted").last()

    assert (decision.outcome, made.value, made.version, made.decision) == ("approuvee", True, 2, decision)
    assert (queries.is_adopted(scenes.on(34)), queries.is_adopted(RESULT)) == (False, True)
    assert code_of(lambda: written("min_voting_age", 15, now=RESULT)) == ("rules_adopted", 403)


def test_adoption_refused_by_the_citizens_leaves_the_rules_provisional():
    people = scenes.espace()
    book()
    decision = announced(people)
    scenes.cast_all(decision.vote, people, scenes.choices(4, 6))
    decisions.settle(now=RESULT)

    written("min_voting_age", 15, now=RESULT)

    assert queries.is_adopted(RESULT) is False
    assert [rule.value for rule in queries.history("min_voting_age")] == [16, 15]
    assert queries.adoption_under_way() is None


def test_adoption_tied_is_discussed_again_and_frees_the_rules():
    people = scenes.espace()
    book()
    decision = announced(people)
    scenes.cast_all(decision.vote, people, scenes.choices(5, 5))
    decisions.settle(now=RESULT)

    written("min_voting_age", 15, now=RESULT)

    under_way = queries.adoption_under_way()
    assert (under_way.pk, under_way.state) == (decision.rule_change_id, "en_deliberation")
    assert queries.is_adopted(RESULT) is False


def test_no_rule_changes_under_the_vote_that_adopts_them():
    people = scenes.espace()
    book()
    other = scenes.rule_change(people)
    announced(people)

    def to_vote():
        decisions.put_rule_change_to_vote(by=cast.facilitator(), change=other, **WINDOW)

    assert code_of(lambda: scenes.established(value=15)) == ("rules_in_a_vote", 409)
    assert code_of(to_vote) == ("rules_in_a_vote", 409)
    assert queries.value("min_voting_age", at=RESULT) == 16


def test_the_rules_are_not_adopted_while_one_of_them_is_in_a_vote():
    people = scenes.espace()
    book()
    decisions.put_rule_change_to_vote(by=cast.facilitator(), change=scenes.rule_change(people), **WINDOW)
    adoption = deliberated(people)

    refused = code_of(
        lambda: decisions.put_rule_change_to_vote(by=cast.facilitator(), change=adoption, **WINDOW)
    )

    assert refused == ("rule_in_a_vote", 409)


@pytest.mark.parametrize(
    "make", [cast.facilitator, cast.support, cast.signatory, cast.table_member, cast.admin]
)
def test_only_a_citizen_proposes_it_and_nobody_writes_it_without_a_vote(make):
    book()

    assert code_of(lambda: proposed([make()])) == ("citizens_only", 403)
    assert code_of(lambda: scenes.established("rules_adopted", True)) == ("rules_adopted", 403)
    assert RuleChange.objects.count() == 0


def test_it_is_proposed_once_at_a_time_and_not_once_done():
    people = scenes.espace()
    book()
    adopted(people)

    again = code_of(lambda: proposed(people, now=RESULT))
    undone = code_of(lambda: proposed(people, value=False, now=RESULT))

    assert (again, undone) == (("already_adopted", 409), ("already_adopted", 409))


def test_a_second_proposal_is_refused_until_the_first_is_withdrawn():
    people = scenes.espace()
    book()
    first = proposed(people)

    again = code_of(lambda: proposed(people[1:]))
    rule_changes.withdraw(by=people[0], change=first, now=scenes.on(1))
    second = proposed(people[1:])

    assert (again, queries.adoption_under_way()) == (("adoption_under_way", 409), second)


@pytest.mark.database
def test_the_database_refuses_a_rule_that_no_vote_made():
    people = scenes.espace()
    book()
    with pytest.raises(IntegrityError, match="rule_voted"):
        second_version("rules_adopted")
    decision = announced(people)
    with pytest.raises(IntegrityError, match="rule_book_frozen"):
        second_version("voting_days")
    scenes.cast_all(decision.vote, people, scenes.choices(len(people)))
    decisions.settle(now=RESULT)

    with pytest.raises(IntegrityError, match="rule_voted"):
        second_version("voting_days")
    with pytest.raises(IntegrityError, match="rule_voted"):
        second_version("voting_days", decision.pk)
    with pytest.raises(IntegrityError, match="append-only"):
        write("UPDATE participation_operatingrule SET decision_id = NULL WHERE decision_id IS NOT NULL")


@pytest.mark.database
def test_the_database_refuses_two_votes_on_the_rules_at_once():
    people = scenes.espace()
    book()
    other = scenes.rule_change(people)
    announced(people)

    with pytest.raises(IntegrityError, match="rule_book_alone"):
        write("UPDATE participation_rulechange SET state = 'vote_annonce' WHERE id = %s", other.pk)


def test_a_change_voted_afterwards_names_its_vote_and_spares_the_votes_already_announced(client):
    people = scenes.espace()
    book()
    adopted(people)
    change = rule_changes.propose(
        by=people[0], key="voting_days", value=12, reason="Plus de temps.", now=scenes.on(40)
    )
    for person in people[1:4]:
        supports.support_rule_change(by=person, change=change, now=scenes.on(40))
    change.refresh_from_db()
    window = {"opens_at": scenes.on(58), "closes_at": scenes.on(69, 20), "now": scenes.on(55)}
    decision = decisions.put_rule_change_to_vote(by=cast.facilitator(), change=change, **window)
    scenes.cast_all(decision.vote, people, scenes.choices(len(people)))
    decisions.settle(now=scenes.on(69, 21))

    made = queries.history("voting_days").last()
    with clock.frozen(scenes.on(70)):
        page = client.get(reverse("participation:rule", args=["voting_days"])).content.decode()

    assert (made.value, made.decision) == (12, decision)
    assert reverse("voting:vote", args=[decision.vote_id]) in page


def test_pages_call_the_rules_provisional_until_the_vote_and_citizens_adopt_them_by_a_form(client):
    people = scenes.espace()
    book()
    rules, row = reverse("participation:rules"), reverse("participation:rule", args=["rules_adopted"])
    cast.sign_in(client, people[0])
    with clock.frozen(scenes.on(0)):
        home = client.get(reverse("participation:my_home")).content.decode()
        before = client.get(rules).content.decode()
        empty = client.post(row, {"reason": ""})
        sent = client.post(row, {"reason": "Ce sont nos règles."})
        twice = client.post(row, {"reason": "Encore."})
    change = RuleChange.objects.get()

    assert row in home
    assert before.count("Provisoire") == 2
    assert (empty.status_code, sent.status_code, twice.status_code) == (422, 302, 409)
    assert (change.key, change.proposed_value, change.reason) == (
        "rules_adopted",
        True,
        "Ce sont nos règles.",
    )


def test_pages_say_that_the_rules_are_adopted_and_by_which_vote(client):
    people = scenes.espace()
    book()
    decision = adopted(people)
    cast.sign_in(client, people[0])

    with clock.frozen(scenes.on(35)):
        home = client.get(reverse("participation:my_home")).content.decode()
        rules = client.get(reverse("participation:rules")).content.decode()
        refused = client.post(
            reverse("participation:rule", args=["rules_adopted"]), {"reason": "Encore une fois."}
        )

    assert reverse("voting:vote", args=[decision.vote_id]) in rules
    assert "Provisoire" not in rules
    assert "/regles/rules_adopted/" not in home
    assert refused.status_code == 409


def test_a_facilitator_does_not_write_a_rule_by_hand():
    people = scenes.espace()
    book()
    decision = adopted(people)

    refused = code_of(
        lambda: operating_rules.change(
            by=cast.facilitator(), key="voting_days", value=12, now=RESULT, decision=decision
        )
    )

    assert refused == ("no_decision", 403)
