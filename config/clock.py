"""What happens with time: due dates, openings and closings by the calendar, sealing the history.

Late is harmless: a vote past its deadline refuses ballots by itself, whoever runs.
"""

import logging
import threading
from datetime import datetime

from django.db import close_old_connections

from common import audit, clock
from deliberation.domain import rounds
from participation.domain import due, mailing, table_mail

logger = logging.getLogger("espace.clock")

EVERY_S = 20.0


def tick(*, now: datetime) -> None:
    """Do what is due. Each part fails alone: an error is logged and tried again at the next tick."""
    for verb in (due.run_due, rounds.move_on, mailing.send_due, table_mail.send_due, audit.chain):
        try:
            verb(now=now)
        except Exception:
            logger.exception("clock: %s failed", verb.__qualname__)


def run(*, stop: threading.Event, every_s: float = EVERY_S) -> None:
    """Tick until told to stop."""
    while not stop.is_set():
        close_old_connections()
        tick(now=clock.now())
        close_old_connections()
        stop.wait(every_s)
