from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from deliberation.domain import finding as of_messages
from participation.domain import finding as of_the_espace


class Command(BaseCommand):
    """Read every text again, for search: after an upgrade, or when in doubt. Nobody sees an empty search meanwhile."""

    help = "Rebuild what searches look in, from the texts themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            messages, things = of_messages.rebuild(), of_the_espace.rebuild()
        self.stdout.write(f"{messages} messages, {things} other texts")
