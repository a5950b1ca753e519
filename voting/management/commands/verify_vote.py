"""`manage.py verify_vote ARCHIVE`: check a whole vote from its archive alone. See docs/verifier.md."""

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from voting.crypto import verify
from voting.crypto.verify import Report
from voting.management.refusals import SENTENCES

_SHOWN = ("uuid", "registered", "ballots", "voters", "trustees", "is_ended")
_ANCHORS = ("fingerprint", "credentials_hash", "head")


class Command(BaseCommand):
    """Exit 0 only when everything holds. Neither the database nor the site's own records are asked."""

    help = "Check the archive of a vote, from its bytes alone: keys, rights to vote, each ballot, the sum, the result."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", help="the downloaded file (….bel)")
        parser.add_argument("--credentials-hash", help="the hash of the rights to vote, from the poster")
        parser.add_argument("--fingerprint", help="the fingerprint of the vote, from the poster")
        parser.add_argument("--previous", help="an older copy of the same archive")
        parser.add_argument("--require-result", action="store_true", help="refuse a vote without a result")
        parser.add_argument("--json", action="store_true", help="answer for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        report = _checked(options)
        if options["json"]:
            self.stdout.write(json.dumps(_for_a_program(report), ensure_ascii=False))
        elif report.is_ok:
            self._say(report)
        else:
            sentence = SENTENCES[report.reason]
            self.stdout.write(
                _("REFUSED. %(sentence)s (%(code)s)") % {"sentence": sentence, "code": report.reason}
            )
        if not report.is_ok:
            raise SystemExit(1)

    def _say(self, report: Report) -> None:
        lines = [
            _("Everything holds: the keys, the rights to vote, each ballot, the order and the sums."),
            _(
                "Rights to vote: %(registered)s. Ballots: %(ballots)s. Counted: %(voters)s. Keys: %(trustees)s."
            )
            % {name: getattr(report, name) for name in _SHOWN},
        ]
        if report.result is not None:
            for number, row in enumerate(report.result, start=1):
                counts = ", ".join(map(str, row))
                lines.append(
                    _("Result, question %(number)s: %(counts)s") % {"number": number, "counts": counts}
                )
        elif report.is_ended:
            lines.append(_("The vote is over and not opened yet. There is no result to check."))
        else:
            lines.append(_("The vote is not over. There is no result to check."))
        lines += [
            _("Fingerprint of the vote: %s") % report.fingerprint,
            _("Hash of the rights to vote: %s") % report.credentials_hash,
            _("Last event: %s") % report.head,
        ]
        self.stdout.write("\n".join(lines))


def _checked(options: dict[str, Any]) -> Report:
    try:
        archive = Path(options["archive"]).read_bytes()
        previous = None if options["previous"] is None else Path(options["previous"]).read_bytes()
    except (OSError, ValueError):  # a name with an octet zero is a ValueError
        return Report("refused", "unreadable")
    return verify.verify(
        archive,
        credentials_hash=options["credentials_hash"],
        fingerprint=options["fingerprint"],
        previous=previous,
        require_result=options["require_result"],
        workers=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
    )


def _for_a_program(report: Report) -> dict[str, Any]:
    told = {"verdict": report.verdict, "reason": report.reason, "result": report.result}
    if not report.is_ok:
        return told | {"says": str(SENTENCES[report.reason])}
    return told | {"says": ""} | {name: getattr(report, name) for name in (*_SHOWN, *_ANCHORS)}
