from django.apps import AppConfig


class Config(AppConfig):
    """An app so that `serve` and `worker` are found as management commands."""

    name = "config"
