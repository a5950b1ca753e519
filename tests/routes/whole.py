"""What every answer has, whoever asks: the frame around, « Quitter », the quick exit, nothing kept by the browser."""

import re

from tests.face.screens import shown_first
from tests.routes import table

# The quick exit is for people who fear to be seen here; whoever works here leaves by « Quitter ».
LEAVE_FAST = ("unwelcomed", *table.CITIZENS)


def wrong_frame(role: str, response) -> list[str]:
    """What the page lacks of what every page has."""
    found = []
    if role != "anonymous" and "no-store" not in response.get("Cache-Control", ""):
        found.append("may be stored")
    if "text/html" not in response.get("Content-Type", ""):
        return found
    page = response.content.decode()
    if response.status_code in (301, 302):
        return found
    if not re.search(r'<html lang="fr', page):
        found.append("no lang")
    if len(re.findall(r"<h1[ >]", shown_first(page))) != 1:
        found.append("not one h1")
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    if not title or not re.search(r"L(’|'|&#x27;|&#39;)Espace$", title[1].strip()):
        found.append(f"title {title and title[1]!r}")
    if 'href="tel:' not in page:
        found.append("no phone")
    return found


def no_way_out(role: str, response) -> list[str]:
    """What is missing for whoever is inside and wants to leave."""
    if role == "anonymous":
        return []
    found = [] if response.get("Cache-Control") == "no-store, private" else ["may be kept"]
    if "text/html" not in response.get("Content-Type", "") or response.status_code in (301, 302):
        return found
    page = response.content.decode()
    if 'action="/quitter/"' not in page:
        found.append("no « Quitter »")
    if role in LEAVE_FAST and 'action="/sortir/"' not in page:
        found.append("no quick exit")
    return found
