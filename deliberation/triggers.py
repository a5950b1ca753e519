"""What the database itself refuses: rewriting who said what, when, or erasing it."""

from common.triggers import Trigger, append_only, refuse_row

MESSAGE = "deliberation_message"
FLAG = "deliberation_flag"
SUBMISSION = "deliberation_submission"
APPEAL = "deliberation_appeal"
READER = "deliberation_appealreader"
OWN_CASE = (
    "EXISTS (SELECT 1 FROM deliberation_appeal a WHERE a.id = NEW.appeal_id "
    "AND (a.asked_by_id = NEW.person_id OR a.acted_by_id = NEW.person_id))"
)
VERSION = "deliberation_messageversion"
KEPT_COLUMNS = ("thread_id", "number", "author_id", "typed_by_id", "posted_at")


def _never_deleted(table: str) -> Trigger:
    name = f"{table}_no_delete"
    return Trigger(
        name=name,
        table=table,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                RAISE EXCEPTION 'a row of {table} is never deleted' USING ERRCODE = 'integrity_constraint_violation';
            END $body$;
            CREATE TRIGGER {name} BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, 'a row of {table} is never deleted'); END
        """,
    )


def _origin_kept() -> Trigger:
    name = f"{MESSAGE}_keeps_its_origin"
    changed_on_postgresql = " OR ".join(
        f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT_COLUMNS
    )
    changed_on_sqlite = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT_COLUMNS)
    return Trigger(
        name=name,
        table=MESSAGE,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF {changed_on_postgresql} THEN
                    RAISE EXCEPTION 'a message keeps its origin' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $body$;
            CREATE TRIGGER {name} BEFORE UPDATE ON {MESSAGE}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE UPDATE ON {MESSAGE}
            WHEN {changed_on_sqlite}
            BEGIN SELECT RAISE(ABORT, 'a message keeps its origin'); END
        """,
    )


def _words_kept() -> Trigger:
    """The words of a message change only once what they were is written down."""
    name = f"{MESSAGE}_keeps_its_words"
    is_kept = "EXISTS (SELECT 1 FROM deliberation_messageversion v WHERE v.message_id = OLD.id AND v.text = OLD.text)"
    return Trigger(
        name=name,
        table=MESSAGE,
        postgresql=f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN
                IF NEW.text IS DISTINCT FROM OLD.text AND NOT {is_kept} THEN
                    RAISE EXCEPTION 'words are kept before they change' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $body$;
            CREATE TRIGGER {name} BEFORE UPDATE ON {MESSAGE}
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        sqlite=f"""
            CREATE TRIGGER {name} BEFORE UPDATE ON {MESSAGE}
            WHEN NEW.text IS NOT OLD.text AND NOT {is_kept}
            BEGIN SELECT RAISE(ABORT, 'words are kept before they change'); END
        """,
        reads=(VERSION,),
    )


TRIGGERS = [
    *append_only("deliberation_moderationaction"),
    *append_only(VERSION),
    *append_only("deliberation_threadnews"),
    _origin_kept(),
    _words_kept(),
    _never_deleted(MESSAGE),
    _never_deleted(FLAG),
    _never_deleted(SUBMISSION),
    _never_deleted(APPEAL),
    _never_deleted(READER),
    refuse_row(
        f"{SUBMISSION}_settled",
        SUBMISSION,
        "UPDATE",
        "what was read is settled",
        # Words not published may still be published by those who read them again.
        postgresql=(
            "OLD.state NOT IN ('attend', 'refuse') OR (OLD.state = 'refuse' AND NEW.state <> 'publie') "
            "OR NEW.author_id IS DISTINCT FROM OLD.author_id OR NEW.text IS DISTINCT FROM OLD.text"
        ),
        sqlite=(
            "OLD.state NOT IN ('attend', 'refuse') OR (OLD.state = 'refuse' AND NEW.state <> 'publie') "
            "OR NEW.author_id IS NOT OLD.author_id OR NEW.text IS NOT OLD.text"
        ),
    ),
    refuse_row(
        f"{APPEAL}_settled",
        APPEAL,
        "UPDATE",
        "a decided appeal is settled",
        postgresql="OLD.state <> 'en_relecture' OR NEW.seed IS DISTINCT FROM OLD.seed OR NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id",
        sqlite="OLD.state <> 'en_relecture' OR NEW.seed IS NOT OLD.seed OR NEW.asked_by_id IS NOT OLD.asked_by_id",
    ),
    refuse_row(
        f"{READER}_settled",
        READER,
        "UPDATE",
        "an opinion is given once, by who was drawn",
        postgresql="OLD.opinion <> '' OR OLD.replaced_at IS NOT NULL OR NEW.person_id IS DISTINCT FROM OLD.person_id",
        sqlite="OLD.opinion <> '' OR OLD.replaced_at IS NOT NULL OR NEW.person_id IS NOT OLD.person_id",
    ),
    refuse_row(
        f"{READER}_not_of_oneself",
        READER,
        "INSERT",
        "nobody reads their own case again",
        postgresql=OWN_CASE,
        sqlite=OWN_CASE,
        reads=(APPEAL,),
    ),
    refuse_row(
        f"{FLAG}_settled",
        FLAG,
        "UPDATE",
        "a flag that was read is settled",
        postgresql="OLD.handled_at IS NOT NULL OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.reason IS DISTINCT FROM OLD.reason",
        sqlite="OLD.handled_at IS NOT NULL OR NEW.by_id IS NOT OLD.by_id OR NEW.reason IS NOT OLD.reason",
    ),
]
