from django.apps import AppConfig


class Common(AppConfig):
    """What every app stands on; knows no word of the domain."""

    name = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from common import joined_migrations, triggers  # importing them earlier would need the app registry

        joined_migrations.register()
        triggers.keep(self.label)
