"""Technical administration sees that threads exist and how many messages they have: never their words."""

from django.contrib import admin
from django.http import HttpRequest

from deliberation.models import Thread


@admin.register(Thread)
class ThreadAdmin(admin.ModelAdmin):
    """A list of counts, without titles (a title can tell what somebody lives) and without a page for each."""

    actions = None
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
