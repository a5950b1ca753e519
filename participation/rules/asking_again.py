"""Asking the Table again when its answer does not answer: who may, when, one at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import IllegalTransition, Refused
from participation.enums import TransmissionKind
from participation.models import Transmission
from participation.rules import clock_words
from participation.rules.echoes import Told


@dataclass(frozen=True)
class Asked:
    """What the rule reads. `is_concerned`: this person wrote what was sent, supported it or took part in it. `others`: what already asks
    again, of any answer to the same sending, but what was dropped."""

    told: Told
    kind: str
    is_concerned: bool
    others: Iterable[Transmission] = ()


def check_may_ask_again(capacity: Capacity, asked: Asked) -> None:
    """Refused: anybody but a citizen it concerns; an answer that citizens do not find wanting; a
    decision of the Espace, which asks for nothing; while another one waits for the Table."""
    if not capacity.is_citizen:
        raise Refused("citizens_only", _("Only citizens of the Espace ask the Table again."))
    if asked.kind == TransmissionKind.DECISION:
        raise Refused("decision_asks_nothing", _("The Espace decided. It asks the Table for nothing here."))
    if not asked.is_concerned:
        raise Refused("not_concerned", _("Only those who wrote it, or took part in it, ask again."))
    if not asked.told.finds_it_wanting:
        raise Refused("not_wanting", _("First, enough citizens say that it does not answer."))
    check_nothing_waits(asked.others)


def may_ask_again(capacity: Capacity, asked: Asked) -> bool:
    try:
        check_may_ask_again(capacity, asked)
    except Refused:
        return False
    return True


def check_nothing_waits(others: Iterable[Transmission]) -> None:
    if any(one.state not in clock_words.ANSWERED_STATES for one in others):
        raise IllegalTransition(
            "already_asked", _("It is already asked again. The Table has not answered yet.")
        )


def check_another_rereads(transmission: Transmission, person: int) -> None:
    """Whoever asks again does not read their own words for the Espace."""
    if transmission.asks_again_id is not None and transmission.prepared_by_id == person:
        raise Refused("own_words", _("Another citizen reads your words before they leave."))


def kind_of(former: str) -> str:
    """The Espace votes a recommendation; to ask again is to give an opinion on an answer."""
    return TransmissionKind.AVIS if former == TransmissionKind.RECOMMANDATION else former
