from datetime import timedelta

import pytest

from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from common.models import AuditEvent
from deliberation.domain import messages, moderation
from deliberation.domain.queries import messages as message_queries
from deliberation.enums import FlagReason, ModerationAct
from deliberation.models import Flag, Message, ModerationAction
from tests import cast
from tests.deliberation.talk import NOW, private_word, say, thread

pytestmark = pytest.mark.django_db
WORDS = "Moi c'est Normand Untel sur la rue des Érables"


def shown(message: Message):
    return message_queries.shown(message_queries.with_people(Message.objects.filter(pk=message.pk)).get())


def test_a_flag_is_due_in_a_day_and_distress_at_once():
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")

    for reason, wait in ((FlagReason.ATTACK, 24), (FlagReason.DISTRESS, 0), (FlagReason.THREAT, 0)):
        flag = moderation.flag(by=rejean, message=say(talk, ginette), reason=reason, now=NOW)
        assert flag.due_at - NOW == timedelta(hours=wait)


def test_flagging_twice_gives_the_first_flag_back():
    message, rejean = say(thread(), cast.citizen()), cast.citizen("Réjean")

    first = moderation.flag(by=rejean, message=message, reason=FlagReason.ATTACK, now=NOW, delay_hours=48)
    again = moderation.flag(by=rejean, message=message, reason=FlagReason.HATE, now=NOW)

    assert (again.pk, again.reason) == (first.pk, FlagReason.ATTACK)
    assert first.due_at - NOW == timedelta(hours=48)


def test_one_flags_neither_oneself_nor_what_nobody_reads():
    ginette, elodie, rejean = cast.citizen(), cast.facilitator(), cast.citizen("Réjean")
    message = say(thread(), ginette)

    with pytest.raises(Refused) as refusal:
        moderation.flag(by=ginette, message=message, reason=FlagReason.ATTACK, now=NOW)
    assert refusal.value.code == "own_message"
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    with pytest.raises(IllegalTransition):
        moderation.flag(by=rejean, message=message, reason=FlagReason.ATTACK, now=NOW)


def test_a_stranger_cannot_flag_what_they_cannot_read():
    with pytest.raises(Missing):
        moderation.flag(
            by=cast.table_member(), message=say(thread(), cast.citizen()), reason=FlagReason.ATTACK, now=NOW
        )
    marwa = cast.citizen("Marwa")
    with pytest.raises(Missing):
        moderation.flag(
            by=cast.citizen(), message=say(private_word(marwa), marwa), reason=FlagReason.ATTACK, now=NOW
        )
    assert Flag.objects.count() == 0


def test_hiding_leaves_the_place_and_the_reason_and_nothing_else():
    message = say(thread(), cast.citizen(), WORDS)

    moderation.hide_message(by=cast.facilitator(), message=message, reason=FlagReason.THIRD_PERSON, now=NOW)
    seen = shown(message)

    assert (seen.state, seen.text, seen.html) == ("hidden", "", "")
    assert seen.reason == str(FlagReason.THIRD_PERSON.label)
    assert ModerationAction.objects.get().act == ModerationAct.HIDE_MESSAGE
    assert AuditEvent.objects.get(kind="message.hidden").facts == {"reason": "tierce_personne", "whole": True}


def test_hiding_a_passage_keeps_the_rest():
    message = say(thread(), cast.citizen(), WORDS)

    moderation.hide_passage(
        by=cast.facilitator(),
        message=message,
        passage="Normand Untel",
        reason=FlagReason.THIRD_PERSON,
        now=NOW,
    )
    seen = shown(message)

    mark = message_queries.passage_mark()
    assert seen.text == f"Moi c'est {mark} sur la rue des Érables"
    assert "Normand" not in seen.html


@pytest.mark.parametrize("passage", ["", "  ", "des mots qui ne sont pas là"])
def test_a_passage_that_is_not_there_is_refused(passage):
    message = say(thread(), cast.citizen(), WORDS)

    with pytest.raises(BadInput):
        moderation.hide_passage(
            by=cast.facilitator(), message=message, passage=passage, reason=FlagReason.ATTACK, now=NOW
        )

    assert shown(message).state == "shown"


def test_a_reason_is_needed():
    with pytest.raises(BadInput):
        moderation.hide_message(
            by=cast.facilitator(), message=say(thread(), cast.citizen()), reason="parce que", now=NOW
        )


def test_a_hidden_message_can_be_shown_again_as_it_was():
    message, elodie = say(thread(), cast.citizen(), WORDS), cast.facilitator()
    moderation.hide_passage(
        by=elodie, message=message, passage="Normand", reason=FlagReason.THIRD_PERSON, now=NOW
    )

    with pytest.raises(IllegalTransition):
        moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    moderation.show_again(by=elodie, message=message, now=NOW)

    assert (shown(message).state, shown(message).text) == ("shown", WORDS)
    with pytest.raises(IllegalTransition):
        moderation.show_again(by=elodie, message=message, now=NOW)


def test_hiding_answers_the_flags_that_wait():
    message, elodie = say(thread(), cast.citizen()), cast.facilitator()
    moderation.flag(by=cast.citizen("Réjean"), message=message, reason=FlagReason.ATTACK, now=NOW)

    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)

    assert Flag.objects.waiting().count() == 0


def test_a_call_answers_a_flag_and_the_message_stays():
    message, elodie = say(thread(), cast.citizen()), cast.facilitator()
    flag = moderation.flag(by=cast.citizen("Kim"), message=message, reason=FlagReason.DISTRESS, now=NOW)

    moderation.handle_flag(by=elodie, flag=flag, act=ModerationAct.HUMAN_CALL, now=NOW)
    moderation.handle_flag(by=elodie, flag=flag, now=NOW)

    assert shown(message).state == "shown"
    assert list(ModerationAction.objects.values_list("act", "reason")) == [("appel_humain", "detresse")]
    assert Flag.objects.get().handled_at == NOW


def test_nobody_but_facilitation_moderates():
    message = say(thread(), cast.citizen())
    flag = moderation.flag(by=cast.citizen("Kim"), message=message, reason=FlagReason.HATE, now=NOW)

    def acts(by):
        yield lambda: moderation.hide_message(by=by, message=message, reason=FlagReason.HATE, now=NOW)
        yield lambda: moderation.hide_passage(
            by=by, message=message, passage="dors", reason=FlagReason.HATE, now=NOW
        )
        yield lambda: moderation.show_again(by=by, message=message, now=NOW)
        yield lambda: moderation.handle_flag(by=by, flag=flag, now=NOW)

    for member in (cast.citizen("Odile"), cast.support(), cast.crd_agent(), cast.mrc_resource()):
        for act in acts(member):
            with pytest.raises(Refused) as refusal:
                act()
            assert refusal.value.code == "facilitation_only"
    for outsider in (cast.admin(), cast.table_member(), cast.signatory(), cast.carrier(), cast.newcomer()):
        for act in acts(outsider):
            with pytest.raises(Missing):
                act()
    assert ModerationAction.objects.count() == 0


def test_a_message_taken_back_cannot_be_hidden():
    ginette = cast.citizen()
    message = say(thread(), ginette)
    messages.withdraw(by=ginette, message=message, now=NOW)

    with pytest.raises(IllegalTransition):
        moderation.hide_message(by=cast.facilitator(), message=message, reason=FlagReason.HATE, now=NOW)


def test_an_answer_quotes_what_is_readable_and_nothing_else():
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, f"{WORDS}. {'mot ' * 30}")
    reply = say(talk, cast.citizen("Réjean"), "Ah bon", reply_to=message)

    before = shown(reply).quoted_words
    moderation.hide_passage(
        by=elodie, message=message, passage=WORDS, reason=FlagReason.THIRD_PERSON, now=NOW
    )
    partly = shown(reply).quoted_words
    moderation.show_again(by=elodie, message=message, now=NOW)
    again = shown(reply).quoted_words
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    hidden = shown(reply).quoted_words
    moderation.show_again(by=elodie, message=message, now=NOW)
    messages.withdraw(by=ginette, message=message, now=NOW)

    assert before.startswith("Moi c'est Normand")
    assert before.endswith("mot…")
    assert len(before) <= message_queries.QUOTED_CHARS
    assert "Normand" not in partly
    assert (again, hidden, shown(reply).quoted_words) == (before, "", "")
    assert shown(message).quoted_words == ""
