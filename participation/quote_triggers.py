"""What the database refuses of a quote: one that leaves without its author's consent, or changes once sent."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import changes, refusal

QUOTE = "participation_quote"
TRANSMISSION = "participation_transmission"

_SENT = f"EXISTS (SELECT 1 FROM {TRANSMISSION} AS t WHERE t.id = {{row}}.transmission_id AND t.sent_at IS NOT NULL)"
LEAVES_WITH_CONSENT = replace(
    refusal(
        "participation_transmission_quotes",
        TRANSMISSION,
        "update",
        f"""NEW.sent_at IS NOT NULL AND OLD.sent_at IS NULL AND EXISTS (
            SELECT 1 FROM {QUOTE} AS q WHERE q.transmission_id = NEW.id AND q.answer <> 'oui')""",
        "quote_consent: nobody is quoted without their consent",
    ),
    reads=(QUOTE,),
)
BORN_WAITING = refusal(
    "participation_quote_born",
    QUOTE,
    "insert",
    f"NEW.answer <> 'attente' OR {_SENT.format(row='NEW')}",
    "quote_born: a quote is asked for before it leaves",
)
CONSENT_OF_ITS_AUTHOR = refusal(
    "participation_quote_consent",
    QUOTE,
    "update",
    f"""OLD.answered_at IS NOT NULL OR {_SENT.format(row="OLD")}
        OR {changes("transmission_id", "concern_id", "words", "proposed_by_id", "proposed_at")}
        OR (NEW.answered_by_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM participation_concern AS c
            WHERE c.id = NEW.concern_id AND c.author_id = NEW.answered_by_id))""",
    "quote_author: only its author consents, once, to these words",
)
SENT_QUOTE_KEPT = refusal(
    "participation_quote_no_delete",
    QUOTE,
    "delete",
    _SENT.format(row="OLD"),
    "quote_kept: what was sent stays as it was",
)

QUOTES = (LEAVES_WITH_CONSENT, BORN_WAITING, CONSENT_OF_ITS_AUTHOR, SENT_QUOTE_KEPT)
