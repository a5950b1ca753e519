"""A vote to practise the whole thing: choose the snack of the next meeting. It decides nothing."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common import dates, text
from common.exceptions import BadInput, Refused
from common.record_words import in_the_espaces_language
from participation.domain import announcing, telling_of_votes
from participation.domain.queries import roll as roll_queries
from participation.domain.queries import rules as rule_queries
from participation.rules import trial_votes as rules
from voting.domain import preparing
from voting.domain.queries import seasons
from voting.models import Vote


def has_scrutineers(*, now: datetime) -> bool:
    """A season is ready: its scrutineers would open the urn. Else the platform's own key would."""
    least = rule_queries.rule_book(now).min_scrutineers
    return seasons.is_ready(now=now, at_least=least)


@transaction.atomic
def announce(
    *,
    by: Person,
    question: str,
    among: Sequence[str],
    most_choices: int,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
) -> Vote:
    """Announced to the people who decide, with the same roll, urn and result as any vote; no decision comes of it.

    Refused: anybody but facilitation, no question, from 2 to 10 answers not being given, dates out of order.
    """
    announcing.check_may_announce(by, now=now)
    words, answers = text.plain(question).strip(), [text.plain(answer).strip() for answer in among]
    if not words:
        raise BadInput("question_missing", _("Write the question."))
    if len(answers) > rules.MOST:
        raise BadInput("answers", _("Write from 2 to 10 answers, one per line."))
    book, today = rule_queries.rule_book(now), dates.local_day(now)
    vote = preparing.prepare(
        by=by,
        # Its name says it wherever it goes: lists, notices, receipts, the archive.
        title=in_the_espaces_language(lambda: _("Vote to practise: %(question)s") % {"question": words})[
            :200
        ],
        question=words[:300],
        summary="",
        back_path="",
        version_hash=announcing.hash_of({"question": words, "answers": answers, "most": most_choices}),
        rules=rules.frozen_rules(book, has_scrutineers=has_scrutineers(now=now)),
        opens_at=opens_at,
        closes_at=closes_at,
        is_trial=True,
        among=answers,
        most_choices=most_choices,
        now=now,
    )
    roll = roll_queries.deciding(book, on=today).order_by("pk")
    if not roll.exists():
        raise Refused("nobody_decides", _("Nobody may vote yet: welcome citizens first."), status=409)
    vote = preparing.announce(by=by, vote=vote, people=roll, now=now)
    telling_of_votes.vote_announced(vote, now=now)
    return vote
