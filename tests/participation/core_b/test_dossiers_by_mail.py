"""A dossier by e-mail to the Table's secretary: a number and links, and a receipt that a person presses, once."""

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.urls import reverse

from common import clock
from common.exceptions import Missing
from common.models import AuditEvent
from config.environment import table_mail as table_mail_of
from config.logging_settings import WithoutQuery
from participation.domain import table_mail, transmissions
from participation.enums import ResponseKind, TransmissionState
from participation.models import DossierMail, Notice, TableResponse
from participation.web.pages.dossier_mail import mail_line
from tests import cast
from tests.participation.core_b import sendings
from tests.participation.core_b.sendings import SENT_AT

pytestmark = pytest.mark.django_db
SOON = SENT_AT + timedelta(minutes=1)
NEXT_DAY = SENT_AT + timedelta(days=1)


@pytest.fixture
def address(settings):
    settings.TABLE_MAIL = "secretariat@table.test"


def link() -> str:
    return mail.outbox[-1].body.split(table_mail.RECEIPT_PATH)[1].split("/")[0]


def mailed():
    sent = sendings.sent()
    assert table_mail.send_due(now=SOON) == 1
    return sent, link()


def test_one_letter_with_a_number_and_links_and_nobodys_words(address):
    sent, token = mailed()

    [letter] = mail.outbox
    whole = f"{letter.subject} {letter.body} {letter.extra_headers}"
    assert letter.to == ["secretariat@table.test"]
    assert (letter.subject, str(sent.number) in letter.body) == (f"Dossier numéro {sent.number}", True)
    for words in (sent.title, sent.body, "Carmen", sent.prepared_by.display_name, "pauvreté"):
        assert words not in whole
    assert f"/envois/{sent.pk}/envoi.pdf" in letter.body
    assert not DossierMail.objects.filter(digest__contains=token).exists()
    assert table_mail.send_due(now=NEXT_DAY) == 0


def test_without_an_address_nothing_is_kept_nor_sent():
    sendings.sent()

    assert (table_mail.send_due(now=SOON), mail.outbox) == (0, [])
    assert not DossierMail.objects.exists()


def test_what_is_old_or_already_received_no_longer_leaves(address):
    sendings.sent()
    assert table_mail.send_due(now=SENT_AT + table_mail.STAYS_NEW) == 0
    received = sendings.sent(title="Un autre")
    transmissions.acknowledge(by=cast.secretary(), transmission=received, now=SENT_AT)

    assert table_mail.send_due(now=SOON) == 1
    assert f"/envois/{received.pk}/" not in mail.outbox[0].body


def test_what_is_not_committed_is_not_sent(address):
    with transaction.atomic():
        sendings.sent()
        transaction.set_rollback(True)

    assert (table_mail.send_due(now=SOON), mail.outbox) == (0, [])


def test_reading_the_link_acknowledges_nothing_pressing_does_once(address, client):
    sent, token = mailed()
    page = reverse("participation:receipt", args=[token])

    with clock.frozen(NEXT_DAY):
        read = client.get(page)
        sent.refresh_from_db()
        before = sent.state
        done = client.post(page)
        landed = client.get(done.url).content.decode()
        again = client.post(page)

    said = TableResponse.objects.get(transmission=sent)
    sent.refresh_from_db()
    assert (read.status_code, done.status_code, again.status_code) == (200, 302, 404)
    assert (done.url, read["Referrer-Policy"]) == (f"/envois/{sent.pk}/", "strict-origin")
    assert (before, sent.state) == (TransmissionState.SENT, TransmissionState.RECEIVED)
    assert (said.kind, said.by, said.receipt.transmission) == (ResponseKind.ACKNOWLEDGED, None, sent)
    event = AuditEvent.objects.get(kind="table.answered")
    assert (event.actor_id, event.facts["through"]) == (None, "link")
    assert "_auth_user_id" not in client.session
    assert ("par le lien d'un courriel" in landed, "La réception est notée" in landed) == (True, True)


def test_unknown_used_expired_and_already_received_answer_the_same(address, client):
    sent, token = mailed()
    late = SOON + table_mail.WORKS_FOR

    def answers(which: str, now) -> tuple[int, str]:
        with clock.frozen(now):
            found = client.get(reverse("participation:receipt", args=[which]))
        return found.status_code, re.sub(
            r"nonce=\S+|value=\S+|\S*" + which + r"\S*", "", found.content.decode()
        )

    unknown, expired = answers("inconnu", NEXT_DAY), answers(token, late)
    transmissions.acknowledge(by=cast.secretary(), transmission=sent, now=NEXT_DAY)
    received = answers(token, NEXT_DAY)

    assert unknown[0] == 404
    assert unknown == expired == received
    with pytest.raises(Missing) as refused:
        table_mail.acknowledge(token=token, now=NEXT_DAY)
    assert refused.value.code == "unknown_link"
    assert TableResponse.objects.filter(transmission=sent).count() == 1


def test_the_same_by_the_api(address, client):
    sent, token = mailed()
    address = reverse("participation-api:table-receipts")

    with clock.frozen(NEXT_DAY):
        empty = client.post(address, {}, content_type="application/json")
        done, again = (
            client.post(address, {"token": token}, content_type="application/json") for _time in range(2)
        )

    assert (empty.status_code, done.status_code, again.status_code) == (422, 201, 404)
    assert done.json() == {
        "transmission": sent.pk,
        "number": sent.number,
        "acknowledged_on": NEXT_DAY.date().isoformat(),
    }


def test_the_database_wants_a_person_or_a_link_for_each_answer(address):
    sent, _token = mailed()
    link_of_it = DossierMail.objects.get()
    other = sendings.sent(title="Un autre")
    rows = (
        {"by": None, "receipt": None, "kind": ResponseKind.ACKNOWLEDGED},
        {"by": cast.secretary(), "receipt": link_of_it, "kind": ResponseKind.ACKNOWLEDGED},
        {"by": None, "receipt": link_of_it, "kind": ResponseKind.ACCEPTED, "reason": "Oui."},
        # Not used yet; then of another dossier.
        {"by": None, "receipt": link_of_it, "kind": ResponseKind.ACKNOWLEDGED},
    )
    for row in rows:
        with pytest.raises(DatabaseError), transaction.atomic():
            TableResponse.objects.create(transmission=sent, is_on_decision=False, responded_at=SOON, **row)
    DossierMail.objects.filter(pk=link_of_it.pk).update(used_at=NEXT_DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        TableResponse.objects.create(transmission=other, is_on_decision=False, responded_at=SOON, **rows[3])
    with pytest.raises(DatabaseError), transaction.atomic():
        DossierMail.objects.filter(pk=link_of_it.pk).update(used_at=None)


def test_what_does_not_leave_is_tried_again_five_times_then_said(address, settings, client):
    settings.EMAIL_BACKEND = "tests.participation.test_mailing.Refusing"
    sent = sendings.sent()

    tried = [table_mail.send_due(now=SOON + timedelta(hours=n)) for n in range(7)]

    held = DossierMail.objects.get()
    assert (tried, held.tries, held.sent_at, held.digest) == ([0] * 7, 5, None, "")
    cast.sign_in(client, cast.facilitator())
    assert "pas parti. Appelez-le" in client.get(f"/envois/{sent.pk}/").content.decode()
    client.logout()
    assert "pas parti" not in client.get(f"/envois/{sent.pk}/").content.decode()


class Dying(BaseEmailBackend):
    """The worker is killed in the middle of a sending."""

    def send_messages(self, email_messages):
        raise SystemExit


class Pressing(BaseEmailBackend):
    """The office presses before the mail server says that it took the letter."""

    def send_messages(self, email_messages):
        token = email_messages[0].body.split(table_mail.RECEIPT_PATH)[1].split("/")[0]
        table_mail.acknowledge(token=token, now=SOON)
        return len(email_messages)


def test_when_the_sending_dies_it_is_tried_again_and_nobody_reads_that_it_left(address, settings):
    ours = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    sent = sendings.sent()

    with pytest.raises(SystemExit):
        table_mail.send_due(now=SOON)
    said = mail_line(sent, may_call=True, now=SOON)
    settings.EMAIL_BACKEND = ours
    at_once, later = (table_mail.send_due(now=SOON + timedelta(hours=n)) for n in (0, 1))

    assert "pas encore parti" in said
    assert (at_once, later) == (0, 1)
    assert "Envoyé par courriel" in mail_line(sent, may_call=True, now=NEXT_DAY)


def test_a_link_pressed_while_it_leaves_is_proof_that_it_left(address, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Pressing"
    sendings.sent()

    assert table_mail.send_due(now=SOON) == 1
    held = DossierMail.objects.get()
    assert (held.sent_at, held.used_at) == (SOON, SOON)


def test_a_letter_that_cannot_be_written_does_not_stop_the_next_one(address, settings):
    sendings.sent()
    settings.ALLOWED_ORIGINS = []

    assert (table_mail.send_due(now=SOON), mail.outbox) == (0, [])


def test_the_page_says_where_the_email_is_and_whom_to_call(address):
    sent = sendings.sent()
    held = DossierMail.objects.filter(transmission=sent)

    def said(tries: int, now=SOON, may_call: bool = True) -> str:
        held.update(tries=tries)
        return mail_line(sent, may_call=may_call, now=now)

    old = SENT_AT + table_mail.STAYS_NEW
    assert "va partir" in said(0)
    assert "On essaie encore" in said(1)
    for gone in (said(table_mail.TRIES), said(0, now=old)):
        assert ("pas parti" in gone, "ppel" in gone) == (True, True)
    assert "ppel" not in said(table_mail.TRIES, may_call=False)
    transmissions.acknowledge(by=cast.secretary(), transmission=sent, now=SOON)
    assert (said(0), said(table_mail.TRIES)) == ("", "")


def test_the_link_stays_out_of_the_logs(address):
    _sent, token = mailed()
    line = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", (f"/table/accuse/{token}/",), None)

    WithoutQuery().filter(line)

    assert line.getMessage() == "/table/accuse/…/"


def test_the_secretary_hears_in_the_portal_of_each_new_dossier():
    secretary, seat = cast.secretary(), cast.table_member()

    sent = sendings.sent()

    told = Notice.objects.filter(event=f"delivered:{sent.pk}")
    assert [one.person for one in told] == [secretary]
    assert seat != secretary


def test_the_setting_is_an_address_or_nothing():
    assert (table_mail_of(""), table_mail_of(" a@b.ca ")) == ("", "a@b.ca")
    with pytest.raises(ImproperlyConfigured) as stopped:
        table_mail_of("secretariat")
    assert str(stopped.value).startswith("TABLE_MAIL")
