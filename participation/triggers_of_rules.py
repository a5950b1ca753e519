"""What the database refuses about the rules of the Espace, whoever asks."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import refusal

RULE, RULE_CHANGE = "participation_operatingrule", "participation_rulechange"
VOTE_STATES = "('vote_annonce', 'vote_ouvert', 'depouillement')"

LOCKED_RULES_STAY = refusal(
    "participation_operatingrule_locked",
    RULE,
    "insert",
    f"NEW.version > 1 AND EXISTS (SELECT 1 FROM {RULE} AS r WHERE r.key = NEW.key AND r.is_locked)",
    "rule_locked: an invariant has no second version",
)

_BOOK_IN_A_VOTE = f"""EXISTS (SELECT 1 FROM {RULE_CHANGE} AS c
    WHERE c.key = 'rules_adopted' AND c.state IN {VOTE_STATES})"""
BOOK_FROZEN_BY_VOTE = refusal(
    "participation_operatingrule_in_a_vote",
    RULE,
    "insert",
    _BOOK_IN_A_VOTE,
    "rule_book_frozen: no rule changes while the Espace votes on them all",
)
BOOK_VOTED_ALONE = refusal(
    "participation_rulechange_alone",
    RULE_CHANGE,
    "update",
    f"""NEW.state = 'vote_annonce' AND OLD.state <> 'vote_annonce' AND EXISTS (
        SELECT 1 FROM {RULE_CHANGE} AS c WHERE c.id <> NEW.id AND c.state IN {VOTE_STATES}
          AND (c.key = 'rules_adopted' OR NEW.key = 'rules_adopted'))""",
    "rule_book_alone: the vote on all the rules and the vote on one never run together",
)
_VOTED = f"""EXISTS (
    SELECT 1 FROM participation_decision AS d JOIN {RULE_CHANGE} AS c ON c.id = d.rule_change_id
    JOIN voting_tally AS t ON t.vote_id = d.vote_id
    WHERE d.id = NEW.decision_id AND c.key = NEW.key AND t.outcome = 'approuvee')"""
RULE_MADE_BY_VOTE = replace(
    refusal(
        "participation_operatingrule_voted",
        RULE,
        "insert",
        f"""(NEW.decision_id IS NOT NULL AND NOT {_VOTED})
            OR (NEW.decision_id IS NULL AND NEW.version > 1 AND (NEW.key = 'rules_adopted' OR EXISTS (
                SELECT 1 FROM {RULE} AS r
                WHERE r.key = 'rules_adopted' AND CAST(r.value AS TEXT) = 'true')))""",
        "rule_voted: once adopted, a rule changes only by a vote about it",
    ),
    needs=(f"{RULE}.decision_id",),
)

RULES_OF_THE_ESPACE = (LOCKED_RULES_STAY, BOOK_FROZEN_BY_VOTE, BOOK_VOTED_ALONE, RULE_MADE_BY_VOTE)
