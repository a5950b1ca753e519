"""`manage.py demo`: the region of the pack, about today."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from common import clock
from common.exceptions import Refused
from scenario import accounts, dates, demo
from scenario.pack_reader import PackError


class Command(BaseCommand):
    """Load the demonstration, or print its accounts again."""

    help = "Load the demonstration region (`demo`), or print its accounts (`demo accounts`)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", choices=("load", "accounts"), default="load")
        parser.add_argument("--today", type=date.fromisoformat, help="pretend that today is this day (2026-11-15)")
        parser.add_argument("--force", action="store_true", help="load even if people are here; nothing is deleted")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "load":
            self._load(options["today"], force=options["force"])
        for line in accounts.lines():
            self.stdout.write(line)

    def _load(self, today: date | None, *, force: bool) -> None:
        now = dates.at(today, "12:00") if today else clock.now()
        try:
            world = demo.load(now=now, force=force)
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        except (PackError, demo.DemoFailed) as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(_("The demonstration is loaded: %(count)d people.") % {"count": len(world.pack.people)})
