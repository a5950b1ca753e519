"""A second look: who asks, who is drawn, who decides, and what is done."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import Person
from common import clock
from common.exceptions import Missing, Refused
from common.models import AuditEvent
from deliberation.domain import appeals, messages, moderation, moving, silencing, submissions
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import (
    AppealSide,
    AppealState,
    FlagReason,
    ModerationAct,
    Opinion,
    ReadingMode,
    ThreadState,
)
from deliberation.models import Message, ModerationAction, Thread
from deliberation.rules import appeals as rules
from participation.domain import due
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread
from tests.deliberation.test_moderation_acts import paused

pytestmark = pytest.mark.django_db
WORDS = "xqcache C'est injuste"


def raises(code: str):
    return pytest.raises(Refused, match=f"^{code}:")


@pytest.fixture
def hidden():
    """A hidden message; who hid it, another facilitator, who flagged it and five citizens who did nothing."""
    ginette, elodie, kim = cast.citizen(), cast.facilitator(), cast.citizen("Kim")
    cast.second_facilitator()
    cast.citizens(5)
    message = say(thread(), ginette, WORDS)
    moderation.flag(by=kim, message=message, reason=FlagReason.ATTACK, now=NOW)
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    return message


def ask(message: Message, **more):
    return appeals.ask(by=message.author, message=message, now=later(10), **more)


def state_of(message: Message) -> str:
    found = message_queries.with_people(Message.objects.filter(pk=message.pk)).get()
    return message_queries.shown(found).state


def answer(appeal, *opinions):
    for seat, opinion in zip(appeal.readers.seated().order_by("pk"), opinions, strict=False):
        appeal = appeals.give_opinion(by=seat.person, appeal=appeal, opinion=opinion, now=later(60))
    return appeal


def test_two_citizens_and_another_facilitator_are_drawn_without_whoever_has_a_part_in_it(hidden):
    appeal = ask(hidden)

    seats = list(appeal.readers.order_by("pk"))
    names = {seat.person.display_name for seat in seats}
    assert [seat.side for seat in seats] == [AppealSide.CITIZEN] * 2 + [AppealSide.FACILITATION]
    assert not names & {"Ginette", "Kim", "Élodie (animation)"}
    assert "Tommy (animation)" in names
    assert appeal.due_at == later(10) + timedelta(days=5)


def test_the_draw_can_be_done_again(hidden):
    appeal = ask(hidden)
    drawn = [seat.person_id for seat in appeal.readers.filter(side=AppealSide.CITIZEN).order_by("rank")]

    others = [f"Personne {n}" for n in range(1, 6)]
    candidates = Person.objects.filter(display_name__in=others).values_list("pk", flat=True)
    assert rules.drawn(appeal.seed, candidates)[:2] == drawn
    assert rules.fingerprint(appeal.seed) == appeal.seed_hash


def test_more_than_half_undoes_the_act_and_nobody_else_is_told_who(hidden):
    appeal = answer(ask(hidden), Opinion.UNDO, Opinion.UNDO)

    assert (appeal.state, state_of(hidden)) == (AppealState.UNDONE, "shown")
    last = ModerationAction.objects.order_by("-pk").first()
    assert (last.act, last.by) == (ModerationAct.APPEAL_UNDONE, None)
    word = Thread.objects.get(is_private_word=True, opened_by=hidden.author)
    assert "annulé" in word.messages.order_by("-number").first().text


def test_more_than_half_keeps_it_and_it_is_read_once(hidden):
    appeal = answer(ask(hidden), Opinion.KEEP, Opinion.UNDO, Opinion.KEEP)

    assert (appeal.state, state_of(hidden)) == (AppealState.KEPT, "hidden")
    with raises("already_read_again"):
        ask(hidden)


def test_only_the_author_asks_and_only_while_there_is_something_to_undo(hidden):
    with raises("not_the_author"):
        appeals.ask(by=cast.citizen("Odile"), message=hidden, now=NOW)
    with raises("too_late"):
        appeals.ask(by=hidden.author, message=hidden, now=NOW + timedelta(days=31))
    with raises("nothing_to_undo"):
        appeals.ask(by=hidden.author, message=say(thread(), hidden.author), now=NOW)


def test_nobody_but_the_readers_gives_an_opinion_and_each_gives_one(hidden):
    appeal = ask(hidden)
    for other in (hidden.author, cast.citizen("Odile"), cast.support(), cast.admin()):
        with pytest.raises(Missing):
            appeals.give_opinion(by=other, appeal=appeal, opinion=Opinion.UNDO, now=NOW)
    reader = appeal.readers.first().person
    appeals.give_opinion(by=reader, appeal=appeal, opinion=Opinion.KEEP, now=NOW)

    with raises("opinion_given"):
        appeals.give_opinion(by=reader, appeal=appeal, opinion=Opinion.UNDO, now=NOW)


def test_who_is_silent_gives_their_place(hidden):
    appeal = ask(hidden)
    before = set(appeal.readers.seated().values_list("person", flat=True))
    answer(appeal, Opinion.KEEP)

    appeals.replace_silent(now=later(10) + timedelta(days=1))
    unchanged = set(appeal.readers.seated().values_list("person", flat=True))
    appeals.replace_silent(now=later(10) + timedelta(days=2))
    after = set(appeal.readers.seated().filter(side=AppealSide.CITIZEN).values_list("person", flat=True))

    assert (unchanged, len(after), len(after & before)) == (before, 2, 1)


@pytest.mark.parametrize(
    ("opinions", "outcome"),
    [
        (["maintenir", "annuler"], AppealState.UNDONE),
        (["maintenir", "", ""], None),
        (["maintenir", "maintenir", ""], AppealState.KEPT),
        ([], None),
    ],
)
def test_more_than_half_decides_and_a_tie_is_for_the_author(opinions, outcome):
    assert rules.decision(opinions) == outcome


DAY_5 = later(10) + timedelta(days=5)


def last_word(person: Person) -> Message:
    return Message.objects.filter(thread__is_private_word=True, thread__opened_by=person).latest("number")


def test_silence_for_five_days_undoes_the_act_and_its_author_is_told(hidden):
    appeal = ask(hidden)

    early = appeals.end_due(now=DAY_5 - timedelta(minutes=1))
    ended = appeals.end_due(now=DAY_5)
    again = appeals.end_due(now=DAY_5 + timedelta(days=1))

    appeal.refresh_from_db()
    assert (early, ended, again) == ([], [appeal], [])
    assert (appeal.state, appeal.decided_at, state_of(hidden)) == (AppealState.UNDONE, DAY_5, "shown")
    assert "Personne n'a relu ta demande à temps" in last_word(hidden.author).text
    over = AuditEvent.objects.get(kind="appeal.over")
    assert (over.actor_id, over.facts["state"]) == (None, "annule")
    assert ModerationAction.objects.latest("pk").act == ModerationAct.APPEAL_UNDONE
    reader = appeal.readers.first().person
    with raises("appeal_over"):
        appeals.give_opinion(by=reader, appeal=appeal, opinion=Opinion.KEEP, now=DAY_5)


@pytest.mark.parametrize(
    ("opinions", "outcome", "state"),
    [
        ([Opinion.KEEP], AppealState.KEPT, "hidden"),
        ([Opinion.UNDO], AppealState.UNDONE, "shown"),
        ([Opinion.KEEP, Opinion.UNDO], AppealState.UNDONE, "shown"),
    ],
)
def test_after_five_days_the_opinions_given_decide(hidden, opinions, outcome, state):
    appeal = answer(ask(hidden), *opinions)
    still = appeal.state

    [ended] = appeals.end_due(now=DAY_5)

    assert (still, ended.state, state_of(hidden)) == (AppealState.HEARD, outcome, state)
    assert "relu" in last_word(hidden.author).text


def test_with_nobody_to_draw_the_clock_ends_it_all_the_same():
    ginette, elodie = cast.citizen(), cast.facilitator()
    message = say(thread(elodie), ginette, WORDS)
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    appeal = ask(message)
    nobody = appeal.readers.count()

    due.run_due(now=DAY_5 - timedelta(hours=1))
    appeal.refresh_from_db()
    before = (nobody, appeal.state, state_of(message))
    due.run_due(now=DAY_5)

    appeal.refresh_from_db()
    assert before == (0, AppealState.HEARD, "hidden")
    assert (appeal.state, state_of(message)) == (AppealState.UNDONE, "shown")
    assert last_word(ginette).author == elodie


def test_a_decision_that_cannot_be_done_any_more_still_ends_and_the_history_says_so():
    ginette, elodie = cast.citizen(), cast.facilitator()
    waiting = submissions.say(by=ginette, thread=thread(mode=ReadingMode.BEFORE), text="Bonjour", now=NOW)
    submissions.refuse(by=elodie, submission=waiting, reason=FlagReason.ATTACK, now=NOW)
    appeal = appeals.ask(by=ginette, submission=waiting, now=later(10))
    Thread.objects.filter(pk=waiting.thread_id).update(state=ThreadState.CLOSED)

    [ended] = appeals.end_due(now=DAY_5)

    assert (ended.pk, ended.state, waiting.thread.messages.count()) == (appeal.pk, AppealState.UNDONE, 0)
    assert AuditEvent.objects.filter(kind="appeal.not_applied").count() == 1


def test_a_refused_message_may_be_published_after_all():
    ginette, elodie = cast.citizen(), cast.facilitator()
    cast.second_facilitator()
    cast.citizens(4)
    waiting = submissions.say(by=ginette, thread=thread(mode=ReadingMode.BEFORE), text="Bonjour", now=NOW)
    submissions.refuse(by=elodie, submission=waiting, reason=FlagReason.ATTACK, now=NOW)

    answer(appeals.ask(by=ginette, submission=waiting, now=later(1)), Opinion.UNDO, Opinion.UNDO)

    assert waiting.thread.messages.get().text == "Bonjour"


def test_a_pause_may_be_ended_by_those_who_read_again():
    ginette = cast.citizen()
    cast.citizens(4)
    pause = paused(ginette)
    cast.facilitator("Troisième", "autre-lieu")

    appeal = appeals.ask(by=ginette, pause=pause, now=later(1))
    answer(appeal, Opinion.UNDO, Opinion.UNDO)

    pause.refresh_from_db()
    assert (pause.ended_at, pause.ended_by) == (later(60), None)
    assert {"Troisième"} == {
        seat.person.display_name for seat in appeal.readers.filter(side=AppealSide.FACILITATION)
    }
    with raises("not_paused"):
        silencing.end(by=cast.facilitator("Autre"), pause=pause, now=later(61))


def test_asking_and_reading_through_the_pages(client, hidden):
    asking = reverse("participation:appeal_message", args=[hidden.pk])
    with clock.frozen(later(10)):
        cast.sign_in(client, hidden.author)
        checked = client.post(asking, {"mots": "Je parlais de la loi"})
        sent = client.post(asking, {"mots": "Je parlais de la loi", "confirm": "1"})
        cast.sign_in(client, cast.citizen("Odile"))
        of_another = client.get(asking)
    appeal = hidden.appeals.get()
    page = reverse("participation:appeal", args=[appeal.pk])
    reader = appeal.readers.filter(side=AppealSide.CITIZEN).first().person
    with clock.frozen(later(20)):
        not_drawn = client.get(page)
        cast.sign_in(client, reader)
        read = client.get(page).content.decode()
        given = client.post(page, {"avis": "annuler", "confirm": "1"})

    assert [one.status_code for one in (checked, sent, of_another, not_drawn, given)] == [
        200,
        302,
        404,
        404,
        302,
    ]
    assert ("Je parlais de la loi" in read, "Ginette" in read) == (True, False)
    assert appeal.readers.get(person=reader).opinion == Opinion.UNDO


@pytest.mark.database
def test_the_database_refuses_ones_own_case_and_a_changed_opinion(hidden):
    appeal = ask(hidden)
    answer(appeal, Opinion.KEEP)

    for statement, values in (
        ("UPDATE deliberation_appealreader SET opinion = 'annuler' WHERE opinion = 'maintenir'", []),
        ("DELETE FROM deliberation_appealreader", []),
        ("UPDATE deliberation_appeal SET seed = 'x'", []),
        (
            """
            INSERT INTO deliberation_appealreader (appeal_id, person_id, side, rank, drawn_at, answer_by, opinion)
            VALUES (%s, %s, 'citoyenne', 9, '2026-11-15', '2026-11-17', '')
            """,
            [appeal.pk, hidden.author_id],
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)


@pytest.fixture
def moved():
    """A message that facilitation moved, and enough people to read it again."""
    ginette, elodie = cast.citizen(), cast.facilitator()
    cast.second_facilitator()
    cast.citizens(5)
    message = say(thread(), ginette, WORDS)
    moving.move(by=elodie, message=message, to=thread(title="Autre fil"), now=NOW)
    message.refresh_from_db()
    return message


def test_a_moved_message_is_read_again_and_comes_back(client, moved):
    cast.sign_in(client, moved.author)
    with clock.frozen(later(5)):
        page = client.get(reverse("deliberation:thread", args=[moved.thread_id])).content.decode()
        asking = client.get(reverse("participation:appeal_message", args=[moved.pk])).status_code
    appeal = ask(moved)
    answer(appeal, Opinion.UNDO, Opinion.UNDO)

    moved.refresh_from_db()
    copy = Message.objects.exclude(pk=moved.pk).get(thread__title="Autre fil")
    assert (reverse("participation:appeal_message", args=[moved.pk]) in page, asking) == (True, 200)
    assert (appeal.acted_by.display_name, moved.moved_to, moved.hidden_at) == (
        "Élodie (animation)",
        None,
        None,
    )
    assert (state_of(moved), state_of(copy)) == ("shown", "hidden")
    # What came back is not what was done to anybody: nothing to ask about the place it left.
    with raises("nothing_to_undo"):
        ask(copy)


def test_a_kept_move_stays_and_what_is_no_longer_there_does_not_come_back(moved):
    copy = moved.moved_to
    answer(ask(moved), Opinion.KEEP, Opinion.KEEP)
    moved.refresh_from_db()
    assert moved.moved_to == copy

    messages.withdraw(by=moved.author, message=copy, now=later(20))
    with raises("not_there"):
        moving.bring_back(by=cast.facilitator(), message=moved, now=later(21))
    with raises("nothing_to_undo"):
        ask(moved)
