"""What the database refuses of a receipt by link: another dossier's, a second use, a link that never left."""

# ruff: noqa: S608  the names put together here are ours, written in this file

from dataclasses import replace

from common.triggers import changes, refusal

RESPONSE = "participation_tableresponse"
MAIL = "participation_dossiermail"

RECEIPT_OF_ITS_DOSSIER = replace(
    refusal(
        "participation_tableresponse_receipt",
        RESPONSE,
        "insert",
        f"""NEW.receipt_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM {MAIL} AS l
            WHERE l.id = NEW.receipt_id AND l.transmission_id = NEW.transmission_id AND l.used_at IS NOT NULL)""",
        "receipt_link: a link acknowledges its own dossier, once it was used",
    ),
    reads=(MAIL,),
    needs=(f"{RESPONSE}.receipt_id",),
)
LINK_USED_ONCE = refusal(
    "participation_dossiermail_used",
    MAIL,
    "update",
    f"""{changes("transmission_id", "queued_at")}
        OR (OLD.used_at IS NOT NULL AND ({changes("used_at", "digest", "sent_at", "expires_at")}))
        OR (NEW.used_at IS NOT NULL AND OLD.used_at IS NULL AND NEW.used_at > OLD.expires_at)""",
    "receipt_used: a link is used once, before it expires",
)
MAIL_KEPT = refusal(
    "participation_dossiermail_no_delete",
    MAIL,
    "delete",
    "TRUE",
    "mail_kept: what was e-mailed to the Table is never deleted",
)

RECEIPTS_BY_LINK = (RECEIPT_OF_ITS_DOSSIER, LINK_USED_ONCE, MAIL_KEPT)
