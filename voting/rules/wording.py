"""How a number of people that may be hidden is said, for pages of every app."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from voting.rules.disclosure import Shown


def number(shown: Shown) -> str:
    """« 12 », « moins de 5 », « 8 ou plus »."""
    if shown.value is not None:
        return str(shown.value)
    if shown.at_least is not None:
        return _("%(count)d or more") % {"count": shown.at_least}
    return _("fewer than 5")


def people(shown: Shown) -> str:
    if shown.at_least is not None:
        return _("%(count)d people or more") % {"count": shown.at_least}
    if shown.value is None:
        return _("%(number)s people") % {"number": number(shown)}
    return ngettext("%(count)d person", "%(count)d people", shown.value) % {"count": shown.value}


def mrcs(count: int) -> str:
    return ngettext("%(count)d MRC", "%(count)d MRCs", count) % {"count": count}


def voted_so_far(voted: Shown, territories: Shown) -> str:
    """« Ont voté : 8 personnes ou plus, dans 5 MRC. »; the MRC are kept back with the people."""
    if territories.value is None:
        return _("Have voted: %(voted)s.") % {"voted": people(voted)}
    return _("Have voted: %(voted)s, in %(places)s.") % {
        "voted": people(voted),
        "places": mrcs(territories.value),
    }
