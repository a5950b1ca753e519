"""What the Table may say, and to what. Nothing here approves or refuses an initiative of the Espace."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, Refused
from participation.enums import DECISION_RESPONSES, REQUEST_RESPONSES, ResponseKind, TransmissionKind
from participation.rules import short_version
from participation.rules.commitments import check_speaks_for_the_table


def allowed_kinds(transmission_kind: str) -> frozenset[ResponseKind]:
    """Founding text, l.154: an initiative approved by the Espace gets a link or a lever, nothing else."""
    return DECISION_RESPONSES if transmission_kind == TransmissionKind.DECISION else REQUEST_RESPONSES


def check_answers_for_the_table(capacity: Capacity) -> None:
    if not capacity.is_table:
        raise Refused("table_only", _("Only the Table answers here."))


def may_answer_for_the_table(capacity: Capacity) -> bool:
    return capacity.is_table


def check_publishes(capacity: Capacity, kind: str) -> None:
    """What the Table adopted leaves by the seat that leads it; any seat acknowledges, offers a link or a fund."""
    if kind not in DECISION_RESPONSES:
        check_speaks_for_the_table(capacity)


def check_is_an_answer(kind: str) -> None:
    if kind == ResponseKind.ACKNOWLEDGED:
        raise Refused("not_an_answer", _("The Table cannot answer this way here."))


def check_kind_fits(transmission_kind: str, kind: str) -> None:
    """Any other word, « approuver » and « refuser » included, is refused."""
    if kind in allowed_kinds(transmission_kind):
        return
    if transmission_kind == TransmissionKind.DECISION:
        raise Refused(
            "table_never_decides_for_the_espace",
            _("The Espace approved this initiative. The Table proposes links or other funds."),
        )
    raise Refused("not_an_answer", _("The Table cannot answer this way here."))


def may_use_kind(transmission_kind: str, kind: str) -> bool:
    return kind in allowed_kinds(transmission_kind)


def check_says_why(
    *, kind: str, reason: str, plain_words: str, commitment_on: date | None, commitment_owner: str
) -> None:
    """A reason, and plain words that begin short; a new date to postpone; the name of who gets what is passed on."""
    if kind == ResponseKind.ACKNOWLEDGED:
        return
    if not reason:
        raise BadInput("reason_missing", _("Write the reason. Without a reason, nothing is published."))
    if not plain_words:
        raise BadInput("plain_words_missing", _("Write the answer in plain words."))
    short_version.check_begins_short(plain_words)
    if kind == ResponseKind.POSTPONED and commitment_on is None:
        raise BadInput("new_date_missing", _("Give the new date."))
    if kind == ResponseKind.PASSED_ON and not commitment_owner:
        raise BadInput("owner_missing", _("Write who will answer."))


def check_is_to_come(commitment_on: date | None, *, today: date) -> None:
    if commitment_on is not None and commitment_on < today:
        raise BadInput("date_past", _("This date is past. Give the day of today or a later one."))


def not_public(field: str, refusal: BadInput) -> BadInput:
    """The same refusal, said to the Table: its code is `public_` and the field it stands in."""
    sentence = _("Everybody will read your answer. %(what)s") % {"what": refusal.sentence}
    return BadInput(f"public_{field}", sentence)
