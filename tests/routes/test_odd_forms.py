"""Every form and act receives odd bodies: a sentence and a 4xx, or a redirect; never an error of ours."""

import os
import re
from functools import cache
from itertools import cycle, islice

import pytest
from django.db import transaction

from tests.routes import table, world
from tests.routes.answers import text_of
from tests.routes.windows import ADDRESSES, again, browser, url

IS_NIGHT = os.environ.get("NIGHT") == "1"
ODD = (
    "",
    " \t\n ",
    "\x00",
    "a\x00b",
    "🙂" * 60,
    "é" * 7000,
    "x" * 200_000,
    "-1",
    "0",
    "9" * 30,
    str(2**63),
    str(2**31),
    "1e309",
    "NaN",
    "²",
    "٣",
    "1.5",
    "true",
    "null",
    "[]",
    "{}",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%s%n%(x)s{0}",
    "../../etc/passwd",
    "\u202egauche",
    "\ufeff",
    "\r\nX-Odd: 1",
    "2026-02-30",
    "32 mars 2027",
    "9999-12-31",
    "0001-01-01",
    "0000-00-00",
    "1er janvier 99999",
    "initiative-" + "9" * 30,
    "enjeu-abc",
    "preoccupation-",
    "-",
    "oui",
    "12 000,555 $",
    "Essence: " + "9" * 12,
    "a:\n" * 300,
    "la-mitis",
    "confirm",
)
# Fields of acts, which have no page of their own to read them from.
FIELDS_OF_ACTS = ("choix", "texte", "en_reponse_a", "cle", "raison", "remarque", "reponse", "langue", "next")
RAW = (
    (b"{", "application/json"),
    (b"[" * 5000, "application/json"),
    (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
    (b"text=%ED%A0%80&choix=%C0%80", "application/x-www-form-urlencoded"),
    (b"--x\r\nnot a part", "multipart/form-data; boundary=x"),
    (b"no boundary", "multipart/form-data"),
    (b"text=a" + b"&a=1" * 1500, "application/x-www-form-urlencoded"),
    (b"<a/>", "text/xml"),
    (b"a=1", "text/plain; charset=nothing"),
)
QUERIES = ("page", "repondre", "question", "avec", "source", "mrc", "next", "limit", "after", "format")


def doors(espace: world.World) -> list[tuple[str, str, str]]:
    """Each address that takes a POST, with a thing and a role whose door is open."""
    found = []
    for name, address in ADDRESSES.items():
        if address.is_api or name == "accounts:quick_exit":
            continue
        if name in table.ACTS:
            roles = ("author", "facilitator", "table_member")
            found += [(name, table.ACTS[name], role) for role in roles]
            continue
        for thing, row in table.GETS[name].items():
            role = next((role for role in table.ROLES[::-1] if row[role] == 200), None)
            if role and thing != table.MISSING:
                found.append((name, thing, role))
                break
    return found


def is_paper(page) -> bool:
    """A PDF has no field to fill."""
    return page.headers.get("Content-Type") == "application/pdf"


def names_of_fields(page: str) -> list[str]:
    names = dict.fromkeys(re.findall(r'<(?:input|textarea|select)[^>]*? name="([^"]+)"', page))
    return [name for name in names if name != "csrfmiddlewaretoken"] or list(FIELDS_OF_ACTS)


def bodies(fields: list[str], turn: int) -> list[dict[str, str | list[str]]]:
    """One odd value everywhere, alone, twice, with and without the last button."""
    made = []
    for position, odd in enumerate(ODD):
        some = islice(cycle(fields), position, position + 2)
        made.append(dict.fromkeys(fields, odd) | ({"confirm": "1"} if position % 2 else {}))
        made.append({name: [odd, odd] for name in some} | {"confirm": "1"})
    # By day, one of them for one address in two.
    return made if IS_NIGHT else made[turn // 2 % 44 :: 44] if turn % 2 == 0 else []


def sent(client, address: str, data, kind: str = "") -> int:
    """What an odd body changes is undone."""
    with transaction.atomic():
        if kind:
            response = client.generic("POST", address, data, content_type=kind)
        else:
            response = client.post(address, data)
        transaction.set_rollback(True)
    return response.status_code


def test_no_odd_form_breaks_a_page(espace):
    broken, tried, inside = [], 0, cache(lambda role: browser(role, espace))
    for turn, (name, thing, role) in enumerate(doors(espace)):
        address, entered = url(name, thing, espace), inside(role)
        page = again(entered).get(address)
        fields = names_of_fields(text_of(page) if page.status_code == 200 and not is_paper(page) else "")
        for body in bodies(fields, turn):
            tried += 1
            status = sent(again(entered), address, body)
            if status >= 500:
                broken.append((name, role, {key: str(value)[:30] for key, value in body.items()}, status))

    assert broken == []
    assert tried >= len(doors(espace)) // 2


def test_no_odd_body_breaks_a_page(espace):
    broken, inside = [], cache(lambda role: browser(role, espace))
    for turn, (name, thing, role) in enumerate(doors(espace)):
        for data, kind in RAW if IS_NIGHT else RAW[turn % 6 :: 6]:
            status = sent(again(inside(role)), url(name, thing, espace), data, kind)
            if status >= 500:
                broken.append((name, role, data[:20], kind, status))

    assert broken == []


@pytest.mark.parametrize("role", ["anonymous", "author", "facilitator"] if IS_NIGHT else ["author"])
def test_no_odd_address_breaks_a_page(role, espace):
    broken, client = [], browser(role, espace)
    odd = ["\x00", "9" * 30, "-1", "²", "abc", "🙂", ""]
    for turn, (name, rows) in enumerate(table.GETS.items()):
        if name == "accounts:quick_exit":
            continue
        thing = next((thing for thing in rows if thing != table.MISSING), table.MISSING)
        address = url(name, thing, espace)
        for value in odd if IS_NIGHT else odd[turn % 7 :: 7]:
            status = client.get(address, dict.fromkeys(QUERIES, value)).status_code
            if status >= 500:
                broken.append((name, value, status))
        if "pk" in ADDRESSES[name].takes:
            for number in ("0", "9" * 30, str(2**63)):
                far = re.sub(r"/\d+/", f"/{number}/", address, count=1)
                if (status := client.get(far).status_code) >= 500:
                    broken.append((far, status))

    assert broken == []
