"""A whole sealed vote through the real site: phrases drawn in a browser, a ballot encrypted in a browser, another without
scripts, the urn opened by two browsers; and the independent code agrees.
"""

from datetime import timedelta
from urllib.parse import unquote_plus, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from common import dates
from tests import cast as people
from tests.face import windows
from tests.voting import ballots, scrutineers
from tools import verifier
from voting.crypto import phrases
from voting.domain import casting, closing, opening, preparing, scrutiny
from voting.domain.queries import boards
from voting.enums import VoteState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def named(now) -> list:
    """A season of these months and two scrutineers, without a phrase yet."""
    today = dates.local_day(now)
    season = scrutiny.open_season(
        by=None,
        name="Saison",
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=200),
        now=now,
        places=2,
    )
    return [
        scrutiny.name_scrutineer(
            by=None,
            season=season,
            person=people.scrutineer(f"Scrutateur ({slug})", slug),
            keeper=people.organisation(keeper),
            now=now,
        )
        for slug, keeper in scrutineers.KEEPERS.items()
    ]


def arrived(page, path: str) -> None:
    page.wait_for_url(lambda url: urlsplit(url).path == path, timeout=60_000)


def watched(page) -> list[str]:
    """All that this page sends."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(unquote_plus(f"{request.url} {request.post_data or ''}")))
    return sent


def draw(page, site: str, scrutineer) -> str:
    """The phrase, drawn, rehearsed, its public keys sent."""
    sent = watched(page)
    page.goto(site + reverse("voting:phrase", args=[scrutineer.pk]))
    words = page.locator("[data-part=phrase] [data-words] li").all_inner_texts()
    page.click("[data-part=phrase] [data-go=sheet]")
    page.click("[data-go=rehearsal]")
    for field in page.locator("[data-asked]").all():
        field.locator("input").fill(words[int(field.locator("[data-place]").inner_text()) - 1])
    page.click("[data-send] button")
    arrived(page, reverse("voting:scrutiny"))
    assert leaked(words, sent) == []
    return " ".join(words)


def leaked(words: list[str], sent: list[str]) -> list[str]:
    """Words of a phrase in what was sent; one alone may be anybody's."""
    said = phrases.bare(" ".join(sent))
    found = [word for word in words if phrases.bare(word) in said]
    return found if len(found) > 1 else []


def begun(now, title: str = "Le coffre d'école"):
    """Announced four days ago, open since yesterday, by the site's own clock."""
    vote = preparing.prepare(
        by=None,
        title=title,
        question=f"Est-ce que l'Espace approuve « {title} »?",
        summary="En trois lignes.",
        back_path="/initiatives/8/",
        version_hash=ballots.HASH,
        rules=ballots.rules(custody=scrutineers.SCRUTINEERS),
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
        now=now - timedelta(days=4),
    )
    roll = ballots.decisional_people(on=dates.local_day(now), min_voting_age=16).order_by("pk")
    preparing.announce(by=None, vote=vote, people=roll, recusals=(), now=now - timedelta(days=4))
    return opening.open_vote(vote=vote, now=now)


def test_phrases_ballots_and_an_opening_in_real_browsers(live_site, chromium):
    now, voters = timezone.now(), people.citizens(4)  # the hour of the site, not of these tests
    chosen = named(now)
    known = [draw(windows.window(chromium, live_site, one.person), live_site, one) for one in chosen]
    for one in chosen:
        scrutiny.sheet_is_sealed(by=people.facilitator(), scrutineer=one, now=now)
    vote = begun(now)

    # A browser encrypts.
    page = windows.window(chromium, live_site, voters[0])
    sent = watched(page)
    page.goto(live_site + reverse("voting:ballot", args=[vote.pk]))
    page.check("[value=contre]")
    page.click("#bulletin .btn")
    page.click("#bulletin-verifier .btn")
    arrived(page, reverse("voting:receipt", args=[vote.pk]))
    receipt = boards.my_receipt(vote=vote, person=voters[0])
    assert receipt.tracking_number == page.get_attribute(".receipt", "data-number")
    assert "contre" not in " ".join(sent)
    # The server encrypts, and says so.
    page = windows.window(chromium, live_site, voters[1], java_script_enabled=False)
    page.goto(live_site + reverse("voting:ballot", args=[vote.pk]))
    page.check("[value=pour]")
    page.click("#bulletin .btn")
    assert "Notre serveur chiffre ton choix" in page.inner_text("main")
    page.click("main form .btn")
    arrived(page, reverse("voting:receipt", args=[vote.pk]))
    for voter in voters[2:]:
        casting.cast(by=voter, vote=vote, choice="pour", now=now)

    closing.settle_due(now=vote.closes_at)
    vote.refresh_from_db()
    assert vote.state == VoteState.CLOSED
    for one, phrase in zip(chosen, known, strict=True):
        page = windows.window(chromium, live_site, one.person)
        sent = watched(page)
        page.goto(live_site + reverse("voting:open_urn", args=[vote.pk]))
        page.fill("#phrase", phrase)
        page.click("[data-ask] button")
        page.wait_for_selector(".verdict")
        assert leaked(phrase.split(), sent) == []
    vote.refresh_from_db()

    assert vote.state in (VoteState.COUNTED, VoteState.PROCLAIMED)
    archive = b"".join(boards.archive(vote.urn))
    assert verifier.verify(archive, require_result=True).result == [[3, 0, 1, 0]]
