"""« Me joindre »: one question a page, only what the path needs, « Vérifie », and erasing."""

import pytest

from accounts.domain import contacts
from accounts.enums import AccountEventKind, ContactPath
from accounts.models import AccountEvent, ContactDetails
from tests import cast

pytestmark = pytest.mark.django_db
PAGE, ERASE, CHECK = "/moi/me-joindre/", "/moi/me-joindre/effacer/", "/moi/me-joindre/verifier/"
# Each path: its pages in their order, and an answer to each.
ASKED = {
    ContactPath.WEB: (),
    ContactPath.PHONE: (
        ("telephone", {"phone": "418 555-0142"}),
        ("qui-demander", {"call_name": "Gi"}),
        ("message", {"may_leave_message": "message"}),
    ),
    ContactPath.MEETING: (),
    ContactPath.POST: (("adresse", {"postal_address": "12, rang 4\nVal-Brillant"}),),
    ContactPath.EMAIL: (("courriel", {"email": "gi@exemple.ca"}),),
}


@pytest.fixture
def ginette(client):
    person = cast.citizen()
    cast.sign_in(client, person)
    return person


def at(slug: str) -> str:
    return f"{PAGE}{slug}/"


@pytest.mark.parametrize("path", ContactPath.values)
def test_each_path_asks_what_it_needs_alone_then_is_checked_and_kept(client, ginette, path):
    pages = ASKED[ContactPath(path)]
    answer = client.post(PAGE, {"path": path})
    for slug, said in pages:
        assert answer.url == at(slug)
        assert client.get(at(slug)).content.decode().count("<h1") == 1
        answer = client.post(at(slug), said)
    assert answer.url == CHECK
    check, before = client.get(CHECK).content.decode(), ContactDetails.objects.count()
    kept = client.post(CHECK)
    ginette.refresh_from_db()
    details, answers = contacts.details_of(ginette), {k: v for _slug, one in pages for k, v in one.items()}

    assert "Vérifie" in check
    assert (before, kept.url) == (0, "/moi/")
    assert (ginette.contact_path, ginette.email) == (path, answers.get("email", ""))
    assert (details.phone, details.call_name) == (answers.get("phone", ""), answers.get("call_name", ""))
    assert details.may_leave_message is ("may_leave_message" in answers)
    assert details.postal_address == answers.get("postal_address", "")
    assert AccountEvent.objects.filter(person=ginette, kind=AccountEventKind.CONTACT_CHANGED).count() == 1
    assert client.get(CHECK).url == PAGE


@pytest.mark.parametrize(
    ("path", "slug", "answers", "words"),
    [
        ("", "", {}, "choisir"),
        ("", "", {"path": "pigeon"}, "choisir"),
        ("telephone", "telephone", {"phone": ""}, "téléphone"),
        ("telephone", "telephone", {"phone": "appelle-moi"}, "418 555-0142"),
        ("courrier", "adresse", {"postal_address": " "}, "adresse"),
        ("courriel", "courriel", {"email": ""}, "courriel"),
        ("web", "courriel", {"email": "pas une adresse"}, "courriel"),
    ],
)
def test_an_answer_that_cannot_be_followed_is_refused_and_stays_written(
    client, ginette, path, slug, answers, words
):
    if path:
        client.post(PAGE, {"path": path})
    response = client.post(at(slug) if slug else PAGE, answers)
    html = response.content.decode().replace("\u00a0", " ")

    assert response.status_code == 422
    assert words in html[html.index("erreurs") :]
    for field, typed in answers.items():
        assert field == "path" or typed.strip() in html
    assert ContactDetails.objects.count() == 0


def test_a_page_passed_over_by_its_address_is_asked_before_anything_is_kept(client, ginette):
    client.post(PAGE, {"path": "telephone"})

    answer = client.post(CHECK)

    assert answer.url == at("telephone")
    assert ContactDetails.objects.count() == 0


def test_changing_one_answer_comes_back_to_check_with_the_others_as_they_were(client, ginette):
    client.post(PAGE, {"path": "telephone"})
    for slug, said in ASKED[ContactPath.PHONE]:
        client.post(at(slug), said)

    shown = client.get(at("telephone")).content.decode()
    answer = client.post(at("telephone"), {"phone": "418 555-0199"})
    check = client.get(CHECK).content.decode()

    assert 'value="418 555-0142"' in shown
    assert answer.url == CHECK
    assert "418 555-0199" in check
    assert "Gi" in check
    assert ContactDetails.objects.count() == 0


def test_an_e_mail_may_be_added_whatever_the_path_and_it_lets_its_owner_ask_for_a_code(client, ginette):
    client.post(PAGE, {"path": "web"})
    client.post(at("courriel"), {"email": "gi@exemple.ca"})
    check = client.get(CHECK).content.decode().replace("\u00a0", " ")
    client.post(CHECK)
    ginette.refresh_from_db()

    assert "un code pour entrer" in check
    assert (ginette.contact_path, ginette.email) == ("web", "gi@exemple.ca")
    assert contacts.details_of(ginette).email_is_own


def test_what_waits_is_forgotten_after_half_an_hour(client, ginette, monkeypatch):
    client.post(PAGE, {"path": "telephone"})
    client.post(at("telephone"), {"phone": "418 555-0142"})
    session = client.session
    session["contact_draft"] = {**session["contact_draft"], "began": session["contact_draft"]["began"] - 1801}
    session.save()

    assert "418 555-0142" not in client.get(at("telephone")).content.decode()


def test_what_is_known_is_not_asked_again(client, ginette):
    contacts.choose(by=ginette, person=ginette, path="telephone", phone="418 555-0142", now=cast.NOW)

    assert client.post(PAGE, {"path": "telephone"}).url == CHECK
    assert "418 555-0142" in client.get(CHECK).content.decode()
    assert client.post(PAGE, {"path": "courrier"}).url == at("adresse")


def test_a_question_that_does_not_exist_is_not_here(client, ginette):
    assert client.get(at("pigeon")).status_code == 404


def test_my_page_says_how_i_am_reached(client, ginette):
    contacts.choose(by=ginette, person=ginette, path="telephone", phone="418 555-0142", now=cast.NOW)

    html = client.get("/moi/").content.decode().replace("\u00a0", " ")

    assert "au téléphone" in html.lower()
    assert "418 555-0142" in html
    assert 'href="/moi/me-joindre/"' in html


def test_erasing_leaves_nothing(client, ginette):
    contacts.choose(
        by=ginette, person=ginette, path="courriel", email="gi@exemple.ca", phone="418 555-0142", now=cast.NOW
    )

    client.post(ERASE)
    ginette.refresh_from_db()
    details = contacts.details_of(ginette)

    assert (ginette.contact_path, ginette.email) == ("web", "")
    assert (details.phone, details.postal_address, details.call_name) == ("", "", "")
    assert "à l&#x27;écran" in client.get("/moi/").content.decode()


@pytest.mark.parametrize("address", [PAGE, CHECK, at("telephone"), ERASE])
def test_nobody_outside_writes_there(client, db, address):
    assert client.post(address, {"path": "web"}).url == "/entrer/"
