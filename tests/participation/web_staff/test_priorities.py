"""The pages and the API of what comes first: read by all, written by the Table and the MRCs, beside the issues."""

from datetime import date

import pytest
from django.urls import reverse

from participation.domain import priorities
from participation.models import PriorityList
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import main_part

pytestmark = pytest.mark.django_db

TYPED = {"lines": "Se loger\nSe déplacer", "decided_on": "1 juin 2026", "source": "Résolution 2026-08"}
BY_API = {"lines": ["Se loger", "Se déplacer"], "decided_on": "2026-06-01", "source": "Résolution 2026-08"}
API = "/api/v1/priorities/"


@pytest.fixture(autouse=True)
def _day():
    cast.territories()
    with world.frozen():
        yield


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def written(**changed) -> PriorityList:
    words = {
        "territory": None,
        "lines": "Se loger\nSe déplacer",
        "decided_on": date(2026, 6, 1),
        "source": "Plan",
    }
    return priorities.write(now=world.at(), **({"by": cast.secretary()} | words | changed))


def test_the_secretary_writes_them_after_a_check_and_everybody_reads(client):
    cast.sign_in(client, cast.secretary())
    check = client.post(url("table_priorities"), TYPED)
    kept = PriorityList.objects.count()
    done = client.post(url("table_priorities"), TYPED | {"confirm": "1"})
    client.logout()
    page = main_part(client.get(url("priorities")))

    assert (check.status_code, kept, done.url) == (200, 0, url("priorities"))
    assert "Se déplacer" in page
    assert "Résolution 2026-08" in page.replace("\xa0", " ")


def test_the_mrc_writes_its_own_and_its_page_shows_them(client):
    cast.sign_in(client, cast.mrc_resource())
    address = url("mrc_priorities", "temiscouata")
    done = client.post(address, TYPED | {"confirm": "1"})
    page = main_part(client.get(url("territory", "temiscouata")))
    elsewhere = main_part(client.get(url("territory", "la-mitis")))

    assert done.url == url("territory", "temiscouata")
    assert "Se déplacer" in page
    assert address in page
    assert "Se déplacer" not in elsewhere
    assert "Rien n'est encore écrit." in elsewhere.replace("&#x27;", "'")


@pytest.mark.parametrize(
    "who", [cast.citizen, cast.facilitator, cast.table_member, cast.signatory, cast.mrc_resource, cast.admin]
)
def test_nobody_else_writes_the_regions(client, who):
    cast.sign_in(client, who())
    page = client.get(url("table_priorities")), client.post(url("table_priorities"), TYPED | {"confirm": "1"})
    by_api = client.post(API, BY_API, content_type="application/json")

    assert [one.status_code for one in (*page, by_api)] == [403] * 3
    assert PriorityList.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (cast.citizen, 403),
        (cast.facilitator, 403),
        (cast.secretary, 403),
        (cast.crd_agent, 403),
        (cast.mrc_resource, 404),
    ],
)
def test_nobody_else_writes_an_mrcs(client, who, status):
    cast.sign_in(client, who())
    address = url("mrc_priorities", "la-mitis")
    by_api = client.post(API, {**BY_API, "territory": "la-mitis"}, content_type="application/json")

    assert [client.get(address).status_code, client.post(address, TYPED | {"confirm": "1"}).status_code] == [
        status
    ] * 2
    assert (by_api.status_code, PriorityList.objects.count()) == (status, 0)


def test_programs_read_and_write_them_too(client):
    cast.sign_in(client, cast.mrc_resource())
    made = client.post(API, {**BY_API, "territory": "temiscouata"}, content_type="application/json")
    wrong = client.post(
        API, {**BY_API, "territory": "temiscouata", "lines": []}, content_type="application/json"
    )
    client.logout()

    assert (made.status_code, wrong.status_code) == (201, 422)
    assert client.get(API).json() == [{"territory": "temiscouata", **BY_API}]
    assert client.post(API, BY_API, content_type="application/json").status_code == 401


def test_an_issue_shows_what_it_touches_then_the_others(client):
    made, issue = written(), world.issue("partagee", "Tout en ligne")
    cast.sign_in(client, cast.facilitator("Noé"))
    line = made.lines.get(words="Se déplacer")
    client.post(url("issue_priorities", issue.pk), {"priorities": [line.pk]})
    beside = client.get(url("issue", issue.pk)).context["view"]["beside"]

    assert beside["touched"] == [{"words": "Se déplacer", "place": "La région"}]
    assert beside["others"] == ["Se loger"]


@pytest.mark.parametrize(
    "who", [cast.citizen, cast.secretary, cast.mrc_resource, cast.support, cast.signatory]
)
def test_nobody_else_says_what_an_issue_touches(client, who):
    made, issue = written(by=cast.secretary("Autre")), world.issue("partagee", "Tout en ligne")
    cast.sign_in(client, who())
    address = url("issue_priorities", issue.pk)
    typed = {"priorities": [made.lines.first().pk]}

    assert [client.get(address).status_code, client.post(address, typed).status_code] == [403, 403]
    assert made.lines.first().touching.count() == 0
