"""News by e-mail: announced once, never said; an e-mail that does not leave becomes a call, or somebody to look for."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.domain import contacts
from accounts.enums import ContactPath
from participation.domain import mailing, notices
from participation.domain.queries import notices as queries
from participation.enums import NoticeOutcome
from participation.models import Notice
from participation.rules import notices as rules
from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db
EVENING = cast.NOW.replace(hour=22)  # past 17:00 on the shore
TITLE = "Xqsentinelle mon loyer"


def waiting(name: str = "Zytamille", phone: str = "") -> Notice:
    author = cast.citizen(name)
    contacts.choose(
        by=author, person=author, path=ContactPath.EMAIL, email="z@exemple.test", phone=phone, now=cast.NOW
    )
    builders.concern(author, title=TITLE)
    return Notice.objects.get(person=author)


def evenings(count: int) -> list[int]:
    """What left each evening, the clock ticking twice."""
    days = [EVENING + timedelta(days=day) for day in range(count)]
    return [mailing.send_due(now=now) + mailing.send_due(now=now + timedelta(minutes=1)) for now in days]


def ways() -> list[str]:
    return [one.way for one in queries.to_tell()]


def test_a_notice_leaves_once_with_the_daily_word_and_is_marked_with_its_path():
    notice = waiting()

    sent = evenings(3)

    notice.refresh_from_db()
    assert sent == [1, 0, 0]
    assert (notice.outcome, notice.path) == (NoticeOutcome.MAILED, ContactPath.EMAIL)
    assert (notice.delivered_at, notice.delivered_by) == (EVENING, None)
    assert ways() == []


def test_the_letter_says_nothing_and_leads_to_the_home_alone(settings):
    waiting()
    evenings(1)

    [letter] = mail.outbox
    site = settings.ALLOWED_ORIGINS[0]
    addresses = [word for word in letter.body.split() if word.startswith("http")]
    whole = f"{letter.subject} {letter.body} {letter.extra_headers} {letter.from_email}"
    assert letter.alternatives == []
    assert [address.startswith(f"{site}{mailing.STOP_PATH}") for address in addresses] == [False, True]
    assert addresses[0] == f"{site}/"
    for words in ("Xqsentinelle", "loyer", "Zytamille", "préoccupation", "Espace", "pauvreté", "vote"):
        assert words not in whole


@pytest.mark.parametrize(("phone", "way"), [("418 555-0101", ContactPath.PHONE), ("", rules.UNKNOWN)])
def test_an_email_that_does_not_leave_is_a_call_or_somebody_to_look_for(settings, phone, way):
    settings.EMAIL_BACKEND = "tests.participation.test_mailing.Refusing"
    notice = waiting(phone=phone)

    assert evenings(1) == [0]

    notice.refresh_from_db()
    assert (notice.is_waiting, ways()) == (True, [way])
    assert list(notice.tries.values_list("outcome", flat=True)) == [NoticeOutcome.MAIL_FAILED]


@pytest.mark.parametrize(("phone", "way"), [("418 555-0101", ContactPath.PHONE), ("", rules.UNKNOWN)])
def test_where_no_email_is_sent_the_person_is_on_the_list_at_once(settings, phone, way):
    settings.CAN_SEND_MAIL = False
    notice = waiting(phone=phone)

    assert evenings(1) == [0]

    assert (ways(), notice.tries.count(), mail.outbox) == ([way], 0, [])


def test_what_a_worker_told_meanwhile_is_not_sent_again(settings):
    settings.EMAIL_BACKEND = "tests.participation.test_mailing.Refusing"
    notice = waiting(phone="418 555-0101")
    evenings(1)
    notices.note(
        by=cast.support(), person=notice.person, pks=[notice.pk], outcome=NoticeOutcome.TOLD, now=cast.NOW
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert mailing.send_due(now=EVENING + timedelta(days=1)) == 0
    assert mail.outbox == []


def test_neither_staff_nor_another_citizen_hears_of_it():
    notice = waiting()
    for other in (cast.facilitator(), cast.support()):
        other.email, other.contact_path = "soutien@exemple.test", ContactPath.EMAIL
        other.save(update_fields=["email", "contact_path"])
    other = cast.citizen("Autre")
    contacts.choose(by=other, person=other, path=ContactPath.EMAIL, email="a@exemple.test", now=cast.NOW)

    evenings(1)

    assert [letter.to for letter in mail.outbox] == [[notice.person.email]]


def test_people_without_news_take_nobodys_place(monkeypatch):
    monkeypatch.setattr(mailing, "AT_ONCE", 1)
    for name in ("Rien", "Rien non plus"):
        quiet = cast.citizen(name)
        contacts.choose(by=quiet, person=quiet, path=ContactPath.EMAIL, email="r@exemple.test", now=cast.NOW)
    waiting()

    assert mailing.send_due(now=EVENING) == 1
