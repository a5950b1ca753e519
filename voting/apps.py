from django.apps import AppConfig


class Voting(AppConfig):
    """Decisive votes: roll, ballots, quorum, result. It never knows what a vote is about."""

    name = "voting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import triggers  # importing it earlier would need the app registry

        triggers.keep(self.label)
