"""What the clock does by itself. Idempotent; a late run does no harm. Nothing here is a person's to do."""

from dataclasses import dataclass
from datetime import datetime

from accounts.domain.queries import people
from common.dates import local_day
from deliberation.domain import appeals
from participation.domain import (
    consultations,
    contest_news,
    decisions,
    mrc_news,
    reviews,
    scrutiny_news,
    set_asides,
    table_asks,
    table_news,
    talk_news,
    telling,
)
from participation.models import Decision
from voting.domain import erasing, scrutiny


@dataclass(frozen=True)
class Done:
    """What this run changed: empty lists when nothing was due."""

    settled: list[Decision]
    announced: list[Decision]


def run_due(*, now: datetime) -> Done:
    """Opens, closes and counts the votes that are due, erases who held which right to vote once nobody can contest any
    more, tells scrutineers whose phrase is waited for, reminds the late ones and, in public, a late signatory, announces what is ready for the voting period,
    tells by hand what happened in talk, reminds of the meeting that comes, the Table of its dates and each MRC of what it did not answer, tells what the Table asked the day before, accepts what it asked and nobody declined, ends the second looks whose days are over, and gives the place of silent readers to the next ones drawn."""
    settled = decisions.settle(now=now)
    erasing.erase_due(now=now)
    scrutiny.remind_due(now=now)
    scrutiny_news.tell_due(now=now)
    contest_news.tell_due(now=now)
    appeals.end_due(now=now)
    appeals.replace_silent(now=now)
    set_asides.apply_second_looks(now=now)
    citizens = people.citizens(local_day(now)).values_list("pk", flat=True)
    telling.remind_of_meetings(now=now, citizens=citizens)
    talk_news.tell_due(now=now)
    reviews.remind_due(now=now)
    table_news.remind_of_dates(now=now)
    mrc_news.remind_of_late(now=now)
    consultations.accept_due(now=now)
    table_asks.tell_due(now=now)
    return Done(settled=settled, announced=decisions.put_ready_to_vote(now=now))
