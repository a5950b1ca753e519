"""The technical administration reads which votes exist; it changes nothing.

Rolls, ballots, remarks and counts are not shown: being administrator gives nothing towards a vote.
"""

from django.contrib import admin
from django.http import HttpRequest

from voting.models import Vote


@admin.register(Vote)
class VoteAdmin(admin.ModelAdmin):
    list_display = ("title", "state", "opens_at", "closes_at", "roll_size")
    list_filter = ("state", "kind")
    ordering = ("-closes_at", "-pk")
    actions = None

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
