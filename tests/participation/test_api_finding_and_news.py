"""Search, « already said », news, second looks and who is heard, through the API: the acts of the pages, and the same
refusals."""

import pytest

from accounts.domain import voices
from accounts.domain.queries import people
from common import clock
from deliberation.domain import silencing, submissions, threads
from deliberation.enums import AppealState, FlagReason, ReadingMode
from deliberation.models import Appeal, Thread
from participation.domain import concerns, helping, notices
from participation.domain.queries import finding
from participation.enums import NoticeKind, Theme
from participation.models import Notice, NotMyWords, Support
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread
from tests.deliberation.test_api_moderation import asks, entered

pytestmark = pytest.mark.django_db
LOYER = "Mon loyer a augmenté deux fois cette année et je n'arrive plus."


@pytest.fixture(autouse=True)
def _at(db):
    with clock.frozen(later(5)):
        yield


def concern(by, text):
    return concerns.say(by=by, text=text, theme=Theme.HOUSING, now=NOW)


def told(person, event="concern:1:repondue"):
    notices.tell(
        people_to_tell=[person.pk], kind=NoticeKind.SENT, event=event, title="Le bus du soir", now=NOW
    )
    return Notice.objects.get(person=person, event=event)


def test_the_search_finds_what_the_page_finds(client):
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    said = concern(ginette, LOYER)
    message = say(said.thread, rejean, "Mes loyers aussi augmentent.")

    inside = asks(entered(client, rejean), "post", "/search/", words="loyers")
    on_the_page = finding.found("loyers", rejean, people.capacity(rejean, on=NOW.date()))
    everywhere = asks(client, "post", "/search/", words="et la le")
    nothing = asks(client, "post", "/search/", words="")
    client.logout()
    outside = asks(client, "post", "/search/", words="loyers")

    assert (
        [one["id"] for one in inside[1]["concerns"]] == [said.pk] == [one.pk for one in on_the_page.concerns]
    )
    assert [one["message"]["id"] for one in inside[1]["messages"]] == [message.pk]
    assert everywhere == (422, "words")
    assert nothing[0] == 422
    assert outside == (200, {"concerns": [], "messages": [], "initiatives": [], "issues": []})


def test_what_was_already_said_is_shown_to_citizens_and_nothing_is_kept(client):
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    said = concern(ginette, LOYER)

    alike = asks(entered(client, rejean), "post", "/concerns/already-said/", text=LOYER)
    own = asks(entered(client, ginette), "post", "/concerns/already-said/", text=LOYER)
    refused = asks(entered(client, cast.support()), "post", "/concerns/already-said/", text=LOYER)

    assert [one["id"] for one in alike[1]] == [said.pk]
    assert own == (200, [])
    assert refused[0] == 403
    assert rejean.concerns.count() == 0


def test_news_are_read_by_their_person_alone(client):
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    hers, his = told(ginette), told(rejean)

    before = asks(entered(client, ginette), "get", "/news/")
    read = asks(client, "post", "/news/read/", news=[hers.pk, his.pk])
    after = asks(client, "get", "/news/")
    client.logout()
    outside = asks(client, "get", "/news/")

    assert [one["id"] for one in before[1]["fresh"]] == [hers.pk]
    assert "Le bus du soir" in before[1]["fresh"][0]["sentence"]
    assert read == (200, {"read": 1})
    assert (after[1]["fresh"], [one["id"] for one in after[1]["told"]]) == ([], [hers.pk])
    assert outside[0] == 401
    assert Notice.objects.get(pk=his.pk).outcome == ""


def test_an_answer_in_a_thread_is_news_for_whoever_is_answered(client):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    first = say(talk, ginette)
    answer = say(talk, rejean, "Chez nous.", reply_to=first, now=later(1))

    hers = asks(entered(client, ginette), "get", "/news/")
    his = asks(entered(client, rejean), "get", "/news/")

    assert [one["id"] for one in hers[1]["answers"]] == [answer.pk]
    assert his[1]["answers"] == []


def test_a_second_look_is_asked_on_words_not_published(client):
    talk, elodie, ginette = thread(), cast.facilitator(), cast.citizen()
    tommy = cast.second_facilitator()
    cast.citizens(4)
    threads.change_mode(by=elodie, thread=talk, mode=ReadingMode.BEFORE, now=NOW)
    waiting = submissions.say(by=ginette, thread=talk, text="Vous décidez entre vous", now=NOW)
    path = f"/submissions/{waiting.pk}/second-look/"

    too_soon = asks(entered(client, ginette), "post", path)
    submissions.refuse(by=elodie, submission=waiting, reason=FlagReason.ATTACK, now=later(1))
    stranger = asks(entered(client, elodie), "post", path)
    asked = asks(entered(client, ginette), "post", path, words="J'étais fâchée.")
    looks = asks(client, "get", "/second-looks/")
    one = f"/second-looks/{asked[1]['id']}/"
    not_drawn = [asks(client, "get", one), asks(entered(client, elodie), "get", one)]
    drawn = [seat.person for seat in Appeal.objects.get().readers.seated().select_related("person")]
    read = asks(entered(client, drawn[0]), "get", one)
    to_read = asks(client, "get", "/second-looks/")
    given = [
        asks(entered(client, person), "post", f"{one}opinion/", opinion="annuler") for person in drawn[:2]
    ]
    again = asks(client, "get", one)

    assert too_soon == (409, "nothing_to_undo")
    assert stranger == (404, "appeal_missing")
    assert [look["id"] for look in looks[1]["asked"]] == [asked[1]["id"]]
    assert looks[1]["being_read"] == []
    assert not_drawn == [(404, "appeal_missing")] * 2
    assert (read[1]["words"], read[1]["added"]) == ("Vous décidez entre vous", "J'étais fâchée.")
    assert "Ginette" not in str(read[1])
    assert [look["id"] for look in to_read[1]["to_read"]] == [asked[1]["id"]]
    assert (len(drawn), tommy in drawn, elodie in drawn) == (3, True, False)
    assert given[-1][1]["state"] == AppealState.UNDONE
    assert again == (404, "appeal_missing")
    waiting.refresh_from_db()
    assert waiting.message is not None


def test_a_second_look_is_asked_on_the_pause_of_ones_own_voice(client):
    ginette, elodie, tommy = cast.citizen(), cast.facilitator(), cast.second_facilitator()
    pause = voices.ask_pause(
        by=elodie, person=ginette, reason="attaque", why="Des insultes.", days=3, now=NOW
    )
    path = f"/pauses/{pause.pk}/second-look/"

    silencing.confirm(by=tommy, pause=pause, now=later(1))
    stranger = asks(entered(client, cast.citizen("Réjean")), "post", path)
    asked = asks(entered(client, ginette), "post", path)
    twice = asks(client, "post", path)
    heard = asks(entered(client, elodie), "get", "/second-looks/")

    assert stranger == (404, "appeal_missing")
    assert (asked[0], asked[1]["state"]) == (201, AppealState.HEARD)
    assert twice == (409, "already_read_again")
    assert (heard[1]["asked"], len(heard[1]["being_read"])) == ([], 1)


def test_who_is_heard_is_for_facilitation_and_speaks_of_groups(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    alone = say(talk, ginette, "Personne ne répond")
    with clock.frozen(later(60 * 24 * 4)):
        everywhere = asks(entered(client, elodie), "get", "/voices/")
        here = asks(client, "get", f"/threads/{talk.pk}/voices/")
        missing = asks(client, "get", "/threads/999999/voices/")
        refused = [
            asks(entered(client, person), "get", path)
            for person in (ginette, cast.support(), cast.signatory())
            for path in ("/voices/", f"/threads/{talk.pk}/voices/")
        ]

    assert (here[1]["citizen_messages"], here[1]["citizens"]) == (1, "moins de 5")
    assert (here[1]["heard"], len(here[1]["not_heard"])) == (["La Matapédia"], 7)
    assert [one["message"]["id"] for one in everywhere[1]["unanswered"]] == [alone.pk]
    assert everywhere[1]["alone"] == []
    assert missing == (404, "thread_missing")
    assert refused == [(403, "facilitation_only")] * 6


def test_a_thread_is_opened_by_facilitation_for_readers_chosen_once(client):
    elodie = cast.facilitator()

    refused = [
        asks(entered(client, person), "post", "/threads/open/", title="À nous", audience="membres")
        for person in (cast.citizen(), cast.support(), cast.signatory())
    ]
    made = asks(entered(client, elodie), "post", "/threads/open/", title="Entre nous", audience="soutien")
    private = asks(client, "post", "/threads/open/", title="À deux", audience="animation")
    undecided = asks(client, "post", "/threads/open/", title="À tous", audience="public")
    public = asks(
        client, "post", "/threads/open/", title="À tous", audience="public", decided_on="2026-11-01"
    )

    assert refused == [(403, "facilitation_only")] * 3
    assert (made[0], made[1]["audience"]) == (201, "soutien")
    assert private[0] == 422
    assert undecided == (422, "decided_on")
    assert public[0] == 201
    assert Thread.objects.filter(opened_by=elodie).count() == 2


def test_what_was_written_for_somebody_is_read_and_denied_by_them_alone(client):
    ginette, rejean, josee = cast.citizen(), cast.citizen("Réjean"), cast.support()
    said = concern(rejean, LOYER)
    written = helping.record_me_too(
        by=josee, person=ginette, concern=said, via="telephone", has_agreed=True, now=NOW
    )
    path = f"/me/written/{written.pk}/not-mine/"

    hers = asks(entered(client, ginette), "get", "/me/written/")
    his = asks(entered(client, rejean), "get", "/me/written/")
    strangers = [asks(entered(client, person), "post", path, wish="retirer") for person in (rejean, josee)]
    unknown = asks(entered(client, ginette), "post", path, wish="oublier")
    denied = asks(client, "post", path, wish="retirer")
    twice = asks(client, "post", path, wish="retirer")

    assert [(one["id"], one["not_mine"]) for one in hers[1]] == [(written.pk, "")]
    assert "Josée" in hers[1][0]["helped_line"]
    assert his == (200, [])
    assert [one[0] for one in strangers] == [404, 404]
    assert unknown[0] == 422
    assert denied[1]["not_mine"] == "retirer"
    assert twice == (409, "already_said")
    assert NotMyWords.objects.count() == 1
    assert not Support.objects.filter(person=ginette).exists()


def test_words_that_say_danger_bring_the_numbers_to_call_with_the_answer(client):
    talk, ginette = thread(), cast.citizen()
    path = f"/threads/{talk.pk}/messages/"

    everyday = asks(entered(client, ginette), "post", path, text="Le bus passe trop tôt.")
    danger = asks(client, "post", path, text="Je veux mourir.")
    in_private = asks(client, "post", "/private-words/mine/", text="Il me frappe.")

    assert everyday[1]["help"] == []
    assert [one["number"] for one in danger[1]["help"]] == ["911", "1 866 277-3553", "811"]
    assert "1 800 363-9010" in [one["number"] for one in in_private[1]["help"]]
