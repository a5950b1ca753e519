"""Hidden words are in no mail, log, cache, search, history, export or news of anybody else; and the author is told."""

import io
import logging
import pickle
import zlib

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.domain import contacts
from accounts.domain.queries import people
from accounts.enums import ContactPath
from common import clock, search
from common.models import AuditEvent, SearchEntry
from deliberation.domain import editing, moderation, submissions
from deliberation.domain.queries import news
from deliberation.enums import FlagReason, ModerationAct, ReadingMode
from deliberation.models import ModerationAction, Submission, Thread
from participation.domain import mailing
from participation.models import Notice
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
MARK = "xqsecret42"
EVENING = NOW.replace(hour=18)


@pytest.fixture
def heard():
    """Everything that any logger says, whatever its level and its handlers."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setLevel(logging.DEBUG)
    loggers = [logging.getLogger(), *map(logging.getLogger, ("django", "uvicorn", "common", "deliberation"))]
    levels = [(one, one.level) for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        # The database's own log, at debug, tells each statement: never on outside a machine of development.
        one.setLevel(logging.INFO)
    yield stream
    for one, level in levels:
        one.removeHandler(handler)
        one.setLevel(level)


def by_mail(name: str):
    person = cast.citizen(name)
    contacts.choose(
        by=person, person=person, path=ContactPath.EMAIL, email=f"{person.pk}@exemple.test", now=NOW
    )
    person.refresh_from_db()
    return person


def cached_values() -> list:
    """In the memory of the process, or in Redis."""
    inside = getattr(cache, "_cache", {})
    if hasattr(inside, "values"):
        return list(inside.values())
    client = inside.get_client()
    return [client.get(key) for key in client.scan_iter() if client.type(key) == b"string"]


def everything_kept_in_the_cache() -> str:
    kept = []
    for value in cached_values():
        # Redis keeps a number as it is, and everything else pickled, as this process does.
        is_pickled = isinstance(value, bytes) and value.startswith(b"\x80")
        whole = pickle.loads(value) if is_pickled else value
        kept.append(repr(whole))
        if isinstance(whole, bytes):
            try:
                kept.append(zlib.decompress(whole).decode(errors="replace"))
            except zlib.error:
                kept.append(whole.decode(errors="replace"))
    return "\n".join(kept)


@pytest.fixture
def scene():
    """One message hidden whole, one in part, one changed and then hidden, one refused before it was published."""
    talk, zyta, rejean, elodie = thread(), by_mail("Zyta"), by_mail("Réjean"), cast.facilitator()
    say(talk, rejean, "Je suis là")
    whole = say(talk, zyta, f"{MARK} toute la phrase")
    part = say(talk, zyta, f"Moi c'est {MARK} qui fait ça")
    before = say(talk, zyta, f"{MARK} au début")
    answer = say(talk, rejean, "On nomme pas.", reply_to=whole)
    editing.edit(by=zyta, message=before, text="Autre chose", now=later(1))
    moderation.flag(by=rejean, message=whole, reason=FlagReason.PRIVATE_DATA, now=later(1))
    moderation.keep_hidden(by=elodie, message=whole, now=later(2))
    moderation.hide_passage(
        by=elodie, message=part, passage=f"{MARK} qui fait ça", reason=FlagReason.THIRD_PERSON, now=later(2)
    )
    moderation.hide_message(by=elodie, message=before, reason=FlagReason.ATTACK, now=later(3))
    Thread.objects.filter(pk=talk.pk).update(mode=ReadingMode.BEFORE)
    talk.refresh_from_db()
    waiting = submissions.say(by=zyta, thread=talk, text=f"{MARK} pas encore lu", now=later(4))
    assert isinstance(waiting, Submission)
    # Whoever hid words of hers does not refuse the next ones.
    submissions.refuse(
        by=cast.second_facilitator(), submission=waiting, reason=FlagReason.ATTACK, now=later(5)
    )
    return talk, zyta, rejean, answer


def test_no_mail_no_search_no_history_and_no_notice_has_them(scene, settings):
    _talk, _zyta, rejean, _answer = scene

    with clock.frozen(EVENING):
        mailing.send_due(now=EVENING)

    letters = " ".join(f"{one.subject} {one.body} {one.extra_headers}" for one in mail.outbox)
    assert len(mail.outbox) == 2
    assert MARK not in letters
    hits = search.hits("message", MARK)
    assert hits is not None
    assert list(hits) == []
    assert not any(stem in entry.tokens for entry in SearchEntry.objects.all() for stem in search.forms(MARK))
    assert not any(MARK in str(event.facts) + event.subject for event in AuditEvent.objects.all())
    assert not any(MARK in f"{one.title} {one.words}" for one in Notice.objects.all())
    told = news.news_of(people.capacity(rejean, on=NOW.date()))
    assert MARK not in repr(told)


def test_no_log_and_no_cache_has_them_whatever_is_asked(heard, scene):
    talk, _zyta, rejean, answer = scene
    home = reverse("participation:my_home")
    for person in (rejean, cast.support(), None):
        client = Client(raise_request_exception=False)
        if person:
            cast.sign_in(client, person)
        with clock.frozen(later(6)):
            for path in (
                f"/fils/{talk.pk}/",
                f"/fils/{talk.pk}/resumes/",
                f"/messages/{answer.pk}/",
                f"/api/v1/threads/{talk.pk}/messages/",
                "/moderation/",
                home,
            ):
                assert MARK not in client.get(path).content.decode()
            # A citizen really reads it; staff and whoever is outside are sent to a page of their own.
            own = client.get(home, follow=True)
            assert (own.status_code, bool(own.redirect_chain)) == (200, person != rejean)
            assert MARK not in own.content.decode()
            # By the other words of what is hidden.
            found = client.post("/chercher/", {"words": "toute phrase"}, follow=True).content.decode()
            assert MARK not in found
            # Refused, and badly formed: an error page must not write what was sent.
            client.post(f"/fils/{talk.pk}/ecrire/", {"texte": f"{MARK} " * 2000})
            client.post(
                f"/api/v1/threads/{talk.pk}/messages/", f'{{"text": "{MARK}', content_type="application/json"
            )

    assert MARK not in everything_kept_in_the_cache()
    said = heard.getvalue()
    assert MARK not in said, said[:2000]


def test_no_export_has_them(scene, tmp_path):
    """What commands print or write for others: the moderation log has no words at all."""
    assert not any(MARK in f"{one} {one.reason}" for one in ModerationAction.objects.all())
    out = io.StringIO()
    call_command("rebuild_search", stdout=out)
    assert MARK not in out.getvalue()
    hits = search.hits("message", MARK)
    assert hits is not None
    assert list(hits) == []


def test_the_author_is_told_of_each_decision_in_what_is_new(scene):
    _talk, zyta, _rejean, _answer = scene

    told = news.news_of(people.capacity(zyta, on=NOW.date()))

    decisions = ModerationAction.objects.filter(
        act__in=(
            ModerationAct.CONFIRM_HIDDEN,
            ModerationAct.HIDE_PASSAGE,
            ModerationAct.HIDE_MESSAGE,
            ModerationAct.REFUSE,
        )
    ).count()
    [word] = [one for one in told.threads if one.title == "Un mot en privé" or "privé" in one.title]
    assert (decisions, word.count) == (4, 4)
