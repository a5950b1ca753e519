"""What moderation does beyond hiding: flags that hide, words read before, pauses, private words, own case, log."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.domain import voices
from accounts.models import AccountEvent, VoicePause
from accounts.rules.capacity import NOBODY
from common import clock
from common.exceptions import IllegalTransition, Missing, Refused
from deliberation.domain import messages, moderation, moving, private_words, silencing, submissions, threads
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import moderation_log
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct, ReadingMode, SubmissionState
from deliberation.models import Flag, Message, ModerationAction, Submission, Thread
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
SECRET = "xqcache bonjour les autres"


def shown(message: Message):
    return message_queries.shown(message_queries.with_people(Message.objects.filter(pk=message.pk)).get())


def raises(code: str):
    return pytest.raises(Refused, match=f"^{code}:")


def paused(person, *, days: int = 3, at=NOW) -> VoicePause:
    asked = voices.ask_pause(
        by=cast.facilitator(), person=person, reason="attaque", why="Des insultes", days=days, now=at
    )
    return silencing.confirm(by=cast.second_facilitator(), pause=asked, now=at)


@pytest.mark.parametrize("reason", [FlagReason.PRIVATE_DATA, FlagReason.THREAT])
def test_private_data_and_threats_are_hidden_first_until_somebody_reads(reason):
    message = say(thread(), cast.citizen(), SECRET)

    flag = moderation.flag(by=cast.citizen("Kim"), message=message, reason=reason, now=NOW)

    seen = shown(message)
    assert (seen.state, seen.text, seen.waits_to_be_read, flag.hid_first) == ("hidden", "", True, True)
    log = ModerationAction.objects.get()
    assert (log.act, log.by) == (ModerationAct.HIDE_FIRST, None)


@pytest.mark.parametrize("reason", [FlagReason.ATTACK, FlagReason.DISTRESS])
def test_other_flags_hide_nothing(reason):
    message = say(thread(), cast.citizen(), SECRET)

    moderation.flag(by=cast.citizen("Kim"), message=message, reason=reason, now=NOW)

    assert shown(message).text == SECRET


def test_after_reading_it_stays_hidden_and_its_author_is_told_in_private():
    ginette, elodie = cast.citizen(), cast.facilitator()
    message = say(thread(), ginette, SECRET)
    moderation.flag(by=cast.citizen("Kim"), message=message, reason=FlagReason.PRIVATE_DATA, now=NOW)

    moderation.keep_hidden(by=elodie, message=message, now=later(5))

    assert (shown(message).state, shown(message).waits_to_be_read) == ("hidden", False)
    assert Flag.objects.get().outcome == FlagOutcome.FOUNDED
    told = Message.objects.get(thread__is_private_word=True)
    assert (told.author, told.thread.opened_by) == (elodie, ginette)
    assert SECRET not in told.text
    with raises("already_read"):
        moderation.keep_hidden(by=elodie, message=message, now=later(6))


def test_whoever_hides_for_nothing_three_times_hides_no_more_for_a_month():
    talk, ginette, kim, elodie = thread(), cast.citizen(), cast.citizen("Kim"), cast.facilitator()
    for n in range(3):
        flag = moderation.flag(
            by=kim, message=say(talk, ginette, now=later(n)), reason=FlagReason.THREAT, now=NOW
        )
        moderation.handle_flag(by=elodie, flag=flag, now=NOW)

    fourth = say(talk, ginette, SECRET, now=later(9))
    moderation.flag(by=kim, message=fourth, reason=FlagReason.THREAT, now=later(10))
    other = say(talk, ginette, SECRET, now=later(9))
    moderation.flag(by=cast.citizen("Réjean"), message=other, reason=FlagReason.THREAT, now=later(10))
    late = say(talk, ginette, SECRET, now=NOW + timedelta(days=31))
    moderation.flag(by=kim, message=late, reason=FlagReason.THREAT, now=NOW + timedelta(days=31))

    assert [shown(one).state for one in (fourth, other, late)] == ["shown", "hidden", "hidden"]
    assert set(Flag.objects.filter(message__number__lte=3).values_list("outcome", flat=True)) == {"laisse"}


def test_nobody_hides_a_whole_thread_alone():
    talk, kim = thread(), cast.citizen("Kim")
    said = [say(talk, cast.citizen(), now=later(n)) for n in range(4)]

    for one in said:
        moderation.flag(by=kim, message=one, reason=FlagReason.PRIVATE_DATA, now=later(5))

    assert [shown(one).state for one in said] == ["hidden", "hidden", "hidden", "shown"]


def test_a_facilitator_does_not_judge_what_concerns_them_and_another_does():
    talk, elodie, tommy, ginette = thread(), cast.facilitator(), cast.second_facilitator(), cast.citizen()
    first = say(talk, ginette, "C'est du n'importe quoi", now=NOW)
    hers = say(talk, elodie, "On se calme")
    cases = [
        say(talk, cast.citizen("Kim"), "Tu exagères", reply_to=hers),
        say(talk, cast.citizen("Odile"), "ÉLODIE cache tout ce qui dérange"),
        hers,
    ]
    moderation.hide_message(by=elodie, message=first, reason=FlagReason.ATTACK, now=later(1))
    cases.append(say(talk, ginette, "On me fait taire", now=later(2)))

    for case in cases:
        with raises("own_case"):
            moderation.hide_message(by=elodie, message=case, reason=FlagReason.ATTACK, now=later(3))
        with raises("own_case"):
            moving.move(by=elodie, message=case, to=thread(title="Autre"), now=later(3))
    for case in cases:
        moderation.hide_message(by=tommy, message=case, reason=FlagReason.ATTACK, now=later(4))

    assert {shown(case).state for case in cases} == {"hidden"}


def test_support_that_steers_a_vote_is_reminded_in_private_before_it_is_hidden():
    josee, elodie = cast.support(), cast.facilitator()
    message = say(thread(), josee, "Moi je pense que vous devriez voter oui.")

    for reason in (FlagReason.OFF_TOPIC, FlagReason.STEERS):
        with raises("remind_first"):
            moderation.hide_message(by=elodie, message=message, reason=reason, now=NOW)
    moderation.remind(by=elodie, message=message, now=NOW)
    with raises("already_reminded"):
        moderation.remind(by=elodie, message=message, now=NOW)
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.STEERS, now=later(1))

    word = Thread.objects.get(is_private_word=True)
    assert (word.opened_by, Message.objects.filter(thread=word).first().author) == (josee, elodie)
    acts = list(ModerationAction.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [ModerationAct.PRIVATE_REMINDER, ModerationAct.HIDE_MESSAGE]


def test_a_citizen_may_argue_for_a_vote_and_is_not_reminded():
    message, elodie = say(thread(), cast.citizen(), "Votez oui!"), cast.facilitator()

    with raises("not_support"):
        moderation.remind(by=elodie, message=message, now=NOW)
    with raises("reason"):
        moderation.flag(by=cast.citizen("Kim"), message=message, reason=FlagReason.STEERS, now=NOW)
    with raises("reason"):
        moderation.hide_message(by=elodie, message=message, reason=FlagReason.STEERS, now=NOW)


def test_words_read_before_are_no_message_until_they_are_published():
    talk, ginette, elodie = thread(mode=ReadingMode.BEFORE), cast.citizen(), cast.facilitator()

    waiting = submissions.say(by=ginette, thread=talk, text="Bonjour", client_key="k1", now=NOW)
    again = submissions.say(by=ginette, thread=talk, text="Bonjour", client_key="k1", now=NOW)
    with raises("read_first"):
        messages.post(by=ginette, thread=talk, text="Par la porte d'en arrière", now=NOW)
    own = submissions.say(by=elodie, thread=talk, text="Je lis d'abord", now=NOW)
    published = submissions.publish(by=elodie, submission=waiting, now=later(5))

    assert (again.pk, isinstance(waiting, Submission), isinstance(own, Message)) == (waiting.pk, True, True)
    assert (own.number, published.number, published.posted_at) == (1, 2, later(5))
    assert (published.author, published.typed_by) == (ginette, None)
    with raises("submission_settled"):
        submissions.publish(by=elodie, submission=waiting, now=later(6))


def test_the_first_message_only_is_read_first():
    talk, ginette, elodie = thread(mode=ReadingMode.FIRST), cast.citizen(), cast.facilitator()

    first = submissions.say(by=ginette, thread=talk, text="Bonjour", now=NOW)
    still = submissions.say(by=ginette, thread=talk, text="Encore moi", now=NOW)
    submissions.publish(by=elodie, submission=first, now=later(1))
    then = submissions.say(by=ginette, thread=talk, text="Et voilà", now=later(2))

    assert [type(one) for one in (first, still, then)] == [Submission, Submission, Message]


def test_a_message_not_published_says_why_to_its_author_only():
    talk, ginette, elodie = thread(mode=ReadingMode.BEFORE), cast.citizen(), cast.facilitator()
    waiting = submissions.say(by=ginette, thread=talk, text=SECRET, now=NOW)

    for nobody in (cast.citizen("Kim"), cast.support(), cast.crd_agent(), cast.admin(), cast.table_member()):
        with pytest.raises(Missing):
            submissions.publish(by=nobody, submission=waiting, now=NOW)
    submissions.refuse(by=elodie, submission=waiting, reason=FlagReason.PRIVATE_DATA, now=later(1))

    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason) == (SubmissionState.REFUSED, FlagReason.PRIVATE_DATA)
    assert Thread.objects.get(is_private_word=True).opened_by == ginette
    assert Message.objects.filter(thread=talk).count() == 0


def test_words_that_wait_are_on_no_page_of_anybody_else(client):
    talk, ginette, elodie = thread(mode=ReadingMode.BEFORE), cast.citizen(), cast.facilitator()
    cast.sign_in(client, ginette)
    sent = client.post(reverse("deliberation:post", args=[talk.pk]), {"texte": SECRET})
    by_api = client.post(
        f"/api/v1/threads/{talk.pk}/messages/", {"text": SECRET}, content_type="application/json"
    )
    waiting = Submission.objects.order_by("pk").first()
    paths = [
        reverse("deliberation:thread", args=[talk.pk]),
        reverse("deliberation:submission", args=[waiting.pk]),
        reverse("deliberation:threads"),
        f"/api/v1/threads/{talk.pk}/messages/",
    ]

    def reads(person) -> list[bool]:
        cast.sign_in(client, person)
        return [SECRET in client.get(path).content.decode().replace("\u00a0", " ") for path in paths]

    assert (sent.status_code, by_api.status_code, by_api.json()["state"]) == (302, 202, "waiting")
    assert (reads(ginette), reads(elodie)) == ([True, True, False, False], [True, True, False, False])
    for other in (cast.citizen("Kim"), cast.support(), cast.admin()):
        assert reads(other) == [False] * 4


def test_a_moved_message_is_read_where_it_goes_and_can_come_back():
    here, there, ginette, elodie = thread(), thread(title="Autre"), cast.citizen(), cast.facilitator()
    message = say(here, ginette, SECRET)

    moved = moving.move(by=elodie, message=message, to=there, now=later(1))
    left = shown(message)
    back = moving.bring_back(by=elodie, message=message, now=later(2))

    assert (left.state, left.text, left.moved_to_id) == ("hidden", "", there.pk)
    assert (moved.thread, moved.author, moved.text) == (there, ginette, SECRET)
    assert (shown(back).text, shown(moved).text) == (SECRET, "")


def test_what_is_private_is_not_moved():
    ginette, elodie = cast.citizen(), cast.facilitator()
    word = private_words.write(by=ginette, person=ginette, text="Entre nous", now=NOW)

    with raises("private_thread"):
        moving.move(by=elodie, message=word, to=thread(), now=NOW)


def test_a_pause_takes_two_people_of_two_employers():
    ginette, elodie = cast.citizen(), cast.facilitator()
    ask = {"person": ginette, "reason": "attaque", "why": "Des insultes", "days": 7, "now": NOW}
    pause = voices.ask_pause(by=elodie, **ask)

    messages.post(by=ginette, thread=thread(), text="Rien n'a changé", now=NOW)
    for who, code in (
        (elodie, "two_people"),
        (cast.facilitator("Autre du CRD"), "two_employers"),
        (cast.support(), "facilitation_only"),
        (ginette, "facilitation_only"),
    ):
        with raises(code):
            silencing.confirm(by=who, pause=pause, now=NOW)
    silencing.confirm(by=cast.second_facilitator(), pause=pause, now=NOW)

    assert AccountEvent.objects.filter(person=ginette, kind="voice_suspended").count() == 1
    with raises("already_paused"):
        voices.ask_pause(by=elodie, **ask)


@pytest.mark.parametrize(("days", "why", "code"), [(8, "x", "days"), (0, "x", "days"), (3, " ", "why")])
def test_a_pause_is_short_and_says_why(days, why, code):
    with raises(code):
        voices.ask_pause(
            by=cast.facilitator(), person=cast.citizen(), reason="attaque", why=why, days=days, now=NOW
        )


def test_a_paused_voice_reads_writes_to_facilitation_and_comes_back_by_itself(client):
    talk, ginette = thread(), cast.citizen()
    paused(ginette, days=3)
    post = reverse("deliberation:post", args=[talk.pk])

    with raises("voice_paused"):
        say(talk, ginette)
    with raises("voice_paused"):
        say(talk, cast.support(), author=ginette)
    private_words.write(by=ginette, person=ginette, text="Je ne suis pas d'accord", now=later(1))
    say(talk, ginette, now=NOW + timedelta(days=3))
    cast.sign_in(client, ginette)

    with clock.frozen(later(2)):
        page = client.get(reverse("deliberation:thread", args=[talk.pk]))
        refused = client.post(post, {"texte": "Encore"})
        by_api = client.post(
            f"/api/v1/threads/{talk.pk}/messages/", {"text": "Encore"}, content_type="application/json"
        )

    assert (page.status_code, refused.status_code, by_api.status_code) == (200, 403, 403)
    assert "Ta parole est en pause" in page.content.decode()


def test_one_person_gives_a_voice_back_early():
    talk, ginette = thread(), cast.citizen()
    pause = paused(ginette)

    silencing.end(by=cast.facilitator("Seule"), pause=pause, now=later(10))
    say(talk, ginette, now=later(11))

    assert AccountEvent.objects.filter(person=ginette, kind="voice_restored").count() == 1


@pytest.mark.database
@pytest.mark.parametrize(
    "change",
    ["days = 8", "confirmed_by_id = asked_by_id", "confirmed_employer = asked_employer", "why = 'autre'"],
)
def test_the_database_keeps_pauses_short_double_and_as_they_were(change):
    pause = paused(cast.citizen())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_voicepause SET {change} WHERE id = %s", [pause.pk])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_voicepause WHERE id = %s", [pause.pk])


@pytest.mark.database
def test_the_database_keeps_what_was_read_as_it_was():
    talk, ginette, elodie = thread(mode=ReadingMode.BEFORE), cast.citizen(), cast.facilitator()
    waiting = submissions.say(by=ginette, thread=talk, text="Bonjour", now=NOW)
    submissions.refuse(by=elodie, submission=waiting, reason=FlagReason.ATTACK, now=NOW)

    for statement in (
        "UPDATE deliberation_submission SET text = 'autre'",
        "UPDATE deliberation_submission SET state = 'attend'",
        "DELETE FROM deliberation_submission",
        "UPDATE deliberation_moderationaction SET by_id = NULL",
        "DELETE FROM deliberation_moderationaction",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_private_word_is_between_one_person_and_facilitation():
    ginette, elodie = cast.citizen(), cast.facilitator()
    word = private_words.write(by=elodie, person=ginette, text="Bonjour", now=NOW).thread
    private_words.write(by=ginette, person=ginette, text="Bonjour", now=NOW)

    for other in (cast.citizen("Kim"), cast.support(), cast.crd_agent(), cast.mrc_resource()):
        with raises("facilitation_only"):
            private_words.write(by=other, person=ginette, text="Psst", now=NOW)
        with pytest.raises(Missing):
            messages.post(by=other, thread=word, text="Psst", now=NOW)
    for outsider in (cast.admin(), cast.table_member(), cast.signatory()):
        with pytest.raises(Missing):
            messages.post(by=outsider, thread=word, text="Psst", now=NOW)

    assert Message.objects.filter(thread=word).count() == 2


def test_a_private_word_is_answered_by_phone_with_its_label():
    ginette, elodie = cast.citizen(), cast.facilitator()
    word = private_words.write(by=elodie, person=ginette, text="Bonjour", now=NOW).thread

    said = messages.post(
        by=elodie, author=ginette, thread=word, text="Rappelez-moi", via="telephone", now=NOW
    )

    assert shown(said).path_line.startswith("Dit au téléphone")


def test_the_person_closes_the_private_word_and_facilitation_does_not():
    ginette, elodie = cast.citizen(), cast.facilitator()
    word = private_words.write(by=elodie, person=ginette, text="Bonjour", now=NOW).thread

    with raises("not_your_word"):
        private_words.close(by=elodie, thread=word, now=NOW)
    private_words.close(by=ginette, thread=word, now=NOW)
    with pytest.raises(IllegalTransition):
        messages.post(by=elodie, thread=word, text="Encore", now=NOW)
    again = private_words.write(by=elodie, person=ginette, text="Du nouveau", now=later(1)).thread

    assert again.pk != word.pk


def test_the_public_log_names_nobody_quotes_nothing_and_hides_small_numbers(client):
    talk, ginette, elodie = thread(title="TITRE-DE-FIL"), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, SECRET)
    flag = moderation.flag(by=cast.citizen("Kim"), message=message, reason=FlagReason.DISTRESS, now=NOW)
    moderation.handle_flag(by=elodie, flag=flag, act=ModerationAct.HUMAN_CALL, now=NOW)
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    moderation.flag(by=ginette, message=say(talk, elodie), reason=FlagReason.ATTACK, now=NOW)
    page = reverse("deliberation:moderation_log")

    with clock.frozen(NOW + timedelta(days=2)):
        out = client.get(page).content.decode().replace("\u00a0", " ")
        inside = cast.sign_in(client, ginette).get(page).content.decode()

    for word in (SECRET, "Ginette", "Élodie", "Kim", "TITRE-DE-FIL", "détresse, "):
        assert (word, word in out) == (word, False)
    assert "TITRE-DE-FIL" in inside
    assert "moins de 5" in out
    told = moderation_log.told(NOBODY, now=NOW + timedelta(days=2))
    assert (told.late, told.waiting) == (1, 1)
    assert [line.act for line in told.lines] == [str(ModerationAct.HIDE_MESSAGE.label)]


def test_the_mode_of_a_thread_is_facilitations_and_is_logged():
    talk, elodie = thread(), cast.facilitator()

    with raises("facilitation_only"):
        threads.change_mode(by=cast.support(), thread=talk, mode=ReadingMode.BEFORE, now=NOW)
    threads.change_mode(by=elodie, thread=talk, mode=ReadingMode.BEFORE, now=NOW)
    with raises("reading_mode"):
        threads.change_mode(by=elodie, thread=talk, mode=ReadingMode.BEFORE, now=NOW)

    assert ModerationAction.objects.get().act == ModerationAct.READ_BEFORE
