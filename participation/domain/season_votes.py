"""Choosing the first issues of the season: one vote among several shared issues, by approval."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from common import audit, text
from common.exceptions import BadInput
from common.record_words import in_the_espaces_language
from participation.domain import announcing
from participation.domain.announcing import Question, Window
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import season_votes as queries
from participation.enums import DecisionKind
from participation.models import Decision, Issue, SeasonIssue
from participation.rules import season_votes as rules
from participation.rules import vote_rules
from voting.enums import Outcome, VoteKind
from voting.models import OptionTally


@transaction.atomic
def announce(
    *,
    by: Person | None,
    issues: Sequence[Issue],
    most_choices: int,
    question: str,
    opens_at: datetime,
    closes_at: datetime,
    now: datetime,
    kind: str = VoteKind.PERIOD,
) -> Decision:
    """Announces the vote, its answers in the order of `issues`: facilitation, or the calendar. No issue moves.

    Same roll, rules, scrutineers and secrecy as any decision of the Espace.
    Refused: anybody else, an empty question, fewer than 2 issues or more than 10, an issue not shared or already in
    such a vote, `most` not under the number of issues, an announcement too late or a vote too short.
    """
    announcing.check_may_announce(by, now=now)
    asked = text.plain(question).strip()
    if not asked:
        raise BadInput("question_missing", _("Write the question."))
    held = {one.pk: one for one in _alone(issues)}
    chosen_among = [held[issue.pk] for issue in issues]
    rules.check_issues(chosen_among, in_a_vote=queries.in_a_vote())
    book = rule_queries.rule_book(now)
    window = Window(opens_at=opens_at, closes_at=closes_at, kind=kind)
    announcing.check_window(window, book=book, now=now)
    decision = announcing.announce(
        by=by,
        question=_question(asked, chosen_among, most_choices),
        window=window,
        rules=vote_rules.frozen_rules(book, kind=kind),
        book=book,
        now=now,
        kind=DecisionKind.SEASON,
    )
    SeasonIssue.objects.bulk_create(
        SeasonIssue(decision=decision, issue=issue, position=position)
        for position, issue in enumerate(chosen_among, start=1)
    )
    return decision


def write_first(decision: Decision, *, now: datetime) -> None:
    """The count's answers, once, inside the caller's transaction. Nothing when the urn was never opened."""
    if decision.outcome not in (Outcome.CHOSEN, Outcome.TIE):
        return
    counted = OptionTally.objects.filter(tally__vote=decision.vote_id)
    is_chosen = dict(counted.values_list("option__position", "is_chosen"))
    first = []
    for row in decision.season_issues.order_by("position"):
        row.is_first = is_chosen[row.position]
        row.save(update_fields=["is_first"])
        first += [row.issue_id] if row.is_first else []
    audit.record("season.first_issues", by=None, subject=decision, now=now, issues=first)


def _alone(issues: Sequence[Issue]) -> list[Issue]:
    """Until the end of this transaction, no other vote takes them."""
    return list(
        Issue.objects.select_for_update().filter(pk__in=[issue.pk for issue in issues]).order_by("pk")
    )


def _question(asked: str, issues: Sequence[Issue], most_choices: int) -> Question:
    """The hash covers every issue as it is written today, and how many one may choose."""
    return Question(
        title=in_the_espaces_language(lambda: _("The first issues of the season")),
        question=asked,
        summary="\n\n".join(f"{issue.title}\n{issue.text}".strip() for issue in issues),
        back_path="/enjeux/",
        version_hash=announcing.hash_of(
            {
                "question": asked,
                "issues": [{"id": one.pk, "title": one.title, "text": one.text} for one in issues],
                "most": most_choices,
            }
        ),
        among=[rules.answer_of(issue) for issue in issues],
        most_choices=most_choices,
    )
