"""`manage.py code NAME`: the second step of an account of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from common import clock
from common.exceptions import Refused
from scenario import accounts


class Command(BaseCommand):
    """Print the code that the application of an invented person would show now."""

    help = "Print the code of the second step of an account of the demonstration, and of no other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name to enter: elodie, analyste, secretariat…")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = accounts.code(options["name"], now=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write(found.code)
        self.stderr.write(_("It opens once, during %(seconds)d seconds.") % {"seconds": found.seconds})
