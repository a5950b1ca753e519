"""Is what the program needs at its start within reach? Each answer is a sentence, never a password."""

import errno
import os
import socket
from typing import Any

from config.environment import stop

CONNECT_SECONDS = 5
OTHER_PORT_AFTER = 300


def check_database(database: dict[str, Any]) -> None:
    """PostgreSQL answers and lets us in; the embedded database is a file and needs no asking."""
    if not database["ENGINE"].endswith("postgresql"):
        return
    import psycopg  # only where there is a PostgreSQL to ask

    try:
        psycopg.connect(
            host=database["HOST"],
            port=database["PORT"],
            dbname=database["NAME"],
            user=database["USER"] or None,
            password=database["PASSWORD"] or None,
            connect_timeout=CONNECT_SECONDS,
        ).close()
    except psycopg.OperationalError:
        address = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        raise stop(
            f"La base de données ne répond pas à cette adresse : {address} (vérifie DATABASE_URL).",
            f"The database does not answer at this address: {address} (check DATABASE_URL).",
        ) from None


def check_port_is_free(host: str, port: int) -> None:
    """Asked before anything is said: an address that is printed must answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name != "nt":  # there it would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refusal:
            raise _no_port(host, port, refusal.errno) from None


def _no_port(host: str, port: int, reason: int | None) -> Exception:
    if reason == errno.EADDRINUSE:
        other = port + OTHER_PORT_AFTER if port + OTHER_PORT_AFTER < 65536 else port - OTHER_PORT_AFTER
        return stop(
            f"Le port {port} est pris : ferme l'autre programme, ou lance PORT={other} ./run.",
            f"Port {port} is taken: close the other program, or start PORT={other} ./run.",
        )
    return stop(
        f"Impossible d'ouvrir {host}, port {port} : change HOST ou PORT.",
        f"Cannot open {host}, port {port}: change HOST or PORT.",
    )
