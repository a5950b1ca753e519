"""Technical administration sees that threads exist and how many messages they have: never their words."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.plain_admin import PlainAdmin, name_for_people
from deliberation.models import Thread

name_for_people(
    Thread,
    _("thread"),
    _("threads"),
    id=_("number"),
    state=_("step"),
    audience=_("who reads"),
    last_number=_("messages"),
    opened_at=_("opened on"),
)


@admin.register(Thread)
class ThreadAdmin(PlainAdmin):
    """A list of counts, without titles (a title can tell what somebody lives) and without a page for each."""

    list_display = ("pk", "state", "audience", "last_number", "opened_at")
    list_display_links = None
    list_filter = ("state",)
    ordering = ("-pk",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        return obj is None and self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        return False
