"""A real server on the test database: pages, static files, sockets opened only to our own pages."""

import json
import re
import urllib.error
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

pytestmark = pytest.mark.database


def test_the_health_page_answers_in_one_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/sante/")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_server_gives_pages_and_static_files(live_site):
    with urllib.request.urlopen(f"{live_site}/sante/") as health:
        assert health.read() == b"ok\n"
    with urllib.request.urlopen(f"{live_site}/static/css/espace.css") as style:
        assert style.headers["Content-Type"].startswith("text/css")


def test_a_socket_opens_for_our_own_pages_and_answers(live_site):
    with connect(f"{live_site.replace('http', 'ws')}/ws/", origin=live_site) as socket:
        socket.send("pas du JSON")

        assert json.loads(socket.recv(timeout=5))["code"] == "bad_frame"


@pytest.mark.parametrize("origin", ["https://ailleurs.example", "http://127.0.0.1:1", None])
def test_a_socket_does_not_open_for_pages_from_elsewhere(live_site, origin):
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"{live_site.replace('http', 'ws')}/ws/", origin=origin),
    ):
        pass

    assert refused.value.response.status_code == 403


def test_every_answer_carries_the_security_headers(client, db):
    headers = client.get("/sante/").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_does_not_exist_answers_404_as_a_page_and_as_json(client, db):
    page, api = client.get("/nulle-part/"), client.get("/api/v1/nulle-part/")
    documentation = client.get("/api/nulle-part/")

    for shown in (page, documentation):
        assert (shown.status_code, shown["Content-Type"].split(";")[0]) == (404, "text/html")
    assert (api.status_code, api.json()["code"]) == (404, "not_found")


def test_the_schema_and_its_pages_show_the_same_operations(client, db):
    schema = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"})
    subjects = re.findall(r'href="(/api/[a-z-]+/)"', client.get("/api/").content.decode())
    shown = "".join(client.get(subject).content.decode() for subject in ("/api/", *subjects))

    assert schema.status_code == 200
    for path, item in schema.json()["paths"].items():
        for verb in item:
            assert f"{verb.upper()} {path}" in shown
    assert re.findall(r'<script(?! src="/static/js/page\.js" defer>)', shown) == []
