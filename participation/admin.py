"""Participation in the technical administration: read only. Nothing here approves, votes, or shows members' words.

Concerns, issues' texts, reasons and votes are not registered. No row may be added, changed or deleted.
"""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.plain_admin import PlainAdmin, name_for_people
from participation.models import (
    CalendarEvent,
    FundingYear,
    Initiative,
    OperatingRule,
    Transmission,
)

TITLE, STATE, SCOPE, KIND, TERRITORIES = _("title"), _("step"), _("reach"), _("kind"), _("MRCs")
FIRST_DAY, LAST_DAY, LABEL = _("first day"), _("last day"), _("name")

name_for_people(
    Initiative,
    _("initiative"),
    _("initiatives"),
    title=TITLE,
    state=STATE,
    scope=SCOPE,
    territories=TERRITORIES,
    proposed_at=_("proposed on"),
    review_requested_at=_("check asked on"),
    decided_at=_("decided on"),
)
name_for_people(
    Transmission,
    _("sending to the Table"),
    _("sendings to the Table"),
    number=_("number"),
    title=TITLE,
    kind=KIND,
    state=STATE,
    expects=_("what is asked"),
    sent_at=_("sent on"),
    due_on=_("answer hoped for by"),
)
name_for_people(
    OperatingRule,
    _("rule"),
    _("rules of the Espace"),
    key=_("word of the rule"),
    version=_("version"),
    label=LABEL,
    value=_("value"),
    unit=_("unit"),
    basis=_("where it comes from"),
    why=_("why"),
    is_locked=_("locked"),
    effective_at=_("holds since"),
)
name_for_people(
    CalendarEvent,
    _("date of the calendar"),
    _("dates of the calendar"),
    title=TITLE,
    scope=SCOPE,
    starts_on=FIRST_DAY,
    ends_on=LAST_DAY,
    precision=_("how sure the date is"),
)
name_for_people(
    FundingYear,
    _("year of the fund"),
    _("years of the fund"),
    label=LABEL,
    starts_on=FIRST_DAY,
    ends_on=LAST_DAY,
    envelope_cents=_("envelope, in cents"),
    reserved_new_num=_("part for new projects"),
    reserved_new_den=_("out of"),
    is_fictional=_("invented"),
)


class ReadOnlyAdmin(PlainAdmin):
    """Open to the technical administration only, to look."""

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
