"""Every page that every role gets is valid, fresh and when its form comes back."""

import pytest

from tests.face.html_checks import house_problems, problems
from tests.routes import table
from tests.routes.test_every_route import OTHER_FRAME, browser, url


def wrong(response) -> list[str]:
    if "text/html" not in response.get("Content-Type", "") or not response.content:
        return []
    page = response.content.decode()
    return problems(page) + house_problems(page)


@pytest.mark.parametrize("role", table.ROLES)
def test_each_page_is_valid(role, espace):
    found, read = {}, 0
    for name, rows in table.GETS.items():
        if name in OTHER_FRAME and role != "anonymous":
            continue
        for thing in rows:
            response = browser(role, espace).get(url(name, thing, espace))
            read += "text/html" in response.get("Content-Type", "")
            if sentences := wrong(response):
                found[name, thing, response.status_code] = sentences

    assert found == {}
    assert read > 30


@pytest.mark.parametrize("role", ["anonymous", "author", "facilitator"])
def test_each_form_that_comes_back_with_errors_is_valid(role, espace):
    found, came_back = {}, 0
    for name, rows in table.GETS.items():
        for thing, row in rows.items():
            if row[role] != 200 or name.startswith(("api-", "participation-api", "deliberation-api")):
                continue
            response = browser(role, espace).post(url(name, thing, espace), {})
            came_back += response.status_code == 422
            if response.status_code == 422 and (sentences := wrong(response)):
                found[name, thing] = sentences

    assert found == {}
    assert came_back > 0
