"""Meetings of the Table: their agenda, their dossier on a page and as one tagged file, what is told before a date."""

import datetime

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.domain.queries import people
from participation.domain import calendar, due, spokespersons, transmissions
from participation.enums import EventScope, NoticeKind, ResponseKind, TransmissionState
from participation.models import AgendaItem, Notice
from participation.rules.commitments import Promised
from participation.web.views import meetings
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part, url

pytestmark = pytest.mark.django_db

WINTER = datetime.date(2027, 2, 10)
OUTSIDE = [
    *(cast.citizen, cast.facilitator, cast.signatory, cast.mrc_resource, cast.crd_agent, cast.support),
    cast.admin,
]


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def meeting(slug: str = "table-hiver", on: datetime.date = WINTER, scope: str = EventScope.TABLE):
    return calendar.add_event(
        by=None, slug=slug, scope=scope, title="Rencontre de la Table", starts_on=on, now=world.at(-60)
    )


def received(by, **more):
    sent = world.sent(**more)
    transmissions.acknowledge(by=by, transmission=sent, now=world.at(-3))
    return sent


def test_a_dossier_goes_on_the_agenda_of_the_next_meeting_or_of_another(client):
    table = cast.table_member()
    first, spring = meeting(), meeting("table-printemps", datetime.date(2027, 5, 12))
    sent = received(table)
    cast.sign_in(client, table)

    client.post(url("agenda", sent.pk))
    again = client.post(url("agenda_add", first.slug), {"envoi": sent.pk})
    client.post(url("agenda_add", spring.slug), {"envoi": sent.pk})
    client.post(url("agenda_remove", first.slug), {"envoi": sent.pk})
    odd = [client.post(url("agenda_add", first.slug), {"envoi": typed}) for typed in ("", "é", "99999")]
    sent.refresh_from_db()

    assert (again.status_code, [one.status_code for one in odd]) == (409, [422, 422, 404])
    assert list(AgendaItem.objects.values_list("meeting__slug", flat=True)) == ["table-printemps"]
    assert sent.state == TransmissionState.ON_AGENDA
    client.logout()
    assert "12 mai 2027" in main_part(client.get(url("transmission", sent.pk))).replace("\u00a0", " ")


def test_a_meeting_that_is_over_or_is_not_the_tables_takes_nothing(client):
    table = cast.table_member()
    past, espace = meeting("table-automne", datetime.date(2026, 10, 28)), meeting("cercle", WINTER, "espace")
    sent = received(table)
    cast.sign_in(client, table)

    answers = [client.post(url("agenda_add", one.slug), {"envoi": sent.pk}) for one in (past, espace)]

    assert ([one.status_code for one in answers], AgendaItem.objects.count()) == ([422, 404], 0)


@pytest.mark.parametrize("who", OUTSIDE)
def test_the_dossier_of_a_meeting_is_the_tables(client, who):
    found = meeting()
    sent = received(cast.table_member())
    cast.sign_in(client, who())

    pages = [client.get(url(name, found.slug)).status_code for name in ("meeting", "meeting_pdf")]
    acts = [
        client.post(url(name, found.slug), {"envoi": sent.pk}).status_code
        for name in ("agenda_add", "agenda_remove")
    ]

    assert (pages, acts) == ([403, 403], [403, 403])


def test_the_dossier_holds_the_agenda_and_what_was_promised_and_no_name(client):
    table = cast.secretary()
    author = cast.citizen("Étoile du nord")
    found, sent = meeting(), received(table, concern=world.discussed(author), title="Un autobus le soir")
    transmissions.put_on_agenda(by=table, transmission=sent, now=world.at())
    transmissions.respond(
        by=table,
        transmission=world.sent(title="Un guichet"),
        kind=ResponseKind.ACCEPTED,
        reason="Oui.",
        plain_words="Oui.",
        commitments=[Promised("Ouvrir un guichet.", "Les MRC", WINTER)],
        now=world.at(),
    )
    cast.sign_in(client, table)

    page = main_part(client.get(url("meeting", found.slug)))
    file = client.get(url("meeting_pdf", found.slug))

    assert [
        one in page for one in ("Un autobus le soir", "Ouvrir un guichet.", "Étoile du nord", "/fils/")
    ] == [*(True, True, False, False)]
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert b"/StructTreeRoot" in file.content or b"ObjStm" in file.content
    assert "rencontre-table-hiver.pdf" in file["Content-Disposition"]


def test_the_file_holds_what_is_carried_and_brought_back_without_a_name():
    speaks, secretary = cast.citizen("Étoile du nord"), cast.secretary()
    spokespersons.offer(by=speaks, now=world.at())
    spokespersons.draw(by=cast.facilitator(), now=world.at())
    found = meeting()
    carried = {"by": speaks, "said_by": speaks, "meeting": found}
    spokespersons.carry(words="Quand répondez-vous?", now=world.at(), **carried)
    after = datetime.datetime.combine(found.starts_on, datetime.time(20), tzinfo=world.NOW.tzinfo)
    spokespersons.bring_back(words="En mai, dit-elle.", now=after, **carried)

    file = meetings.on_paper(found, people.capacity(secretary, on=world.NOW.date()))
    page = render_to_string("participation/paper/meeting.html", file)

    held = [one in page for one in ("Quand répondez-vous", "En mai, dit-elle.", "Étoile du nord")]
    assert held == [True, True, False]


def test_each_sending_is_a_file_for_everybody_once_it_left(client):
    sent, prepared = world.sent(), world.prepared(title="Pas encore")

    file = client.get(url("transmission_pdf", sent.pk))
    missing = client.get(url("transmission_pdf", prepared.pk))

    assert (file.status_code, file.content[:5], missing.status_code) == (200, b"%PDF-", 404)
    assert url("transmission_pdf", sent.pk) in main_part(client.get(url("transmission", sent.pk)))


def test_the_secretary_is_reminded_once_ten_days_before_each_date():
    table, seat = cast.secretary(), cast.table_member()
    sent = world.sent()
    promised = transmissions.respond(
        by=table,
        transmission=world.sent(title="Un guichet"),
        kind=ResponseKind.ACCEPTED,
        reason="Oui.",
        plain_words="Oui.",
        commitments=[Promised("Ouvrir un guichet.", "Les MRC", WINTER)],
        now=world.at(),
    ).commitments.get()

    def run(day: datetime.date) -> None:
        due.run_due(now=datetime.datetime.combine(day, datetime.time(9), tzinfo=world.NOW.tzinfo))

    def told() -> list[tuple]:
        found = Notice.objects.filter(kind=NoticeKind.TABLE).exclude(state="recu").order_by("pk")
        return list(found.values_list("person_id", "state", "title"))

    run(WINTER - datetime.timedelta(days=11))
    early = told()
    for _twice in range(2):
        run(WINTER - datetime.timedelta(days=10))
        run(sent.due_on - datetime.timedelta(days=1))

    assert early == []
    assert told() == [
        (table.pk, "promesse", promised.what),
        (table.pk, "rappel", sent.title),
    ]
    assert not Notice.objects.filter(person=seat).exists()


def test_the_inbox_leads_to_the_dossier_of_the_next_meeting(client):
    cast.sign_in(client, cast.table_member())
    found = meeting()

    assert reverse("participation:meeting", args=[found.slug]) in main_part(client.get(url("table_inbox")))
