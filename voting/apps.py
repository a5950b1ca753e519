from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Voting(AppConfig):
    """Decisive votes: roll, ballots, quorum, result. It never knows what a vote is about."""

    name = "voting"
    verbose_name = _("Votes of the Espace")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import triggers  # importing it earlier would need the app registry

        triggers.keep(self.label)
