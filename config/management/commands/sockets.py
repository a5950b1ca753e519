"""The sockets of production: one process of /ws/, beside those of the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config import sockets


class Command(BaseCommand):
    """Serve the live threads; start as many as there are cores to give, each on its port."""

    help = "Serve the sockets (/ws/) alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8001)

    def handle(self, *args: Any, **options: Any) -> None:
        from config.asgi import application  # builds the whole application: not before it is asked for

        sockets.run(application, host=options["host"], port=options["port"])
