"""Technical administration sees that threads exist and how many messages they have: never their words."""

from django.contrib import admin

from deliberation.models import Thread


@admin.register(Thread)
class ThreadAdmin(admin.ModelAdmin):
    """Read-only, without titles: a title can tell what somebody lives."""

    list_display = ("pk", "state", "audience", "last_number", "opened_at")
    list_filter = ("state",)
    fields = ("state", "audience", "mode", "last_number", "opened_at", "last_posted_at")
    readonly_fields = fields
    ordering = ("-pk",)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
