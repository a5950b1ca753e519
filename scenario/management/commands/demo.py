"""`manage.py demo`: the region of the pack, about today."""

from datetime import date, datetime
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
        parser.add_argument(
            "--today", type=date.fromisoformat, help="pretend that today is this day (2026-11-15)"
        )
        parser.add_argument(
            "--force", action="store_true", help="load even if people are here; nothing is deleted"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = dates.at(options["today"], "12:00") if options["today"] else clock.now()
        if options["what"] == "load":
            self._load(now, force=options["force"])
        for line in accounts.lines(now=now):
            self.stdout.write(line)

    def _load(self, now: datetime, *, force: bool) -> None:
        try:
            world = demo.load(now=now, force=force)
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        except (PackError, demo.DemoFailed) as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(
            _("The demonstration is loaded: %(count)d people.") % {"count": len(world.pack.people)}
        )
