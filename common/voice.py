"""« tu » to citizens, « vous » to whoever works here: the same sentences, said twice.

French speaks in two ways. `locale/fr` says « tu »; `locale/fr_Vous` holds the sentences that are said otherwise to
whoever works here, laid over the first by `tools/catalogue.py`. English has one way.
"""

from django.conf import settings
from django.utils import translation

SAID_WITH_VOUS = "fr-vous"


def language() -> str:
    """The language of this page, whichever way it speaks."""
    return (translation.get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def say_vous() -> None:
    """From now on in this request, « vous »."""
    if language() == "fr":
        translation.activate(SAID_WITH_VOUS)
