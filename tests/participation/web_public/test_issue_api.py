"""Issues and the versions of their text through the API: the same refusals as on the pages."""

import pytest

from common import clock
from participation.domain import issue_versions
from tests import cast
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

BODY = {"text": "On est coincés.", "reason": "On précise.", "based_on": 1}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(cast.NOW):
        yield


def versions_url(issue) -> str:
    return f"/api/v1/issues/{issue.pk}/versions/"


def post(client, issue, person, **changed):
    headers = {"Authorization": f"Token {cast.token(person)}"} if person else {}
    return client.post(versions_url(issue), BODY | changed, content_type="application/json", headers=headers)


def test_somebody_of_the_issue_writes_a_version_and_members_read_it(client):
    issue = builders.issue()
    rita = issue.concerns.order_by("pk").first().author

    made = post(client, issue, rita)

    rows = client.get(versions_url(issue), headers={"Authorization": f"Token {cast.token(rita)}"}).json()
    assert made.status_code == 201
    assert [(row["number"], row["text"], row["reason"]) for row in rows] == [
        (1, "", ""),
        (2, "On est coincés.", "On précise."),
    ]
    assert rows[1]["made_by"] == "Rita"


def test_others_are_refused_and_a_version_written_meanwhile_is_not_written_over(client):
    issue = builders.issue()
    rita = issue.concerns.order_by("pk").first().author
    issue_versions.rewrite(
        by=rita, issue=issue, text="Sans auto.", reason="Court.", based_on=1, now=clock.now()
    )

    statuses = [
        post(client, issue, None).status_code,
        post(client, issue, cast.citizen("Loup")).status_code,
        post(client, issue, cast.support()).status_code,
        post(client, issue, rita).status_code,
        post(client, issue, rita, text="").status_code,
    ]

    assert statuses == [401, 403, 403, 409, 422]
    assert issue.versions.count() == 2


def test_outside_only_the_last_words_are_read_and_nobody_is_named(client):
    issue = builders.issue()
    rita = issue.concerns.order_by("pk").first().author
    for number, text in enumerate(("Ma voisine Line.", "Une voisine."), start=1):
        issue_versions.rewrite(
            by=rita, issue=issue, text=text, reason="Sans nom.", based_on=number, now=clock.now()
        )

    rows = client.get(versions_url(issue)).json()

    assert [(row["text"], row["reason"], row["made_by"]) for row in rows] == [
        ("", "", ""),
        ("", "", ""),
        ("Une voisine.", "", ""),
    ]


def test_a_proposed_issue_is_missing_outside(client):
    proposed = builders.issue(shared=False)

    answers = [
        client.get(f"/api/v1/issues/{proposed.pk}/").status_code,
        client.get(versions_url(proposed)).status_code,
        client.get("/api/v1/issues/999999/").status_code,
    ]

    assert answers == [404, 404, 404]
    assert client.get("/api/v1/issues/").json()["results"] == []
