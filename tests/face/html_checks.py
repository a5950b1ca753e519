"""Is a page valid, and built so that everyone gets through it? Reads the HTML alone; no browser, no database.

`problems(html)` gives one sentence per problem, and an empty list for a good page.
`house_problems(html)` adds what only we forbid: style or script in the page, `required`, placeholder, autofocus.
Both take a whole page; `problems(piece, whole=False)` takes a piece (no title, no h1 asked).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

from tests.face import html_model as model

FORBIDDEN_HERE = ("required", "placeholder", "autofocus", "style")


@dataclass(frozen=True)
class Node:
    """An element with everything it stands in, the nearest last."""

    element: Element
    around: tuple[Element, ...] = field(default=(), repr=False)

    @property
    def tag(self) -> str:
        return self.element.tag if isinstance(self.element.tag, str) else ""

    @property
    def parent(self) -> str:
        return _tag(self.around[-1]) if self.around else ""

    def get(self, name: str, default: str = "") -> str:
        return self.element.get(name, default)

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.element.itertext())).strip()

    def __str__(self) -> str:
        mark = next((f' {n}="{self.get(n)}"' for n in ("id", "name", "href", "class") if self.get(n)), "")
        return f"<{self.tag}{mark}>"


def problems(html: str, *, whole: bool = True) -> list[str]:
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(html if whole else f"<!doctype html><title>-</title><body>{html}")
    nodes = list(_walk(root))
    found = [f"line {where[0]}: {code} {data or ''}".strip() for where, code, data in parser.errors]
    checks = [
        _ids,
        _pointers,
        _labels,
        _names,
        _order_of_headings,
        _interactive,
        _content,
        _attributes,
        _tables,
    ]
    if whole:
        checks.append(_page)
    return found + [sentence for check in checks for sentence in check(nodes)]


def house_problems(html: str) -> list[str]:
    root = HTMLParser(namespace_html_elements=False).parse(html)
    found = []
    for node in _walk(root):
        for name in node.element.attrib:
            if name in FORBIDDEN_HERE or name.startswith("on"):
                found.append(f"{node}: {name} is not for our pages")
        if node.tag == "style" or (node.tag == "script" and not node.get("src") and node.get("type") == ""):
            found.append(f"{node}: written in the page, a file is wanted")
    return found


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _walk(element: Element, around: tuple[Element, ...] = ()) -> Iterator[Node]:
    """Every HTML element in order; what is drawn (svg) counts as one, but its ids do."""
    yield Node(element, around)
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child, (*around, element))


def _html_only(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if not node.tag.startswith("{")]


def _ids(nodes: list[Node]) -> Iterator[str]:
    counted = Counter(node.get("id") for node in nodes if "id" in node.element.attrib)
    for name, times in counted.items():
        if times > 1:
            yield f'id "{name}" is there {times} times'
        if not name or re.search(r"\s", name):
            yield f'id "{name}" is empty or holds a space'


def _pointers(nodes: list[Node]) -> Iterator[str]:
    known = {node.get("id"): node for node in nodes if node.get("id")}
    for node in nodes:
        for attribute in model.POINTERS:
            for name in node.get(attribute).split():
                if name not in known:
                    yield f'{node}: {attribute} leads to "{name}", which is not there'
        target = node.get("href")
        if node.tag == "a" and target.startswith("#") and len(target) > 1 and target[1:] not in known:
            yield f"{node}: leads to a place that is not on the page"
        if node.tag == "label" and "for" in node.element.attrib:
            named = known.get(node.get("for"))
            if named is None:
                yield f'{node}: for="{node.get("for")}", which is not there'
            elif named.tag not in model.LABELABLE or named.get("type") == "hidden":
                yield f"{node}: names {named}, which takes no label"
        if (
            node.get("form")
            and node.tag != "label"
            and getattr(known.get(node.get("form")), "tag", "") != "form"
        ):
            yield f'{node}: form="{node.get("form")}" is not a form of the page'


def _labels(nodes: list[Node]) -> Iterator[str]:
    pointed = {node.get("for") for node in nodes if node.get("for") and node.tag == "label" and node.words}
    for node in nodes:
        if node.tag not in model.FIELDS or node.get("type") in (
            "hidden",
            "submit",
            "button",
            "reset",
            "image",
        ):
            continue
        inside = any(_tag(one) == "label" and "".join(one.itertext()).strip() for one in node.around)
        if not (inside or node.get("id") in pointed or node.get("aria-label") or node.get("aria-labelledby")):
            yield f"{node}: no label"


def _names(nodes: list[Node]) -> Iterator[str]:
    for node in _html_only(nodes):
        named = node.words or node.get("aria-label") or node.get("aria-labelledby") or _pictured(node)
        if (
            node.tag in ("a", "button", "summary", "label", "legend", "caption", *model.HEADINGS)
            and not named
        ):
            yield f"{node}: no words"
        if node.tag == "img" and "alt" not in node.element.attrib:
            yield f"{node}: no alt"
        has_name = node.get("aria-label") or node.get("aria-labelledby")
        if has_name and node.tag in model.NAMELESS and not node.get("role"):
            yield f"{node}: a name on an element without a role is not heard"


def _pictured(node: Node) -> bool:
    return any(one.get("alt") or one.get("aria-label") for one in node.element.iter())


def _order_of_headings(nodes: list[Node]) -> Iterator[str]:
    before = 0
    for node in nodes:
        if node.tag in model.HEADINGS:
            level = int(node.tag[1])
            if before and level > before + 1:
                yield f"{node}: « {node.words} » comes right after an h{before}"
            before = level


def _interactive(nodes: list[Node]) -> Iterator[str]:
    for node in _html_only(nodes):
        if node.tag not in model.INTERACTIVE or (node.tag == "input" and node.get("type") == "hidden"):
            continue
        for outer in node.around:
            if _tag(outer) in ("a", "button") or (_tag(outer) == "label" and node.tag not in model.FIELDS):
                yield f"{node}: inside {Node(outer)}, one target in another"
    for node in nodes:
        if node.tag == "label":
            held = [
                one
                for one in node.element.iter()
                if _tag(one) in model.FIELDS and one.get("type") != "hidden"
            ]
            if len(held) > 1:
                yield f"{node}: one label for {len(held)} fields"
            if held and node.get("for") and held[0].get("id") != node.get("for"):
                yield f"{node}: holds one field and names another"


def _content(nodes: list[Node]) -> Iterator[str]:
    for node in _html_only(nodes):
        for child in node.element:
            allowed = model.CHILDREN.get(node.tag)
            if allowed is not None and isinstance(child.tag, str) and _tag(child) not in allowed:
                yield f"{node}: holds {Node(child)}, which does not belong there"
        first = model.FIRST_CHILD.get(node.tag)
        if first and (len(node.element) == 0 or _tag(node.element[0]) != first):
            yield f"{node}: begins without {first}"
        if node.tag == "legend" and (node.parent != "fieldset" or node.around[-1][0] is not node.element):
            yield f"{node}: is not first in a fieldset"
        if node.tag == "dl" and not any(_tag(one) == "dt" for one in node.element.iter()):
            yield f"{node}: has no dt"
        if node.tag in ("dt", "dd") and "dl" not in {_tag(one) for one in node.around[-2:]}:
            yield f"{node}: is not in a dl"
        if node.tag == "li" and node.parent not in ("ul", "ol", "menu"):
            yield f"{node}: is not in a list"
        yield from _flow_in_words(node)


def _flow_in_words(node: Node) -> Iterator[str]:
    if node.tag in model.PHRASING:
        return
    for outer in reversed(node.around):
        if _tag(outer) in model.TRANSPARENT:
            continue
        heading = _tag(outer) in model.LOOSE and node.tag in model.HEADINGS
        if not heading and (_tag(outer) in model.ONLY_PHRASING or _tag(outer) in model.LOOSE):
            yield f"{node}: inside {Node(outer)}, which holds only words"
        return


def _attributes(nodes: list[Node]) -> Iterator[str]:
    for node in _html_only(nodes):
        own = model.OWN.get(node.tag, ())
        for name in node.element.attrib:
            if not (
                name in own or name in model.GLOBAL or re.match(r"(aria|data)-[a-z]|on[a-z]|xmlns", name)
            ):
                yield f"{node}: {name} is no attribute of {node.tag}"
        if node.get("tabindex").lstrip("+").isdigit() and int(node.get("tabindex")) > 0:
            yield f"{node}: tabindex over 0 breaks the order"
        if node.get("aria-hidden") == "true" and node.get("tabindex") == "0":
            yield f"{node}: hidden from ears and reached by the keyboard"


def _tables(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node.tag == "th" and node.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            yield f"{node}: « {node.words} » has no scope"
        if node.tag == "table":
            inside = {_tag(one) for one in node.element.iter()}
            if "caption" not in inside and not (node.get("aria-label") or node.get("aria-labelledby")):
                yield f"{node}: no caption"
            if "th" not in inside:
                yield f"{node}: no heading cell"


def _comes_later(node: Node) -> bool:
    """In a screen that scripts show later, with its own title."""
    return any(_tag(one) == "template" or one.get("hidden") is not None for one in node.around)


def _page(nodes: list[Node]) -> Iterator[str]:
    if not nodes[0].get("lang"):
        yield "the page does not say its language"
    titles = [node for node in nodes if node.tag == "title"]
    if len(titles) != 1 or not titles[0].words:
        yield f"{len(titles)} titles, one with words is wanted"
    for tag in ("h1", "main"):
        count = sum(node.tag == tag and not _comes_later(node) for node in nodes)
        if count != 1:
            yield f"{count} {tag}, one is wanted"
