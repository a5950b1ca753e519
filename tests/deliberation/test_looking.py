"""Care before publishing: the gentle page, the same for programs and sockets; words that ring."""

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from common import clock
from deliberation.domain import moderation, submissions
from deliberation.enums import FlagReason, ReadingMode
from deliberation.models import Flag, Message, Submission
from deliberation.rules import distress
from tests import cast
from tests.deliberation.talk import NOW, say, thread

pytestmark = pytest.mark.django_db
PHONE = "Appelle-moi au 418 555-1234"
SAD = "Certains soirs je me demande à quoi bon."
PACK = settings.BASE_DIR / "scenario" / "pack"


@pytest.fixture
def ginette(client):
    person = cast.citizen()
    cast.sign_in(client, person)
    return person


def post(client, talk, text, **more):
    return client.post(
        reverse("deliberation:post", args=[talk.pk]), {"texte": text, "cle": "k1", "note": "", **more}
    )


def test_a_phone_number_is_shown_again_before_it_is_published(client, ginette):
    talk = thread()

    asked = post(client, talk, PHONE)
    page = asked.content.decode()
    before = Message.objects.count()
    changed = post(client, talk, PHONE, changer="1")
    kept = post(client, talk, PHONE, vu="418 555-1234")

    assert (asked.status_code, before, kept.status_code, Message.objects.count()) == (200, 0, 302, 1)
    assert "On dirait un numéro de téléphone" in page.replace("\xa0", " ")
    assert 'name="vu" value="418 555-1234"' in page
    assert (changed.status_code, PHONE in changed.content.decode()) == (200, True)


def test_other_words_than_those_seen_are_asked_about(client, ginette):
    post(client, thread(), "Le 418 555-9999", vu="418 555-1234")

    assert Message.objects.count() == 0


def test_facilitation_s_list_guards_names_in_its_thread_only(client, ginette):
    guarded, free = thread(protected_names="Tardif\n"), thread()

    post(client, guarded, "le gros tardif")
    post(client, free, "le gros tardif")

    assert [message.thread for message in Message.objects.all()] == [free]


def test_the_names_of_who_talks_are_free(client, ginette):
    talk = thread()
    say(talk, cast.citizen("Denis Paul Roy"))

    assert post(client, talk, "Moi je suis avec Denis Paul Roy").status_code == 302


def test_changing_words_takes_the_same_look(client, ginette):
    message = say(thread(), ginette, "Bonjour", now=clock.now())
    path = reverse("deliberation:edit", args=[message.pk])

    asked = client.post(path, {"texte": PHONE})
    kept = client.post(path, {"texte": PHONE, "vu": "418 555-1234"})

    assert (asked.status_code, kept.status_code, Message.objects.get().text) == (200, 302, PHONE)


def test_the_api_refuses_until_the_words_are_seen(client, ginette):
    path = f"/api/v1/threads/{thread().pk}/messages/"

    asked = client.post(path, {"text": PHONE}, content_type="application/json")
    kept = client.post(path, {"text": PHONE, "seen": "418 555-1234"}, content_type="application/json")

    assert (asked.status_code, asked.json()["code"], kept.status_code) == (422, "look_again", 201)


def test_words_that_ring_are_published_with_help_and_call_facilitation(client, ginette):
    answer = post(client, thread(), SAD)
    message, raised = Message.objects.get(), Flag.objects.get()
    page = client.get(answer.url)
    shown = page.content.decode()
    cast.sign_in(client, cast.citizen("Réjean"))

    assert answer.url == reverse("deliberation:help_now", args=[message.pk])
    assert ('href="tel:911"' in shown, 'href="tel:18662773553"' in shown) == (True, True)
    assert (raised.reason, raised.due_at, raised.handled_at) == (FlagReason.DISTRESS, raised.raised_at, None)
    assert client.get(answer.url).status_code == 404


@pytest.mark.parametrize("mode", [ReadingMode.BEFORE, ReadingMode.FIRST])
def test_words_that_wait_show_the_help_lines_at_once_and_are_the_first_to_read(client, ginette, mode):
    talk = thread(mode=mode)
    answer = post(client, talk, SAD)
    waiting = Submission.objects.get()
    shown = client.get(answer.url).content.decode()
    calm = post(client, talk, "Merci de l'avoir dit.", cle="k2")
    refused = client.get(reverse("deliberation:help_waiting", args=[Submission.objects.latest("pk").pk]))
    cast.sign_in(client, cast.citizen("Réjean"))
    by_another = client.get(answer.url)
    cast.sign_in(client, cast.facilitator())
    pages = [
        client.get(reverse(name, args=args)).content.decode()
        for name, args in (
            ("deliberation:queue", []),
            ("deliberation:submission", [waiting.pk]),
        )
    ]
    desk = client.get(reverse("participation:facilitation")).content.decode()

    assert answer.url == reverse("deliberation:help_waiting", args=[waiting.pk])
    assert ('href="tel:911"' in shown, "mots sont publiés" in shown, Message.objects.count()) == (
        True,
        False,
        0,
    )
    assert calm.url == reverse("deliberation:thread", args=[talk.pk])
    assert (refused.status_code, by_another.status_code) == (404, 404)
    assert [page.count("Tout de suite") for page in pages] == [1, 1]
    assert "1 à regarder tout de suite" in desk.replace("\xa0", " ")


def test_the_help_page_says_where_the_words_are_today(client, ginette):
    talk, elodie = thread(mode=ReadingMode.BEFORE), cast.facilitator()

    def led(path) -> tuple[bool, bool]:
        page = client.get(path).content.decode()
        assert 'href="tel:911"' in page
        return "animation les lit avant" in page, "mots sont publiés" in page

    paths, found = [], []
    for key in ("k1", "k2"):
        paths.append(post(client, talk, SAD, cle=key).url)
    first, second = Submission.objects.order_by("pk")
    found.append([led(path) for path in paths])
    message = submissions.publish(by=elodie, submission=first, now=NOW)
    submissions.refuse(by=elodie, submission=second, reason=FlagReason.ATTACK, now=NOW)
    found.append([led(path) for path in paths])
    moderation.hide_message(by=cast.facilitator(), message=message, reason=FlagReason.ATTACK, now=NOW)
    hidden = reverse("deliberation:help_now", args=[message.pk])
    found.append([led(path) for path in (paths[0], hidden)])

    assert found == [[(True, False)] * 2, [(False, True), (False, False)], [(False, False)] * 2]


def test_the_first_private_word_that_rings_shows_the_help_lines(client, ginette):
    path = reverse("deliberation:my_word")
    calm_first = client.post(path, {"texte": SAD, "cle": "k1"})
    message, raised = Message.objects.get(), Flag.objects.get()
    shown = client.get(calm_first.url).content.decode()
    facilitator = cast.facilitator()
    cast.sign_in(client, facilitator)
    told = client.post(
        reverse("deliberation:word_with", args=[cast.citizen("Rita").pk]), {"texte": "Ça va?", "cle": "k2"}
    )

    assert calm_first.url == reverse("deliberation:help_now", args=[message.pk])
    assert ('href="tel:911"' in shown, "reçoit" in shown, raised.message) == (True, True, message)
    assert "/aide/" not in told.url


def test_programs_get_the_numbers_for_words_that_wait_and_for_a_private_word(client, ginette):
    talk = thread(mode=ReadingMode.BEFORE)
    paths = (
        reverse("deliberation-api:messages", args=[talk.pk]),
        reverse("deliberation-api:my-word"),
    )

    sad = [client.post(path, {"text": SAD}, content_type="application/json").json() for path in paths]
    calm = client.post(paths[0], {"text": "Merci."}, content_type="application/json").json()

    assert [next(line["number"] for line in one["help"]) for one in sad] == ["911", "911"]
    assert calm["help"] == []


def test_ordinary_words_and_staff_s_ring_nothing(client, ginette):
    talk = thread()
    post(client, talk, "Merci de l'avoir dit.")
    say(talk, cast.support("Doris"), SAD)

    assert Flag.objects.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        SAD,
        "j'ai envie de mourir",
        "Je veux en finir",
        "j’ai pas le goût de vivre",
        "Je vais me suicider",
        "Il m'a frappée encore hier",
        "mon chum me bat",
        "j'ai peur de lui",
    ],
)
def test_danger_rings(text):
    assert distress.rings(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "On va mourir de froid dans ce logement",
        "C'est tuant d'attendre",
        "Il faut en finir avec les formulaires",
        "À quoi bon remplir ça?",
        "Le chauffage m'a coûté cher",
        "Je me bats pour mes droits",
        "Ma petite fille, tiens bon. On est là.",
    ],
)
def test_hard_days_do_not_ring(text):
    assert distress.rings(text) is False


def test_the_pack_rings_once_and_the_numbers_are_its_own():
    threads = yaml.safe_load((PACK / "threads.yaml").read_text(encoding="utf-8"))["threads"]
    concerns = yaml.safe_load((PACK / "concerns.yaml").read_text(encoding="utf-8"))["concerns"]
    known = yaml.safe_load((PACK / "moderation.yaml").read_text(encoding="utf-8"))["help_lines"]

    rung = [
        (one["id"], said["id"]) for one in threads for said in one["messages"] if distress.rings(said["text"])
    ]
    lines = {
        line.number for line in (distress.EMERGENCY, distress.HEALTH, distress.SUICIDE, distress.VIOLENCE)
    }

    print(f"messages rung: {rung}")
    assert (rung, [one["id"] for one in concerns if distress.rings(one["text"])]) == ([("th2", "m5")], [])
    assert lines <= {line["number"] for line in known}
