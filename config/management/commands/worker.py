import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.jobs import Background


class Command(BaseCommand):
    """A production process for what happens with time: due dates, openings, closings, tasks."""

    help = "Run the clock and the queue of tasks until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("check", tags=["database"], databases=["default"], fail_level="WARNING")
        self.stdout.write("Worker started.")
        Background(name=f"worker-{os.getpid()}").run()
