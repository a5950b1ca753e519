"""The MRC's resource writes somebody's words down, and is never told how they are reached."""

import pytest
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import AccountEventKind, ContactPath, IdentityPart
from accounts.models import AccountEvent, IdentityView
from common import clock
from participation.enums import HelpedKind
from participation.models import Concern, HelpedContribution
from tests import cast
from tests.deliberation.talk import thread

pytestmark = pytest.mark.django_db
WORDS = "La salle ferme de janvier à mars."
SAID = {"who": "Denis-Paul", "what": "preoccupation", "via": "telephone", "has_agreed": True, "text": WORDS}


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.frozen(cast.NOW):
        yield


@pytest.fixture
def denis():
    person = cast.citizen("Denis-Paul", "temiscouata")
    contacts.choose(by=None, person=person, path=ContactPath.PHONE, phone="418 555-0101", now=cast.NOW)
    return person


@pytest.fixture
def resource(client):
    person = cast.mrc_resource()
    cast.sign_in(client, person)
    return person


def words(page) -> str:
    return (
        page.content.decode()
        .replace("\xa0", " ")
        .replace("&#x27;", "'")
        .split("<main")[1]
        .split("</main>")[0]
    )


def test_four_screens_without_a_word_of_how_the_person_is_reached(client, denis, resource):
    home = client.get(reverse("participation:mrc_desk"))
    first = client.get("/guichet/")
    client.post("/guichet/", {"who": "denis-paul", "what": "preoccupation"})
    third = client.post(
        "/guichet/mots/", {"text": WORDS, "via": "telephone", "readers": "membres"}, follow=True
    )
    without = client.post("/guichet/relire/", {})
    last = client.post(
        "/guichet/relire/", {"agreed": "oui", "path": "courrier", "detail": "12, rue X"}, follow=True
    )

    made, denis_now = HelpedContribution.objects.get(), type(denis).objects.get(pk=denis.pk)
    assert 'href="/guichet/"' in words(home)
    assert (without.status_code, last.status_code) == (422, 200)
    assert (made.person, made.written_by, made.concern.text) == (denis, resource, WORDS)
    assert "Ressource en développement social" in words(last)
    # Neither asked, shown, changed nor looked at.
    assert ['name="path"' in words(third), "418 555" in words(third), "La suite se rend" in words(last)] == [
        False
    ] * 3
    assert [reverse("participation:to_tell") in words(page) for page in (first, last)] == [False, False]
    assert (denis_now.contact_path, contacts.details_of(denis).postal_address) == (ContactPath.PHONE, "")
    assert not IdentityView.objects.filter(person=denis, part=IdentityPart.CONTACT).exists()
    assert AccountEvent.objects.get(person=denis, kind=AccountEventKind.WRITTEN_FOR_YOU).by == resource


@pytest.mark.parametrize("what", [HelpedKind.CONCERN, HelpedKind.REPLY])
def test_programs_of_the_mrc_write_too_and_say_no_path(client, denis, resource, what):
    target = thread().pk if what == HelpedKind.REPLY else 0
    address = reverse("participation-api:written-for")
    said = SAID | {"what": what, "target": target}

    refused = [
        client.post(address, said | {"path": path, "detail": detail}, content_type="application/json")
        for path, detail in (("courrier", "12, rue X"), ("telephone", ""), ("web", ""))
    ]
    before = (HelpedContribution.objects.count(), Concern.objects.count())
    done = client.post(address, said, content_type="application/json")

    # The same answer whether it is the person's path or not.
    assert {(one.status_code, one.json()["code"]) for one in refused} == {(403, "not_allowed")}
    assert (before, done.status_code) == ((0, 0), 201)
    assert HelpedContribution.objects.get().written_by == resource


def test_a_thread_sends_the_resource_to_the_desk_and_no_card_is_made_there(client, resource):
    talk = client.get(reverse("deliberation:thread", args=[thread().pk]))
    new = client.get(reverse("participation:desk_new"))

    assert "/guichet/?fil=" in words(talk)
    assert new.status_code == 403
