"""A change of rule is discussed like an initiative: objections, other words, wordings kept; nothing holds its vote."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from accounts.domain.queries.people import capacity
from common.audit import AuditEvent
from common.exceptions import Refused
from participation.domain import (
    amendments,
    decisions,
    objections,
    operating_rules,
    reasons,
    rule_changes,
    set_asides,
)
from participation.domain.queries import waiting
from participation.enums import AmendmentState, NoticeKind, RuleChangeState
from participation.models import Amendment, Notice, Objection, RuleChange, RuleChangeVersion
from participation.models.objection import ObjectionState
from participation.rules.defaults import ADOPTION
from tests import cast
from tests.participation.core_b import scenes
from voting.domain.queries import notes

pytestmark = pytest.mark.django_db

WORDS = "Les jeunes n'ont pas encore de cours là-dessus."


def refusal(act, **how) -> str:
    with pytest.raises(Refused) as refused:
        act(**how)
    return refused.value.code


@pytest.fixture
def people():
    scenes.established()
    return scenes.espace()


@pytest.fixture
def change(people) -> RuleChange:
    return scenes.rule_change(people)


def objected(people, change, by=5, day=16, text=WORDS) -> Objection:
    return objections.object_to(by=people[by], subject=change, text=text, now=scenes.on(day))


def value_proposed(people, change, value=15, by=6, day=17) -> Amendment:
    return amendments.propose_to_rule(
        by=people[by], change=change, part="valeur", value=value, why="Un an de moins.", now=scenes.on(day)
    )


def reason_proposed(people, change, words="Voter tôt, c'est apprendre.", by=7) -> Amendment:
    return amendments.propose_to_rule(
        by=people[by], change=change, part="raison", words=words, why="C'est plus clair.", now=scenes.on(17)
    )


def announced(change, *, later: int = 0):
    """`later`: so many days after the usual ones."""
    more = timedelta(days=later)
    return decisions.put_rule_change_to_vote(
        by=None,
        change=change,
        opens_at=scenes.OPENS + more,
        closes_at=scenes.CLOSES + more,
        now=scenes.ANNOUNCED + more,
    )


def test_a_citizen_objects_to_a_change_of_rule_and_nobody_else_does(people, change):
    made = objected(people, change)
    codes = {
        name: refusal(objections.object_to, by=person, subject=change, text=WORDS, now=scenes.on(16))
        for name, person in {
            "facilitator": cast.facilitator(),
            "support": cast.support(),
            "table": cast.table_member(),
            "signatory": cast.signatory(),
            "author": people[0],
            "again": people[5],
        }.items()
    }
    early = rule_changes.propose(
        by=people[1], key="min_voting_age", value=12, reason="Plus tôt.", now=scenes.on(16)
    )

    assert (made.state, made.wording) == (ObjectionState.OPEN, change.versions.get(number=1))
    assert codes == {
        "facilitator": "citizens_only",
        "support": "citizens_only",
        "table": "citizens_only",
        "signatory": "citizens_only",
        "author": "own_initiative",
        "again": "already_objecting",
    }
    assert refusal(objections.object_to, by=people[5], subject=early, text=WORDS, now=scenes.on(16)) == (
        "round_over"
    )


def test_whoever_proposed_it_answers_then_it_is_lifted_or_kept(people, change):
    lifted, kept = objected(people, change), objected(people, change, by=6)
    answer = {"text": "On leur explique avant.", "now": scenes.on(17)}
    to_answer = waiting.waiting_for(people[0], capacity(people[0], on=scenes.on(16)), scenes.on(16))

    by_other = refusal(objections.answer, by=people[7], objection=lifted, **answer)
    for objection in (lifted, kept):
        objections.answer(by=people[0], objection=objection, **answer)
    to_settle = waiting.waiting_for(people[5], capacity(people[5], on=scenes.on(17)), scenes.on(17))
    objections.lift(by=people[5], objection=lifted, now=scenes.on(18))
    objections.keep(by=people[6], objection=kept, now=scenes.on(18))

    here = f"/regles/changements/{change.pk}/accord/"
    assert by_other == "authors_only"
    assert [(one.kind, one.title, one.path) for one in to_answer if one.kind == waiting.TO_OBJECTION] == [
        (waiting.TO_OBJECTION, "Âge minimal pour voter", here)
    ] * 2
    assert (waiting.OBJECTION_ANSWERED, here) in [(one.kind, one.path) for one in to_settle]
    assert (lifted.state, kept.state) == (ObjectionState.LIFTED, ObjectionState.KEPT)
    told = Notice.objects.filter(kind="objection").values_list("person", "state", "link")
    assert {(people[0].pk, "ouverte", here), (people[5].pk, "repondue", here)} <= set(told)


def test_an_unanswered_objection_is_on_the_ballot_page_and_holds_nothing(people, change):
    lifted, open_one = objected(people, change), objected(people, change, by=6, text="Trop tôt.")
    objections.lift(by=people[5], objection=lifted, now=scenes.on(17))

    decision = announced(change)

    told = notes.of_vote(decision.vote, capacity(people[1], on=scenes.on(26)))
    open_one.refresh_from_db()
    assert [(one.text, one.answer) for one in told.objections] == [("Trop tôt.", "")]
    assert (change.state, open_one.state) == (RuleChangeState.VOTE_ANNOUNCED, ObjectionState.CARRIED)
    late = refusal(objections.object_to, by=people[7], subject=change, text=WORDS, now=scenes.on(26))
    assert late == "round_over"


def test_only_when_the_rules_ask_for_consensus_an_objection_waits_for_its_answer(people, change):
    scenes.established("decision_method", "consensus", label="Comment on décide")
    made = objected(people, change)

    held = refusal(announced, change=change)
    objections.answer(by=people[0], objection=made, text="On leur explique avant.", now=scenes.on(17))

    assert held == "objection_unanswered"
    assert announced(change).rule_change == change


def test_facilitation_takes_a_hurtful_objection_out(people, change):
    made = objected(people, change)

    set_asides.take_out(by=cast.facilitator(), said=made, why="attaque", now=scenes.on(17))
    decision = announced(change)

    told = notes.of_vote(decision.vote, capacity(people[1], on=scenes.on(26)))
    assert list(told.objections) == []


def test_anybody_of_the_espace_proposes_another_value_and_its_author_accepts(people, change):
    made = value_proposed(people, change)
    standing = objected(people, change)

    amendments.accept(by=people[0], amendment=made, now=scenes.on(18))

    change.refresh_from_db()
    made.refresh_from_db()
    assert (change.proposed_value, made.state, made.words) == (15, AmendmentState.ACCEPTED, "15")
    assert list(change.versions.order_by("number").values_list("number", "value", "because")) == [
        (1, 14, ""),
        (2, 15, "Un an de moins."),
    ]
    assert made.carried_by == change.versions.get(number=2)
    assert Notice.objects.filter(person=people[6], kind="amendement", state="acceptee").exists()
    assert Notice.objects.filter(person=standing.author, kind="objection", state="texte").exists()
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {"amendment.proposed", "amendment.accepted", "rule_change.version_added"} <= kinds


def test_the_vote_is_on_the_wording_of_today(people, change):
    amendments.accept(by=people[0], amendment=value_proposed(people, change, day=2), now=scenes.on(3))
    change.refresh_from_db()

    decision = announced(change)
    scenes.cast_all(decision.vote, people, scenes.choices(9, 1))
    decisions.settle(now=scenes.CLOSES)

    change.refresh_from_db()
    assert change.state == RuleChangeState.ADOPTED
    assert operating_rules.rule_queries.value("min_voting_age", at=scenes.on(45)) == 15


def test_another_value_starts_the_discussion_again_and_its_supporters_are_told(people, change):
    begun = change.deliberation_started_at
    said = {"by": people[0], "change": change, "because": "On s'est parlé.", "now": scenes.on(14)}

    rule_changes.revise(value=14, reason="Les jeunes votent tôt.", **said)
    same_value = change.deliberation_started_at
    told_of_the_reason = Notice.objects.filter(state="autre_valeur").count()
    rule_changes.revise(value=12, reason="Les jeunes votent tôt.", **said)
    early = refusal(announced, change=change)
    announced_late = decisions.put_rule_change_to_vote(
        by=None, change=change, opens_at=scenes.on(35), closes_at=scenes.on(46, 20), now=scenes.on(32)
    )

    assert (same_value, told_of_the_reason, early) == (begun, 0, "not_deliberated_enough")
    assert (change.deliberation_started_at, change.supports.count()) == (scenes.on(14), 3)
    told = Notice.objects.filter(kind="regle", state="autre_valeur")
    assert {one.person_id for one in told} == {one.pk for one in people[1:4]}
    assert announced_late.rule_change == change


def test_two_proposals_accepted_one_after_the_other_are_both_kept(people, change, monkeypatch):
    held, take = [], QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet,
        "select_for_update",
        lambda self, *args, **how: held.append(self.model) or take(self, *args, **how),
    )
    value, reason = value_proposed(people, change), reason_proposed(people, change)
    held.clear()

    amendments.accept(by=people[0], amendment=value, now=scenes.on(18))
    amendments.accept(by=people[0], amendment=reason, now=scenes.on(18))

    # Each holds the proposal, then the text before it reads it; `revise` holds the text too.
    assert held == [Amendment, RuleChange, RuleChange] * 2
    change.refresh_from_db()
    assert (change.proposed_value, change.reason) == (15, reason.words)


def test_a_share_is_proposed_as_a_share_even_when_none_is_set(people):
    scenes.established("reserved_share_new", None, label="Part pour les nouvelles idées")

    def propose(value):
        return rule_changes.propose(
            by=people[0], key="reserved_share_new", value=value, reason="Pour voir.", now=scenes.STARTED
        )

    assert [
        refusal(propose, value=odd) for odd in (33, "beaucoup", {"num": 3}, {"num": 3, "den": 2}, True)
    ] == ["value"] * 5
    assert propose({"num": 1, "den": 3}).proposed_value == {"num": 1, "den": 3}


def test_a_reason_as_long_as_the_rules_allow_may_be_said_otherwise(people, change):
    long = "Voter tôt, on apprend. " * 41

    made = reason_proposed(people, change, words=long)
    amendments.accept(by=people[0], amendment=made, now=scenes.on(18))

    change.refresh_from_db()
    assert change.reason == long.strip()
    assert refusal(reason_proposed, people=people, change=change, words="x" * 1001) == "words"


def test_another_reason_is_declined_with_a_reason(people, change):
    made = reason_proposed(people, change)

    without = refusal(amendments.decline, by=people[0], amendment=made, reason=" ", now=scenes.on(18))
    by_other = refusal(amendments.decline, by=people[6], amendment=made, reason="Non.", now=scenes.on(18))
    amendments.decline(by=people[0], amendment=made, reason="Je garde mes mots.", now=scenes.on(18))

    change.refresh_from_db()
    made.refresh_from_db()
    assert (without, by_other) == ("reason", "not_your_move")
    assert (made.state, made.answer_reason) == (AmendmentState.DECLINED, "Je garde mes mots.")
    assert (change.reason, change.versions.count()) == ("Les jeunes aussi.", 1)


def test_what_cannot_be_proposed_instead(people, change):
    def propose(by=people[6], part="valeur", **said):
        given = {"value": 15} | said
        return amendments.propose_to_rule(
            by=by, change=change, part=part, why="Parce que.", now=scenes.on(17), **given
        )

    codes = [
        refusal(propose, by=cast.facilitator()),
        refusal(propose, by=cast.table_member()),
        refusal(propose, by=people[0]),
        refusal(propose, value=14),
        refusal(propose, value=16),
        refusal(propose, value="quinze"),
        refusal(propose, part="titre"),
        refusal(propose, part="raison", words="Les jeunes aussi."),
        refusal(propose, part="raison", words=" "),
    ]
    propose()
    again = refusal(propose, value=13)

    assert codes == [
        "citizens_only",
        "citizens_only",
        "own_text",
        "value",
        "value",
        "value",
        "part",
        "words",
        "words",
    ]
    assert again == "already_proposed"


def test_to_adopt_the_rules_only_the_reason_may_be_said_otherwise(people):
    scenes.established(ADOPTION, False, label="Nos règles")
    change = rule_changes.propose(
        by=people[0], key=ADOPTION, value=True, reason="Il est temps.", now=scenes.STARTED
    )
    RuleChange.objects.filter(pk=change.pk).update(state=RuleChangeState.DELIBERATING)
    change.refresh_from_db()

    refused = refusal(
        amendments.propose_to_rule,
        by=people[6],
        change=change,
        part="valeur",
        value=True,
        why="Oui.",
        now=scenes.on(17),
    )

    assert refused == "part"
    assert reason_proposed(people, change).part == "raison"


def test_a_proposal_without_its_answer_does_not_hold_the_vote_and_its_author_is_told(people, change):
    made = value_proposed(people, change)

    announced(change)

    made.refresh_from_db()
    change.refresh_from_db()
    assert (change.state, change.proposed_value) == (RuleChangeState.VOTE_ANNOUNCED, 14)
    assert (made.state, made.passed_at) == (AmendmentState.PROPOSED, scenes.ANNOUNCED)
    assert Notice.objects.filter(person=people[6], kind="amendement", state="sans_reponse").exists()
    late = refusal(amendments.accept, by=people[0], amendment=made, now=scenes.on(26))
    assert late == "text_fixed"


def test_its_author_says_it_otherwise_until_the_vote_is_announced(people, change):
    def revise(by=people[0], value=15, reason="Les jeunes de 15 ans aussi.", because="Pour s'entendre."):
        return rule_changes.revise(
            by=by, change=change, value=value, reason=reason, because=because, now=scenes.on(18)
        )

    codes = [
        refusal(revise, by=people[6]),
        refusal(revise, by=cast.facilitator()),
        refusal(revise, value=16),
        refusal(revise, because=""),
        refusal(revise, reason=" "),
        refusal(revise, value=14, reason="Les jeunes aussi."),
    ]
    made = revise()
    change.refresh_from_db()
    too_early = refusal(announced, change=change)
    announced(change, later=20)

    assert too_early == "not_deliberated_enough"
    assert codes == ["authors_only", "authors_only", "value", "because", "reason", "reason"]
    assert (made.number, change.proposed_value, change.reason) == (2, 15, "Les jeunes de 15 ans aussi.")
    assert refusal(revise, value=13) == "text_fixed"


def test_the_database_keeps_wordings_and_says_who_answers(people, change):
    made = value_proposed(people, change)
    objection = objected(people, change)
    announced(change)
    first = change.versions.get()

    refused = []
    for act in (
        lambda: RuleChangeVersion.objects.filter(pk=first.pk).update(value=12),
        lambda: RuleChangeVersion.objects.create(
            change=change, number=2, value=12, reason="x", made_by=people[0], made_at=scenes.on(26)
        ),
        lambda: RuleChange.objects.filter(pk=change.pk).update(reason="Autre chose."),
        lambda: Amendment.objects.filter(pk=made.pk).update(value=12),
        lambda: Amendment.objects.filter(pk=made.pk).update(
            state="refusee", answered_by=people[3], answered_at=scenes.on(26), answer_reason="Non."
        ),
        lambda: Objection.objects.filter(pk=objection.pk).update(state="levee"),
        lambda: Objection.objects.create(
            rule_change=change, rule_version=first, text="Non.", author=people[8], made_at=scenes.on(26)
        ),
    ):
        with pytest.raises(DatabaseError) as error, transaction.atomic():
            act()
        refused.append(str(error.value).splitlines()[0].split(":")[0])

    assert refused == [
        "participation_rulechangeversion is append-only",
        "rule_wording",
        "a proposal in a vote keeps its rule, its value and its reason",
        "amendment_words",
        "amendment_authors",
        "objection_words",
        "objection_before_vote",
    ]


def test_everyone_who_took_part_hears_of_what_is_no_vote(people, change):
    objected(people, change, by=5)
    value_proposed(people, change, by=6)
    reasons.write(
        by=people[7], subject=change, side="pour", slot=1, text="Ils apprennent.", seen=0, now=scenes.on(17)
    )
    given_back = reason_proposed(people, change, by=8)
    amendments.withdraw(by=people[8], amendment=given_back, now=scenes.on(17))

    rule_changes.withdraw(by=people[0], change=change, now=scenes.on(18))

    told = set(
        Notice.objects.filter(kind=NoticeKind.RULE, state="retiree").values_list("person_id", flat=True)
    )
    assert told == {people[number].pk for number in (1, 2, 3, 5, 6, 7)}
