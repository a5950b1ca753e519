"""What the page of one concern shows, with every decision already made."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.domain import people as people_verbs
from accounts.models import Person
from accounts.rules.capacity import Capacity
from participation.domain import concerns as concern_verbs
from participation.domain.queries import concerns as concern_queries
from participation.enums import ConcernState
from participation.models import Concern, Initiative
from participation.models.concern import PUBLISHED_STATES
from participation.rules import grouping, lifecycles, speaking, starting_again, visibility
from participation.web.pages import help_offer, text_flags
from participation.web.pages.territory import referral_of

# Each says what really happened to it, and what is still possible.
STAYS = {
    ConcernState.BECAME_INITIATIVE: gettext_lazy(
        "An initiative came from it. You may still change who reads your text."
    ),
    ConcernState.SENT: gettext_lazy("It cannot be withdrawn any more: it left, without your name."),
    ConcernState.ANSWERED: gettext_lazy("It cannot be withdrawn any more: it left, without your name."),
    ConcernState.REFERRED: gettext_lazy(
        "It cannot be withdrawn any more: it is with your MRC, without your name."
    ),
    ConcernState.HELPED: gettext_lazy("It is set apart for help: only you and facilitation read it."),
    ConcernState.CLOSED: gettext_lazy("It is finished. Open it again to withdraw it."),
    ConcernState.WITHDRAWN: gettext_lazy("You took it back. Nobody else reads it."),
}


def concern_page(concern: Concern, *, viewer: Person, capacity: Capacity, now: datetime) -> dict:
    is_mine = concern.author_id == viewer.pk
    made = list(concern.initiatives.not_withdrawn().newest_first())
    is_left_alone = starting_again.is_left_alone(concern, came_of_it=[one.state for one in made])
    return {
        "is_mine": is_mine,
        "author": people_verbs.shown_name(concern.author),
        "home_url": reverse("participation:my_home"),
        "list_url": reverse("participation:concerns"),
        "helped_line": concern_queries.helped_line(concern),
        "via": concern.via,
        "support_count": concern.support_count,
        "may_support": not concern.is_supported and speaking.may_support_concern(concern, capacity),
        "has_supported": concern.is_supported,
        "may_leave_group": is_mine and grouping.may_leave(concern),
        "may_reopen": is_mine and is_left_alone and concern.state in starting_again.OPENED_AGAIN,
        "may_withdraw": is_mine
        and is_left_alone
        and lifecycles.may_move("concern", concern.state, ConcernState.WITHDRAWN, {"author"}),
        "readers_url": reverse("participation:concern_readers", args=[concern.pk])
        if is_mine and concern_verbs.may_change_readers(concern)
        else "",
        "flag_url": text_flags.flag_url(concern, capacity, is_own=is_mine),
        "propose_url": _propose_url(concern, capacity),
        "stays_because": _stays_because(concern, is_left_alone=is_left_alone),
        "links": _links(concern, made, capacity, viewer),
        "referral": referral_of(concern, capacity=capacity, viewer=viewer),
        "acts": _acts(concern, capacity),
        "help": help_offer.cards(concern, viewer=viewer, capacity=capacity),
    }


def _propose_url(concern: Concern, capacity: Capacity) -> str:
    """An initiative answers what people live: it may start from here."""
    if not capacity.is_citizen or concern.state not in PUBLISHED_STATES:
        return ""
    return f"{reverse('participation:propose')}?de={concern.pk}"


def _stays_because(concern: Concern, *, is_left_alone: bool) -> str:
    """Why its author can no longer withdraw it, and what they can still do."""
    if concern.state == ConcernState.CLOSED and not is_left_alone:
        return str(starting_again.GOES_ON)
    return str(STAYS.get(ConcernState(concern.state), ""))


def _links(concern: Concern, made: list[Initiative], capacity: Capacity, viewer: Person) -> list[dict]:
    links = []
    if concern.issue and visibility.sees("issue", concern.issue, capacity, viewer):
        url = reverse("participation:issue", args=[concern.issue_id])
        links.append({"label": _("Joined to the issue:"), "url": url, "title": concern.issue.title})
    for initiative in made:
        url = reverse("participation:initiative", args=[initiative.pk])
        links.append({"label": _("An initiative came from it:"), "url": url, "title": initiative.title})
    return links


def _acts(concern: Concern, capacity: Capacity) -> list[dict]:
    """Facilitation works from the page where it reads; nobody else sees these doors."""
    if not capacity.is_facilitator:
        return []
    return [
        {"url": reverse("participation:concern_read", args=[concern.pk]), "label": _("Work on this concern")},
        {"url": reverse("participation:issue_propose"), "label": _("Group it with others")},
    ]
