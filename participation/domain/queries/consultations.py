"""What the Table asked the Espace, with where each one stands that day. Public: the thread and the people are not in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from common.exceptions import Missing
from participation.models import Consultation, Issue
from participation.models.consultation import ConsultationQuerySet
from participation.rules import consultations as rules
from participation.rules.consultations import Standing

ORDER = (rules.LATE, rules.TO_COME, rules.ANSWERED, rules.DECLINED)


@dataclass(frozen=True)
class Asked:
    consultation: Consultation
    standing: Standing

    @property
    def is_waiting(self) -> bool:
        return self.standing.status in (rules.LATE, rules.TO_COME)


def _found() -> ConsultationQuerySet:
    return Consultation.objects.select_related("issue", "answer")


def _asked(found: Iterable[Consultation], today: date) -> list[Asked]:
    return [Asked(one, rules.standing(one, today=today)) for one in found]


def every(today: date) -> list[Asked]:
    """The late ones first, then those to come by date, those answered, those declined: one query."""
    found = _asked(_found().order_by("wished_on", "pk"), today)
    return sorted(found, key=lambda one: ORDER.index(one.standing.status))


def waiting(today: date) -> list[Asked]:
    """What the Espace must still answer, the nearest date first."""
    return _asked(_found().waiting().order_by("wished_on", "pk"), today)


def of_issue(issue: Issue, *, today: date) -> Asked | None:
    """None when the Table did not ask this."""
    found = _asked(_found().filter(issue=issue), today)
    return found[0] if found else None


def answered_by(transmission_pk: int) -> Consultation | None:
    """What this sending answers, if anything."""
    return _found().filter(answer_id=transmission_pk).first()


def find(pk: int) -> Consultation:
    found = _found().filter(pk=pk).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def dates_of(issue_pks: Iterable[int]) -> dict[int, date]:
    """The day the Table hopes for, of those of these issues that it asked and that wait."""
    asked = Consultation.objects.waiting().filter(issue_id__in=list(issue_pks))
    return dict(asked.values_list("issue_id", "wished_on"))
