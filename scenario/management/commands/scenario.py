"""`manage.py scenario verify`: the product's own acceptance test."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from scenario import throwaway
from scenario.pack_reader import OWN_PACK, Pack, PackError, read
from scenario.verification.report import Report
from scenario.verification.run import verify

DIFFERENT, BAD_PACK = 1, 2


class Command(BaseCommand):
    """Replay a pack through the domain in a throw-away database, and compare with what it expects."""

    help = "Replay the scenario in a throw-away database and compare (exit 1 on any difference, 2 on a bad pack)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("verify",))
        parser.add_argument("--pack", type=Path, default=OWN_PACK, help="another pack of the same shape")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = read(options["pack"])
        except PackError as error:
            self.stderr.write(str(error))
            sys.exit(BAD_PACK)
        report = self._verified(pack)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(report.lines()))
        if not report.is_right:
            sys.exit(DIFFERENT)

    def _verified(self, pack: Pack) -> Report:
        with throwaway.database():
            return verify(pack)
