"""Draw docs/cheminement.md again from the tables."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from participation.rules import diagram


class Command(BaseCommand):
    help = "Write docs/cheminement.md from the state tables."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "cheminement.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(diagram.document(), encoding="utf-8")
        self.stdout.write(str(path))
