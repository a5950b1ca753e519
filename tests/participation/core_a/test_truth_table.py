"""Each move of each table, tried by each role: allowed or refused, and a refusal leaves the row as it was."""

import pytest
from django.db import transaction

from common.exceptions import Refused
from participation.domain import stages
from participation.enums import Expectation, InitiativeScope, Theme, TransmissionKind
from participation.models import Concern, Initiative, Issue, RuleChange, StageChange, Transmission
from participation.rules import lifecycles
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

ROLES = {
    "citizen": cast.citizen,
    "facilitator": cast.facilitator,
    "support": cast.support,
    "crd_agent": cast.crd_agent,
    "mrc_resource": cast.mrc_resource,
    "signatory": cast.signatory,
    "carrier": cast.carrier,
    "scrutineer": cast.scrutineer,
    "table_member": cast.table_member,
    "admin": cast.admin,
}


def make(noun: str, author):
    if noun == "concern":
        return Concern.objects.create(author=author, created_at=NOW)
    if noun == "issue":
        return Issue.objects.create(title="Enjeu", theme=Theme.FOOD, proposed_by=author, proposed_at=NOW)
    if noun == "rule_change":
        return RuleChange.objects.create(
            key="quorum_min", proposed_value=9, reason="…", proposed_by=author, proposed_at=NOW
        )
    if noun == "initiative":
        made = Initiative.objects.create(scope=InitiativeScope.REGIONAL, title="Idée", proposed_at=NOW)
        made.authors.add(author)
        return made
    return Transmission.objects.create(
        kind=TransmissionKind.ENJEU,
        title="Envoi",
        body="…",
        expects=Expectation.REASONED_ANSWER,
        issue=make("issue", author),
        prepared_by=author,
        prepared_at=NOW,
        reread_by=author,
        sent_at=NOW,
    )


def try_move(thing, origin: str, to: str, person) -> str:
    """« moved », or the code of the refusal; the row is back at its step afterwards."""
    type(thing).objects.filter(pk=thing.pk).update(state=origin)
    thing.refresh_from_db()
    before = type(thing).objects.filter(pk=thing.pk).values().get()
    lines = StageChange.objects.count()
    try:
        with transaction.atomic():
            stages.move(thing, to=to, by=person, now=NOW)
    except Refused as refusal:
        assert type(thing).objects.filter(pk=thing.pk).values().get() == before
        assert StageChange.objects.count() == lines
        return refusal.code
    assert type(thing).objects.get(pk=thing.pk).state == to
    assert StageChange.objects.count() == lines + 1
    return "moved"


@pytest.mark.parametrize("noun", sorted(lifecycles.TABLES))
def test_each_move_belongs_to_its_roles_and_to_nobody_else(db, noun):
    people = {role: make_person() for role, make_person in ROLES.items()}
    author = cast.citizen("Autrice")
    thing = make(noun, author)
    held = {role: {role} for role in ROLES} | {
        "author": stages.roles_of(author, thing, on=NOW.date()),
        "system": {"system"},
    }
    people |= {"author": author, "system": None}

    seen, expected = {}, {}
    # What the database refuses on top of the table (an approval without a count…) has its own tests.
    with builders.without_triggers():
        for row in lifecycles.TABLES[noun]:
            for origin in row.from_states:
                for role, person in people.items():
                    move = (origin, row.to, role)
                    expected[move] = "moved" if row.who & held[role] else "not_your_move"
                    seen[move] = try_move(thing, origin, row.to, person)

    assert seen == expected


@pytest.mark.parametrize("noun", sorted(lifecycles.TABLES))
def test_a_move_outside_the_table_is_nobodys(noun):
    states = sorted(lifecycles.NEXT[noun])
    known = {(origin, row.to) for row in lifecycles.TABLES[noun] for origin in row.from_states}
    everybody = set(lifecycles.table.WHO)

    allowed = {(a, b) for a in states for b in states if lifecycles.may_move(noun, a, b, everybody)}

    assert allowed == known


def test_a_thing_that_moved_meanwhile_is_refused_and_stays(db):
    author = cast.citizen()
    first = make("concern", author)
    stale = Concern.objects.get(pk=first.pk)
    stages.move(first, to="retiree", by=author, now=NOW)

    with pytest.raises(Refused) as refusal:
        stages.move(stale, to="soumise", by=author, now=NOW)

    assert (refusal.value.code, refusal.value.status) == ("moved_meanwhile", 409)
    assert Concern.objects.get(pk=first.pk).state == "retiree"
