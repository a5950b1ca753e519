import re

import pytest
from django.contrib import admin
from django.urls import reverse

from deliberation.domain import messages, moderation
from deliberation.enums import FlagReason
from deliberation.models import Flag, Message, ModerationAction, Thread
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
SECRET = "MOT-A-CACHER"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[clic](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "{{ 7|add:7 }}{% now 'Y' %}",
]


def page_of(talk: Thread) -> str:
    return reverse("deliberation:thread", args=[talk.pk])


def post_to(talk: Thread) -> str:
    return reverse("deliberation:post", args=[talk.pk])


def main_part(answer) -> str:
    return re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]


@pytest.fixture
def ginette(client):
    person = cast.citizen()
    cast.sign_in(client, person)
    return person


def test_the_messages_are_in_order_with_their_days(client, ginette):
    talk, rejean = thread(), cast.citizen("Réjean")
    say(talk, rejean, "premier mot")
    say(talk, ginette, "deuxième mot", now=later(5))
    say(talk, rejean, "troisième mot", now=later(60 * 24))

    shown = main_part(client.get(page_of(talk)))

    order = [shown.index(words) for words in ("premier mot", "deuxième mot", "troisième mot")]
    assert order == sorted(order)
    assert shown.count('<li class="day">') == 2
    assert shown.count("msg-me") == 1
    assert len(re.findall(r"/messages/[1-9]\d*/(?:signaler|retirer)/", shown)) == 3


def test_writing_leads_to_the_message(client, ginette):
    talk = thread()

    answer = client.post(post_to(talk), {"texte": "Bonjour", "cle": "k1"})
    again = client.post(post_to(talk), {"texte": "Bonjour", "cle": "k1"})

    assert (answer.status_code, answer.url) == (302, f"{page_of(talk)}#m-1")
    assert again.url == answer.url
    assert Message.objects.get().author == ginette


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("   ", 422), ("é" * 4001, 422)])
def test_a_bad_text_comes_back_with_its_error(client, ginette, typed, status):
    talk = thread()

    answer = client.post(post_to(talk), {"texte": typed, "cle": "k1"})

    assert answer.status_code == status
    assert 'id="texte_error"' in answer.content.decode()
    assert typed.strip() in answer.content.decode()
    assert Message.objects.count() == 0


def test_a_refusal_keeps_what_was_typed(client, ginette):
    talk = thread()
    Thread.objects.update(state="ralenti")
    client.post(post_to(talk), {"texte": "un"})

    answer = client.post(post_to(talk), {"texte": "mon deuxième message", "en_reponse_a": "1"})

    assert answer.status_code == 429
    assert "mon deuxième message</textarea>" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "999", "x", "-1", "9" * 40])
def test_answering_nothing_is_refused(client, ginette, number):
    talk = thread()

    answer = client.post(post_to(talk), {"texte": "Bonjour", "en_reponse_a": number})

    assert answer.status_code == 422
    assert Message.objects.count() == 0


def test_an_answer_names_whom_it_answers(client, ginette):
    talk = thread()
    say(talk, cast.citizen("Réjean"))

    composer = main_part(client.get(page_of(talk), {"repondre": "1"}))
    client.post(post_to(talk), {"texte": "Moi aussi", "en_reponse_a": "1"})

    assert 'name="en_reponse_a" value="1"' in composer
    assert Message.objects.get(number=2).reply_to.number == 1


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=" + "9" * 30, "?page=2", "?repondre=²"])
def test_a_strange_page_number_shows_a_page(client, ginette, query):
    assert client.get(page_of(thread()) + query).status_code == 200


def test_a_long_thread_has_pages_and_the_last_one_is_the_living_one(client, ginette):
    talk = thread()
    for n in range(51):
        say(talk, ginette, f"mot {n + 1}.")

    last, first = client.get(page_of(talk)), client.get(page_of(talk) + "?page=1")

    assert last.content.decode().count('<li id="m-') == 1
    assert first.content.decode().count('<li id="m-') == 50
    assert ('js/thread.js"' in last.content.decode(), 'js/thread.js"' in first.content.decode()) == (
        True,
        False,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_thread_takes_the_same_queries_whatever_its_length(
    client, ginette, django_assert_num_queries, count
):
    talk, doris = thread(), cast.support("Doris")
    for n in range(count):
        say(talk, doris, author=cast.citizen(f"Personne {n}"), reply_to=Message.objects.first())
    client.get(page_of(talk))

    # The person, their capacity, the thread, its messages, how far they read, the summary, the round, their own thanks,
    # their messages that wait to be read, a pause of their voice, what happened elsewhere, the hours of facilitation.
    with django_assert_num_queries(12):
        client.get(page_of(talk))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(
    client, ginette, django_assert_num_queries, count
):
    for n in range(count):
        say(thread(title=f"Fil {n}"), ginette)
    client.get(reverse("deliberation:threads"))

    # The person, their capacity, how many threads, the threads.
    with django_assert_num_queries(4):
        client.get(reverse("deliberation:threads"))


def test_the_list_is_for_members(client):
    thread(title="TITRE-PRIVE")
    cast.sign_in(client, cast.table_member())

    answer = client.get(reverse("deliberation:threads"))

    assert (answer.status_code, "TITRE-PRIVE" in answer.content.decode()) == (404, False)


def test_before_the_welcome_talk_the_list_says_when_it_opens_and_a_thread_says_nothing(client):
    talk = thread(title="TITRE-PRIVE")
    cast.sign_in(client, cast.newcomer())

    listed, one = client.get(reverse("deliberation:threads")), client.get(page_of(talk))

    shown = listed.content.decode()
    assert (listed.status_code, one.status_code) == (403, 404)
    assert ("ta conversation d" in shown, "TITRE-PRIVE" in shown) == (True, False)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(client, ginette, words):
    talk = thread(title=words)
    say(talk, ginette, words)

    for path in (page_of(talk), reverse("deliberation:threads")):
        shown = client.get(path).content.decode()
        assert "<script>alert" not in shown
        assert re.search(r"<(img|svg)[^>]*on(error|load)", shown) is None
        assert 'href="javascript:' not in shown
        assert ">14<" not in shown


def test_hidden_words_are_nowhere(client, ginette):
    talk, rejean, elodie = thread(), cast.citizen("Réjean"), cast.facilitator()
    whole = say(talk, rejean, f"tout {SECRET}")
    part = say(talk, rejean, f"une partie {SECRET} ici")
    taken = say(talk, rejean, f"repris {SECRET}", reply_to=whole)
    say(talk, rejean, "réponse", reply_to=part)
    moderation.hide_message(by=elodie, message=whole, reason=FlagReason.ATTACK, now=NOW)
    moderation.hide_passage(by=elodie, message=part, passage=SECRET, reason=FlagReason.ATTACK, now=NOW)
    messages.withdraw(by=rejean, message=taken, now=NOW)
    paths = [
        page_of(talk),
        page_of(talk) + "?repondre=1",
        reverse("deliberation:threads"),
        f"/api/v1/threads/{talk.pk}/messages/",
        f"/api/v1/threads/{talk.pk}/",
        *(
            reverse(f"deliberation:{name}", args=[message.pk])
            for name in ("flag", "hide", "show_again", "withdraw")
            for message in (whole, part, taken)
        ),
    ]

    for person in (ginette, rejean, elodie):
        cast.sign_in(client, person)
        for path in paths:
            assert (path, SECRET in client.get(path).content.decode()) == (path, False)
    shown = main_part(client.get(page_of(talk)))
    assert shown.count('class="msg-off"') == 2


def test_flagging_asks_one_question_and_answers(client, ginette):
    talk = thread()
    message = say(talk, cast.citizen("Réjean"))
    path = reverse("deliberation:flag", args=[message.pk])

    fresh, empty = client.get(path), client.post(path, {})
    sent = client.post(path, {"raison": "attaque"})

    assert (fresh.status_code, empty.status_code) == (200, 422)
    assert (sent.status_code, sent.url) == (302, f"{page_of(talk)}#m-1")
    assert Flag.objects.get().by == ginette


def test_a_page_that_would_be_refused_does_not_open(client, ginette):
    talk = thread()
    own, other = say(talk, ginette), say(talk, cast.citizen("Réjean"))
    flag_own = reverse("deliberation:flag", args=[own.pk])
    take_other = reverse("deliberation:withdraw", args=[other.pk])

    opened = [client.get(path) for path in (flag_own, take_other)]
    done = [client.post(path, {"raison": "attaque"}) for path in (flag_own, take_other)]
    messages.withdraw(by=ginette, message=own, now=NOW)
    again = client.get(reverse("deliberation:withdraw", args=[own.pk]))

    assert [answer.status_code for answer in opened] == [answer.status_code for answer in done] == [403, 403]
    assert "Tu peux le retirer" in opened[0].content.decode()
    assert again.status_code == 409


def test_taking_back_asks_first(client, ginette):
    message = say(thread(), ginette)
    path = reverse("deliberation:withdraw", args=[message.pk])

    assert client.get(path).status_code == 200
    assert Message.objects.get().withdrawn_at is None
    assert client.post(path).status_code == 302
    assert Message.objects.get().withdrawn_at is not None


def test_taking_back_somebody_elses_words_is_refused(client, ginette):
    message = say(thread(), cast.citizen("Réjean"))

    assert client.post(reverse("deliberation:withdraw", args=[message.pk])).status_code == 403
    assert Message.objects.get().withdrawn_at is None


def test_a_facilitator_hides_some_words_then_shows_them_again(client):
    message = say(thread(), cast.citizen(), "Moi c'est Normand Untel")
    cast.sign_in(client, cast.facilitator())
    hide = reverse("deliberation:hide", args=[message.pk])

    missing = client.post(hide, {"quoi": "passage", "passage": "Gaston", "raison": "attaque"})
    empty = client.post(hide, {"quoi": "passage", "passage": " ", "raison": "attaque"})
    done = client.post(hide, {"quoi": "passage", "passage": "Normand Untel", "raison": "attaque"})

    assert (missing.status_code, empty.status_code, done.status_code) == (422, 422, 302)
    assert "Gaston</textarea>" in missing.content.decode()
    assert Message.objects.get(pk=message.pk).hidden_passage == "Normand Untel"
    assert client.post(reverse("deliberation:show_again", args=[message.pk])).status_code == 302
    assert Message.objects.get(pk=message.pk).hidden_at is None


def test_a_citizen_cannot_reach_the_acts_of_facilitation(client, ginette):
    message = say(thread(), cast.citizen("Réjean"))
    talk = message.thread

    for name, pk in (("hide", message.pk), ("show_again", message.pk), ("state", talk.pk)):
        path = reverse(f"deliberation:{name}", args=[pk])
        data = {"quoi": "tout", "raison": "attaque", "etat": "ferme"}
        assert (client.get(path).status_code, client.post(path, data).status_code) == (403, 403)
    assert ModerationAction.objects.count() == 0
    assert reverse("deliberation:hide", args=[message.pk]) not in main_part(client.get(page_of(talk)))


def test_a_facilitator_closes_the_thread_and_the_composer_leaves(client):
    talk = thread()
    cast.sign_in(client, cast.facilitator())
    path = reverse("deliberation:state", args=[talk.pk])

    assert client.get(path).status_code == 200
    assert client.post(path, {"etat": "autre"}).status_code == 422
    assert client.post(path, {"etat": "ferme", "raison": ""}).status_code == 302
    assert "<textarea" not in client.get(page_of(talk)).content.decode()
    assert client.get(path).status_code == 200


def test_support_goes_to_the_desk_to_write_for_a_citizen(client):
    talk, ginette, doris = thread(), cast.citizen(), cast.support("Doris")
    desk = f"{reverse('participation:desk')}?fil={talk.pk}"
    cast.sign_in(client, ginette)
    read_by_ginette = main_part(client.get(page_of(talk)))
    cast.sign_in(client, doris)

    page = main_part(client.get(page_of(talk)))
    # What an older form still sends is words of the worker, never of the citizen.
    client.post(post_to(talk), {"texte": "Dites-leur", "pour": ginette.pk, "voie": "telephone"})

    message = Message.objects.get()
    assert (message.author, message.typed_by, message.via) == (doris, None, "web")
    assert ('name="pour"' in page, desk in page, desk in read_by_ginette) == (False, True, False)


@pytest.mark.parametrize("who", ["admin", "superuser"])
def test_an_administrator_sees_no_title_and_no_message(client, who):
    talk = thread(title="TITRE-PRIVE")
    say(talk, cast.citizen(), SECRET)
    cast.sign_in(client, getattr(cast, who)())

    listed = client.get("/admin/deliberation/thread/")
    one = client.get(f"/admin/deliberation/thread/{talk.pk}/change/")

    assert (listed.status_code, one.status_code) == (200, 403)
    shown = listed.content.decode() + one.content.decode()
    assert ("TITRE-PRIVE" in shown, SECRET in shown) == (False, False)
    assert Message not in admin.site._registry
