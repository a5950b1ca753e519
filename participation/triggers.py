"""What the database itself refuses in the Espace, whoever asks, through whatever door.

Only citizens support; only a count approves; what was sent, decided, reviewed or signed stays as it was.
"""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import append_only, changes, refusal
from participation.accord_triggers import ACCORDS
from participation.calendar_triggers import DATES_THAT_MOVE
from participation.clock_triggers import CLOCK_ACCEPTED
from participation.consultation_triggers import ASKED_BY_THE_TABLE
from participation.echo_triggers import ECHO_TRIGGERS
from participation.help_triggers import HELP_OFFERED
from participation.priority_triggers import PRIORITIES
from participation.quote_triggers import QUOTES
from participation.receipt_triggers import RECEIPTS_BY_LINK
from participation.season_triggers import FIRST_ISSUES
from participation.spoken_triggers import SPOKEN
from participation.spokesperson_triggers import SPOKESPERSONS
from participation.table_triggers import TABLE_TRIGGERS
from participation.text_flag_triggers import TEXT_FLAGS
from participation.triggers_of_rules import RULES_OF_THE_ESPACE, VOTE_STATES
from participation.triggers_of_texts import TEXTS_WRITTEN_TOGETHER
from participation.withdrawal_triggers import WITHDRAWN_BEFORE_THE_VOTE

SUPPORT = "participation_support"
INITIATIVE = "participation_initiative"
DECISION = "participation_decision"
TRANSMISSION = "participation_transmission"
RESPONSE = "participation_tableresponse"
NOTICE = "participation_notice"

_MANDATE_THAT_DAY = """
    SELECT 1 FROM accounts_mandate AS m
    WHERE m.person_id = NEW.person_id AND m.starts_on <= NEW.given_on
      AND (m.ends_on IS NULL OR m.ends_on >= NEW.given_on)
"""

ONLY_CITIZENS_SUPPORT = refusal(
    "participation_support_citizens",
    SUPPORT,
    "insert",
    f"""NOT EXISTS ({_MANDATE_THAT_DAY} AND m.role = 'citizen')
        OR EXISTS ({_MANDATE_THAT_DAY} AND m.role <> 'citizen')
        OR EXISTS (SELECT 1 FROM accounts_person AS p WHERE p.id = NEW.person_id AND p.is_superuser)
        OR EXISTS (SELECT 1 FROM participation_concern AS c
                   WHERE c.id = NEW.concern_id AND c.author_id = NEW.person_id)""",
    "support_citizens: only another citizen supports",
    lock="PERFORM 1 FROM accounts_person WHERE id = NEW.person_id FOR SHARE;",
)
SUPPORT_NEVER_MOVES = refusal(
    "participation_support_no_update",
    SUPPORT,
    "update",
    "TRUE",
    "support_moves: a support is given or taken back",
)

# The tally that says so: an approval exists only because ballots were counted.
_COUNTED = """
    SELECT 1 FROM participation_decision AS d JOIN voting_tally AS t ON t.vote_id = d.vote_id
    WHERE d.initiative_id = NEW.id AND t.outcome = {outcome}
"""

BORN_AN_IDEA = refusal(
    "participation_initiative_born",
    INITIATIVE,
    "insert",
    "NEW.state <> 'idee'",
    "initiative_born: an initiative begins as an idea",
)
APPROVED_BY_COUNTING = refusal(
    "participation_initiative_approved",
    INITIATIVE,
    "update",
    f"""NEW.state = 'approuvee' AND OLD.state <> 'approuvee'
        AND (OLD.state NOT IN ('depouillement', 'cherche_porteur')
             OR NOT EXISTS ({_COUNTED.format(outcome="'approuvee'")}))""",
    "initiative_approved: only a count of the citizens approves",
)
AFTER_APPROVAL = refusal(
    "participation_initiative_after",
    INITIATIVE,
    "update",
    """(NEW.state = 'cherche_porteur' AND OLD.state NOT IN ('cherche_porteur', 'approuvee'))
        OR (NEW.state = 'protocole_signe' AND OLD.state NOT IN ('protocole_signe', 'approuvee'))
        OR (NEW.state = 'en_realisation' AND OLD.state NOT IN ('en_realisation', 'protocole_signe', 'bilan_recu'))
        OR (NEW.state = 'bilan_recu' AND OLD.state NOT IN ('bilan_recu', 'en_realisation'))
        OR (NEW.state = 'terminee' AND OLD.state NOT IN ('terminee', 'bilan_recu'))""",
    "initiative_after: these steps come after an approval",
)
NOT_APPROVED_BY_COUNTING = refusal(
    "participation_initiative_not_approved",
    INITIATIVE,
    "update",
    f"""NEW.state = 'non_approuvee' AND OLD.state <> 'non_approuvee'
        AND (OLD.state <> 'depouillement' OR NOT EXISTS ({_COUNTED.format(outcome="'non_approuvee'")}))""",
    "initiative_not_approved: only a count of the citizens says no",
)
RULE_ADOPTED_BY_COUNTING = refusal(
    "participation_rulechange_adopted",
    "participation_rulechange",
    "update",
    f"""NEW.state = 'adoptee' AND OLD.state <> 'adoptee'
        AND (OLD.state <> 'depouillement' OR NOT EXISTS (
            {_COUNTED.replace("d.initiative_id", "d.rule_change_id").format(outcome="'approuvee'")}))""",
    "rule_adopted: only a count of the citizens changes a rule",
)
TEXT_FROZEN_BY_VOTE = refusal(
    "participation_initiative_frozen",
    INITIATIVE,
    "update",
    f"OLD.state IN {VOTE_STATES} AND {changes('current_id')}",
    "initiative_frozen: the text of a vote does not change",
)

RULE_FROZEN_BY_VOTE = refusal(
    "participation_rule_change_frozen",
    "participation_rulechange",
    "update",
    f"OLD.state IN {VOTE_STATES} AND {changes('key', 'proposed_value', 'reason')}",
    "a proposal in a vote keeps its rule, its value and its reason",
)
DECISION_KEEPS_ITS_SUBJECT = refusal(
    "participation_decision_subject",
    DECISION,
    "update",
    changes(
        "vote_id", "kind", "initiative_id", "version_id", "issue_id", "rule_change_id", "transmission_id"
    ),
    "decision_subject: a decision keeps its vote and its subject",
)
_OUTCOME_WITHOUT_TALLY = """NEW.outcome <> '' AND NOT EXISTS (
    SELECT 1 FROM voting_tally AS t WHERE t.vote_id = NEW.vote_id AND t.outcome = NEW.outcome)"""
OUTCOME_WRITTEN_ONCE = refusal(
    "participation_decision_outcome",
    DECISION,
    "update",
    f"(OLD.outcome <> '' AND {changes('outcome', 'recorded_at')}) OR ({_OUTCOME_WITHOUT_TALLY})",
    "decision_outcome: an outcome comes from the count and is written once",
)
NO_DECISION_BORN_DECIDED = refusal(
    "participation_decision_born",
    DECISION,
    "insert",
    _OUTCOME_WITHOUT_TALLY,
    "decision_born: nothing is decided before a count",
)
DECISION_KEPT = refusal(
    "participation_decision_no_delete",
    DECISION,
    "delete",
    "TRUE",
    "decision_kept: a decision is never deleted",
)

SENT_STAYS = refusal(
    "participation_transmission_sent",
    TRANSMISSION,
    "update",
    "OLD.sent_at IS NOT NULL AND "
    + changes(
        "number",
        "kind",
        "title",
        "body",
        "expects",
        "initiative_id",
        "issue_id",
        "concern_id",
        "sent_at",
        "due_on",
        "prepared_by_id",
        "reread_by_id",
        "reread_at",
        "doubted_at",
        "dropped_at",
    ),
    "transmission_sent: what was sent stays as it was",
)
SENT_KEPT = refusal(
    "participation_transmission_no_delete",
    TRANSMISSION,
    "delete",
    "OLD.sent_at IS NOT NULL",
    "transmission_kept: what was sent is never deleted",
)
DOUBTED_OR_DROPPED_STAYS = refusal(
    "participation_transmission_leaves",
    TRANSMISSION,
    "update",
    "NEW.sent_at IS NOT NULL AND (NEW.doubted_at IS NOT NULL OR NEW.dropped_at IS NOT NULL)",
    "transmission_leaves: what was dropped, or shows somebody, never leaves",
)
DROPPED_FOR_GOOD = refusal(
    "participation_transmission_dropped",
    TRANSMISSION,
    "update",
    "OLD.dropped_at IS NOT NULL",
    "transmission_dropped: what was dropped stays dropped",
)
ANSWER_TO_THE_RIGHT_KIND = refusal(
    "participation_tableresponse_kind",
    RESPONSE,
    "insert",
    f"""NEW.is_on_decision <> (
        SELECT t.kind = 'decision' FROM {TRANSMISSION} AS t WHERE t.id = NEW.transmission_id)""",
    "response_kind: the Table never decides for the Espace",
)

NOTICE_KEEPS_ITS_WORDS = refusal(
    "participation_notice_words",
    NOTICE,
    "update",
    changes("person_id", "kind", "event", "state", "title", "words", "created_at"),
    "notice_words: what somebody was told stays as it was",
)
NOTICE_KEPT = refusal(
    "participation_notice_no_delete",
    NOTICE,
    "delete",
    "TRUE",
    "notice_kept: what somebody had to be told is never deleted",
)

_HELPER_THAT_DAY = """
    SELECT 1 FROM accounts_mandate AS m
    WHERE m.person_id = NEW.written_by_id AND m.role IN ('support', 'facilitator', 'mrc_resource')
      AND m.starts_on <= NEW.consented_on AND (m.ends_on IS NULL OR m.ends_on >= NEW.consented_on)
"""
ONLY_HELPERS_WRITE_DOWN = refusal(
    "participation_helped_by_helpers",
    "participation_helpedcontribution",
    "insert",
    f"NEW.written_by_id = NEW.person_id OR NOT EXISTS ({_HELPER_THAT_DAY})",
    "helped_by_helpers: only a helper writes down the words of somebody else",
)

ANSWERED_BY_THE_MRC = refusal(
    "participation_referralanswer_mrc",
    "participation_referralanswer",
    "insert",
    """NOT EXISTS (
        SELECT 1 FROM participation_referral AS r JOIN accounts_mandate AS m ON m.territory_id = r.territory_id
        WHERE r.id = NEW.referral_id AND m.person_id = NEW.by_id AND m.role = 'mrc_resource')""",
    "referral_answer: only the resource of that MRC answers",
)

APPEND_ONLY = (
    "participation_referralanswer",
    "participation_territorialdeposit",
    "participation_helpedcontribution",
    "participation_noticetry",
    "participation_initiativeversion",
    "participation_issueversion",
    "participation_admissibilityreview",
    "participation_reviewreminder",
    "participation_renewalconsensus",
    "participation_stagechange",
    "participation_operatingrule",
    "participation_tableresponse",
    "participation_agreement",
)

TRIGGERS = [
    ONLY_CITIZENS_SUPPORT,
    SUPPORT_NEVER_MOVES,
    BORN_AN_IDEA,
    APPROVED_BY_COUNTING,
    AFTER_APPROVAL,
    NOT_APPROVED_BY_COUNTING,
    RULE_ADOPTED_BY_COUNTING,
    TEXT_FROZEN_BY_VOTE,
    RULE_FROZEN_BY_VOTE,
    DECISION_KEEPS_ITS_SUBJECT,
    OUTCOME_WRITTEN_ONCE,
    NO_DECISION_BORN_DECIDED,
    DECISION_KEPT,
    SENT_STAYS,
    SENT_KEPT,
    DOUBTED_OR_DROPPED_STAYS,
    DROPPED_FOR_GOOD,
    ANSWER_TO_THE_RIGHT_KIND,
    *RULES_OF_THE_ESPACE,
    NOTICE_KEEPS_ITS_WORDS,
    NOTICE_KEPT,
    ONLY_HELPERS_WRITE_DOWN,
    *TEXTS_WRITTEN_TOGETHER,
    *FIRST_ISSUES,
    *TABLE_TRIGGERS,
    *CLOCK_ACCEPTED,
    *RECEIPTS_BY_LINK,
    *ACCORDS,
    *DATES_THAT_MOVE,
    *QUOTES,
    *ASKED_BY_THE_TABLE,
    *PRIORITIES,
    *ECHO_TRIGGERS,
    *SPOKESPERSONS,
    *SPOKEN,
    *HELP_OFFERED,
    *TEXT_FLAGS,
    ANSWERED_BY_THE_MRC,
    *WITHDRAWN_BEFORE_THE_VOTE,
    *(trigger for table in APPEND_ONLY for trigger in append_only(table)),
]
