"""The help offered about a concern, as its author, whoever offered it and facilitation read it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import people
from accounts.models import Person
from accounts.rules.capacity import Capacity
from accounts.rules.visibility import shown_name, with_details
from common import clock, dates
from participation.domain.queries import help_offers as queries
from participation.models import Concern, HelpOffer
from participation.models.help_offer import HelpAnswer
from participation.rules import help_offers as rules


def cards(concern: Concern, *, viewer: Person, capacity: Capacity) -> dict | None:
    """None for whoever has no part in it, without a question to the database."""
    is_mine = concern.author_id == viewer.pk
    if not is_mine and not capacity.holds(*rules.OFFERERS):
        return None
    found = list(queries.of_concern(concern, viewer=viewer, capacity=capacity))
    offer_url = ""
    if not is_mine and rules.may_offer(concern, capacity, has_one=queries.has_running(concern)):
        offer_url = reverse("participation:help_offer", args=[concern.pk])
    if not found and not offer_url:
        return None
    return {
        "is_mine": is_mine,
        "offer_url": offer_url,
        "offers": [_card(one, is_mine=is_mine, capacity=capacity) for one in found],
    }


def _card(one: HelpOffer, *, is_mine: bool, capacity: Capacity) -> dict:
    is_asked = is_mine and one.answer == HelpAnswer.WAITING
    return {
        "pk": one.pk,
        "words": one.words,
        "who": _who(one),
        "when": dates.short(one.offered_at),
        "state": _state(one, is_mine=is_mine),
        "choices": _choices(one) if is_asked else [],
        "may_end": rules.may_end(one, capacity),
    }


def _who(one: HelpOffer) -> str:
    badge = people.capacity(one.offered_by, on=dates.local_day(one.offered_at))
    return with_details(shown_name(one.offered_by), badge.role_label, badge.badge_employer)


def _state(one: HelpOffer, *, is_mine: bool) -> str:
    if one.done_at is not None:
        return _("The help was given on %(when)s.") % {"when": dates.short(one.done_at)}
    if one.answer == HelpAnswer.WAITING:
        return _("It is for you to say.") if is_mine else _("The person has not answered yet.")
    on = {"when": dates.short(one.answered_at)}
    if one.answer == HelpAnswer.NO:
        return (_("You said no on %(when)s.") if is_mine else _("The person said no on %(when)s.")) % on
    said = _("You said yes on %(when)s.") if is_mine else _("The person said yes on %(when)s.")
    return f"{said % on} {_by_when(one, is_mine=is_mine)}"


def _by_when(one: HelpOffer, *, is_mine: bool) -> str:
    day = rules.give_by(one)
    assert day is not None
    when = {"when": dates.day(day)}
    if day < clock.today():
        return _("Planned for %(when)s: it is late.") % when
    return (_("Somebody reaches you by %(when)s.") if is_mine else _("To do by %(when)s.")) % when


def _choices(one: HelpOffer) -> list[dict[str, str]]:
    told = {
        HelpAnswer.YES: _("Yes, reach me. My text stays where it is."),
        HelpAnswer.YES_APART: _("Yes, reach me. And nobody else reads my text any more."),
        HelpAnswer.NO: _("No, thank you"),
    }
    return [
        {"value": str(value), "label": label}
        for value, label in told.items()
        if value != HelpAnswer.YES_APART or rules.may_be_apart(one.concern)
    ]


def to_give(viewer: Person, capacity: Capacity) -> list[dict]:
    """For the dashboard: who said yes, and by when."""
    return [
        {
            "pk": one.pk,
            "who": shown_name(one.concern.author),
            "number": one.concern.tracking_number,
            "words": one.words,
            "state": _by_when(one, is_mine=False),
        }
        for one in queries.to_give(viewer, capacity)
    ]
