from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

GOOD = {
    "DATABASE_URL": "postgres://lea:s%40cret@db.example:5433/espace",
    "REDIS_URL": "redis://cache.example:6379/0",
    "SECRET_KEY": "Zt4Qm9-Lw2Xp7Rv" * 4,
    "ALLOWED_ORIGINS": "https://espace.example.ca, https://autre.example.ca:8443",
}


def test_nothing_set_gives_the_embedded_espace_with_a_key_drawn_once(tmp_path: Path):
    first = environment.read({}, var=tmp_path)
    second = environment.read({}, var=tmp_path)

    assert not first.is_production
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert first.database["NAME"] == tmp_path / "espace.sqlite3"
    assert first.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert first.origins == ("http://127.0.0.1:8000", "http://localhost:8000")


def test_all_four_values_give_production(tmp_path: Path):
    found = environment.read(GOOD, var=tmp_path)

    assert found.is_production
    assert found.is_https
    assert found.hosts == ("espace.example.ca", "autre.example.ca")
    assert found.socket_origins == ("wss://espace.example.ca", "wss://autre.example.ca:8443")
    assert found.database["PASSWORD"] == "s@cret"
    assert found.database["PORT"] == "5433"
    assert found.database["CONN_MAX_AGE"] == 0
    assert "pool" in found.database["OPTIONS"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "ALLOWED_ORIGINS", "SECRET_KEY"])
@pytest.mark.parametrize("value", [None, "", "   ", "nonsense"])
def test_a_missing_or_wrong_production_value_stops_with_a_sentence_that_names_it(name, value, tmp_path: Path):
    environ = {key: kept for key, kept in GOOD.items() if key != name}
    if value is not None:
        environ[name] = value

    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.read(environ, var=tmp_path)

    mode, mode_in_english, french, english = str(stopped.value).split("\n")
    assert mode == "Mode production (DATABASE_URL, REDIS_URL ou ALLOWED_ORIGINS est là)."
    assert mode_in_english.startswith("Production mode")
    assert french.startswith(name)
    assert english.startswith(name)


def test_every_fault_is_said_at_once(tmp_path: Path):
    environ = {"DATABASE_URL": "nonsense", "TRUSTED_PROXY_COUNT": "abc", "SECRET_KEY": "court"}

    with pytest.raises(ImproperlyConfigured) as stopped:
        environment.read(environ, var=tmp_path)

    named = [line.split()[0] for line in str(stopped.value).split("\n")[2::2]]
    assert named == ["DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_ORIGINS", "TRUSTED_PROXY_COUNT"]


@pytest.mark.parametrize(
    "key", ["k" * 80, "abc" * 30, "change-me-" * 6 + "0123456789", "my-secret-key-0123456789" * 3]
)
def test_a_key_that_nobody_drew_is_refused(key):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        environment.secret_key(key)


@pytest.mark.parametrize("count", ["abc", "-1", "1.5", "10", "٣"])
@pytest.mark.parametrize("production", [{}, GOOD])
def test_a_number_of_proxies_that_is_not_one_is_refused_with_a_sentence(count, production, tmp_path: Path):
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXY_COUNT doit être un nombre"):
        environment.read({**production, "TRUSTED_PROXY_COUNT": count}, var=tmp_path)


def test_one_proxy_is_trusted_in_production_and_none_when_embedded(tmp_path: Path):
    counts = [
        environment.read(environ, var=tmp_path).trusted_proxies
        for environ in ({}, GOOD, {**GOOD, "TRUSTED_PROXY_COUNT": "0"})
    ]

    assert counts == [0, 1, 0]


@pytest.mark.parametrize(
    "origin",
    [
        "espace.example.ca",
        "https://espace.example.ca/",
        "https://espace.example.ca/accueil",
        "https://*.example.ca",
        "https://lea@espace.example.ca",
        "ftp://espace.example.ca",
        "https://espace.example.ca:port",
        "https://",
        "*",
    ],
)
def test_an_origin_that_is_not_full_and_bare_is_refused(origin):
    with pytest.raises(ImproperlyConfigured):
        environment.allowed_origins(origin)


@pytest.mark.parametrize(
    "url", ["mysql://a:b@c/d", "postgres://server", "postgres:///espace", "postgres://s:x/e"]
)
def test_a_database_that_is_not_postgresql_is_refused(url):
    with pytest.raises(ImproperlyConfigured):
        environment.postgresql(url)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc", "٣"])
def test_a_port_that_is_not_one_is_refused(port):
    with pytest.raises(ImproperlyConfigured, match="PORT"):
        environment.listening_port({"PORT": port})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "a b", "http://x"])
def test_listening_everywhere_is_refused_because_pages_answer_to_one_name(host):
    with pytest.raises(ImproperlyConfigured, match="HOST"):
        environment.listening_host({"HOST": host})


def test_a_chosen_address_is_added_to_those_served(tmp_path: Path):
    found = environment.read({"HOST": "192.168.1.10", "PORT": "9000"}, var=tmp_path)

    assert found.hosts == ("127.0.0.1", "localhost", "192.168.1.10")
    assert "http://192.168.1.10:9000" in found.origins


def test_the_keys_before_are_read_apart_and_held_to_the_same_rule():
    before = ["Zt4Qm9-Lw2Xp7Rv" * 4, "Yb6Nk3_Hc8Ds1Ug" * 4]

    assert environment.old_secret_keys(" ".join(before)) == before
    assert environment.old_secret_keys("") == []
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        environment.old_secret_keys("court")
