"""Answers in the making, with what the seats say of them. Nobody outside the Table reads these."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Seat
from common.exceptions import Missing
from participation.models import AnswerDraft, CirculatedAnswer, SeatOpinion, Transmission


@dataclass(frozen=True)
class Heard:
    """What the seats said of one version; `silent` is how many of the current seats have not answered."""

    version: CirculatedAnswer
    opinions: tuple[SeatOpinion, ...]
    seats: int

    @property
    def consents(self) -> int:
        return sum(one.consents for one in self.opinions)

    @property
    def comments(self) -> int:
        return len(self.opinions) - self.consents

    @property
    def silent(self) -> int:
        return max(0, self.seats - len(self.opinions))


def find(pk: int) -> AnswerDraft:
    found = AnswerDraft.objects.select_related("transmission", "corrects").filter(pk=pk).first()
    if found is None:
        raise Missing("missing", _("This is not here."))
    return found


def in_the_making() -> QuerySet[AnswerDraft]:
    """Every answer that is not published yet, the oldest first."""
    return AnswerDraft.objects.open().order_by("begun_at", "pk")


def open_draft(transmission: Transmission) -> AnswerDraft | None:
    return AnswerDraft.objects.open().filter(transmission=transmission).first()


def open_drafts(transmissions: Iterable[int]) -> dict[int, AnswerDraft]:
    """The draft that waits, by the number of its sending: one query."""
    found = AnswerDraft.objects.open().filter(transmission_id__in=list(transmissions))
    return {draft.transmission_id: draft for draft in found.order_by("pk")}


def heard(draft: AnswerDraft) -> list[Heard]:
    """Every version that circulated, the newest first: three queries."""
    versions = list(draft.circulated.order_by("-number", "-pk"))
    opinions = SeatOpinion.objects.filter(circulated__draft=draft).select_related("seat")
    by_version: dict[int, list[SeatOpinion]] = {}
    for one in opinions.order_by("seat__position", "seat_id"):
        by_version.setdefault(one.circulated_id, []).append(one)
    seats = Seat.objects.current().count() if versions else 0
    return [Heard(one, tuple(by_version.get(one.pk, ())), seats) for one in versions]
