"""Reads and checks the environment. Pure functions: they take a mapping and return values, or say what to do."""

import ipaddress
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PRODUCTION_NAMES = ("DATABASE_URL", "REDIS_URL", "ALLOWED_ORIGINS")
PRODUCTION_MODE = (
    "Mode production (DATABASE_URL, REDIS_URL ou ALLOWED_ORIGINS est là).\n"
    "Production mode (DATABASE_URL, REDIS_URL or ALLOWED_ORIGINS is set)."
)
MIN_KEY_LENGTH = 50
MIN_KEY_VARIETY = 10
# What people write in a place they mean to fill later.
KEY_WORDS = ("change-me", "change_me", "changeme", "secret", "password", "insecure", "example", "exemple")
DEFAULT_PORT = 8000


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Everything the settings need from outside."""

    is_production: bool
    secret_key: str
    origins: tuple[str, ...]
    hosts: tuple[str, ...]
    trusted_proxies: int = 0
    redis_url: str = ""
    database: dict[str, Any] = field(default_factory=dict)

    @property
    def is_https(self) -> bool:
        return all(origin.startswith("https://") for origin in self.origins)

    @property
    def socket_origins(self) -> tuple[str, ...]:
        """The same origins as WebSocket addresses: older phones do not count them in CSP's 'self'."""
        return tuple(re.sub("^http", "ws", origin) for origin in self.origins)


def read(environ: Mapping[str, str], *, var: Path) -> Environment:
    """Production as soon as one production value is set; embedded otherwise, with nothing to configure."""
    if any(environ.get(name, "").strip() for name in PRODUCTION_NAMES):
        return _production(environ)
    return _embedded(environ, var=var)


def _production(environ: Mapping[str, str]) -> Environment:
    """Every fault at once: nobody wants to start five times to read five sentences."""
    found: dict[str, Any] = {}
    faults: list[str] = []
    for name, understood in _PRODUCTION_VALUES.items():
        try:
            found[name] = understood(environ.get(name, ""))
        except ImproperlyConfigured as fault:
            faults.append(str(fault))
    if faults:
        raise ImproperlyConfigured("\n".join([PRODUCTION_MODE, *faults]))
    origins = found["ALLOWED_ORIGINS"]
    return Environment(
        is_production=True,
        secret_key=found["SECRET_KEY"],
        origins=origins,
        hosts=tuple(dict.fromkeys(str(urlsplit(origin).hostname) for origin in origins)),
        trusted_proxies=found["TRUSTED_PROXY_COUNT"],
        redis_url=found["REDIS_URL"],
        database=found["DATABASE_URL"],
    )


def _embedded(environ: Mapping[str, str], *, var: Path) -> Environment:
    port = listening_port(environ)
    hosts = tuple(dict.fromkeys(["127.0.0.1", "localhost", listening_host(environ)]))
    return Environment(
        is_production=False,
        secret_key=environ.get("SECRET_KEY", "").strip() or kept_secret_key(var / "secret_key"),
        origins=tuple(f"http://{_bracketed(host)}:{port}" for host in hosts),
        hosts=tuple(_bracketed(host) for host in hosts),
        trusted_proxies=trusted_proxies(environ.get("TRUSTED_PROXY_COUNT", ""), default=0),
        database=sqlite(var / "espace.sqlite3"),
    )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def stop(french: str, english: str) -> ImproperlyConfigured:
    """What stops the start: said in both languages, since nobody chose one yet."""
    return ImproperlyConfigured(f"{french}\n{english}")


def secret_key(value: str) -> str:
    """At least fifty characters drawn at random, so that sessions cannot be forged."""
    value = value.strip()
    is_varied = len(set(value)) >= MIN_KEY_VARIETY
    is_written = any(word in value.lower() for word in KEY_WORDS)
    if len(value) < MIN_KEY_LENGTH or not is_varied or is_written:
        raise stop(
            f"SECRET_KEY doit compter au moins {MIN_KEY_LENGTH} caractères tirés au hasard : mets-en une et garde-la.",
            f"SECRET_KEY must be at least {MIN_KEY_LENGTH} random characters: set one and keep it.",
        )
    return value


def old_secret_keys(value: str) -> list[str]:
    """SECRET_KEY_FALLBACKS: the keys before, separated by spaces, while sessions and second steps pass to the new one."""
    return [secret_key(key) for key in value.split()]


def redis_url(value: str) -> str:
    """A redis:// or rediss:// address."""
    value = value.strip()
    if not _is_address(value, schemes=("redis", "rediss")):
        raise stop(
            "REDIS_URL doit ressembler à redis://serveur:6379/0 : écris l'adresse de ton Redis.",
            "REDIS_URL must look like redis://server:6379/0: write the address of your Redis.",
        )
    return value


def allowed_origins(value: str) -> tuple[str, ...]:
    """Full origins, separated by commas or spaces: the scheme and port count, the path must be absent."""
    origins = tuple(part for part in re.split(r"[,\s]+", value) if part)
    if not origins or not all(_is_origin(origin) for origin in origins):
        raise stop(
            "ALLOWED_ORIGINS doit donner l'adresse complète du site, sans chemin, comme https://espace.exemple.ca.",
            "ALLOWED_ORIGINS must give the full address of the site, without a path, like https://espace.example.ca.",
        )
    return tuple(origin.lower() for origin in origins)


def _is_origin(value: str) -> bool:
    if not _is_address(value, schemes=("http", "https")):
        return False
    parts = urlsplit(value)
    is_bare = not (parts.path or parts.query or parts.fragment or parts.username or parts.password)
    return is_bare and not value.endswith(("?", "#")) and "*" not in value


def _is_address(value: str, *, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        _ = parts.port  # raises on a port that is not a number
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.hostname) and not re.search(r"\s", value)


def postgresql(value: str) -> dict[str, Any]:
    """Django's description of a postgres:// address, with a connection pool."""
    value = value.strip()
    name = unquote(urlsplit(value).path.removeprefix("/")) if "://" in value else ""
    if not _is_address(value, schemes=("postgres", "postgresql")) or not name:
        raise stop(
            "DATABASE_URL doit ressembler à postgres://personne:secret@serveur:5432/base : écris l'adresse de ta base.",
            "DATABASE_URL must look like postgres://person:secret@server:5432/base: write the address of your database.",
        )
    parts = urlsplit(value)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname,
        "PORT": str(parts.port or 5432),
        # With 60 under ASGI the server ran out of connections: the pool keeps them instead.
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """The embedded database. Django's defaults lost 413 of 900 concurrent submits; these lose none."""
    return {
        "ENGINE": "config.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;"
            ),
        },
    }


def trusted_proxies(value: str, default: int = 1) -> int:
    """How many proxies of ours stand in front: how many addresses of X-Forwarded-For are believed."""
    value = value.strip() or str(default)
    if not re.fullmatch("[0-9]", value):
        raise stop(
            "TRUSTED_PROXY_COUNT doit être un nombre de 0 à 9 : combien de serveurs mandataires sont devant.",
            "TRUSTED_PROXY_COUNT must be a number from 0 to 9: how many proxies stand in front.",
        )
    return int(value)


_PRODUCTION_VALUES: dict[str, Callable[[str], Any]] = {
    "DATABASE_URL": postgresql,
    "REDIS_URL": redis_url,
    "SECRET_KEY": secret_key,
    "ALLOWED_ORIGINS": allowed_origins,
    "TRUSTED_PROXY_COUNT": trusted_proxies,
}


def mail(value: str) -> dict[str, Any]:
    """EMAIL_URL: the server that sends letters; nothing when it is not set. smtps:// is ciphered from the start."""
    value = value.strip()
    if not value:
        return {}
    if not _is_address(value, schemes=("smtp", "smtps")):
        raise stop(
            "EMAIL_URL doit ressembler à smtp://personne:secret@serveur:587 (ou smtps://…:465) : écris l'adresse du serveur.",
            "EMAIL_URL must look like smtp://person:secret@server:587 (or smtps://…:465): write the address of the server.",
        )
    parts = urlsplit(value)
    is_tls = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if is_tls else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": is_tls,
        # A password never travels in clear; a server of this machine may have neither.
        "starttls": not is_tls and bool(parts.username),
    }


def mail_from(value: str, *, is_sent: bool) -> str:
    """MAIL_FROM: the address that letters come from; needed as soon as letters are sent."""
    value = value.strip()
    if is_sent and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise stop(
            "MAIL_FROM doit être l'adresse qui envoie les courriels, comme nouvelles@exemple.ca.",
            "MAIL_FROM must be the address that sends the e-mails, like news@example.ca.",
        )
    return value or "nouvelles@localhost"


def table_mail(value: str) -> str:
    """TABLE_MAIL: the address of the Table's secretary, which each dossier is e-mailed to; nothing when it is not set."""
    value = value.strip()
    if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        raise stop(
            "TABLE_MAIL doit être l'adresse du secrétariat de la Table, comme secretariat@exemple.ca.",
            "TABLE_MAIL must be the address of the Table's secretary, like secretary@example.ca.",
        )
    return value


def idle_minutes(value: str) -> int:
    """IDLE_MINUTES: after how long a shared computer that nobody touches signs its person out. 30 by default."""
    value = value.strip() or "30"
    if not re.fullmatch("[0-9]{1,3}", value) or not 5 <= int(value) <= 240:
        raise stop(
            "IDLE_MINUTES doit être un nombre de 5 à 240 : après combien de minutes un ordinateur partagé se ferme.",
            "IDLE_MINUTES must be a number from 5 to 240: after how many minutes a shared computer signs out.",
        )
    return int(value)


def kept_secret_key(path: Path) -> str:
    """The key of an embedded Espace: drawn once, kept in a file only its owner reads."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        except FileExistsError:  # another process drew it at the same moment
            pass
    return secret_key(path.read_text(encoding="ascii"))


def listening_port(environ: Mapping[str, str]) -> int:
    """PORT, 8000 by default."""
    value = environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise stop("PORT doit être un nombre de 1 à 65535.", "PORT must be a number from 1 to 65535.")
    return int(value)


def listening_host(environ: Mapping[str, str]) -> str:
    """HOST, this machine only by default. One precise address: pages are served to that name and no other."""
    value = environ.get("HOST", "").strip() or "127.0.0.1"
    try:
        is_everything = ipaddress.ip_address(value).is_unspecified
    except ValueError:
        is_everything = not re.fullmatch(r"[A-Za-z0-9.-]+", value)
    if is_everything:
        raise stop(
            "HOST doit être une adresse précise de cette machine, comme 192.168.1.10.",
            "HOST must be one precise address of this machine, such as 192.168.1.10.",
        )
    return value
