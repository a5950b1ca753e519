"""Stepping back from a vote: said by oneself, or asked in private; nobody is barred by somebody else."""

import pytest

from accounts.domain.queries.people import capacity
from common.exceptions import Missing, Refused
from common.models import AuditEvent
from deliberation.domain import messages
from participation.domain import decisions, step_backs
from participation.domain.queries import step_backs as queries
from participation.domain.queries import waiting
from participation.models import Notice, StepBack, StepBackRequest
from participation.models.step_back import StepBackAnswer
from tests import cast
from tests.participation.core_b import scenes
from voting.models import RollEntry

pytestmark = pytest.mark.django_db

WHY = "Sa sœur y travaille."


def refusal(act, **how) -> str:
    with pytest.raises(Refused) as refused:
        act(**how)
    return refused.value.code


def asked(people, initiative, *, by=5, of=0, day=21) -> StepBackRequest:
    return step_backs.ask(
        by=people[by], initiative=initiative, person=people[of], reason=WHY, now=scenes.on(day)
    )


def on_roll(decision) -> set[int]:
    return set(
        RollEntry.objects.filter(vote=decision.vote, barred_on=None).values_list("person_id", flat=True)
    )


def test_whoever_steps_back_before_the_announcement_is_left_out_of_the_roll():
    people = scenes.espace()
    initiative = scenes.eligible(people)

    step_backs.step_back(by=people[6], initiative=initiative, reason="Mon emploi.", now=scenes.on(21))
    twice = refusal(
        step_backs.step_back, by=people[6], initiative=initiative, reason="Encore.", now=scenes.on(22)
    )
    decision = scenes.announced(initiative, None)

    assert twice == "already_recused"
    assert on_roll(decision) == {person.pk for person in people} - {people[6].pk}
    assert list(decision.vote.recusals.values_list("person_id", "reason")) == [(people[6].pk, "Mon emploi.")]


def test_stepping_back_once_announced_bars_at_once():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    decision = scenes.announced(initiative, None)

    step_backs.step_back(by=people[6], initiative=initiative, reason="Mon emploi.", now=scenes.on(26))

    assert people[6].pk not in on_roll(decision)


def test_only_a_citizen_asks_about_somebody_else_who_takes_part_here_once():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    asked(people, initiative)
    how = {"initiative": initiative, "reason": WHY, "now": scenes.on(21)}

    codes = [
        refusal(step_backs.ask, by=cast.facilitator(), person=people[0], **how),
        refusal(step_backs.ask, by=cast.support(), person=people[0], **how),
        refusal(step_backs.ask, by=cast.table_member(), person=people[0], **how),
        refusal(step_backs.ask, by=people[5], person=people[5], **how),
        refusal(step_backs.ask, by=people[5], person=people[0], **how),
        refusal(step_backs.ask, by=people[5], person=people[8], **how),
        refusal(step_backs.ask, by=people[6], person=people[0], **(how | {"reason": " "})),
    ]

    assert codes == [
        "citizens_only",
        "citizens_only",
        "citizens_only",
        "person",
        "already_asked",
        "person",
        "reason",
    ]
    assert StepBackRequest.objects.count() == 1


def test_whoever_wrote_in_the_thread_may_be_asked_and_staff_may_not():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    facilitator = cast.facilitator()
    for person in (people[7], facilitator):
        messages.post(by=person, thread=initiative.thread, text="Je connais ce local.", now=scenes.on(21))

    known = set(queries.may_be_asked(initiative, by=people[5], on=scenes.on(21).date()))

    assert known == {people[0], people[7]}


def test_nobody_asks_when_the_rules_do_not_nor_after_the_vote():
    people = scenes.espace()
    initiative = scenes.voted(people, scenes.choices(9))

    closed = refusal(
        step_backs.ask, by=people[5], initiative=initiative, person=people[0], reason=WHY, now=scenes.on(41)
    )
    scenes.established(key="recusal_required", value=False)
    by_rule = refusal(
        step_backs.ask, by=people[5], initiative=initiative, person=people[0], reason=WHY, now=scenes.on(41)
    )

    assert (closed, by_rule) == ("vote_closed", "not_by_our_rules")


def test_the_person_says_yes_and_the_announcement_leaves_them_out():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    first, second = asked(people, initiative), asked(people, initiative, by=6)
    waits = waiting.waiting_for(people[0], capacity(people[0], on=scenes.on(21).date()), scenes.on(21))

    step_backs.answer(by=people[0], request=first, steps_back=True, reason="", now=scenes.on(22))
    decision = scenes.announced(initiative, None)

    second.refresh_from_db()
    assert [item.kind for item in waits].count(waiting.STEP_BACK) == 2
    assert (first.answer, second.answer) == (StepBackAnswer.YES, StepBackAnswer.YES)
    assert people[0].pk not in on_roll(decision)


def test_the_person_says_no_with_a_reason_and_votes():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    request = asked(people, initiative)
    how = {"request": request, "steps_back": False, "now": scenes.on(22)}

    without = refusal(step_backs.answer, by=people[0], reason="", **how)
    by_staff = refusal(step_backs.answer, by=cast.facilitator(), reason="Je décide.", **how)
    by_asker = refusal(step_backs.answer, by=people[5], reason="Je décide.", **how)
    step_backs.answer(by=people[0], reason="Elle n'y travaille plus.", **how)
    twice = refusal(step_backs.answer, by=people[0], reason="Encore.", **how)
    decision = scenes.announced(initiative, None)

    assert (without, by_staff, by_asker, twice) == (
        "reason",
        "not_for_you",
        "not_for_you",
        "already_answered",
    )
    assert request.answer_reason == "Elle n'y travaille plus."
    assert people[0].pk in on_roll(decision)
    assert not StepBack.objects.exists()


def test_a_silent_person_is_not_barred():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    asked(people, initiative)

    [decision] = decisions.put_ready_to_vote(now=scenes.on(60))

    assert people[0].pk in on_roll(decision)


def test_who_voted_no_longer_steps_back():
    people = scenes.espace()
    initiative = scenes.eligible(people)
    request = asked(people, initiative)
    decision = scenes.announced(initiative, None)
    decisions.settle(now=scenes.OPENS)
    scenes.cast_all(decision.vote, people[:1], scenes.choices(1))

    code = refusal(
        step_backs.answer, by=people[0], request=request, steps_back=True, reason="", now=scenes.on(29)
    )

    request.refresh_from_db()
    assert (code, request.answer) == ("already_cast", StepBackAnswer.WAITING)
    assert not StepBack.objects.exists()


def test_a_request_is_for_facilitation_and_the_person_and_its_words_go_nowhere_else():
    people = scenes.espace()
    request = asked(people, scenes.eligible(people))
    day = scenes.on(21).date()

    readers = [people[0], cast.facilitator()]
    others = [people[5], people[6], cast.support(), cast.signatory(), cast.admin()]

    assert [queries.find(request.pk, viewer=who, capacity=capacity(who, on=day)) for who in readers] == [
        request,
        request,
    ]
    for who in others:
        with pytest.raises(Missing):
            queries.find(request.pk, viewer=who, capacity=capacity(who, on=day))
    told = Notice.objects.get(kind="retrait")
    assert (told.person, told.words) == (people[0], "")
    assert WHY not in str([event.facts for event in AuditEvent.objects.all()])
