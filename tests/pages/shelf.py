"""A small web server that hands out pages rendered beforehand, and the real static files as production serves them.

The Espace of the tests lives in a transaction that only one thread sees: a real server could not read it. Headers,
compression and caching are those the product gave to each page.
"""

import fcntl
import http.cookies
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import override_settings
from whitenoise import WhiteNoise

from tests.pages.rendering import Shown

HASHED = re.compile(r"\.[0-9a-f]{12}\.")
PRODUCTION_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args) -> None:
        return


class Shelf:
    """`address`: where the pages are; a window says which of them it means with the cookie `page`."""

    def __init__(self, files: Path) -> None:
        self.pages: dict[str, Shown] = {}
        served = WhiteNoise(
            self._page,
            root=files,
            prefix="/static/",
            max_age=60,
            immutable_file_test=lambda path, url: bool(HASHED.search(url)),
        )
        self.server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
        self.server.set_app(served)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()

    def keeps(self, shown: Shown) -> str:
        """The value of the cookie `page`."""
        key = str(len(self.pages))
        self.pages[key] = shown
        return key

    def closes(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _page(self, environ, start_response):
        cookie = http.cookies.SimpleCookie(environ.get("HTTP_COOKIE", ""))
        shown = self.pages.get(cookie["page"].value) if "page" in cookie else None
        if shown is None or shown.path != environ["PATH_INFO"]:
            start_response("404 Not Found", [("Content-Length", "0")])
            return [b""]
        # Always 200: what matters here is the page, and browsers note every other status in their console.
        start_response("200 OK", [*shown.headers, ("Content-Length", str(len(shown.body)))])
        return [shown.body]


@contextmanager
def files_of_production(folder: Path) -> Iterator[Path]:
    """Static files hashed and compressed, collected once for all workers; pages rendered meanwhile name those files."""
    folder.mkdir(parents=True, exist_ok=True)
    root, done = folder / "static", folder / "done"
    with override_settings(
        STORAGES=PRODUCTION_FILES,
        STATIC_ROOT=root,
        WHITENOISE_USE_FINDERS=False,
        # The shelf serves these files: a client made for one page need not read them all again.
        WHITENOISE_AUTOREFRESH=True,
    ):
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                call_command("collectstatic", interactive=False, verbosity=0)
                done.touch()
        yield root
