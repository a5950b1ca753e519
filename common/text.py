"""The one place where what people type becomes text we keep and HTML we show.

`plain` for what is stored, `to_html` for what is shown. Nothing else in the project marks a person's words as safe.
"""

import re
import unicodedata

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = frozenset({"p", "br", "em", "strong", "ul", "ol", "li", "a"})
ATTRIBUTES = {"a": frozenset({"href"})}
SCHEMES = frozenset({"http", "https", "tel", "mailto"})
LINK_REL = "nofollow noopener noreferrer"

# Marks that reorder the line on screen: a link could show another address than the one it opens.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_KEPT_CONTROLS = frozenset("\n\t")
_SCHEME = re.compile(r"^(?:https?://|tel:|mailto:)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text as we store it: NFC, no control or reordering mark, trimmed, at most two blank lines in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", "".join(char for char in text if _is_kept(char)))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{4,}", "\n\n\n", text).strip()


def _is_kept(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return True
    return char not in _BIDI_CONTROLS and unicodedata.category(char) not in {"Cc", "Cs"}


def _renderer() -> MarkdownIt:
    markdown = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False, "typographer": False})
    markdown.enable(["list", "newline", "emphasis", "link", "escape", "entity"])
    markdown.validateLink = lambda url: bool(_SCHEME.match(url))  # type: ignore[method-assign]
    return markdown


_MARKDOWN = _renderer()


def to_html(text: str) -> SafeString:
    """HTML of what a person wrote: paragraphs, line breaks, emphasis, lists and links; all else shows as typed."""
    return sanitise(_MARKDOWN.render(plain(text)))


def sanitise(html: str) -> SafeString:
    """Keep only our short list of tags and addresses, whatever the input."""
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel=LINK_REL,
    )
    return mark_safe(cleaned)  # noqa: S308  the only mark_safe on people's words: nh3 has just cleaned them
