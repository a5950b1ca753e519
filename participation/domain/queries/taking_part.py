"""Who takes part in a thing: whose it is, then those who supported it, wrote about it, or said what it came from."""

from typing import Any

from django.db.models import QuerySet

from accounts.enums import Role
from deliberation.models import Message
from participation.enums import AmendmentState, ConcernState, Readers
from participation.models import Concern, Initiative, Issue, RuleChange, Support, Transmission
from participation.rules.discussed import Subject

Thing = Concern | Issue | Initiative | RuleChange | Transmission


def concerned(thing: Thing) -> tuple[set[int], set[int]]:
    """The authors of a thing; then those who said « me too » or « I support », wrote in its thread, proposed to change it,
    objected, or wrote a reason.

    Of an initiative, also those of the concerns it came from: what becomes of it is what became of their words.
    """
    if isinstance(thing, Transmission):
        source = thing.initiative or thing.issue or thing.concern
        own, others = concerned(source) if source is not None else (set(), set())
        return own, others | ({thing.reread_by_id} if thing.reread_by_id else set())
    if isinstance(thing, Concern):
        return {thing.author_id}, supporters(concern=thing)
    if isinstance(thing, Issue):
        joined = thing.concerns.exclude(state=ConcernState.WITHDRAWN)
        return set(joined.values_list("author_id", flat=True)), supporters(concern__in=joined)
    if isinstance(thing, Initiative):
        others = supporters(initiative=thing) | _took_part_before_the_vote(thing)
        return set(thing.authors.values_list("pk", flat=True)), others | _said_what_it_came_from(thing)
    return {thing.proposed_by_id}, supporters(rule_change=thing) | _took_part_before_the_vote(thing)


def _wrote_in(thread_id: int | None) -> set[int]:
    """Citizens whose words are in the thread; whoever took theirs back no longer takes part by them."""
    if thread_id is None:
        return set()
    said = Message.objects.filter(thread_id=thread_id, author_role=Role.CITIZEN, withdrawn_at__isnull=True)
    return set(said.values_list("author_id", flat=True))


def came_from(initiative: Initiative) -> QuerySet[Concern]:
    """The concerns it was made from, less those that were taken back."""
    return initiative.from_concerns.exclude(state=ConcernState.WITHDRAWN)


def _said_what_it_came_from(initiative: Initiative) -> set[int]:
    """Their authors; and those who said « me too », while the members may read them."""
    authors = came_from(initiative).values_list("author_id", flat=True)
    read = came_from(initiative).exclude(readers=Readers.FACILITATION)
    return set(authors) | supporters(concern__in=read)


def _took_part_before_the_vote(subject: Subject) -> set[int]:
    """Those who wrote in its thread, proposed to change it, objected, or wrote a reason for or against."""
    changed = subject.amendments.exclude(state=AmendmentState.WITHDRAWN).values_list("author_id", flat=True)
    objected = subject.objections.values_list("author_id", flat=True)
    gave_a_reason = subject.reasons.exclude(text="").values_list("by_id", flat=True)
    return {*_wrote_in(subject.thread_id), *changed, *objected, *gave_a_reason}


def supporters(**subject: Any) -> set[int]:
    return set(Support.objects.filter(**subject).values_list("person_id", flat=True))
