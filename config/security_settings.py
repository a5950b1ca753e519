"""The content security policy; imported by `config.settings`."""

from collections.abc import Iterable
from typing import Any

from csp.constants import NONE, SELF


def content_security_policy(*, socket_origins: Iterable[str]) -> dict[str, Any]:
    """Nothing but our own files, no inline script or style anywhere, no frame around us."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF],
            "font-src": [SELF],
            "manifest-src": [SELF],
            "connect-src": [SELF, *socket_origins],
            "form-action": [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
        }
    }
