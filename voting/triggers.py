"""What the database refuses about votes, whoever asks: page, API, administration, ORM or raw SQL.

Conditions are written once, in SQL that both databases read. On PostgreSQL the rows a condition relies on
are locked first: a concurrent closing or change of role is then seen, not missed.
"""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import append_only
from voting.ending_triggers import ENDINGS
from voting.sealed_triggers import SEALED
from voting.trigger_sql import (
    RECOVERED_COLUMNS,
    SEALED_TABLES,
    cannot_decide,
    changed,
    hold,
    recovered_since,
    refuse,
    vote_is_not,
)

FROZEN_COLUMNS = (
    "kind",
    "title",
    "question",
    "summary",
    "back_path",
    "version_hash",
    "is_conditional",
    "method",
    "most_choices",
    "custody",
    "min_scrutineers",
    "contest_days",
    "postal_request_days",
    "is_provisional",
    "is_trial",
    "threshold",
    "quorum_min",
    "quorum_share_num",
    "quorum_share_den",
    "min_territories",
    "may_change",
    "roll_size",
    "opens_at",
    "closes_at",
    "announced_at",
)
ALLOWED_MOVES = (
    ("prepare", "annonce"),
    ("annonce", "ouvert"),
    ("ouvert", "ferme"),
    ("ferme", "compte"),
    ("compte", "proclame"),
    ("ferme", "sans_quorum"),
    ("annonce", "annule"),
    ("ouvert", "annule"),
    ("ferme", "annule"),
    ("compte", "annule"),
)

_VOTED_NOW = "NEW.voted_on IS NOT NULL AND NEW.voted_on IS DISTINCT FROM OLD.voted_on"
_ROLL = (
    refuse(
        "voting_roll_insert",
        "voting_rollentry",
        "INSERT",
        f"""{vote_is_not("NEW.vote_id", "prepare")} OR {cannot_decide("NEW.person_id", "NEW.entitled_on")}
            OR NEW.voted_on IS NOT NULL OR NEW.barred_on IS NOT NULL OR NEW.channel <> ''""",
        "the roll takes only citizens, before the vote is announced",
        hold("NEW.vote_id", "NEW.person_id"),
    ),
    refuse(
        "voting_roll_delete",
        "voting_rollentry",
        "DELETE",
        vote_is_not("OLD.vote_id", "prepare"),
        "the roll is frozen",
        hold("OLD.vote_id"),
    ),
    refuse(
        "voting_roll_update",
        "voting_rollentry",
        "UPDATE",
        f"""{changed("id", "vote_id", "person_id", "territory_id", "entitled_on")}
            OR (OLD.voted_on IS NOT NULL AND (NEW.voted_on IS NULL OR NEW.voted_on < OLD.voted_on))
            OR (OLD.barred_on IS NOT NULL AND NEW.barred_on IS DISTINCT FROM OLD.barred_on)
            OR (OLD.channel <> '' AND NEW.channel <> OLD.channel)
            OR (NEW.channel <> '' AND NEW.voted_on IS NULL)
            OR (NEW.channel = '' AND NEW.voted_on IS NOT NULL)""",
        "the roll is frozen",
    ),
    refuse(
        "voting_roll_vote",
        "voting_rollentry",
        "UPDATE",
        f"""{_VOTED_NOW} AND (
            NEW.barred_on IS NOT NULL
            OR {cannot_decide("NEW.person_id", "NEW.voted_on")}
            OR (NEW.channel <> 'papier' AND {vote_is_not("NEW.vote_id", "ouvert")})
            OR {vote_is_not("NEW.vote_id", "ouvert", "ferme")}
            OR (NEW.channel = 'papier' AND EXISTS (
                SELECT 1 FROM voting_right r JOIN voting_boardevent b
                  ON b.urn_id = r.urn_id AND b.right_digest = r.digest
                WHERE r.roll_entry_id = NEW.id)))""",
        "this person may not vote now",
        f"IF {_VOTED_NOW} THEN {hold('NEW.vote_id', 'NEW.person_id')} END IF;",
        reads=SEALED_TABLES,
    ),
)

# In terms of the roll: whatever the urn, a ballot is signed here first. Stepping back stays possible.
_RECOVERED = (
    refuse(
        "voting_roll_recovered",
        "voting_rollentry",
        "UPDATE",
        f"""OLD.voted_on IS NOT NULL AND NEW.barred_on IS NOT DISTINCT FROM OLD.barred_on
            AND {recovered_since("OLD.vote_id", "OLD.person_id", "OLD.voted_on")}""",
        "a ballot cast before the NIP was recovered stays as it is",
        "PERFORM 1 FROM accounts_person WHERE id = OLD.person_id FOR SHARE;",
        needs=RECOVERED_COLUMNS,
    ),
    # Made by one worker alone: neither while a vote concerns the person, nor from before it was announced.
    *(
        refuse(
            f"voting_recovery_{verb.lower()}",
            "accounts_nipcode",
            verb,
            """NEW.request_id IS NULL AND NEW.revoked_at IS NULL AND EXISTS (
                SELECT 1 FROM voting_rollentry e JOIN voting_vote v ON v.id = e.vote_id
                WHERE e.person_id = NEW.person_id AND v.state IN ('annonce', 'ouvert'))""",
            "while a vote concerns the person, two workers are needed",
            needs=("accounts_nipcode.request_id",),
        )
        for verb in ("INSERT", "UPDATE")
    ),
    # A card that nobody opened: its code was always made, and seen, by one worker alone.
    *(
        refuse(
            f"voting_opening_{verb.lower()}",
            "accounts_openingcode",
            verb,
            """NEW.revoked_at IS NULL AND EXISTS (
                SELECT 1 FROM voting_rollentry e JOIN voting_vote v ON v.id = e.vote_id
                JOIN accounts_accesscard c ON c.person_id = e.person_id
                WHERE c.id = NEW.card_id AND v.state IN ('annonce', 'ouvert'))""",
            "while a vote concerns the person, two workers are needed",
        )
        for verb in ("INSERT", "UPDATE")
    ),
)

_MOVES = " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old, new in ALLOWED_MOVES)
_TALLY = "EXISTS (SELECT 1 FROM voting_tally t WHERE t.vote_id = NEW.id AND {})"
_VOTES = (
    refuse(
        "voting_vote_insert",
        "voting_vote",
        "INSERT",
        "NEW.state <> 'prepare'",
        "a vote begins by being prepared",
    ),
    refuse(
        "voting_vote_delete", "voting_vote", "DELETE", "OLD.state <> 'prepare'", "an announced vote stays"
    ),
    refuse(
        "voting_vote_frozen",
        "voting_vote",
        "UPDATE",
        f"""OLD.state <> 'prepare' AND ({changed(*FROZEN_COLUMNS)}
            OR (OLD.closed_at IS NOT NULL AND ({changed("closed_at")}))
            OR (OLD.proclaimed_at IS NOT NULL AND ({changed("proclaimed_at")})))""",
        "an announced vote is frozen",
        needs=("voting_vote.postal_request_days", "voting_vote.is_provisional"),
    ),
    refuse(
        "voting_vote_move",
        "voting_vote",
        "UPDATE",
        f"""OLD.state <> NEW.state AND (
            NOT ({_MOVES})
            OR (NEW.state = 'ferme' AND (NEW.closed_at IS NULL OR NEW.closed_at < NEW.closes_at))
            OR (NEW.state = 'compte' AND NOT {_TALLY.format("t.is_quorum_met")})
            OR (NEW.state = 'sans_quorum' AND NOT {_TALLY.format("NOT t.is_quorum_met")})
            OR (NEW.state = 'annule' AND NEW.annulled_reason = ''))""",
        "a vote does not move that way",
    ),
)

_OPTIONS = tuple(
    refuse(
        f"voting_option_{verb.lower()}",
        "voting_option",
        verb,
        " OR ".join(vote_is_not(f"{row}.vote_id", "prepare") for row in rows),
        "the question is frozen",
        "".join(hold(f"{row}.vote_id") for row in rows),
    )
    for verb, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)))
)

_RESULTS = (
    refuse(
        "voting_tally_insert",
        "voting_tally",
        "INSERT",
        vote_is_not("NEW.vote_id", "ferme"),
        "a vote is counted once closed",
        hold("NEW.vote_id"),
    ),
    refuse(
        "voting_tally_territory_insert",
        "voting_tally_territories",
        "INSERT",
        vote_is_not("(SELECT vote_id FROM voting_tally WHERE id = NEW.tally_id)", "ferme"),
        "a tally is written at once",
    ),
    refuse(
        "voting_papercount_insert",
        "voting_papercount",
        "INSERT",
        vote_is_not("NEW.vote_id", "ferme"),
        "paper is counted once the vote is closed",
        hold("NEW.vote_id"),
    ),
    refuse(
        "voting_optiontally_insert",
        "voting_optiontally",
        "INSERT",
        vote_is_not("(SELECT vote_id FROM voting_tally WHERE id = NEW.tally_id)", "ferme"),
        "a tally is written at once",
    ),
)

_NOTES = (
    refuse(
        "voting_note_insert",
        "voting_ballotnote",
        "INSERT",
        vote_is_not("NEW.vote_id", "prepare"),
        "what the ballot page tells is written before the announcement",
        hold("NEW.vote_id"),
    ),
    refuse("voting_note_update", "voting_ballotnote", "UPDATE", "1 = 1", "what the ballot page tells stays"),
    refuse(
        "voting_note_delete",
        "voting_ballotnote",
        "DELETE",
        vote_is_not("OLD.vote_id", "prepare"),
        "what the ballot page tells stays",
        hold("OLD.vote_id"),
    ),
)

TRIGGERS = [
    *SEALED,
    *_ROLL,
    *_RECOVERED,
    *_VOTES,
    *ENDINGS,
    *_OPTIONS,
    *_RESULTS,
    *_NOTES,
    *append_only("voting_tally"),
    *append_only("voting_tally_territories"),
    *append_only("voting_recusal"),
    *append_only("voting_papercount"),
    *append_only("voting_paperstub"),
    *append_only("voting_optiontally"),
]
