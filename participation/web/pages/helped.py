"""« Mes mots »: what was written for somebody, by whom, and what they may do about it."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import Person
from accounts.rules.visibility import shown_name
from participation.domain.queries.concerns import helped_by
from participation.enums import HelpedKind
from participation.models import HelpedContribution, NotMyWords


def words_of(one: HelpedContribution) -> str:
    """The exact words; of a « me too », the title it is about."""
    said = one.message or one.submission
    if said is not None:
        return said.text
    if one.concern is None:
        return ""
    return one.concern.title if one.kind == HelpedKind.ME_TOO else one.concern.text


def mine(found: Iterable[HelpedContribution]) -> list[dict]:
    """For the person's own page."""
    return [
        {
            "kind": one.get_kind_display(),
            "label": helped_by(one),
            "words": words_of(one),
            "on": one.consented_at,
            "said": one.not_my_words.get_wish_display() if hasattr(one, "not_my_words") else "",
            "url": reverse("participation:not_mine", args=[one.pk]),
        }
        for one in found
    ]


def not_recognised(found: Iterable[NotMyWords], *, viewer: Person) -> list[dict]:
    """For facilitation: who to call, about what; whoever wrote it leaves it to somebody else."""
    return [
        {
            "pk": said.pk,
            "name": shown_name(said.contribution.person),
            "kind": said.contribution.get_kind_display(),
            "label": helped_by(said.contribution),
            "wish": said.get_wish_display(),
            "on": said.said_at,
            "is_mine": said.contribution.written_by_id == viewer.pk,
        }
        for said in found
    ]
