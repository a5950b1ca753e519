"""What comes first, beside an issue and on the page of an MRC."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Territory
from accounts.rules.capacity import Capacity
from participation.domain.queries import priorities as queries
from participation.domain.queries.priorities import Current
from participation.models import Issue
from participation.rules import priorities as rules


def place_of(one: Current) -> str:
    return one.territory.name if one.territory else str(_("The region"))


def of_territory(territory: Territory, capacity: Capacity) -> dict:
    """With the door of whoever writes them."""
    return {
        "current": queries.current(territory),
        "write_url": reverse("participation:mrc_priorities", args=[territory.slug])
        if rules.may_write(capacity, territory.pk)
        else "",
    }


def beside(issue: Issue, capacity: Capacity) -> dict:
    """What the issue touches first, then the region's other priorities; the MRCs' only when it touches them."""
    lists, touched = queries.current_lists(), queries.touched_by(issue)
    return {
        "touched": [
            {"words": line.words, "place": place_of(one)}
            for one in lists
            for line in one.lines
            if line.pk in touched
        ],
        "others": [
            line.words
            for one in lists
            if one.territory is None
            for line in one.lines
            if line.pk not in touched
        ],
        "link_url": reverse("participation:issue_priorities", args=[issue.pk])
        if lists and rules.may_link(capacity)
        else "",
    }
