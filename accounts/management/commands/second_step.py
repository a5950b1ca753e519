"""`manage.py second_step remove LOGIN --reason "…"`: for whoever runs the server, when the only administrator lost theirs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.domain import entering, second_step
from common import clock
from common.exceptions import Refused


class Command(BaseCommand):
    """Take away somebody's second step; they set up another one at their next entry."""

    help = "Take away a lost second step: `second_step remove LOGIN --reason …`. It is written in the person's journal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=("remove",))
        parser.add_argument("login", help="a login name or a card number")
        parser.add_argument("--reason", required=True, help="why, in a few words: the person reads it")

    def handle(self, *args: Any, **options: Any) -> None:
        person = entering.find_by_card_or_name(options["login"])
        if person is None:
            raise CommandError("Nobody enters with this name.")
        try:
            second_step.remove(by=None, person=person, reason=options["reason"], now=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write("Done: sessions, tokens and sockets of this person are closed.")
