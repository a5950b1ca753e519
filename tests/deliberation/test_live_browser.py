"""Two real browsers on one thread: live within a second, nothing missing or doubled after a crash of the server."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from deliberation.domain import moderation
from deliberation.models import Message, Submission
from tests import cast
from tests.deliberation.talk import say, thread
from tests.pages import hostile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NUMBERS = "els => els.map(el => Number(el.dataset.n))"


def tab(chromium, site: str, person, *, javascript: bool = True):
    """A browser window where the person has entered."""
    session = cast.sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
    context = chromium.new_context(locale="fr-CA", java_script_enabled=javascript)
    context.set_default_timeout(10_000)
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session.value,
                "domain": urlsplit(site).hostname,
                "path": "/",
            }
        ]
    )
    return context.new_page()


def numbers(page) -> list[int]:
    return page.eval_on_selector_all("#fil li[data-n]", NUMBERS)


def wait_for(page, number: int, timeout: int = 1_000) -> None:
    page.wait_for_selector(f"#m-{number}", timeout=timeout)


def test_a_message_appears_in_the_other_browser_within_a_second(live_site, chromium):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    here, there = tab(chromium, live_site, ginette), tab(chromium, live_site, rejean)
    path = live_site + reverse("deliberation:thread", args=[talk.pk])
    here.goto(path, wait_until="networkidle")
    there.goto(path, wait_until="networkidle")
    there.fill("#texte", "je suis en train d'écrire")

    here.fill("#texte", "Bonjour <b>tout</b> le monde")
    here.click("form[data-live] button")
    wait_for(there, 1)
    wait_for(here, 1)

    assert "Bonjour <b>tout</b> le monde" in there.inner_text("#m-1")
    assert (numbers(here), numbers(there)) == ([1], [1])
    assert here.url == path
    assert here.input_value("#texte") == ""
    assert there.input_value("#texte") == "je suis en train d'écrire"
    assert there.evaluate("document.activeElement.id") == "texte"
    assert here.locator("#m-1 .msg-me").count() == 1
    assert there.locator("#m-1 .msg-me").count() == 0


def test_a_refusal_is_said_and_the_words_stay(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    here = tab(chromium, live_site, ginette)
    here.goto(live_site + reverse("deliberation:thread", args=[talk.pk]), wait_until="networkidle")

    here.fill("#texte", "a" * 4001)
    here.click("form[data-live] button")
    here.wait_for_selector("#direct p")

    assert here.input_value("#texte") == "a" * 4001
    assert Message.objects.count() == 0


def test_without_javascript_the_same_page_does_it_all(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    here = tab(chromium, live_site, ginette, javascript=False)
    path = live_site + reverse("deliberation:thread", args=[talk.pk])
    here.goto(path)

    here.fill("#texte", "Par la page")
    here.click("form[data-live] button")

    assert here.url == f"{path}#m-1"
    assert "Par la page" in here.inner_text("#m-1")


def test_hiding_reaches_an_open_page_and_facilitation_keeps_its_way_back(live_site, chromium):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, "MOT-A-CACHER")
    say(talk, cast.citizen("Réjean"), "Ah bon", reply_to=message)
    path = live_site + reverse("deliberation:thread", args=[talk.pk])
    there = tab(chromium, live_site, ginette)
    there.goto(path, wait_until="networkidle")
    assert "MOT-A-CACHER" in there.inner_text("#m-2 .quote")

    moderation.hide_message(by=elodie, message=message, reason="attaque", now=cast.NOW)
    there.wait_for_selector("#m-1 .msg-off", timeout=2_000)
    staff = tab(chromium, live_site, elodie)
    staff.goto(path, wait_until="networkidle")

    assert "MOT-A-CACHER" not in there.content()
    assert (
        staff.locator(f"#m-1 a[href='{reverse('deliberation:show_again', args=[message.pk])}']").count() == 1
    )


def acts_on(page, number: int) -> list[str]:
    """Where the links under a message lead, its own number left out."""
    links = page.eval_on_selector_all(
        f"#m-{number} .msg-f a, #m-{number} .msg-off a", "els => els.map(el => el.getAttribute('href'))"
    )
    return [href.strip("/").split("/")[-1] for href in links if href.startswith("/messages/")]


def test_a_message_that_arrives_live_has_the_links_of_its_reader(live_site, chromium):
    talk, ginette, rejean, elodie = (
        thread(),
        cast.citizen(),
        cast.citizen("Réjean"),
        cast.facilitator(),
    )
    path = live_site + reverse("deliberation:thread", args=[talk.pk])
    pages = [tab(chromium, live_site, person) for person in (ginette, rejean, elodie)]
    for page in pages:
        page.goto(path, wait_until="networkidle")
    mine, _, staff = pages

    mine.fill("#texte", "Bonjour")
    mine.click("form[data-live] button")
    for page in pages:
        wait_for(page, 1, 5_000)
    message = Message.objects.get()
    live = [acts_on(page, 1) for page in pages]
    hide = staff.get_attribute("#m-1 a[href$='cacher/']", "href")
    heard = staff.inner_text("#m-1 a[href$='cacher/'] .sr")
    for page in pages:
        page.reload(wait_until="networkidle")

    assert live == [["changer", "retirer"], ["signaler"], ["signaler", "cacher"]]
    assert live == [acts_on(page, 1) for page in pages]
    assert hide == reverse("deliberation:hide", args=[message.pk])
    assert message.author.display_name in heard

    moderation.hide_message(by=elodie, message=message, reason="attaque", now=cast.NOW)
    for page in pages:
        page.wait_for_selector("#m-1 .msg-off", timeout=5_000)

    assert [acts_on(page, 1) for page in pages] == [[], [], ["remontrer"]]


def test_hostile_words_that_arrive_live_run_nothing(live_site, chromium):
    """What comes by the socket is put in the page by the script: the same words, the same nothing."""
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    there = tab(chromium, live_site, ginette)
    noted: list[str] = []
    there.on("dialog", lambda dialog: (noted.append(dialog.message), dialog.dismiss()))
    there.on("console", lambda said: noted.append(said.text) if "Content Security" in said.text else None)
    there.on(
        "request", lambda asked: noted.append(asked.url) if not asked.url.startswith(live_site) else None
    )
    there.goto(live_site + reverse("deliberation:thread", args=[talk.pk]), wait_until="networkidle")

    texts = [chunk[:4000] for batch in hostile.batches() for chunk in (batch, batch[::-1])]
    for number, text in enumerate(texts, start=1):
        say(talk, rejean, text)
        there.wait_for_selector(f"#m-{number}", timeout=5_000)

    assert there.evaluate(hostile.ALIVE) == []
    assert noted == []


def test_what_was_on_screen_is_remembered_when_the_page_is_left(live_site, chromium):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    here = tab(chromium, live_site, ginette)
    here.goto(live_site + reverse("deliberation:thread", args=[talk.pk]), wait_until="networkidle")
    say(talk, rejean, "Le premier")
    wait_for(here, 1, 5_000)

    here.goto(live_site + reverse("deliberation:threads"))
    deadline = time.monotonic() + 5
    while not talk.read_marks.exists() and time.monotonic() < deadline:
        time.sleep(0.05)

    assert list(talk.read_marks.values_list("person", "last_number")) == [(ginette.pk, 1)]


def test_words_that_wait_to_be_read_are_said_to_wait(live_site, chromium):
    talk, ginette = thread(), cast.citizen()
    here = tab(chromium, live_site, ginette)
    here.goto(live_site + reverse("deliberation:thread", args=[talk.pk]), wait_until="networkidle")
    # The mode changes while the page is open: the page still sends by its socket.
    type(talk).objects.filter(pk=talk.pk).update(mode="avant")

    here.fill("#texte", "À lire d'abord")
    here.click("form[data-live] button")
    here.wait_for_selector("text=À lire d'abord", timeout=10_000)
    here.wait_for_load_state("networkidle")

    assert Submission.objects.count() == 1
    assert here.input_value("#texte") == ""
    assert "À lire d'abord" in here.inner_text("main")


def test_words_sent_without_a_network_wait_and_leave_once(killable_site, chromium):
    talk, ginette = thread(), cast.citizen()
    here = tab(chromium, killable_site.address, ginette)
    path = killable_site.address + reverse("deliberation:thread", args=[talk.pk])
    here.goto(path, wait_until="networkidle")
    killable_site.kill()
    here.wait_for_selector("#direct p")

    here.fill("#texte", "écrit sans réseau")
    here.click("form[data-live] button")
    here.click("form[data-live] button")
    here.wait_for_timeout(500)

    assert here.url == path
    assert here.input_value("#texte") == "écrit sans réseau"
    assert here.locator("#direct p").count() == 1

    killable_site.start()
    wait_for(here, 1, 30_000)

    assert (numbers(here), Message.objects.count()) == ([1], 1)
    assert Message.objects.get().text == "écrit sans réseau"
    here.wait_for_function("document.getElementById('texte').value === ''")


class Site:
    """A server of its own process, on the test database, that can be killed."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        environment = {**os.environ, "ESPACE_TESTING": "1"}
        program = (
            "import os, django;"
            "os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings';"
            "from django.conf import settings;"
            f"settings.DATABASES['default']['NAME'] = {str(connection.settings_dict['NAME'])!r};"
            "django.setup();"
            "from config import sockets; from config.asgi import build;"
            f"sockets.run(build(origins=[{self.address!r}]), host='127.0.0.1', port={self.port})"
        )
        self.process = subprocess.Popen([sys.executable, "-c", program], env=environment)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def killable_site():
    site = Site()
    site.start()
    yield site
    site.kill()


def test_after_a_crash_none_is_missing_and_none_is_doubled(killable_site, chromium):
    talk, ginette, rejean = thread(), cast.citizen(), cast.citizen("Réjean")
    here, there = tab(chromium, killable_site.address, ginette), tab(chromium, killable_site.address, rejean)
    path = killable_site.address + reverse("deliberation:thread", args=[talk.pk])
    here.goto(path, wait_until="networkidle")
    there.goto(path, wait_until="networkidle")
    for n in (1, 2):
        here.fill("#texte", f"avant la panne {n}")
        here.click("form[data-live] button")
        wait_for(there, n, 5_000)

    killable_site.kill()
    there.wait_for_selector("#direct p")
    there.fill("#texte", "écrit pendant la panne")
    for n in (3, 4):
        say(talk, ginette, f"pendant la panne {n}")
    killable_site.start()
    for page in (here, there):
        wait_for(page, 4, 20_000)
    there.click("form[data-live] button")
    for page in (here, there):
        wait_for(page, 5, 5_000)

    assert (numbers(here), numbers(there)) == ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    assert list(Message.objects.in_order().values_list("number", flat=True)) == [1, 2, 3, 4, 5]
