"""Participation in the technical administration: read only. Nothing here approves, votes, or shows members' words.

Concerns, issues' texts, reasons and votes are not registered. No row may be added, changed or deleted.
"""

from django.contrib import admin
from django.http import HttpRequest

from participation.models import (
    CalendarEvent,
    FundingYear,
    Initiative,
    OperatingRule,
    Transmission,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Open to the technical administration only, to look."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        if not hasattr(request, "_is_technical"):
            request._is_technical = request.user.is_authenticated and request.user.is_staff
        return request._is_technical

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False


@admin.register(Initiative)
class InitiativeAdmin(ReadOnlyAdmin):
    list_display = ["title", "state", "scope", "proposed_at"]
    list_filter = ["state", "scope"]
    search_fields = ["title"]
    ordering = ["-proposed_at", "-pk"]
    # No author, no concern it comes from, no thread: these are members' things.
    fields = ["title", "state", "scope", "territories", "proposed_at", "review_requested_at", "decided_at"]


@admin.register(Transmission)
class TransmissionAdmin(ReadOnlyAdmin):
    """What left the Espace. What is still being prepared is not shown."""

    list_display = ["number", "title", "kind", "state", "sent_at", "due_on"]
    list_filter = ["kind", "state"]
    ordering = ["-number", "-pk"]
    fields = ["number", "title", "kind", "state", "expects", "sent_at", "due_on"]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).sent()


@admin.register(OperatingRule)
class OperatingRuleAdmin(ReadOnlyAdmin):
    list_display = ["label", "key", "version", "value", "is_locked", "effective_at"]
    list_filter = ["is_locked", "basis"]
    ordering = ["position", "key", "version", "pk"]
    fields = ["key", "version", "label", "value", "unit", "basis", "why", "is_locked", "effective_at"]


@admin.register(CalendarEvent)
class CalendarEventAdmin(ReadOnlyAdmin):
    list_display = ["title", "scope", "starts_on", "ends_on", "precision"]
    list_filter = ["scope", "precision"]
    ordering = ["starts_on", "pk"]


@admin.register(FundingYear)
class FundingYearAdmin(ReadOnlyAdmin):
    list_display = ["label", "starts_on", "ends_on", "is_fictional"]
    ordering = ["-starts_on", "pk"]
