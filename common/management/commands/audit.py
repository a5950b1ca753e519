from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common import audit, clock


class Command(BaseCommand):
    """Print the head of the history, check it, or seal what is waiting."""

    help = "head: print the hash that covers the history; verify: recompute it; chain: seal waiting events."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["head", "verify", "chain"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "chain":
            batch = audit.chain(now=clock.now())
            self.stdout.write(f"sealed {batch.count} events" if batch else "nothing to seal")
        elif action == "verify":
            problems = audit.verify()
            if problems:
                raise CommandError("\n".join(problems))
            self.stdout.write(f"intact, head {audit.head()}")
        else:
            self.stdout.write(audit.head())
