from django.apps import AppConfig


class Config(AppConfig):
    """An app so that `serve` and `worker` are found as management commands."""

    name = "config"

    def ready(self) -> None:
        # Here because the models are loaded, and because `config` alone knows every app's outside.
        from django.contrib.auth.signals import user_logged_in

        from accounts.web import inside

        user_logged_in.connect(inside.on_login, dispatch_uid="espace_session_listed")
