"""What a dossier for the Table may be about, and the words it may carry."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Territory
from common import text
from common.exceptions import BadInput, Refused
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import transmissions as transmission_queries
from participation.enums import Expectation, Readers, TransmissionKind
from participation.models import Concern, Initiative, Issue
from participation.models.initiative import APPROVED_STATES
from participation.rules.anonymity import check_leaves_no_identity

TITLE_MAX = 160


def check_source(
    *, kind: str, expects: str, initiative: Initiative | None, issue: Issue | None, concern: Concern | None
) -> None:
    """One source. A decision is an approved initiative and asks for links; a concern goes as its author chose.

    A recommendation speaks for the Espace, which voted it: only a concern kept for facilitation stays out of it.
    """
    if [initiative, issue, concern].count(None) != 2:
        raise BadInput("one_source", _("Choose one source: an initiative, an issue or a concern."))
    if kind not in TransmissionKind.values or expects not in Expectation.values:
        raise BadInput("unknown_kind", _("Choose an answer from the list."))
    if kind == TransmissionKind.DECISION:
        if initiative is None or initiative.state not in APPROVED_STATES:
            raise Refused(
                "not_approved", _("Only an initiative approved by the Espace is sent as a decision.")
            )
        if expects not in (Expectation.LINKAGE, Expectation.INFORMATION):
            raise Refused(
                "decision_asks_nothing", _("A decision of the Espace asks for links, never for an opinion.")
            )
    if concern is None:
        return
    speaks_of_one_concern = kind != TransmissionKind.RECOMMANDATION and concern.readers != Readers.TABLE
    if concern.readers == Readers.FACILITATION or speaks_of_one_concern:
        raise Refused("author_said_no", _("The author did not accept that the Table reads this concern."))


def checked_words(title: str, body: str, *, now: datetime) -> tuple[str, str]:
    """The cleaned title and body. Refused (422): an empty or too long one, and whatever lets somebody be recognised."""
    title, body = text.plain(title), text.plain(body)
    if not title:
        raise BadInput("title_missing", _("Write a title."))
    if len(title) > TITLE_MAX:
        raise BadInput("title_too_long", _("The title is too long. Write 160 characters at most."))
    if not body:
        raise BadInput("body_missing", _("Write what we send to the Table."))
    check_words(title, body, now=now)
    return title, body


def check_words(*texts: str, now: datetime, municipalities_too: bool = True) -> None:
    """Refused (422): what lets somebody be recognised in one of these texts (`rules.anonymity`).

    The Table's answer may name a municipality: it is a body that does things. What leaves the Espace may not.
    """
    municipalities = list(Municipality.objects.order_by("pk").values_list("name", flat=True))
    known = {
        "names": transmission_queries.names_that_stay(),
        "municipalities": municipalities if municipalities_too else [],
        "territories": list(Territory.objects.order_by("pk").values_list("name", flat=True)),
        "bodies": [*transmission_queries.names_of_bodies(), *municipalities],
        "floor": rule_queries.rule_book(now).small_group_floor,
    }
    for words in texts:
        check_leaves_no_identity(words, **known)
