"""The menus, one per kind of person; here because `config` alone knows every app's pages. At most five entries."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.doors import capacity_of
from accounts.rules.homes import menu_of

Entry = tuple[str, str | Promise]

MENUS: dict[str, tuple[Entry, ...]] = {
    "public": (
        ("participation:home", gettext_lazy("Home")),
        ("participation:board", gettext_lazy("Initiatives")),
        ("voting:votes", gettext_lazy("Votes")),
        ("participation:answers", gettext_lazy("Answers from the Table")),
        ("participation:calendar", gettext_lazy("Calendar")),
    ),
    "citoyenne": (
        ("participation:my_home", gettext_lazy("My home")),
        ("deliberation:threads", gettext_lazy("Discuss")),
        ("participation:board", gettext_lazy("Initiatives")),
        ("voting:votes", gettext_lazy("Voting")),
        ("participation:answers", gettext_lazy("Answers from the Table")),
    ),
    # Before the welcome talk: only what opens.
    "nouvelle": (
        ("participation:my_home", gettext_lazy("My home")),
        ("participation:board", gettext_lazy("Initiatives")),
        ("voting:votes", gettext_lazy("Votes")),
        ("participation:answers", gettext_lazy("Answers from the Table")),
        ("participation:calendar", gettext_lazy("Calendar")),
    ),
    "animation": (
        ("participation:facilitation", gettext_lazy("Dashboard")),
        ("participation:concerns", gettext_lazy("Concerns")),
        ("deliberation:threads", gettext_lazy("Threads")),
        ("participation:board", gettext_lazy("Everything in motion")),
        ("participation:answers", gettext_lazy("Answers from the Table")),
    ),
    "mrc": (
        ("participation:mrc_desk", gettext_lazy("Sent to your MRC")),
        ("participation:facilitation", gettext_lazy("Dashboard")),
        ("participation:concerns", gettext_lazy("Concerns")),
        ("deliberation:threads", gettext_lazy("Threads")),
        ("participation:board", gettext_lazy("Everything in motion")),
    ),
    "table": (
        ("participation:table_inbox", gettext_lazy("Files received")),
        ("participation:answers", gettext_lazy("Public answers")),
        ("participation:commitments", gettext_lazy("Commitments")),
        ("voting:votes", gettext_lazy("Decisions of the Espace")),
    ),
    "signataire": (
        ("participation:reviews", gettext_lazy("To check")),
        ("participation:board", gettext_lazy("Initiatives")),
        ("participation:rules", gettext_lazy("Rules of the Espace")),
    ),
    "porteur": (
        ("participation:carrier_desk", gettext_lazy("Initiatives you carry")),
        ("participation:board", gettext_lazy("Everything in motion")),
        ("voting:votes", gettext_lazy("Decisions of the Espace")),
        ("participation:rules", gettext_lazy("Rules of the Espace")),
    ),
    "scrutin": (
        ("voting:scrutiny", gettext_lazy("Your urns")),
        ("voting:votes", gettext_lazy("Votes")),
        ("participation:rules", gettext_lazy("Rules of the Espace")),
    ),
    "admin": (
        ("admin:index", gettext_lazy("Administration")),
        ("accounts:roles", gettext_lazy("Roles")),
        ("accounts:table_seats", gettext_lazy("Seats of the Table")),
        ("participation:board", gettext_lazy("Everything in motion")),
    ),
}


def menu_entries(request: HttpRequest) -> dict[str, tuple[Entry, ...]]:
    """URL names and labels for whoever reads; the public menu on an error page without a person."""
    kind = menu_of(capacity_of(request)) if hasattr(request, "user") else "public"
    return {"menu_entries": MENUS[kind]}
