"""What the database itself refuses of the Table's work: its commitments, who saw them kept, its questions."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from common.triggers import append_only, changes, refusal

SIGHTING = "participation_sighting"
QUESTION = "participation_tablequestion"

_MANDATE_THAT_DAY = """
    SELECT 1 FROM accounts_mandate AS m
    WHERE m.person_id = NEW.person_id AND m.starts_on <= NEW.given_on
      AND (m.ends_on IS NULL OR m.ends_on >= NEW.given_on)
"""
ONLY_CITIZENS_SAW = refusal(
    "participation_sighting_citizens",
    SIGHTING,
    "insert",
    f"""NOT EXISTS ({_MANDATE_THAT_DAY} AND m.role = 'citizen')
        OR EXISTS ({_MANDATE_THAT_DAY} AND m.role <> 'citizen')
        OR EXISTS (SELECT 1 FROM accounts_person AS p WHERE p.id = NEW.person_id AND p.is_superuser)""",
    "sighting_citizens: only a citizen says what was kept",
    lock="PERFORM 1 FROM accounts_person WHERE id = NEW.person_id FOR SHARE;",
)
SIGHTING_NEVER_MOVES = refusal(
    "participation_sighting_no_update",
    SIGHTING,
    "update",
    "TRUE",
    "sighting_moves: it is given or taken back",
)
QUESTION_STAYS = refusal(
    "participation_tablequestion_words",
    QUESTION,
    "update",
    "OLD.answered_at IS NOT NULL OR "
    + changes("transmission_id", "commitment_id", "words", "asked_by_id", "asked_at"),
    "question_stays: a question and its answer stay as they were",
)
QUESTION_KEPT = refusal(
    "participation_tablequestion_no_delete",
    QUESTION,
    "delete",
    "TRUE",
    "question_kept: what the Table asked is never deleted",
)
DRAFT = "participation_answerdraft"
_KIND_DIFFERS = """NEW.is_on_decision <> (
    SELECT t.kind = 'decision' FROM participation_transmission AS t WHERE t.id = NEW.transmission_id)"""
DRAFT_OF_THE_RIGHT_KIND, DRAFT_KEEPS_ITS_KIND = (
    refusal(
        f"participation_answerdraft_kind_{verb}",
        DRAFT,
        verb,
        _KIND_DIFFERS,
        "draft_kind: the Table never decides for the Espace",
    )
    for verb in ("insert", "update")
)
ADOPTED_STAYS = refusal(
    "participation_answerdraft_adopted",
    DRAFT,
    "update",
    "OLD.state IN ('adoptee', 'publiee', 'corrigee') AND "
    + changes(
        "transmission_id", "kind", "reason", "plain_words", "commitment_on", "commitment_owner", "promised"
    ),
    "answer_adopted: what the Table adopted stays as it was",
)
PUBLISHED_STAYS = refusal(
    "participation_answerdraft_published",
    DRAFT,
    "update",
    "OLD.published_id IS NOT NULL AND " + changes("published_id", "resolution", "adopted_on", "corrects_id"),
    "answer_published: what was published stays as it was",
)
DRAFT_KEPT = refusal(
    "participation_answerdraft_no_delete",
    DRAFT,
    "delete",
    "TRUE",
    "draft_kept: what was written for the Espace is never deleted",
)
OPINION_KEPT = refusal(
    "participation_seatopinion_no_delete",
    "participation_seatopinion",
    "delete",
    "TRUE",
    "opinion_kept: what a seat said is never deleted",
)

TABLE_TRIGGERS = (
    ONLY_CITIZENS_SAW,
    SIGHTING_NEVER_MOVES,
    QUESTION_STAYS,
    QUESTION_KEPT,
    DRAFT_OF_THE_RIGHT_KIND,
    DRAFT_KEEPS_ITS_KIND,
    ADOPTED_STAYS,
    PUBLISHED_STAYS,
    DRAFT_KEPT,
    OPINION_KEPT,
    *append_only("participation_circulatedanswer"),
    *append_only("participation_commitment"),
    *append_only("participation_commitmentstep"),
)
