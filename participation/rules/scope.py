"""When an initiative is regional (rule `regional_scope_rule`)."""

from django.utils.translation import gettext_lazy as _

from common.exceptions import Refused
from participation.enums import InitiativeScope

REGION = 8
NEEDED = {"deux_mrc": 2, "trois_mrc": 3, "toute_region": REGION, "cas_par_cas": 1}


def scope_of(territory_count: int, *, rule: str) -> InitiativeScope:
    """Regional from the ruled number of MRC; case by case, the Espace takes it and facilitation may still refer it."""
    return InitiativeScope.REGIONAL if territory_count >= NEEDED[rule] else InitiativeScope.TERRITORIAL


def check_is_regional(scope: str) -> None:
    """Refused: an idea of one MRC is referred, not voted."""
    if scope != InitiativeScope.REGIONAL:
        raise Refused(
            "territorial_scope",
            _("This idea is for one MRC. It goes to that MRC's concertation, not to a vote."),
        )


def is_regional(scope: str) -> bool:
    return scope == InitiativeScope.REGIONAL


def check_may_refer(scope: str, *, rule: str) -> None:
    """Refused: a regional idea belongs to the Espace."""
    if scope == InitiativeScope.REGIONAL and rule != "cas_par_cas":
        raise Refused("regional_scope", _("This idea is regional. The Espace decides."))


def may_refer(scope: str, *, rule: str) -> bool:
    return scope != InitiativeScope.REGIONAL or rule == "cas_par_cas"
