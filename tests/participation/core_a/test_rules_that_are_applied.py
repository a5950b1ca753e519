"""A rule that may change is read somewhere, or its page says that no page applies it: nobody votes for nothing."""

import html
import re
from pathlib import Path

import pytest
from django.urls import reverse

from participation.rules.defaults import (
    DEFAULTS,
    LOCKED_KEYS,
    NOT_APPLIED_YET,
    ONLY_AS_IT_BEGAN,
    SEEN_TO_BY_PEOPLE,
)
from tests.participation.core_b import scenes

ROOT = Path(__file__).parents[3]
APPS = ("common", "accounts", "deliberation", "voting", "participation", "config")
# They list every rule, or say one in words; reading them there applies nothing.
LISTS = ("defaults.py", "rule_words.py", "about.py")

SAID = (
    "Ce sont les gens qui y veillent.",
    "il faut aussi changer le site",
    "Rien n'applique encore cette règle.",
    "Cas par cas : l'Espace prend chaque idée.",
)


def read_in_the_code() -> set[str]:
    files = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in files
        if "migrations" not in path.parts and path.name not in LISTS
    )
    # Reading it once to turn it into a plain value is not using it.
    code = re.sub(r"def reserved_share_new.*?else None", "", code, flags=re.S)
    return {key for key in DEFAULTS if re.search(rf"\b{key}\b", code)}


def test_each_rule_that_may_change_is_applied_or_says_that_it_is_not():
    silent = set(DEFAULTS) - LOCKED_KEYS - read_in_the_code()

    assert silent == SEEN_TO_BY_PEOPLE | ONLY_AS_IT_BEGAN | NOT_APPLIED_YET
    assert len(silent) == len(SEEN_TO_BY_PEOPLE) + len(ONLY_AS_IT_BEGAN) + len(NOT_APPLIED_YET)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("meetings_per_year", 4, "Ce sont les gens qui y veillent."),
        ("proxy_voting", False, "il faut aussi changer le site"),
        ("retention_months", 12, "Rien n'applique encore cette règle."),
        ("regional_scope_rule", "deux_mrc", "Cas par cas : l'Espace prend chaque idée."),
        ("min_voting_age", 16, ""),
    ],
)
def test_its_page_says_so(client, key, value, words):
    scenes.established(key, value, label=key)

    page = html.unescape(client.get(reverse("participation:rule", args=[key])).content.decode())

    found = [one for one in SAID if one in page.replace("\u00a0", " ")]
    assert found == ([words] if words else [])
