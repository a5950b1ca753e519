"""What every page has, at the same place, whoever reads it; seen in the text that the server sends."""

import re

from django.urls import reverse

from tests.face.html_checks import house_problems, problems
from tests.face.screens import shown_first
from tests.pages.rendering import Shown

HELP = ('class="help-line"', "<main", 'class="foot"', 'id="aide"', 'class="big-phone"', 'id="urgent"')
WAYS = ('class="crumb"', 'class="nav')


def lacks(shown: Shown) -> list[str]:
    """« url | role | check | element | what » for what is missing or wrong; best empty."""
    html = shown.html
    found = [f"html | page | {line}" for line in problems(html) + house_problems(html)]
    if len(re.findall(r"<h1[ >]", shown_first(html))) != 1:
        found.append("h1 | page | not exactly one")
    title = re.search(r"<title>(.*?)</title>", html, re.S)
    said = title[1].strip() if title else ""
    if not re.search(r"\S \| L(’|'|&#x27;|&#39;)Espace$", said):
        found.append(f"title | {said} | does not end with « | L'Espace »")
    if shown.status == 422 and not said.startswith("Erreur"):
        found.append(f"title | {said} | does not begin with « Erreur »")
    if not _stand_in_order(html):
        found.append("help | phone | not in the head and first in the foot")
    leaves = f'action="{reverse("accounts:leave")}"' in html
    if leaves != (shown.role != "anonymous"):
        found.append("leave | « Quitter » | " + ("there for nobody" if leaves else "missing"))
    if not any(way in html for way in WAYS):
        found.append("dead end | page | no crumb and no menu")
    return [f"{shown.label} | {line}" for line in found]


def _stand_in_order(html: str) -> bool:
    """The page of help may show the phone once more in its middle."""
    at = 0
    for part in HELP:
        at = html.find(part, at)
        if at == -1:
            return False
    return True
