"""Reading before publishing, moving, guarding names, reminding support and private words through the API."""

import pytest

from common import clock
from deliberation.domain import moderation, private_words, submissions, threads
from deliberation.enums import Audience, FlagReason, MessageKind, ReadingMode, SubmissionState
from deliberation.models import Message, Submission, Thread
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread
from tests.deliberation.test_api_moderation import asks, entered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(db):
    with clock.frozen(later(5)):
        yield


def waits(talk, by, text="Des mots qui attendent"):
    return submissions.say(by=by, thread=talk, text=text, now=later(1))


def read_before():
    talk, elodie = thread(), cast.facilitator()
    threads.change_mode(by=elodie, thread=talk, mode=ReadingMode.BEFORE, now=NOW)
    return talk, elodie


def test_words_that_wait_are_listed_published_and_refused_by_facilitation_alone(client):
    talk, elodie = read_before()
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    kept, refused = waits(talk, ginette), waits(talk, rejean, "C'est Untel")

    own = asks(entered(client, ginette), "get", "/submissions/")
    other = asks(client, "get", f"/submissions/{refused.pk}/")
    alone = asks(client, "post", f"/submissions/{kept.pk}/", decision="publish")
    all_of_it = asks(entered(client, elodie), "get", "/submissions/")
    without = asks(client, "post", f"/submissions/{refused.pk}/", decision="refuse")
    said_no = asks(client, "post", f"/submissions/{refused.pk}/", decision="refuse", reason="tierce_personne")
    published = asks(client, "post", f"/submissions/{kept.pk}/", decision="publish")
    twice = asks(client, "post", f"/submissions/{kept.pk}/", decision="publish")

    assert [one["id"] for one in own[1]] == [kept.pk]
    assert other == (404, "submission_missing")
    assert alone == (403, "facilitation_only")
    assert [one["text"] for one in all_of_it[1]] == ["Des mots qui attendent", "C'est Untel"]
    assert without == (422, "reason")
    assert (said_no[1]["state"], said_no[1]["reason"]) == ("refuse", "tierce_personne")
    assert Message.objects.get(pk=published[1]["message"]).text == "Des mots qui attendent"
    assert twice == (409, "submission_settled")
    assert not Message.objects.filter(text="C'est Untel").exists()


def test_the_author_alone_takes_words_that_wait_back(client):
    talk, elodie = read_before()
    ginette = cast.citizen()
    waiting = waits(talk, ginette)
    path = f"/submissions/{waiting.pk}/"

    refused = asks(entered(client, elodie), "delete", path)
    taken = asks(entered(client, ginette), "delete", path)
    again = asks(client, "delete", path)

    assert refused == (404, "submission_missing")
    assert taken[1]["state"] == SubmissionState.TAKEN_BACK
    assert again == (409, "submission_settled")
    assert Submission.objects.get().message is None


def test_the_reading_mode_and_the_guarded_names_are_facilitations(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    mode, names = f"/threads/{talk.pk}/mode/", f"/threads/{talk.pk}/guarded-names/"

    refused = [
        asks(entered(client, ginette), "put", mode, mode="avant"),
        asks(client, "put", names, names=["Untel"]),
        asks(client, "get", names),
    ]
    outside = asks(entered(client, cast.signatory()), "put", mode, mode="avant")
    changed = asks(entered(client, elodie), "put", mode, mode="avant")
    twice = asks(client, "put", mode, mode="avant")
    guarded = asks(client, "put", names, names=["Untel Gagnon", "Rue du Fleuve"])
    too_long = asks(client, "put", names, names=["x" * 1500, "y" * 1500])
    read = asks(client, "get", names)

    assert refused == [(403, "facilitation_only")] * 3
    assert outside == (404, "thread_missing")
    assert changed[1]["mode"] == "avant"
    assert twice == (422, "reading_mode")
    assert guarded[1] == read[1] == {"names": ["Untel Gagnon", "Rue du Fleuve"]}
    assert too_long == (422, "names_too_long")
    assert Thread.objects.get(pk=talk.pk).protected_names == "Untel Gagnon\nRue du Fleuve"


def test_a_message_is_moved_and_brought_back_by_facilitation_alone(client):
    talk, other, ginette, elodie = thread(), thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, "Un mot ailleurs")
    path = f"/messages/{message.pk}/moved/"

    refused = [
        asks(entered(client, ginette), "put", path, thread=other.pk),
        asks(client, "delete", path),
    ]
    same = asks(entered(client, elodie), "put", path, thread=talk.pk)
    nowhere = asks(client, "put", path, thread=999_999)
    not_moved = asks(client, "delete", path)
    moved = asks(client, "put", path, thread=other.pk)
    place = asks(client, "get", f"/threads/{talk.pk}/messages/")[1]["messages"][0]
    back = asks(client, "delete", path)

    assert refused == [(403, "facilitation_only")] * 2
    assert (same, nowhere) == ((422, "same_thread"), (404, "thread_missing"))
    assert not_moved == (409, "not_moved")
    assert (moved[1]["thread"], moved[1]["text"]) == (other.pk, "Un mot ailleurs")
    assert (place["state"], place["text"]) == ("hidden", "")
    assert (place["moved_to"], place["moved_to_number"]) == (other.pk, 1)
    assert (back[1]["thread"], back[1]["state"], back[1]["moved_to"]) == (talk.pk, "shown", None)


@pytest.mark.parametrize("source", [Audience.MEMBERS, Audience.STAFF])
def test_a_message_never_moves_where_other_people_would_read_it(client, source):
    elodie, josee = cast.facilitator(), cast.support()
    decided = {"public_since_vote_on": NOW.date()}

    def opened(audience):
        more = decided if audience == Audience.PUBLIC else {}
        return threads.open_thread(
            by=elodie, title="Un fil", back_path="", audience=audience, now=NOW, **more
        )

    message = say(opened(source), josee, "Pour nous")
    entered(client, elodie)

    answers = {
        audience: asks(client, "put", f"/messages/{message.pk}/moved/", thread=opened(audience).pk)
        for audience in (Audience.PUBLIC, Audience.MEMBERS, Audience.STAFF)
        if audience != source
    }

    assert set(answers.values()) == {(403, "other_readers")}
    assert Message.objects.filter(text="Pour nous").count() == 1


def test_support_is_reminded_in_private_once_and_citizens_never(client):
    talk, elodie, josee, ginette = thread(), cast.facilitator(), cast.support(), cast.citizen()
    pushing, arguing = say(talk, josee, "Votez oui"), say(talk, ginette, "Votez non")
    path = f"/messages/{pushing.pk}/reminder/"

    refused = asks(entered(client, ginette), "post", path)
    sent = asks(entered(client, elodie), "post", path)
    twice = asks(client, "post", path)
    of_a_citizen = asks(client, "post", f"/messages/{arguing.pk}/reminder/")

    assert refused == (403, "facilitation_only")
    assert (sent[0], sent[1]["state"]) == (200, "shown")
    assert twice == (409, "already_reminded")
    assert of_a_citizen == (403, "not_support")
    assert Thread.objects.filter(is_private_word=True, opened_by=josee).exists()


def test_a_private_word_is_written_on_both_sides_and_read_by_no_other_role(client):
    ginette, elodie = cast.citizen(), cast.facilitator()

    none = asks(entered(client, ginette), "get", "/private-words/mine/")
    written = asks(client, "post", "/private-words/mine/", text="Zut, j'ai besoin d'aide")
    mine = asks(client, "get", "/private-words/mine/")
    waiting = asks(entered(client, elodie), "get", "/private-words/")
    answered = asks(client, "post", f"/private-words/with/{ginette.pk}/", text="On t'appelle")
    over = asks(client, "get", "/private-words/")
    itself = asks(client, "post", "/private-words/mine/", text="Moi à moi")
    messages = f"/threads/{mine[1]['id']}/messages/"
    read = [one["text"] for one in asks(entered(client, ginette), "get", messages)[1]["messages"]]

    assert none == (404, "thread_missing")
    assert (written[0], written[1]["thread"]) == (201, mine[1]["id"])
    assert mine[1]["is_private_word"] is True
    assert [(one["person"], one["thread"]) for one in waiting[1]] == [(ginette.pk, mine[1]["id"])]
    assert (answered[0], over[1]) == (201, [])
    assert itself == (403, "facilitation_itself")
    assert read == ["Zut, j'ai besoin d'aide", "On t'appelle"]
    for other in (cast.citizen("Réjean"), cast.support(), cast.crd_agent(), cast.signatory(), cast.admin()):
        entered(client, other)
        assert asks(client, "get", messages) == (404, "thread_missing")
        assert asks(client, "get", "/private-words/") == (403, "facilitation_only")
        assert asks(client, "get", f"/private-words/with/{ginette.pk}/") == (403, "facilitation_only")
        assert asks(client, "post", f"/private-words/with/{ginette.pk}/", text="Toi")[0] == 403


def test_the_person_alone_closes_their_private_word(client):
    ginette, elodie = cast.citizen(), cast.facilitator()
    word = private_words.write(by=elodie, person=ginette, text="Bonjour", now=NOW)

    by_facilitation = [
        asks(entered(client, elodie), "put", f"/threads/{word.thread_id}/state/", state=state)
        for state in ("ferme", "pause", "ralenti")
    ]
    closed = asks(entered(client, ginette), "delete", "/private-words/mine/")
    none = asks(client, "delete", "/private-words/mine/")
    still_read = asks(client, "get", f"/threads/{closed[1]['id']}/messages/")

    assert by_facilitation == [(403, "not_your_word")] * 3
    assert closed[1]["state"] == "ferme"
    assert none == (404, "thread_missing")
    assert [one["text"] for one in still_read[1]["messages"]] == ["Bonjour"]


def test_a_message_that_a_flag_hid_is_kept_hidden(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, "Au 12, rue Untel")
    flag = moderation.flag(
        by=cast.citizen("Réjean"), message=message, reason=FlagReason.PRIVATE_DATA, now=NOW
    )

    both = asks(entered(client, elodie), "post", f"/flags/{flag.pk}/", keep_hidden=True, called=True)
    kept = asks(client, "post", f"/flags/{flag.pk}/", keep_hidden=True)
    twice = asks(client, "post", f"/flags/{flag.pk}/", keep_hidden=True)

    assert both == (422, "keep_hidden")
    assert (kept[0], kept[1]["outcome"]) == (200, "fonde")
    assert twice == (409, "already_read")
    assert Message.objects.get(pk=message.pk).hidden_at is not None


def test_pauses_are_listed_for_facilitation_and_the_person_reads_theirs_once_confirmed(client):
    ginette, elodie, tommy = cast.citizen(), cast.facilitator(), cast.second_facilitator()
    body = {"person": ginette.pk, "reason": "attaque", "why": "Des insultes.", "days": 2}
    asked = asks(entered(client, elodie), "post", "/pauses/", **body)
    path = f"/pauses/{asked[1]['id']}/"

    listed = asks(client, "get", "/pauses/")
    too_soon = asks(entered(client, ginette), "get", path)
    refused = asks(client, "get", "/pauses/")
    asks(entered(client, tommy), "post", path, decision="confirm")
    theirs = asks(entered(client, ginette), "get", path)
    other = asks(entered(client, cast.citizen("Réjean")), "get", path)

    assert [one["person"] for one in listed[1]] == [ginette.pk]
    assert too_soon == other == (404, "pause_missing")
    assert refused == (403, "facilitation_only")
    assert theirs[1]["why"] == "Des insultes."
    assert "Élodie" not in str(theirs[1])


def test_the_public_log_is_read_signed_out_without_a_name_nor_a_word(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, "C'est Untel qui fait ça")
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.THIRD_PERSON, now=later(1))

    outside = asks(client, "get", "/moderation-log/")
    inside = asks(entered(client, ginette), "get", "/moderation-log/")

    assert outside[0] == 200
    assert [(one["thread"], one["thread_title"]) for one in outside[1]["lines"]] == [(None, "")]
    assert [one["thread"] for one in inside[1]["lines"]] == [talk.pk]
    assert [one["value"] for one in outside[1]["reasons"]] == ["moins de 5"]
    for words in ("Untel", "Ginette", "Élodie"):
        assert words not in str(outside[1]) + str(inside[1])


def test_the_summaries_of_a_thread_are_read_by_whoever_reads_it_and_hidden_ones_by_nobody(client):
    talk, elodie, ginette = thread(), cast.facilitator(), cast.citizen()
    first = say(talk, elodie, "On a parlé du bus.", kind=MessageKind.SUMMARY)
    second = say(talk, elodie, "Puis du loyer.", kind=MessageKind.SUMMARY)
    hidden = say(talk, elodie, "C'est Untel.", kind=MessageKind.SUMMARY)
    moderation.hide_message(
        by=cast.second_facilitator(), message=hidden, reason=FlagReason.THIRD_PERSON, now=later(1)
    )
    path = f"/threads/{talk.pk}/summaries/"

    inside = asks(entered(client, ginette), "get", path)
    outside = asks(entered(client, cast.signatory()), "get", path)

    assert [one["id"] for one in inside[1]] == [second.pk, first.pk]
    assert outside == (404, "thread_missing")
