"""What the database itself refuses of what citizens say of an answer: others than citizens, two voices for one."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import changes, refusal

GIVEN = "participation_echogiven"
ECHO = "participation_echo"

_MANDATE_THAT_DAY = """
    SELECT 1 FROM accounts_mandate AS m
    WHERE m.person_id = NEW.person_id AND m.starts_on <= NEW.given_on
      AND (m.ends_on IS NULL OR m.ends_on >= NEW.given_on)
"""
ONLY_CITIZENS_SAY = refusal(
    "participation_echogiven_citizens",
    GIVEN,
    "insert",
    f"""NOT EXISTS ({_MANDATE_THAT_DAY} AND m.role = 'citizen')
        OR EXISTS ({_MANDATE_THAT_DAY} AND m.role <> 'citizen')
        OR EXISTS (SELECT 1 FROM accounts_person AS p WHERE p.id = NEW.person_id AND p.is_superuser)""",
    "echo_citizens: only a citizen says whether it answers",
    lock="PERFORM 1 FROM accounts_person WHERE id = NEW.person_id FOR SHARE;",
)
GIVEN_NEVER_MOVES = refusal(
    "participation_echogiven_no_update",
    GIVEN,
    "update",
    "TRUE",
    "echo_given_moves: it is given or taken back",
)


def _count(table: str, row: str) -> str:
    return f"(SELECT COUNT(*) FROM {table} AS c WHERE c.response_id = {row}.response_id)"


NO_MORE_THAN_CITIZENS = refusal(
    "participation_echo_one_each",
    ECHO,
    "insert",
    f"{_count(ECHO, 'NEW')} >= {_count(GIVEN, 'NEW')}",
    "echo_one_each: one for each citizen who spoke",
)
ECHO_KEEPS_ITS_ANSWER = refusal(
    "participation_echo_answer",
    ECHO,
    "update",
    changes("mark", "response_id"),
    "echo_answer: only what is said changes",
)
GIVEN_WHILE_COUNTED = refusal(
    "participation_echogiven_counted",
    GIVEN,
    "delete",
    f"{_count(ECHO, 'OLD')} >= {_count(GIVEN, 'OLD')}",
    "echo_counted: what was said leaves first",
)

_ASKS_AGAIN = ("participation_transmission.asks_again_id",)
ASKED_AGAIN_STAYS = replace(
    refusal(
        "participation_transmission_again",
        "participation_transmission",
        "update",
        changes("asks_again_id"),
        "asked_again_stays: what asks again keeps its answer",
    ),
    needs=_ASKS_AGAIN,
)
# A decision of the Espace asks the Table for nothing; an answer about something else is not asked again here.
ASKS_AGAIN_OF_ITS_SOURCE = replace(
    refusal(
        "participation_transmission_again_source",
        "participation_transmission",
        "insert",
        """NEW.asks_again_id IS NOT NULL AND (NEW.kind = 'decision' OR NOT EXISTS (
            SELECT 1 FROM participation_tableresponse AS r
            JOIN participation_transmission AS t ON t.id = r.transmission_id
            WHERE r.id = NEW.asks_again_id AND t.kind <> 'decision' AND r.kind <> 'accuse_reception'
              AND COALESCE(t.initiative_id, 0) = COALESCE(NEW.initiative_id, 0)
              AND COALESCE(t.issue_id, 0) = COALESCE(NEW.issue_id, 0)
              AND COALESCE(t.concern_id, 0) = COALESCE(NEW.concern_id, 0)))""",
        "asks_again_source: it asks again of the same thing",
    ),
    needs=_ASKS_AGAIN,
)

ECHO_TRIGGERS = (
    ASKED_AGAIN_STAYS,
    ASKS_AGAIN_OF_ITS_SOURCE,
    ONLY_CITIZENS_SAY,
    GIVEN_NEVER_MOVES,
    NO_MORE_THAN_CITIZENS,
    ECHO_KEEPS_ITS_ANSWER,
    GIVEN_WHILE_COUNTED,
)
