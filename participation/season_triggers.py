"""What the database refuses in the choice of the first issues of the season: only a count chooses, once."""

from common.triggers import changes, refusal

SEASON_ISSUE = "participation_seasonissue"

_ITS_OPTION = """
    SELECT 1 FROM participation_decision AS d JOIN voting_option AS o ON o.vote_id = d.vote_id
    WHERE d.id = NEW.decision_id AND d.kind = 'saison' AND o.position = NEW.position
"""
_COUNTED_SO = """
    SELECT 1 FROM participation_decision AS d
    JOIN voting_option AS o ON o.vote_id = d.vote_id
    JOIN voting_optiontally AS t ON t.option_id = o.id
    WHERE d.id = NEW.decision_id AND o.position = NEW.position AND t.is_chosen = NEW.is_first
"""

ANSWERS_A_SEASON_VOTE = refusal(
    "participation_season_issue_born",
    SEASON_ISSUE,
    "insert",
    f"NEW.is_first IS NOT NULL OR NOT EXISTS ({_ITS_OPTION})",
    "season_issue_born: an issue answers a season vote, and nothing is chosen before a count",
)
CHOSEN_ONCE_BY_COUNTING = refusal(
    "participation_season_issue_first",
    SEASON_ISSUE,
    "update",
    f"""{changes("decision_id", "issue_id", "position")} OR OLD.is_first IS NOT NULL
        OR NOT EXISTS ({_COUNTED_SO})""",
    "season_issue_first: only a count chooses the first issues, and once",
)
SEASON_ISSUE_KEPT = refusal(
    "participation_season_issue_no_delete",
    SEASON_ISSUE,
    "delete",
    "TRUE",
    "season_issue_kept: what the Espace chose among is never deleted",
)

FIRST_ISSUES = (ANSWERS_A_SEASON_VOTE, CHOSEN_ONCE_BY_COUNTING, SEASON_ISSUE_KEPT)
