"""The technical administration reads which votes exist; it changes nothing.

Rolls, ballots, remarks and counts are not shown: being administrator gives nothing towards a vote.
"""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.plain_admin import PlainAdmin, name_for_people
from voting.models import Vote

name_for_people(
    Vote,
    _("vote"),
    _("votes"),
    title=_("title"),
    state=_("step"),
    kind=_("kind"),
    opens_at=_("opens on"),
    closes_at=_("closes on"),
    roll_size=_("people who may vote"),
)


@admin.register(Vote)
class VoteAdmin(PlainAdmin):
    list_display = ("title", "state", "opens_at", "closes_at", "roll_size")
    list_filter = ("state", "kind")
    ordering = ("-closes_at", "-pk")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Vote | None = None) -> bool:
        return request.user.is_staff

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Vote | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Vote | None = None) -> bool:
        return False
