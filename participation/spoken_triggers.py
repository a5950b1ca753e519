"""What the database refuses about what citizens write for a ballot page, and about stepping back."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import Trigger, append_only, changes, refusal

REASON = "participation_reason"
OBJECTION = "participation_objection"
SET_ASIDE = "participation_setaside"
REQUEST = "participation_stepbackrequest"

REASONS_TILL = "('en_deliberation', 'en_analyse', 'a_ajuster', 'admissible', 'quorum_non_atteint')"
OBJECTIONS_IN = "('en_deliberation', 'en_analyse', 'admissible')"

_HOLD_SUBJECT = """PERFORM 1 FROM participation_initiative WHERE id = NEW.initiative_id FOR SHARE;
    PERFORM 1 FROM participation_rulechange WHERE id = NEW.rule_change_id FOR SHARE;"""
_NOT_A_CITIZEN = """NOT EXISTS (
    SELECT 1 FROM accounts_mandate AS m JOIN accounts_person AS p ON p.id = m.person_id
    WHERE m.person_id = NEW.{person} AND m.role = 'citizen' AND NOT p.is_superuser)"""

REASONS_BEFORE_THE_VOTE = refusal(
    "participation_reason_before_vote",
    REASON,
    "insert",
    f"""(NEW.initiative_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM participation_initiative AS i
            WHERE i.id = NEW.initiative_id AND i.state IN {REASONS_TILL}))
        OR (NEW.rule_change_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM participation_rulechange AS c
            WHERE c.id = NEW.rule_change_id AND c.state = 'en_deliberation'))
        OR {_NOT_A_CITIZEN.format(person="by_id")}""",
    "reason_before_vote: citizens write reasons until the vote is announced",
    lock=_HOLD_SUBJECT,
)


def _once_of_rules(trigger: Trigger) -> Trigger:
    """It reads a column that a later migration adds."""
    return replace(trigger, needs=(f"{OBJECTION}.rule_change_id",))


OBJECTIONS_BEFORE_THE_VOTE = _once_of_rules(
    refusal(
        "participation_objection_before_vote",
        OBJECTION,
        "insert",
        f"""NEW.state <> 'ouverte' OR {_NOT_A_CITIZEN.format(person="author_id")}
            OR (NEW.initiative_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM participation_initiative AS i
                WHERE i.id = NEW.initiative_id AND i.state IN {OBJECTIONS_IN}))
            OR (NEW.rule_change_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM participation_rulechange AS c
                WHERE c.id = NEW.rule_change_id AND c.state = 'en_deliberation'))""",
        "objection_before_vote: citizens object until the vote is announced",
        lock=_HOLD_SUBJECT,
    )
)
_OF_AN_OBJECTION = changes(
    "initiative_id", "version_id", "rule_change_id", "rule_version_id", "text", "author_id", "made_at"
)
OBJECTION_KEEPS_ITS_WORDS = _once_of_rules(
    refusal(
        "participation_objection_words",
        OBJECTION,
        "update",
        f"""OLD.state IN ('levee', 'portee') OR (OLD.state = 'ecartee' AND NEW.state IN ('levee', 'portee'))
            OR {_OF_AN_OBJECTION}""",
        "objection_words: an objection keeps its words, and stays once lifted or carried",
    )
)
OBJECTION_KEPT = refusal(
    "participation_objection_no_delete",
    OBJECTION,
    "delete",
    "TRUE",
    "objection_kept: an objection is never deleted",
)
_NOT_FACILITATION = """NOT EXISTS (
    SELECT 1 FROM accounts_mandate AS m WHERE m.person_id = NEW.{person} AND m.role = 'facilitator')"""
_ANNOUNCED = f"""(NEW.reason_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM participation_reason AS r
        LEFT JOIN participation_initiative AS i ON i.id = r.initiative_id
        LEFT JOIN participation_rulechange AS c ON c.id = r.rule_change_id
        WHERE r.id = NEW.reason_id AND (i.state IN {REASONS_TILL} OR c.state = 'en_deliberation')))
    OR (NEW.objection_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM participation_objection AS o
        LEFT JOIN participation_initiative AS i ON i.id = o.initiative_id
        LEFT JOIN participation_rulechange AS c ON c.id = o.rule_change_id
        WHERE o.id = NEW.objection_id AND (i.state IN {OBJECTIONS_IN} OR c.state = 'en_deliberation')))"""
SET_ASIDE_BEFORE_THE_VOTE = _once_of_rules(
    refusal(
        "participation_setaside_before_vote",
        SET_ASIDE,
        "insert",
        f"NEW.ended_at IS NOT NULL OR {_NOT_FACILITATION.format(person='by_id')} OR {_ANNOUNCED}",
        "set_aside: facilitation takes sentences out until the vote is announced",
    )
)
SET_ASIDE_ONLY_ENDS = _once_of_rules(
    refusal(
        "participation_setaside_ends",
        SET_ASIDE,
        "update",
        f"""OLD.ended_at IS NOT NULL OR {changes("reason_id", "objection_id", "why", "state_before", "by_id", "at")}
            OR {_NOT_FACILITATION.format(person="ended_by_id")} OR {_ANNOUNCED}""",
        "set_aside: facilitation puts sentences back until the vote is announced",
    )
)
SET_ASIDE_KEPT = refusal(
    "participation_setaside_no_delete", SET_ASIDE, "delete", "TRUE", "set_aside: the act stays written"
)
REQUEST_KEEPS_ITS_WORDS = refusal(
    "participation_stepbackrequest_words",
    REQUEST,
    "update",
    f"OLD.answer <> 'attente' OR {changes('initiative_id', 'person_id', 'reason', 'asked_by_id', 'asked_at')}",
    "step_back_request: a request keeps its words and is answered once",
)

SPOKEN = [
    REASONS_BEFORE_THE_VOTE,
    OBJECTIONS_BEFORE_THE_VOTE,
    OBJECTION_KEEPS_ITS_WORDS,
    OBJECTION_KEPT,
    SET_ASIDE_BEFORE_THE_VOTE,
    SET_ASIDE_ONLY_ENDS,
    SET_ASIDE_KEPT,
    REQUEST_KEEPS_ITS_WORDS,
    *append_only(REASON),
    *append_only("participation_stepback"),
    *append_only("participation_sentenceappeal"),
]
