"""Hours and readers written on the pages of threads are those that the Espace voted; links find their page."""

import pytest
from django.urls import reverse

from common import clock
from deliberation.domain import moving, rounds, submissions
from deliberation.domain.queries import moderation_log
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import FlagReason, ModerationAct, ReadingMode
from deliberation.models import ModerationAction, Submission
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db


def page(client, name: str, *args) -> str:
    found = client.get(reverse(name, args=args))
    assert found.status_code == 200
    return found.content.decode().replace("\xa0", " ").replace("&#x27;", "'")


def test_the_hours_of_facilitation_are_those_of_the_rule(client):
    ginette, talk = cast.citizen(), thread()
    cast.sign_in(client, ginette)
    before = page(client, "deliberation:thread", talk.pk)
    scenes.established("fil_hours", "10 h 30 à 20 h", label="Heures")
    after = page(client, "deliberation:thread", talk.pk)
    sad = say(talk, ginette, "Des soirs, à quoi bon.")
    helped = page(client, "deliberation:help_now", sad.pk)

    assert "Elle est là de 9 h à 21 h." in before
    assert "Elle est là de 10 h 30 à 20 h." in after
    assert "Elle est là de 10 h 30 à 20 h." in helped


def test_how_many_citizens_read_again_is_the_rule(client):
    ginette, talk = cast.citizen(), thread(mode=ReadingMode.BEFORE)
    waiting = submissions.say(by=ginette, thread=talk, text="Bonjour", now=NOW)
    assert isinstance(waiting, Submission)
    submissions.refuse(by=cast.facilitator(), submission=waiting, reason=FlagReason.ATTACK, now=later(1))
    cast.sign_in(client, ginette)
    asked = (
        ("deliberation:moderation_log", ()),
        ("deliberation:submission", (waiting.pk,)),
        ("participation:appeal_submission", (waiting.pk,)),
    )
    with clock.frozen(later(5)):
        before = ["2 citoyennes ou citoyens vont relire" in page(client, name, *args) for name, args in asked]
        scenes.established("appeal_panel_citizens", 3, label="Relecture")
        after = ["3 citoyennes ou citoyens vont relire" in page(client, name, *args) for name, args in asked]

    assert (before, after) == ([True] * 3, [True] * 3)


def test_links_to_a_message_find_it_whatever_its_page(client):
    talk, other, ginette = thread(), thread(title="Autre"), cast.citizen()
    first = say(talk, ginette)
    found = rounds.open_round(by=cast.facilitator(), thread=talk, question="Et toi?", hours=24, now=NOW)
    spoken = say(talk, ginette, "Mon tour", now=later(1))
    moved = moving.move(by=cast.facilitator(), message=first, to=other, now=later(2))
    for number in range(thread_queries.PAGE_SIZE + 1):
        say(talk, cast.support(), f"Bonjour {number}", now=later(3))
        say(other, cast.support(), f"Bonjour {number}", now=later(3))
    cast.sign_in(client, ginette)

    turns = page(client, "deliberation:round", found.pk)
    off = client.get(reverse("deliberation:thread", args=[talk.pk]), {"page": 1}).content.decode()
    links = [reverse("deliberation:message", args=[one.pk]) for one in (spoken, moved)]

    assert (links[0] in turns, links[1] in off) == (True, True)
    assert [
        f"?page=1#m-{one.number}" in client.get(link).url
        for one, link in zip((spoken, moved), links, strict=True)
    ] == [True, True]


@pytest.mark.parametrize(("acts", "pages", "on_the_last"), [(3, 1, 3), (moderation_log.PER_PAGE + 2, 2, 2)])
def test_the_log_shows_every_act_page_by_page_also_to_programs(client, acts, pages, on_the_last):
    talk = thread()
    ModerationAction.objects.bulk_create(
        ModerationAction(thread=talk, act=ModerationAct.HIDE_MESSAGE, reason=FlagReason.ATTACK, at=later(n))
        for n in range(acts)
    )
    log = reverse("deliberation:moderation_log")
    api = reverse("deliberation-api:moderation-log")

    first, last = (client.get(log, {"page": number}) for number in (1, pages))
    beyond, odd = (client.get(log, {"page": wanted}) for wanted in (99, "x"))
    program = client.get(api, {"page": pages}).json()
    refused = client.get(api, {"page": "x"})

    assert (first.content.decode().count("<li><b>"), last.content.decode().count("<li><b>")) == (
        min(acts, moderation_log.PER_PAGE),
        on_the_last,
    )
    assert (beyond.status_code, odd.status_code, refused.status_code) == (200, 200, 422)
    assert ("?page=2" in first.content.decode()) is (pages == 2)
    assert (program["page"], program["pages"], len(program["lines"])) == (pages, pages, on_the_last)
