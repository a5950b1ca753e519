from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    """The Espace: concern, issue, initiative, decision, transmission, follow-up."""

    name = "participation"
    verbose_name = _("Participation of citizens")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import triggers  # importing these earlier would need the app registry
        from deliberation.domain.queries import flags
        from participation.domain.queries import text_flags

        triggers.keep(self.label)
        flags.count_also(text_flags.due_dates)
