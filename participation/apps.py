from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """The Espace: concern, issue, initiative, decision, transmission, follow-up."""

    name = "participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import triggers  # importing it earlier would need the app registry

        triggers.keep(self.label)
