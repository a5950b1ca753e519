"""What nobody was told yet of an objection is not told any more once it is settled, answered again, out or announced."""

import pytest

from deliberation.enums import FlagReason
from participation.domain import objections, round_news, set_asides
from participation.models import Notice
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db

OBJECTED = scenes.on(21)


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def initiative(people):
    return scenes.eligible(people)


@pytest.fixture
def objection(people, initiative):
    return objections.object_to(by=people[5], subject=initiative, text="C'est loin.", now=OBJECTED)


def answered(objection, people, minute=0):
    return objections.answer(
        by=people[0], objection=objection, text="Un minibus passe.", now=scenes.on(22, 9, minute)
    )


def waiting(person) -> list[str]:
    found = Notice.objects.filter(person=person, kind="objection", outcome="").order_by("pk")
    return [one.state for one in found]


def test_an_answer_written_again_and_a_text_changed_again_are_told_once(people, initiative, objection):
    for minute in (0, 1):
        answered(objection, people, minute)
        round_news.text_changed(initiative, now=scenes.on(22, 10, minute))

    assert waiting(people[5]) == [round_news.ANSWERED, round_news.TEXT_CHANGED]


@pytest.mark.parametrize(("settle", "asked"), [(objections.lift, []), (objections.keep, [round_news.MADE])])
def test_once_settled_nobody_is_asked_and_authors_may_still_answer_what_is_kept(
    people, objection, settle, asked
):
    round_news.text_changed(objection.subject, now=scenes.on(22))
    before = waiting(people[0]), waiting(people[5])

    settle(by=people[5], objection=objection, now=scenes.on(23))

    assert before == ([round_news.MADE], [round_news.TEXT_CHANGED])
    assert (waiting(people[0]), waiting(people[5])) == (asked, [])


def test_once_its_vote_is_announced_nobody_is_asked_any_more(people, initiative, objection):
    round_news.text_changed(initiative, now=scenes.on(22))

    scenes.announced(initiative, None)

    assert (waiting(people[0]), waiting(people[5])) == ([], [])


def test_taken_out_it_asks_nothing_and_put_back_it_asks_again(people, objection):
    facilitator = cast.facilitator()

    set_asides.take_out(by=facilitator, said=objection, why=FlagReason.ATTACK, now=scenes.on(22))
    out = waiting(people[0]), waiting(people[5])
    set_asides.put_back(by=facilitator, said=objection, now=scenes.on(23))

    assert out == ([], [round_news.TAKEN_OUT])
    assert (waiting(people[0]), waiting(people[5])) == ([round_news.MADE], [round_news.PUT_BACK])


def test_put_back_with_its_answer_its_author_is_asked_again_and_the_authors_are_not(people, objection):
    facilitator = cast.facilitator()
    answered(objection, people)

    set_asides.take_out(by=facilitator, said=objection, why=FlagReason.ATTACK, now=scenes.on(23))
    set_asides.put_back(by=facilitator, said=objection, now=scenes.on(24))

    assert waiting(people[0]) == []
    assert waiting(people[5]) == [round_news.ANSWERED, round_news.PUT_BACK]
