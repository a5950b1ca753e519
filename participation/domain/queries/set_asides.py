"""Which sentence is out, why, and whether somebody of facilitation has a part in it."""

from collections.abc import Iterable

from accounts.models import Person
from deliberation.domain.queries import own_case
from participation.models import Initiative, Objection, Reason, SentenceAppeal, SetAside, StepBack
from participation.rules import set_asides as rules
from participation.rules.set_asides import Said, subject_of


def running(said: Said) -> SetAside | None:
    return SetAside.objects.running().filter(**key_of(said)).first()


def may_ask_again(said: Said, made: SetAside | None, person: Person) -> bool:
    """Their own sentence, out, before the vote, and not asked yet."""
    return (
        made is not None
        and author_id(said) == person.pk
        and rules.is_before_the_vote(said)
        and not SentenceAppeal.objects.filter(set_aside=made).exists()
    )


def key_of(said: Said) -> dict[str, Said]:
    return {"reason": said} if isinstance(said, Reason) else {"objection": said}


def why_of(objections: Iterable[Objection]) -> dict[int, str]:
    """Why each of these objections is out, in words; those in their place are not there."""
    found = SetAside.objects.running().filter(objection__in=objections)
    return {one.objection_id: str(one.get_why_display()) for one in found if one.objection_id}


def author_id(said: Said) -> int:
    return said.by_id if isinstance(said, Reason) else said.author_id


def is_own_case(said: Said, person: Person) -> bool:
    """Their own words, words that name them, or a vote that they stepped back from.

    Whether they already acted upon the same author is not asked: the refusal would tell who wrote what.
    """
    subject = subject_of(said)
    stepped_back = (
        isinstance(subject, Initiative)
        and StepBack.objects.filter(initiative=subject, person=person).exists()
    )
    return author_id(said) == person.pk or own_case.names(said.text, person) or stepped_back
