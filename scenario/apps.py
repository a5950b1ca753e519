from django.apps import AppConfig


class ScenarioConfig(AppConfig):
    name = "scenario"
