"""From a pack's mappings to its rows: threads and money."""

from scenario import talk_rows
from scenario.raw import Raw


def thread(raw: Raw) -> talk_rows.ThreadRow:
    subject = raw.inner("subject")
    return talk_rows.ThreadRow(
        id=raw.text("id"),
        subject_kind=subject.text("kind"),
        subject=subject.text("id"),
        state=raw.text("state"),
        messages=tuple(_message(item) for item in raw.rows("messages")),
        flags=tuple(_flag(item) for item in raw.rows("flags")),
        moderation=tuple(_moderation(item) for item in raw.rows("moderation")),
        expected=dict(raw.inner("expected").values),
    )


def _message(raw: Raw) -> talk_rows.MessageRow:
    return talk_rows.MessageRow(
        id=raw.text("id"),
        author=raw.text("author"),
        at=raw.moment("at"),
        text=raw.text("text"),
        reply_to=raw.get("reply_to", None),
        via=raw.text("posted_via", "web"),
        typed_by=raw.get("typed_by", None),
        kind=raw.text("kind", "message"),
    )


def _flag(raw: Raw) -> talk_rows.FlagRow:
    return talk_rows.FlagRow(
        message=raw.text("message"), by=raw.text("by"), reason=raw.text("reason"), at=raw.moment("at")
    )


def _moderation(raw: Raw) -> talk_rows.ModerationRow:
    return talk_rows.ModerationRow(
        message=raw.get("message", None),
        by=raw.text("by"),
        at=raw.moment("at"),
        action=raw.text("action"),
        reason=raw.text("reason", ""),
        span=raw.text("span", ""),
    )


def funding_year(raw: Raw, expected: dict) -> talk_rows.FundingYearRow:
    return talk_rows.FundingYearRow(
        id=raw.text("id"),
        starts_on=raw.day("start"),
        ends_on=raw.day("end"),
        envelope=raw.number("envelope"),
        reserved_share_new=raw.share("reserved_share_new"),
        is_fictional=bool(raw.get("fictional", False)),
        expected=dict(expected.get(raw.text("id")) or {}),
    )
