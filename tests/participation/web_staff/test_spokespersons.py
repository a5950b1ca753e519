"""The pages and the API of spokespersons: names among the members alone, the words for everybody."""

import pytest
from django.urls import reverse

from participation.domain import calendar, spokespersons
from participation.models import BroughtBack, CarriedItem, SpokespersonOffer, SpokespersonTerm
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

API = "/api/v1/spokespersons/"
OTHERS = [cast.support, cast.crd_agent, cast.mrc_resource, cast.secretary, cast.signatory, cast.admin]


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def meeting(days: int):
    return calendar.add_event(
        by=None,
        slug=f"table-{days}",
        scope="table",
        title="Rencontre de la Table",
        starts_on=(world.at(days)).date(),
        now=world.at(-60),
    )


def speaker(name: str = "Étoile du nord"):
    person = cast.citizen(name)
    spokespersons.offer(by=person, now=world.at(-30))
    spokespersons.draw(by=cast.facilitator("Noé"), now=world.at(-30))
    return person


def test_a_citizen_offers_facilitation_draws_and_members_read_who(client):
    cast.sign_in(client, cast.citizen("Lise"))
    client.post(url("spokesperson_offer"))
    cast.sign_in(client, cast.facilitator())
    client.post(url("spokesperson_draw"))
    inside = main_part(client.get(url("spokespersons")))
    client.logout()
    outside = main_part(client.get(url("spokespersons")))
    cast.sign_in(client, cast.secretary())
    table = main_part(client.get(url("spokespersons")))

    assert SpokespersonTerm.objects.get().person.display_name == "Lise"
    assert ("Lise" in inside, "Lise" in outside, "Lise" in table) == (True, False, False)


def test_an_offer_is_taken_back_on_the_page_and_by_the_api(client):
    cast.sign_in(client, cast.citizen("Lise"))
    client.post(url("spokesperson_offer"))
    client.post(url("spokesperson_take_back"))
    after = SpokespersonOffer.objects.count()
    put, removed, again = (
        client.put(f"{API}offer/"),
        client.delete(f"{API}offer/"),
        client.delete(f"{API}offer/"),
    )

    assert (after, put.status_code, removed.status_code, again.status_code) == (0, 200, 200, 404)


@pytest.mark.parametrize("who", [cast.facilitator, *OTHERS])
def test_nobody_else_offers(client, who):
    cast.sign_in(client, who())

    assert (client.post(url("spokesperson_offer")).status_code, client.put(f"{API}offer/").status_code) == (
        403,
        403,
    )
    assert SpokespersonOffer.objects.count() == 0


@pytest.mark.parametrize("who", [cast.citizen, *OTHERS])
def test_nobody_else_draws(client, who):
    spokespersons.offer(by=cast.citizen("Lise"), now=world.at())
    cast.sign_in(client, who())

    assert client.post(url("spokesperson_draw")).status_code == 403
    assert SpokespersonTerm.objects.count() == 0


def test_what_is_carried_and_brought_back_is_linked_from_the_issue_and_the_tables_meeting(client):
    person, issue = speaker(), world.issue("partagee", "Sans autobus")
    to_come, past = meeting(10), meeting(-5)
    cast.sign_in(client, person)
    client.post(url("spoken_carry", to_come.slug), {"thing": f"enjeu-{issue.pk}", "words": "Et le soir?"})
    client.post(url("spoken_bring_back", past.slug), {"item": "", "words": "La Table a dit oui."})
    inside = main_part(client.get(url("spoken_meeting", to_come.slug)))
    cast.sign_in(client, cast.secretary())
    table = main_part(client.get(url("meeting", to_come.slug)))
    client.logout()
    read = [main_part(client.get(url("spoken_meeting", one.slug))) for one in (to_come, past)]

    assert "Dit par Étoile du nord." in inside.replace("\xa0", " ")
    assert "Sans autobus" in table
    assert "Et le soir?" in read[0]
    assert "La Table a dit oui." in read[1]
    assert not any("Étoile du nord" in page for page in (*read, table))
    assert url("spoken_meeting", to_come.slug) in main_part(client.get(url("issue", issue.pk)))


def test_facilitation_writes_for_them_and_says_so(client):
    person, past = speaker(), meeting(-5)
    cast.sign_in(client, cast.facilitator("Inès"))
    client.post(
        url("spoken_bring_back", past.slug), {"said_by": person.pk, "item": "", "words": "C'est oui."}
    )
    inside = main_part(client.get(url("spoken_meeting", past.slug)))
    client.logout()
    outside = client.get(f"{API}meetings/{past.slug}/").json()

    assert "Dit par Étoile du nord, écrit par Inès." in inside.replace("\xa0", " ")
    assert outside["brought_back"] == [
        {
            "issue": None,
            "transmission": None,
            "words": "C'est oui.",
            "said": "Dit par un porte-parole, écrit par l'animation.",
        }
    ]


@pytest.mark.parametrize("who", [cast.citizen, *OTHERS])
def test_nobody_else_writes_on_the_pages_nor_by_the_api(client, who):
    speaker()
    to_come, past = meeting(10), meeting(-5)
    cast.sign_in(client, who())
    typed = {"thing": "", "item": "", "words": "Non."}
    answers = [
        client.get(url("spoken_carry", to_come.slug)),
        client.post(url("spoken_carry", to_come.slug), typed),
        client.get(url("spoken_bring_back", past.slug)),
        client.post(url("spoken_bring_back", past.slug), typed),
        client.post(f"{API}meetings/{to_come.slug}/carried/", typed, content_type="application/json"),
        client.post(f"{API}meetings/{past.slug}/brought-back/", typed, content_type="application/json"),
    ]

    assert [one.status_code for one in answers] == [403] * 6
    assert (CarriedItem.objects.count(), BroughtBack.objects.count()) == (0, 0)


def test_a_spokesperson_carries_and_brings_back_by_the_api(client):
    cast.sign_in(client, speaker())
    to_come, past = meeting(10), meeting(-5)
    carried = client.post(
        f"{API}meetings/{to_come.slug}/carried/", {"words": "Et le soir?"}, content_type="application/json"
    )
    named = client.post(
        f"{API}meetings/{past.slug}/brought-back/",
        {"words": "Appelez au 418 555-0199."},
        content_type="application/json",
    )
    too_soon = client.post(
        f"{API}meetings/{to_come.slug}/brought-back/",
        {"words": "C'est oui."},
        content_type="application/json",
    )

    assert (carried.status_code, carried.json()["carried"][0]["words"]) == (201, "Et le soir?")
    assert (named.status_code, too_soon.status_code) == (422, 409)


def test_a_meeting_that_is_over_takes_nothing_more_to_carry_and_one_to_come_brings_nothing_back(client):
    cast.sign_in(client, speaker())
    to_come, past = meeting(10), meeting(-5)

    assert client.get(url("spoken_carry", past.slug)).status_code == 409
    assert client.get(url("spoken_bring_back", to_come.slug)).status_code == 409


def test_what_is_carried_is_taken_off_and_the_term_ends_by_its_own(client):
    person, to_come = speaker(), meeting(10)
    item = spokespersons.carry(
        by=person, said_by=person, meeting=to_come, words="Et le soir?", now=world.at()
    )
    term = SpokespersonTerm.objects.get()
    cast.sign_in(client, cast.citizen("Lise"))
    refused = client.post(url("spoken_take_off", item.pk)), client.post(url("spokesperson_leave", term.pk))
    cast.sign_in(client, person)
    client.post(url("spoken_take_off", item.pk))
    client.post(url("spokesperson_leave", term.pk))
    term.refresh_from_db()

    assert [one.status_code for one in refused] == [403, 403]
    assert (CarriedItem.objects.count(), term.left_on) == (0, world.at().date())
