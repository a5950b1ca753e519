"""What the database refuses in texts that people write together: proposed changes, invitations, authors."""

from dataclasses import replace

from common.triggers import Trigger, append_only, changes, refusal

AMENDMENT = "participation_amendment"
INVITATION = "participation_authorinvitation"
RULE_VERSION = "participation_rulechangeversion"


def _once_passed(trigger: Trigger) -> Trigger:
    """It reads columns that later migrations add."""
    return replace(trigger, needs=(f"{AMENDMENT}.passed_at", f"{AMENDMENT}.rule_change_id"))


AMENDMENT_BORN_WAITING = _once_passed(
    refusal(
        "participation_amendment_born",
        AMENDMENT,
        "insert",
        "NEW.state <> 'proposee' OR NEW.passed_at IS NOT NULL",
        "amendment_born: a proposal begins without an answer",
    )
)
AMENDMENT_KEEPS_ITS_WORDS = _once_passed(
    refusal(
        "participation_amendment_words",
        AMENDMENT,
        "update",
        "OLD.state <> 'proposee' OR (OLD.passed_at IS NOT NULL AND "
        + changes("passed_at")
        + ") OR "
        + changes("initiative_id", "version_id", "rule_change_id", "rule_version_id", "value")
        + " OR "
        + changes("part", "words", "why", "author_id", "proposed_at"),
        "amendment_words: a proposal keeps its words, and is answered once",
    )
)
AMENDMENT_ANSWERED_BY_AUTHORS = _once_passed(
    refusal(
        "participation_amendment_authors",
        AMENDMENT,
        "update",
        """NEW.state IN ('acceptee', 'refusee') AND NOT EXISTS (
            SELECT 1 FROM participation_initiative_authors AS a
            WHERE a.initiative_id = NEW.initiative_id AND a.person_id = NEW.answered_by_id)
        AND NOT EXISTS (
            SELECT 1 FROM participation_rulechange AS c
            WHERE c.id = NEW.rule_change_id AND c.proposed_by_id = NEW.answered_by_id)""",
        "amendment_authors: only an author answers a proposal",
    )
)
AMENDMENT_KEPT = refusal(
    "participation_amendment_no_delete",
    AMENDMENT,
    "delete",
    "TRUE",
    "amendment_kept: a proposal is never deleted",
)

RULE_REWORDED_BEFORE_THE_VOTE = refusal(
    "participation_rulechangeversion_before_vote",
    RULE_VERSION,
    "insert",
    """NOT EXISTS (
        SELECT 1 FROM participation_rulechange AS c
        WHERE c.id = NEW.change_id AND c.state IN ('proposee', 'en_deliberation')
          AND c.proposed_by_id = NEW.made_by_id)""",
    "rule_wording: whoever proposes it changes it until the vote is announced",
    lock="PERFORM 1 FROM participation_rulechange WHERE id = NEW.change_id FOR SHARE;",
)

INVITATION_ANSWERED_ONCE = refusal(
    "participation_invitation_once",
    INVITATION,
    "update",
    "OLD.state <> 'attente' OR "
    + changes("initiative_id", "invited_by_id", "code_hash", "made_at", "expires_at"),
    "invitation_once: a code is answered once, and is for one text",
)
INVITATION_KEPT = refusal(
    "participation_invitation_no_delete",
    INVITATION,
    "delete",
    "TRUE",
    "invitation_kept: an invitation is never deleted",
)
AN_AUTHOR_REMAINS = refusal(
    "participation_author_remains",
    "participation_initiative_authors",
    "delete",
    """(SELECT COUNT(*) FROM participation_initiative_authors AS a
        WHERE a.initiative_id = OLD.initiative_id) < 2""",
    "author_remains: an initiative always has an author",
    lock="PERFORM 1 FROM participation_initiative WHERE id = OLD.initiative_id FOR UPDATE;",
)

TEXTS_WRITTEN_TOGETHER = (
    AMENDMENT_BORN_WAITING,
    AMENDMENT_KEEPS_ITS_WORDS,
    AMENDMENT_ANSWERED_BY_AUTHORS,
    AMENDMENT_KEPT,
    RULE_REWORDED_BEFORE_THE_VOTE,
    *append_only(RULE_VERSION),
    INVITATION_ANSWERED_ONCE,
    INVITATION_KEPT,
    AN_AUTHOR_REMAINS,
)
