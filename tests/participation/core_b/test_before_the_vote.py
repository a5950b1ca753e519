"""The round before a vote: objections and reasons reach the ballot page, frozen; nothing holds the calendar."""

from datetime import timedelta

import pytest

from accounts.domain.queries.people import NOBODY, capacity
from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import decisions, initiatives, objections, reasons
from participation.domain.queries import reasons as reason_queries
from participation.domain.queries import waiting
from participation.enums import InitiativeState
from participation.models import Notice, Objection, Reason
from participation.models.objection import ObjectionState
from participation.models.reason import ReasonSide
from tests import cast
from tests.participation.core_b import scenes
from voting.domain.queries import notes
from voting.enums import NoteKind

pytestmark = pytest.mark.django_db

WORDS = "Le local ferme l'hiver."


def refusal(act, **how) -> str:
    with pytest.raises(Refused) as refused:
        act(**how)
    return refused.value.code


def objected(people, initiative, text=WORDS, by=5, day=16) -> Objection:
    return objections.object_to(by=people[by], subject=initiative, text=text, now=scenes.on(day))


def write(people, subject, side="pour", slot=1, text="Les enfants ont ce qu'il faut.", seen=0, by=5, day=16):
    return reasons.write(
        by=people[by], subject=subject, side=side, slot=slot, text=text, seen=seen, now=scenes.on(day)
    )


def test_a_citizen_objects_and_nobody_else_does():
    people = scenes.espace()
    initiative = scenes.deliberated(people)

    made = objected(people, initiative)
    codes = {
        name: refusal(objections.object_to, by=person, subject=initiative, text=WORDS, now=scenes.on(16))
        for name, person in {
            "facilitator": cast.facilitator(),
            "support": cast.support(),
            "table": cast.table_member(),
            "signatory": cast.signatory(),
            "author": people[0],
            "again": people[5],
        }.items()
    }

    assert (made.state, made.version) == (ObjectionState.OPEN, initiative.current)
    assert codes == {
        "facilitator": "citizens_only",
        "support": "citizens_only",
        "table": "citizens_only",
        "signatory": "citizens_only",
        "author": "own_initiative",
        "again": "already_objecting",
    }


def test_an_objection_names_nobody_and_says_something():
    people = scenes.espace()
    initiative = scenes.deliberated(people)

    named = refusal(
        objections.object_to,
        by=people[5],
        subject=initiative,
        text="Madame Tremblay garde la clé.",
        now=scenes.on(16),
    )
    empty = refusal(objections.object_to, by=people[5], subject=initiative, text="  ", now=scenes.on(16))
    early = initiatives.propose(by=people[0], sheet=scenes.sheet(), from_concerns=[], now=scenes.on(16))
    too_early = refusal(objections.object_to, by=people[5], subject=early, text=WORDS, now=scenes.on(16))

    assert empty == "text"
    assert named not in ("", "text")
    assert too_early == "round_over"
    assert Objection.objects.count() == 0


def test_authors_answer_then_whoever_objected_lifts_or_keeps_it():
    people = scenes.espace()
    initiative = scenes.deliberated(people)
    lifted, kept = objected(people, initiative), objected(people, initiative, by=6)
    answer = {"text": "On chauffe la salle.", "now": scenes.on(17)}

    by_other = refusal(objections.answer, by=people[7], objection=lifted, **answer)
    for objection in (lifted, kept):
        objections.answer(by=people[0], objection=objection, **answer)
    asked = [
        item.kind
        for item in waiting.waiting_for(people[5], capacity(people[5], on=scenes.on(17)), scenes.on(17))
    ]
    not_theirs = refusal(objections.lift, by=people[6], objection=lifted, now=scenes.on(18))
    objections.lift(by=people[5], objection=lifted, now=scenes.on(18))
    objections.keep(by=people[6], objection=kept, now=scenes.on(18))
    settled = refusal(objections.answer, by=people[0], objection=lifted, **answer)

    assert (by_other, not_theirs, settled) == ("authors_only", "not_your_objection", "objection_settled")
    assert waiting.OBJECTION_ANSWERED in asked
    assert (lifted.state, kept.state) == (ObjectionState.LIFTED, ObjectionState.KEPT)


def test_authors_and_whoever_objected_are_told_without_a_name():
    people = scenes.espace()
    initiative = scenes.deliberated(people)
    made = objected(people, initiative)

    objections.answer(by=people[0], objection=made, text="On chauffe.", now=scenes.on(16, 12))
    initiatives.revise(
        by=people[0],
        initiative=initiative,
        sheet=scenes.sheet(title="Le coffre"),
        reason="Plus clair.",
        now=scenes.on(17),
    )

    told = Notice.objects.filter(kind="objection").order_by("pk")
    assert [(one.person, one.state) for one in told] == [
        (people[0], "ouverte"),
        (people[5], "repondue"),
        (people[5], "texte"),
    ]
    assert {one.words for one in told} == {""}


def test_an_objection_never_holds_the_calendar_and_is_carried_as_it_is():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    answered, silent = (
        objected(people, initiative, day=21),
        objected(people, initiative, "Trop loin.", by=6, day=21),
    )
    gone = objected(people, initiative, "Trop tôt.", by=7, day=21)
    objections.answer(by=people[0], objection=answered, text="On chauffe la salle.", now=scenes.on(22))
    objections.lift(by=people[7], objection=gone, now=scenes.on(22))

    [decision] = decisions.put_ready_to_vote(now=scenes.on(50))

    rows = decision.vote.notes.filter(kind=NoteKind.OBJECTION).order_by("position")
    states = Objection.objects.order_by("pk").values_list("state", flat=True)
    assert [(row.text, row.answer) for row in rows] == [(WORDS, "On chauffe la salle."), ("Trop loin.", "")]
    assert list(states) == [ObjectionState.CARRIED, ObjectionState.CARRIED, ObjectionState.LIFTED]
    assert refusal(objections.lift, by=people[6], objection=silent, now=scenes.on(51)) == "round_over"


def test_consensus_waits_for_an_answer_and_for_nothing_more():
    people = scenes.espace()
    scenes.established(key="decision_method", value="consensus")
    initiative = scenes.eligible(people)
    made = objected(people, initiative, day=21)

    held = decisions.put_ready_to_vote(now=scenes.on(50))
    by_hand = refusal(scenes.announced, initiative=initiative, by=cast.facilitator())
    objections.answer(by=people[0], objection=made, text="On chauffe la salle.", now=scenes.on(51))
    [decision] = decisions.put_ready_to_vote(now=scenes.on(51))

    assert (held, by_hand) == ([], "objection_unanswered")
    assert decision.initiative == initiative


def test_with_a_vote_alone_there_is_no_round():
    people = scenes.espace()
    scenes.established(key="decision_method", value="vote")
    initiative = scenes.eligible(people)

    code = refusal(objections.object_to, by=people[5], subject=initiative, text=WORDS, now=scenes.on(21))
    decision = scenes.announced(initiative, None)

    assert code == "no_round"
    assert not decision.vote.notes.filter(kind=NoteKind.OBJECTION).exists()


def test_a_missed_quorum_carries_the_same_objections_again_and_a_tie_begins_another_round():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    objected(people, initiative, day=21)
    scenes.announced(initiative, None)
    decisions.settle(now=scenes.CLOSES + timedelta(minutes=1))
    initiative.refresh_from_db()

    again = scenes.announced(
        initiative, None, now=scenes.on(60), opens_at=scenes.on(64), closes_at=scenes.on(75, 20)
    )
    scenes.cast_all(again.vote, people, scenes.choices(5, 5))
    decisions.settle(now=scenes.on(75, 21))
    initiative.refresh_from_db()

    assert [note.text for note in again.vote.notes.filter(kind=NoteKind.OBJECTION)] == [WORDS]
    assert initiative.state == InitiativeState.DELIBERATING
    assert objected(people, initiative, day=76).state == ObjectionState.OPEN


def test_reasons_are_written_together_and_the_words_before_can_come_back():
    people = scenes.espace()
    initiative = scenes.deliberated(people)

    first = write(people, initiative)
    same = write(people, initiative, by=6, seen=1)
    write(people, initiative, by=6, text="La rentrée coûte moins cher.", seen=1)
    with pytest.raises(IllegalTransition) as late:
        write(people, initiative, by=7, text="J'avais ma phrase.", seen=1)
    reasons.restore(by=people[7], subject=initiative, reason=first, seen=2, now=scenes.on(17))

    shown = reason_queries.current(initiative)
    history = reason_queries.history(initiative, side="pour", slot=1)
    assert (same.pk, late.value.code) == (first.pk, "changed_meanwhile")
    assert shown[ReasonSide.FOR][0].text == first.text
    assert [one.number for one in history] == [3, 2, 1]
    assert shown[ReasonSide.AGAINST] == [None, None, None]


def test_a_reason_is_a_citizens_one_short_sentence_about_nobody():
    people = scenes.espace()
    initiative = scenes.deliberated(people)
    how = {"subject": initiative, "side": "contre", "slot": 1, "seen": 0, "now": scenes.on(16)}

    codes = [
        refusal(reasons.write, by=cast.facilitator(), text="Non.", **how),
        refusal(reasons.write, by=cast.table_member(), text="Non.", **how),
        refusal(reasons.write, by=people[5], text="mot " * 21, **how),
        refusal(reasons.write, by=people[5], text="Une ligne\nune autre", **how),
        refusal(reasons.write, by=people[5], text="Trop loin.", **(how | {"slot": 4})),
        refusal(reasons.write, by=people[5], text="Appelez au 418 555-0199.", **how),
    ]

    assert codes == ["citizens_only", "citizens_only", "text", "text", "slot", "shows_a_phone"]
    assert Reason.objects.count() == 0


def test_reasons_stay_as_they_are_from_the_announcement_with_empty_places_shown():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    write(people, initiative, day=21)
    decision = scenes.announced(initiative, None)
    initiative.refresh_from_db()

    late = refusal(write, people=people, subject=initiative, seen=1, text="Une autre.", day=26)
    told = notes.of_vote(decision.vote, NOBODY)

    by_side = dict(told.reasons)
    assert late == "reasons_fixed"
    assert by_side[NoteKind.FOR] == ("Les enfants ont ce qu'il faut.", "", "")
    assert by_side[NoteKind.AGAINST] == ("", "", "")


@pytest.mark.parametrize(
    ("sign", "first"),
    [("0", NoteKind.FOR), ("e", NoteKind.FOR), ("7", NoteKind.AGAINST), ("f", NoteKind.AGAINST)],
)
def test_the_last_sign_of_the_fingerprint_says_who_comes_first(sign, first):
    people = scenes.espace()
    vote = scenes.announced(scenes.eligible(people), None).vote
    vote.version_hash = "0" * 63 + sign

    assert notes.of_vote(vote, NOBODY).reasons[0][0] == first


def test_objections_on_a_ballot_page_stay_among_the_members():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    objected(people, initiative, day=21)
    vote = scenes.announced(initiative, None).vote

    outside = notes.of_vote(vote, NOBODY)
    inside = notes.of_vote(vote, capacity(people[3], on=scenes.on(26).date()))

    assert (len(outside.objections), [one.text for one in inside.objections]) == (0, [WORDS])


def test_a_change_of_rule_has_its_reasons_too():
    people = scenes.espace()
    scenes.established()
    change = scenes.rule_change(people)

    write(people, change, side="contre", text="Seize ans, c'est déjà jeune.")
    decision = decisions.put_rule_change_to_vote(
        by=None, change=change, opens_at=scenes.on(23), closes_at=scenes.on(34, 20), now=scenes.on(20)
    )
    change.refresh_from_db()

    against = decision.vote.notes.filter(kind=NoteKind.AGAINST).order_by("position")
    assert [note.text for note in against] == ["Seize ans, c'est déjà jeune.", "", ""]
    assert refusal(write, people=people, subject=change, day=21) == "reasons_fixed"


def test_a_bad_sentence_is_bad_input():
    people = scenes.espace()
    initiative = scenes.deliberated(people)

    with pytest.raises(BadInput) as refused:
        write(people, initiative, text="x" * 161)

    assert refused.value.status == 422
