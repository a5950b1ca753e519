"""Pages: a sending is written again, doubted, dropped; the Table's doors on its dossier; its answer at home."""

from datetime import timedelta

import pytest

from participation.domain import transmissions
from participation.enums import ResponseKind, TransmissionState
from participation.models import Issue, TableResponse
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import TYPED, main_part, url

pytestmark = pytest.mark.django_db
REMARK = "reconnaît quelqu"


def answered(days: int = -3, **source):
    sent = world.sent(**source)
    transmissions.respond(
        by=cast.secretary("Secrétariat"),
        transmission=sent,
        kind=ResponseKind.NOT_ACCEPTED,
        reason="Pas ce budget.",
        plain_words="Pas cette année.",
        now=world.at(days),
    )
    return sent


def test_a_citizen_doubts_and_facilitation_writes_it_again(client):
    elodie, lise = cast.facilitator(), cast.citizen("Lise")
    sending = world.prepared(by=elodie)
    cast.sign_in(client, lise)
    with world.frozen():
        assert url("transmission_doubt", sending.pk) in main_part(client.get(url("transmission", sending.pk)))
        done = client.post(url("transmission_doubt", sending.pk))
        page = main_part(client.get(url("transmission", sending.pk)))
        cast.sign_in(client, elodie)
        desk = main_part(client.get(url("facilitation")))
        kept_out = client.post(url("transmission_send", sending.pk))
        named = client.post(
            url("transmission_rewrite", sending.pk), {"title": "Sans auto", "body": "Mme Roy attend."}
        )
        again = client.post(
            url("transmission_rewrite", sending.pk), {"title": "Sans auto", "body": "Nous attendons."}
        )
    sending.refresh_from_db()

    assert (done.status_code, kept_out.status_code) == (302, 403)
    assert (REMARK in page, url("transmission_reread", sending.pk) in page, REMARK in desk) == (
        True,
        False,
        True,
    )
    assert (named.status_code, "Mme Roy attend." in named.content.decode(), again.status_code) == (
        422,
        True,
        302,
    )
    assert (sending.body, sending.doubted_at, sending.reread_by) == ("Nous attendons.", None, None)


def test_facilitation_drops_after_a_page_that_asks(client):
    elodie = cast.facilitator()
    sending = world.prepared(by=elodie)
    cast.sign_in(client, elodie)
    with world.frozen():
        asked = client.get(url("transmission_drop", sending.pk))
        still = client.get(url("transmission", sending.pk))
        done = client.post(url("transmission_drop", sending.pk))
        gone = client.get(url("transmission", sending.pk))
        desk = main_part(client.get(url("facilitation")))

    assert [a.status_code for a in (asked, still, done, gone)] == [200, 200, 302, 404]
    assert url("transmission", sending.pk) not in desk


@pytest.mark.parametrize("who", [cast.citizen, cast.support, cast.table_member, cast.signatory, cast.admin])
def test_others_neither_write_again_nor_drop(client, who):
    sending = world.prepared()
    cast.sign_in(client, who())

    for name in ("transmission_rewrite", "transmission_drop"):
        assert client.post(url(name, sending.pk), {"title": "A", "body": "B"}).status_code == 403
    sending.refresh_from_db()
    assert (sending.dropped_at, sending.state) == (None, TransmissionState.PREPARED)


@pytest.mark.parametrize("confirm", [{}, {"confirm": "1"}])
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("reason", "Appelez le 418 555-0142."),
        ("plain_words", "Dites-le à Mme Roy."),
        ("commitment_owner", "Raymonde Thibodeau"),
        ("commitment_on", "31 mars 2020"),
    ],
)
def test_what_cannot_be_published_comes_back_beside_its_field(client, field, typed, confirm):
    sent = world.sent()
    cast.sign_in(client, cast.secretary())
    with world.frozen():
        back = client.post(url("respond", sent.pk), {**TYPED, field: typed, **confirm})

    assert (back.status_code, list(back.context["form"].errors)) == (422, [field])
    assert typed in back.content.decode()
    assert TableResponse.objects.count() == 0


def test_the_table_finds_its_doors_on_the_dossier_too(client):
    sent, decision = world.sent(), world.sent_decision()
    cast.sign_in(client, cast.secretary())
    with world.frozen():
        request, help_asked = (main_part(client.get(url("transmission", one.pk))) for one in (sent, decision))
    cast.sign_in(client, cast.citizen())
    public = main_part(client.get(url("transmission", sent.pk)))

    names = ("acknowledge", "respond", "linkage", "lever")
    assert [url(name, sent.pk) in request for name in names] == [True, True, False, False]
    assert [url(name, decision.pk) in help_asked for name in names] == [True, False, True, True]
    assert [url(name, sent.pk) in public for name in names] == [False] * 4


@pytest.mark.parametrize("days", [0, 29])
def test_who_spoke_and_who_reread_read_the_answer_at_home(client, days):
    author = cast.citizen("Étoile du nord")
    sent = answered(concern=world.discussed(author), days=-3)
    reader = sent.reread_by
    other = cast.citizen("Kim")
    link = url("transmission", sent.pk)
    seen = []
    for person in (author, reader, other):
        cast.sign_in(client, person)
        with world.frozen(days - 3):
            seen.append(link in main_part(client.get(url("my_home"))))

    assert seen == [True, True, False]


def test_after_thirty_days_it_is_no_news(client):
    sent = answered(days=-3)
    cast.sign_in(client, sent.reread_by)
    with world.frozen():
        page = client.get(url("my_home"))
        assert [card["words"] for card in page.context["answered"]] == ["Pas cette année."]
    with world.frozen(-3 + timedelta(days=31).days):
        assert client.get(url("my_home")).context["answered"] == []


def test_a_sending_begins_with_the_words_of_what_it_is_about(client):
    issue = Issue.objects.create(
        title="Tout en ligne",
        text="Nous voulons un guichet.",
        theme="numerique",
        state="partagee",
        proposed_by=cast.facilitator(),
        proposed_at=world.NOW,
    )
    cast.sign_in(client, cast.facilitator())
    address = url("transmission_prepare")

    begun = client.get(f"{address}?source=enjeu-{issue.pk}").content.decode()
    odd = [client.get(f"{address}?source={word}").status_code for word in ("enjeu-x", "preoccupation-1", "9")]

    assert ("Nous voulons un guichet." in begun, odd) == (True, [200, 200, 200])
