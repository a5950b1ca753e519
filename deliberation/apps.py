from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Deliberation(AppConfig):
    """Threads people talk in; does not know what a thread is about."""

    name = "deliberation"
    verbose_name = _("Threads of talk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import triggers  # importing it earlier would need the app registry

        triggers.keep(self.label)
