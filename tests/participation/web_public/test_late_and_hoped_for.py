"""What the Table promised is late past its own date; what nobody accepted is hoped for, and said apart."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from participation.domain import commitments, referrals, transmissions
from participation.domain.queries import lateness
from participation.enums import ResponseKind
from participation.rules.commitments import Promised
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db
NOW = scenes.on(60)
NOBODY = "Personne n'est en retard aujourd'hui."


def board(client, now) -> str:
    with clock.frozen(now):
        page = client.get(reverse("participation:in_motion")).content.decode()
    return html.unescape(page).replace("\u00a0", " ")


def promised(table):
    made = transmissions.respond(
        by=table,
        transmission=sendings.sent(),
        kind=ResponseKind.ACCEPTED,
        reason="Les MRC s'engagent.",
        plain_words="C'est oui.",
        commitments=[Promised("Ouvrir un guichet.", "Les MRC", (NOW + timedelta(days=5)).date())],
        now=NOW,
    )
    return made.commitments.get()


def test_a_promise_past_its_own_date_is_late_even_before_the_clock_is_accepted(client):
    table = cast.secretary()
    one = promised(table)
    after = NOW + timedelta(days=6)

    before_it, past_it = board(client, NOW), board(client, after)
    commitments.keep(by=table, commitment=one, now=after)

    assert "Ouvrir un guichet." not in before_it
    assert f'href="/engagements/{one.pk}/"' in past_it
    assert NOBODY not in past_it
    assert list(lateness.of_what_the_table_promised(after)) == []


def test_a_date_changed_in_time_is_not_late():
    table = cast.secretary()
    one = promised(table)
    later = (NOW + timedelta(days=40)).date()
    commitments.change_date(by=table, commitment=one, due_on=later, reason="Il neige.", now=NOW)

    assert list(lateness.of_what_the_table_promised(NOW + timedelta(days=6))) == []


def test_what_nobody_accepted_is_hoped_for_and_never_late(client):
    sent = sendings.sent()
    after = NOW.replace(year=sent.due_on.year, month=sent.due_on.month, day=sent.due_on.day) + timedelta(
        days=1
    )

    page = board(client, after)

    assert "Souhaité, et pas encore arrivé" in page
    assert [one.url for one in lateness.hoped_for(after)] == [f"/envois/{sent.pk}/"]
    assert list(lateness.of_the_table(after)) == []


def test_an_mrc_is_named_once_and_the_text_is_not(client):
    for name in ("Odile", "Rosaire"):
        referrals.refer(
            by=cast.facilitator(),
            thing=builders.concern(cast.citizen(name), title="Un secret"),
            territory=cast.territories()["la-mitis"],
            plain_reason="C'est pour la MRC.",
            accord_on=cast.NOW.date(),
            now=cast.NOW,
        )
    after = cast.NOW + timedelta(days=32)

    assert [one.url for one in lateness.hoped_for(after)] == [
        reverse("participation:territory", args=["la-mitis"])
    ]
    assert lateness.hoped_for(cast.NOW + timedelta(days=3)) == []
    page = board(client, after)
    assert "Un secret" not in page
    assert "La Mitis : La réponse était souhaitée" in page
