"""Screens that scripts show later, one at a time, each with its own title: in a template, or hidden until then."""

import re

LATER = re.compile(
    r"<(template|section|div)\b[^>]*(?:id=\"ballot-check\"|data-part=\"\w+\" hidden)[^>]*>.*?</\1>", re.S
)


def shown_first(html: str) -> str:
    """The page as it comes, without the screens that come later."""
    return LATER.sub("", html)
