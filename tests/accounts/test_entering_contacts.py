"""How to reach somebody, and the journal that tells them who looked."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.domain import contacts, journal
from accounts.enums import AccountEventKind, ContactPath, IdentityPart
from accounts.models import AccountEvent, ContactDetails, IdentityView
from common.exceptions import BadInput, Refused
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_person_says_how_to_reach_them_and_their_journal_tells_it():
    person = cast.citizen()

    contacts.choose(by=person, person=person, path=ContactPath.PHONE, phone="418 555-0142", now=cast.NOW)

    assert contacts.details_of(person).phone == "418 555-0142"
    lines = AccountEvent.objects.filter(person=person, kind=AccountEventKind.CONTACT_CHANGED)
    assert [line.by for line in lines] == [person]


@pytest.mark.parametrize(
    ("path", "code"),
    [(ContactPath.PHONE, "phone"), (ContactPath.POST, "postal_address"), (ContactPath.EMAIL, "email")],
)
def test_a_path_without_its_detail_is_refused(path, code):
    person = cast.citizen()

    with pytest.raises(BadInput) as refused:
        contacts.choose(by=person, person=person, path=path, now=cast.NOW)

    assert refused.value.code == code
    assert not ContactDetails.objects.exists()


def test_another_citizen_the_table_and_the_administration_may_not_say_it_nor_read_it():
    person = cast.citizen()

    for other in (
        cast.citizen("Lise"),
        cast.table_member(),
        cast.admin(),
        cast.signatory(),
        cast.superuser(),
    ):
        with pytest.raises(Refused):
            contacts.choose(by=other, person=person, path=ContactPath.WEB, now=cast.NOW)
        with pytest.raises(Refused):
            contacts.details_for(by=other, person=person, now=cast.NOW)

    assert not IdentityView.objects.exists()


def test_each_look_of_a_worker_is_written_once_per_half_hour():
    person, worker = cast.citizen(), cast.facilitator()

    for _page in range(3):
        contacts.details_for(by=worker, person=person, now=cast.NOW)

    looks = IdentityView.objects.values_list("person", "viewer", "part")
    assert list(looks) == [(person.pk, worker.pk, IdentityPart.CONTACT)]


@pytest.mark.parametrize("table", ["accounts_accountevent", "accounts_identityview"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_no_line_of_the_journal_is_changed_or_removed_even_in_raw_sql(table, verb):
    person, worker = cast.citizen(), cast.facilitator()
    journal.note(person=person, kind=AccountEventKind.CARD_ISSUED, by=worker, now=cast.NOW)
    journal.note_look(person=person, viewer=worker, part=IdentityPart.ACCOUNT, now=cast.NOW)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
