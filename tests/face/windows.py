"""Browser windows for these tests: somebody inside, a device that has voices (or none)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from tests import cast

# A device that says nothing aloud: a test ends each sentence by `finish()`, and reads what was to be said.
VOICES = """
(() => {
  const said = [], listeners = [];
  let voices = VOICES, now = null;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const fake = {
    getVoices: () => voices,
    speak: (one) => { said.push(one.text); now = one; },
    cancel: () => { const cut = now; now = null; if (cut && cut.onerror) setTimeout(() => cut.onerror({ error: "canceled" })); },
    addEventListener: (name, heard) => listeners.push(heard),
  };
  Object.defineProperty(window, "speechSynthesis", { value: fake, configurable: true });
  window.said = said;
  window.finish = () => { const one = now; now = null; one.onend(); };
  window.isSpeaking = () => now !== null;
  window.arrive = (more) => { voices = more; listeners.forEach((heard) => heard()); };
})();
"""
FRENCH = '[{ name: "Amélie", lang: "fr-CA", localService: true }]'
FAR_AWAY = '[{ name: "Nuage", lang: "fr-FR", localService: false }, { name: "Ann", lang: "en-US", localService: true }]'


def window(chromium: Any, site: str, person: Any = None, *, voices: str = "[]", **options: Any) -> Any:
    """A page where `person` has entered, on a device with these voices."""
    context = chromium.new_context(locale="fr-CA", **options)
    context.set_default_timeout(10_000)
    if options.get("java_script_enabled", True):
        context.add_init_script(VOICES.replace("VOICES", voices, 1))
    if person:
        session = cast.sign_in(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
        here = urlsplit(site).hostname
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.value, "domain": here, "path": "/"}]
        )
    return context.new_page()
