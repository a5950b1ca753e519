"""Where one goes back to: only ever a path of this site, and never a crash."""

import pytest

from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wanted", ["abc", "home", ".", "participation:home", "//ailleurs.example", "/\\ailleurs.example"]
)
def test_a_next_that_is_no_path_leads_home(client, wanted):
    cast.sign_in(client, cast.citizen())

    entering = client.get("/entrer/", {"next": wanted})
    language = client.post("/langue/", {"langue": "fr", "next": wanted})

    assert (entering.status_code, entering.url) == (302, "/mon-accueil/")
    assert (language.status_code, language.url) == (302, "/")


def test_a_next_that_is_a_path_of_ours_is_followed(client):
    cast.sign_in(client, cast.citizen())

    assert client.get("/entrer/", {"next": "/votes/?page=2"}).url == "/votes/?page=2"
