"""The content security policy; imported by `config.settings`."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF


def content_security_policy(*, socket_origins: Iterable[str], exit_url: str) -> dict[str, Any]:
    """Nothing but our own files, no inline script or style anywhere, no frame around us.

    `exit_url`: where « Sortir vite » leads. Browsers hold the redirect of a form to `form-action` too.
    """
    exit_page = urlsplit(exit_url)
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF],
            "font-src": [SELF],
            "manifest-src": [SELF],
            "connect-src": [SELF, *socket_origins],
            "form-action": [SELF, f"{exit_page.scheme}://{exit_page.netloc}"],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
        }
    }
