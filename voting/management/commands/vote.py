"""`manage.py vote`: what whoever runs the server may do around votes: look, let the clock act, export a board."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from common import clock
from common.exceptions import Refused
from voting.domain import closing, opening
from voting.domain.queries import boards
from voting.domain.queries import votes as vote_queries
from voting.models import Vote


class Command(BaseCommand):
    help = "Lists votes, opens or closes one whose time has come, exports the archive of its board."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="announced and later, the latest first")
        for name, words in (("open", "open a vote"), ("close", "close a vote")):
            acts.add_parser(name, help=f"{words}, never before its time").add_argument("id", type=int)
        export = acts.add_parser("export", help="write the archive of a vote in a folder of its own")
        export.add_argument("id", type=int)
        export.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(**options)
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal

    def _list(self, **options: Any) -> None:
        for vote in vote_queries.visible_votes():
            self.stdout.write(f"{vote.pk:>5}  {vote.get_state_display():<32} {vote.title}")

    def _open(self, *, id: int, **options: Any) -> None:
        opening.open_vote(vote=self._find(id), now=clock.now())

    def _close(self, *, id: int, **options: Any) -> None:
        closing.close(vote=self._find(id), now=clock.now())

    def _export(self, *, id: int, folder: Path, **options: Any) -> None:
        urn = boards.find(self._find(id))
        # The independent tool wants one archive in its folder, and nothing else of that kind.
        if folder.is_dir() and any(folder.glob("*.bel")):
            raise CommandError(_("This folder already holds an archive. Choose another one."))
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{urn.uuid}.bel"
        path.write_bytes(b"".join(boards.archive(urn)))
        self.stdout.write(str(path))
        self.stdout.write(f"--fingerprint {urn.fingerprint} --credentials-hash {urn.credentials_hash}")

    def _find(self, pk: int) -> Vote:
        return vote_queries.find(pk)
