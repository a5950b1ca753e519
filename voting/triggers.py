"""What the database refuses about votes, whoever asks: page, API, administration, ORM or raw SQL.

Conditions are written once, in SQL that both databases read. On PostgreSQL the rows a condition relies on
are locked first: a concurrent closing or change of role is then seen, not missed.
"""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import Trigger, append_only

FROZEN_COLUMNS = (
    "kind",
    "title",
    "question",
    "summary",
    "back_path",
    "version_hash",
    "is_conditional",
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


def refuse(name: str, table: str, verb: str, condition: str, message: str, lock: str = "") -> Trigger:
    """A row trigger that refuses `verb` on `table` when `condition` holds; `lock` runs first on PostgreSQL."""
    row = "OLD" if verb == "DELETE" else "NEW"
    postgresql = f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            {lock}
            IF {condition} THEN
                RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN {row};
        END $body$;
        CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
    """
    sqlite = f"""
        CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW
        WHEN {condition.replace("IS DISTINCT FROM", "IS NOT")}
        BEGIN SELECT RAISE(ABORT, '{message}'); END
    """
    return Trigger(name=name, table=table, postgresql=postgresql, sqlite=sqlite)


def vote_is_not(row: str, *states: str) -> str:
    """The vote of `row` (a column or an expression) is in none of `states`."""
    listed = ", ".join(f"'{state}'" for state in states)
    return f"NOT EXISTS (SELECT 1 FROM voting_vote v WHERE v.id = {row} AND v.state IN ({listed}))"


def cannot_decide(person: str, day: str) -> str:
    """The person is no citizen on that day, or holds another role then, or is a superuser."""
    covers = f"m.person_id = {person} AND m.starts_on <= {day} AND (m.ends_on IS NULL OR m.ends_on >= {day})"
    return f"""(
        NOT EXISTS (SELECT 1 FROM accounts_mandate m WHERE m.role = 'citizen' AND {covers})
        OR EXISTS (SELECT 1 FROM accounts_mandate m WHERE m.role <> 'citizen' AND {covers})
        OR EXISTS (SELECT 1 FROM accounts_person p WHERE p.id = {person} AND p.is_superuser)
    )"""


def hold(vote: str, person: str = "") -> str:
    """PostgreSQL: keep the vote, the person and their mandates as they are until the end."""
    locks = f"PERFORM 1 FROM voting_vote WHERE id = {vote} FOR SHARE;"
    if person:
        # Mandates before the person: the order in which changing a mandate locks them.
        locks += f"PERFORM 1 FROM accounts_mandate WHERE person_id = {person} FOR SHARE;"
        locks += f"PERFORM 1 FROM accounts_person WHERE id = {person} FOR UPDATE;"
    return locks


def _changes(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


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
        f"""{_changes("id", "vote_id", "person_id", "territory_id", "entitled_on")}
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
                SELECT 1 FROM voting_interimballot b WHERE b.roll_entry_id = NEW.id)))""",
        "this person may not vote now",
        f"IF {_VOTED_NOW} THEN {hold('NEW.vote_id', 'NEW.person_id')} END IF;",
    ),
)

_ENTRY_REFUSED = f"""NOT EXISTS (
    SELECT 1 FROM voting_rollentry e
    JOIN voting_vote v ON v.id = e.vote_id
    JOIN voting_option o ON o.vote_id = v.id
    WHERE e.id = NEW.roll_entry_id AND o.id = NEW.option_id AND v.state = 'ouvert'
      AND e.voted_on IS NOT NULL AND e.channel <> 'papier' AND e.barred_on IS NULL
      AND NOT {cannot_decide("e.person_id", "e.voted_on")})"""
_ENTRY = "(SELECT {} FROM voting_rollentry WHERE id = {}.roll_entry_id)"
_BALLOT_LOCK = hold(_ENTRY.format("vote_id", "NEW"), _ENTRY.format("person_id", "NEW"))
_BALLOTS = (
    refuse(
        "voting_ballot_insert",
        "voting_interimballot",
        "INSERT",
        _ENTRY_REFUSED,
        "this ballot is refused",
        _BALLOT_LOCK,
    ),
    refuse(
        "voting_ballot_update",
        "voting_interimballot",
        "UPDATE",
        f"""{_changes("id", "roll_entry_id")} OR {_ENTRY_REFUSED} OR EXISTS (
            SELECT 1 FROM voting_rollentry e JOIN voting_vote v ON v.id = e.vote_id
            WHERE e.id = NEW.roll_entry_id AND NOT v.may_change)""",
        "this ballot may not change",
        _BALLOT_LOCK,
    ),
    refuse(
        "voting_ballot_delete",
        "voting_interimballot",
        "DELETE",
        vote_is_not(_ENTRY.format("vote_id", "OLD"), "sans_quorum", "proclame"),
        "a ballot stays in the urn",
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
        f"""OLD.state <> 'prepare' AND ({_changes(*FROZEN_COLUMNS)}
            OR (OLD.closed_at IS NOT NULL AND ({_changes("closed_at")}))
            OR (OLD.proclaimed_at IS NOT NULL AND ({_changes("proclaimed_at")})))""",
        "an announced vote is frozen",
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
)

TRIGGERS = [
    *_ROLL,
    *_BALLOTS,
    *_VOTES,
    *_OPTIONS,
    *_RESULTS,
    *append_only("voting_tally"),
    *append_only("voting_tally_territories"),
    *append_only("voting_recusal"),
    *append_only("voting_papercount"),
]
