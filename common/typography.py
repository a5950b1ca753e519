"""How amounts, small counts and French punctuation are written."""

import re

from django.utils.translation import gettext as _

from common.dates import NBSP, is_english

FLOOR = 5
UNITS = r"(?:\$|%|h|km|ans?|jours?|mois|minutes?|personnes?|MRC)"


def format_money(cents: int) -> str:
    """« 12 300 $ » or "$12,300"; the cents appear only when there are some."""
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    if is_english():
        return f"{sign}${dollars:,}" + (f".{rest:02}" if rest else "")
    amount = f"{dollars:,}".replace(",", NBSP) + (f",{rest:02}" if rest else "")
    return f"{sign}{amount}{NBSP}$"


def floor_of_five(count: int) -> str:
    """A count of people shown outside: from 1 to 4 it becomes « moins de 5 »."""
    return _("fewer than 5") if 0 < count < FLOOR else str(count)


def french_spaces(text: str) -> str:
    """No-break spaces before « : », inside « », between a number and its unit, in phone numbers."""
    text = re.sub(r"(\d{3}) (\d{3}-\d{4})", rf"\1{NBSP}\2", text)
    if is_english():
        return text
    text = re.sub(r" ([:»])", rf"{NBSP}\1", text)
    text = text.replace("« ", f"«{NBSP}")
    text = re.sub(rf"(\d) (?={UNITS}\b|\$|%)", rf"\1{NBSP}", text)
    text = re.sub(rf"(\d{NBSP}h) (?=\d{{2}}\b)", rf"\1{NBSP}", text)
    return re.sub(r"(\d) (?=\d{3}\b)", rf"\1{NBSP}", text)
