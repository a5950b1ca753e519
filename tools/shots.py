"""Pictures of the main pages, on a phone and on a desk, to look at or to show.

./run shots DIR                 the demo region, loaded for the occasion in a temporary folder
./run shots DIR --base URL      a region that already serves the demo, at that address
"""

import argparse
import base64
import hmac
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (360, 1200)
LONGEST_START = 300
# The accounts of the demonstration: invented people, printed by `manage.py demo accounts`.
CITIZEN, VOTER = ("ginette", "246810"), ("etoile", "246810")
FACILITATOR, SIGNATORY, SECRETARY = (
    (name, "demo-rivage-2026") for name in ("elodie", "analyste", "secretariat")
)
STAFF_SECRET = "RIVAGE2DEMO3ESPACE4CITOYEN5DEMO6"
Account = tuple[str, str]


class CannotShoot(Exception):
    """Said to the person as it is."""


@dataclass(frozen=True)
class Shot:
    """`path`; or what stands behind its first link like `link`: that page, when it has a link to `holds`; `then` below it."""

    name: str
    path: str
    account: Account | None = None
    link: str = ""
    holds: str = ""
    then: str = ""


SHOTS = (
    Shot("accueil", "/"),
    Shot("mon-accueil", "/mon-accueil/", CITIZEN),
    Shot("dire", "/dire/", CITIZEN),
    Shot("fil", "/fils/", CITIZEN, link=r"^/fils/\d+/$"),
    Shot("initiative", "/initiatives/", CITIZEN, link=r"^/initiatives/\d+/$"),
    Shot("bulletin", "/votes/", VOTER, link=r"^/votes/\d+/$", holds="/bulletin/", then="bulletin/"),
    Shot("recu", "/votes/", CITIZEN, link=r"^/votes/\d+/$", then="recu/"),
    Shot("resultat", "/votes/", CITIZEN, link=r"^/votes/\d+/$", holds="/proces-verbal/"),
    Shot("animation", "/animation/", FACILITATOR),
    Shot("signataire", "/signataire/", SIGNATORY),
    Shot("table", "/table/", SECRETARY),
    Shot("reponses", "/reponses/"),
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run shots", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="where the pictures go; made when absent")
    parser.add_argument("--base", default="", help="a region that already serves the demo")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    try:
        with chromium() as browser:
            if options.base:
                return shoot(browser, options.base.rstrip("/"), options.folder)
            with demo_region() as base:
                return shoot(browser, base, options.folder)
    except CannotShoot as sentence:
        print(sentence, file=sys.stderr)
        return 1


def shoot(browser: Any, base: str, folder: Path) -> int:
    """Every picture that can be taken, its path and its size; 1 when one is missing."""
    missing = 0
    for width in WIDTHS:
        windows: dict[Account | None, Any] = {}
        for number, shot in enumerate(SHOTS, start=1):
            if shot.account not in windows:
                windows[shot.account] = window(browser, base, width, shot.account)
            page = windows[shot.account]
            if not opens(page, base, shot):
                print(f"absente : {shot.name} ({shot.path})", file=sys.stderr)
                missing += 1
                continue
            path = folder / f"{number:02d}-{shot.name}-{width}.png"
            page.screenshot(path=path, full_page=True)
            height = page.evaluate("document.documentElement.scrollHeight")
            print(f"{path}  {width} × {height} px, {path.stat().st_size // 1000} ko", flush=True)
    return 1 if missing else 0


def window(browser: Any, base: str, width: int, account: Account | None) -> Any:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="fr-CA", reduced_motion="reduce"
    )
    page = context.new_page()
    if account:
        page.goto(f"{base}/entrer/")
        page.fill("[name=login]", account[0])
        page.fill("[name=pin]", account[1])
        with page.expect_navigation():
            page.locator("main form button:not([type=button])").first.click()
        _second_step(page)
        if "/entrer/" in page.url or "/deuxieme-etape/" in page.url:
            raise CannotShoot(f"« {account[0]} » n'entre pas à {base} : est-ce la démonstration?")
    return page


def _second_step(page: Any) -> None:
    """The code of whoever works in the demonstration; a code serves once, so the ones around it come next."""
    for away in (0, 1, -1):
        if "/deuxieme-etape/" not in page.url:
            return
        page.fill("[name=code]", _code(int(time.time()) // 30 + away))
        with page.expect_navigation():
            page.locator("main form button:not([type=button])").first.click()


def _code(step: int) -> str:
    """What an application shows (RFC 6238); Django is not loaded here."""
    digest = hmac.digest(base64.b32decode(STAFF_SECRET), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def opens(page: Any, base: str, shot: Shot) -> bool:
    if not page.goto(base + shot.path).ok:
        return False
    if not shot.link:
        return True
    links = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")
    for link in dict.fromkeys(link for link in links if re.search(shot.link, link)):
        is_there = page.goto(base + link).ok
        if is_there and shot.holds:
            is_there = page.locator(f"main a[href*='{shot.holds}']").count() > 0
        if is_there and shot.then:
            # A receipt that one does not have leads back to the vote.
            is_there = page.goto(base + link + shot.then).ok and page.url.endswith(shot.then)
        if is_there:
            return True
    return False


@contextmanager
def chromium() -> Iterator[Any]:
    path = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    if not Path(path).exists():
        raise CannotShoot(
            "Il manque Chromium. Installe-le (apt-get install chromium), ou donne son chemin dans CHROMIUM."
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def demo_region() -> Iterator[str]:
    """The address of a demo region that disappears at the end."""
    with tempfile.TemporaryDirectory(prefix="espace-shots-") as folder:
        port = _free_port()
        environment = {**os.environ, "ESPACE_VAR": folder, "PORT": str(port), "HOST": "127.0.0.1"}
        print("Chargement de la région de démonstration, environ une minute…", flush=True)
        with (Path(folder) / "server.log").open("w+") as log:
            server = subprocess.Popen(
                [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
            try:
                base = f"http://127.0.0.1:{port}"
                _wait_for(base, server, log)
                yield base
            finally:
                server.terminate()
                server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(base: str, server: subprocess.Popen, log: Any) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/sante/", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.3)
    log.seek(0)
    raise CannotShoot(f"La région de démonstration ne démarre pas :\n{log.read()[-2000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
