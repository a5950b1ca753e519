"""What our code asks to translate, read without gettext: Python by its syntax tree, templates by Django's own reader."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
OUR_FOLDERS = ("accounts", "common", "config", "deliberation", "participation", "scenario", "voting", "tools")

# What a sentence is known by: its context, its English, its English plural.
Key = tuple[str | None, str, str | None]

# The position of each argument: context, msgid, plural.
CALLS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
LITERAL = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
TEMPLATE_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(((?:\s*{LITERAL}\s*,?)+)", re.DOTALL)


def every_key() -> dict[Key, set[str]]:
    """Each sentence to translate, with the files that say it."""
    found: dict[Key, set[str]] = {}
    for path in sorted(ROOT.glob("templates/**/*.html")) + sorted(ROOT.glob("templates/**/*.txt")):
        for key in keys_of_template(path.read_text(), path.name):
            found.setdefault(key, set()).add(path.relative_to(ROOT).as_posix())
    for folder in OUR_FOLDERS:
        for path in sorted((ROOT / folder).glob("**/*.py")):
            for key in keys_of_python(path.read_text()):
                found.setdefault(key, set()).add(path.relative_to(ROOT).as_posix())
    return found


def keys_of_template(source: str, origin: str) -> Iterator[Key]:
    for name, inside in TEMPLATE_CALL.findall(templatize(source, origin=origin)):
        said = [ast.literal_eval(literal) for literal in re.findall(LITERAL, inside, re.DOTALL)]
        yield _key(CALLS["gettext" if name == "_" else name], said)


def keys_of_python(source: str) -> Iterator[Key]:
    tree = ast.parse(source)
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = names.get(node.func.id) if isinstance(node.func, ast.Name) else _attribute(node.func)
        if called in CALLS:
            said = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
            if None not in said[: CALLS[called][1] + 1]:  # a name: the sentence itself is written elsewhere
                yield _key(CALLS[called], said)


def aliases_gettext_cannot_see() -> list[str]:
    """`xgettext` knows the calls by their names: only `_` may rename one, and only one that takes a single sentence."""
    hidden = []
    for folder in OUR_FOLDERS:
        for path in sorted((ROOT / folder).glob("**/*.py")):
            for alias, name in _imported_names(ast.parse(path.read_text())).items():
                may_be_renamed = alias == "_" and CALLS.get(name) == (None, 0, None)
                if name in CALLS and alias != name and not may_be_renamed:
                    hidden.append(f"{path.relative_to(ROOT)}: {name} as {alias}")
    return hidden


def _imported_names(tree: ast.AST) -> dict[str, str]:
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }


def _attribute(func: ast.expr) -> str | None:
    if (
        isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id == "translation"
    ):
        return func.attr
    return None


def _key(places: tuple[int | None, int, int | None], said: list[str | None]) -> Key:
    context, msgid, plural = places
    return (
        None if context is None else said[context],
        str(said[msgid]),
        None if plural is None else said[plural],
    )
