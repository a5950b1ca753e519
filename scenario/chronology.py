"""When each thing happens, worked out from the pack's dates so that the rules of the Espace allow it.

The pack dates what people remember: a concern, an answer of the signatory, the window of a vote. What comes between
(supports, proposals, sendings) is placed as late as comfortable and never earlier than what it needs.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from scenario import dates, rows, talk_rows
from scenario.pack_reader import Pack

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MOVED_BY_INITIATIVE = "initiative_creee"
# States a concern reaches without joining an issue.
NEVER_GROUPED = frozenset({"brouillon", "soumise", "en_verification", "orientee_service", "retiree"})


@dataclass(frozen=True)
class InitiativeTimes:
    proposed_at: datetime
    supported_at: datetime
    reviewed_at: datetime | None
    sent_to_review_at: datetime | None


@dataclass(frozen=True)
class Chronology:
    pack: Pack
    now: datetime

    def rule(self, key: str, default: int) -> int:
        """A rule's default in the pack, in its own unit."""
        return next(
            (row.default for row in self.pack.rules if row.id == key and row.default is not None), default
        )

    # --- concerns and issues

    @cached_property
    def posted_at(self) -> dict[str, datetime]:
        """Nine o'clock, a minute apart on one same day; earlier when people talked about it before."""
        first_words = {
            thread.subject: thread.messages[0].at
            for thread in self.pack.threads
            if thread.subject_kind == "concern" and thread.messages
        }
        times: dict[str, datetime] = {}
        for place, concern in enumerate(self.pack.concerns):
            at = dates.at(concern.posted_on, "09:00") + (place % 30) * MINUTE
            times[concern.id] = min([at] + [first_words[c] - HOUR for c in (concern.id,) if c in first_words])
        return times

    def is_grouped(self, concern: rows.ConcernRow) -> bool:
        return bool(concern.issue) and concern.state not in NEVER_GROUPED

    @cached_property
    def joined_at(self) -> dict[str, datetime]:
        """When each concern of an issue is proposed for it: two hours after it was posted."""
        return {
            concern.id: self.posted_at[concern.id] + 2 * HOUR
            for concern in self.pack.concerns
            if concern.issue
        }

    def shared_at(self, issue: rows.IssueRow) -> datetime | None:
        """An hour after enough concerns are in it."""
        joined = sorted(self.joined_at[c.id] for c in self.members(issue) if self.is_grouped(c))
        needed = self.rule("issue_min_concerns", 2)
        return joined[needed - 1] + HOUR if len(joined) >= needed else None

    def members(self, issue: rows.IssueRow) -> list[rows.ConcernRow]:
        return [concern for concern in self.pack.concerns if concern.issue == issue.id]

    def grouped_at(self, concern: rows.ConcernRow) -> datetime:
        """When it is really in its issue (or simply posted, when it has none)."""
        issue = next((issue for issue in self.pack.issues if issue.id == concern.issue), None)
        shared = self.shared_at(issue) if issue and self.is_grouped(concern) else None
        if shared is None:
            return self.posted_at[concern.id]
        return max(shared, self.joined_at[concern.id] + 30 * MINUTE)

    def referred_at(self, concern: rows.ConcernRow) -> datetime:
        return dates.plus_days(self.grouped_at(concern), 7)

    # --- initiatives

    def _free_at(self, concern: rows.ConcernRow, *, latest: datetime) -> datetime:
        """From when an initiative may cite it."""
        if concern.state == "orientee_territoire":
            return self.referred_at(concern) + HOUR
        sent = [s for s in self.pack.transmissions if (s.source_kind, s.source) == ("concern", concern.id)]
        if sent:
            return min(self.sent_at(one) for one in sent) + HOUR
        grouped = self.grouped_at(concern) + HOUR
        return grouped if grouped <= latest else self.posted_at[concern.id] + HOUR

    def initiative(self, row: rows.InitiativeRow) -> InitiativeTimes:
        reviewed = dates.at(row.review.on, "15:00") if row.review else None
        goes_to_review = reviewed is not None or row.state == "en_analyse"
        target = reviewed or dates.plus_days(self.now, -6)
        days = self.rule("min_deliberation_days", 14)
        latest = (
            dates.plus_days(target, -days) - 3 * HOUR if goes_to_review else dates.plus_days(self.now, -10)
        )
        words = [t.messages[0].at - HOUR for t in self._threads("initiative", row.id)]
        if row.referral:
            words.append(dates.plus_days(dates.at(row.referral.on), -2))
        words += [dates.at(on, "09:00") for _group, on in row.agreements]
        latest = min([latest, *words])
        cited = [concern for concern in self.pack.concerns if concern.id in row.from_concerns]
        free = max([self._free_at(concern, latest=latest) for concern in cited] or [latest])
        proposed = max(free, dates.plus_days(latest, -7))
        supported = proposed + 10 * MINUTE
        ready = dates.plus_days(supported, days) + HOUR
        sent = max(ready, dates.plus_days(target, -5)) if goes_to_review else None
        return InitiativeTimes(proposed, supported, reviewed, sent)

    def _threads(self, kind: str, subject: str) -> list[talk_rows.ThreadRow]:
        return [t for t in self.pack.threads if (t.subject_kind, t.subject) == (kind, subject) and t.messages]

    # --- votes and what they need

    def announced_at(self, vote: rows.VoteRow) -> datetime:
        """The ruled number of days before opening; a minute apart when several open together."""
        assert vote.opens_at is not None
        together = [one.id for one in self.pack.votes if one.opens_at == vote.opens_at]
        before = (len(together) - together.index(vote.id)) * 5 * MINUTE
        return dates.plus_days(vote.opens_at, -self.rule("announce_days", 3)) - before

    def rule_change_proposed_at(self, vote: rows.VoteRow) -> datetime:
        """Before people talk about it, and early enough to be deliberated."""
        if vote.opens_at is None:
            return dates.plus_days(self.pack.today, -self.rule("min_deliberation_days", 14) - 1)
        latest = dates.plus_days(self.announced_at(vote), -self.rule("min_deliberation_days", 14)) - 2 * HOUR
        words = [t.messages[0].at - HOUR for t in self._threads("modalite", vote.subject)]
        return min([latest, *words])

    def ballot_times(self, vote: rows.VoteRow) -> list[datetime]:
        """Spread between the opening and the end, before the moment the vote is looked at."""
        assert vote.opens_at is not None
        assert vote.closes_at is not None
        end = min(vote.as_of or vote.closes_at, vote.closes_at, max(self.now, vote.opens_at + MINUTE))
        step = (end - vote.opens_at) / (len(vote.ballots) + 1)
        return [vote.opens_at + step * place for place in range(1, len(vote.ballots) + 1)]

    # --- transmissions

    def prepared_at(self, row: rows.TransmissionRow) -> datetime:
        vote = next((vote for vote in self.pack.votes if vote.id == row.vote), None)
        if vote is not None and vote.opens_at is not None:
            return dates.plus_days(self.announced_at(vote), -2)
        return dates.at(row.sent_on, "08:30")

    def sent_at(self, row: rows.TransmissionRow) -> datetime:
        return dates.at(row.sent_on, "09:30")

    def first_moment(self) -> datetime:
        """A week before anything: the region, its people and its rules are there."""
        return dates.plus_days(dates.at(self.pack.first_day, "08:00"), -7)
