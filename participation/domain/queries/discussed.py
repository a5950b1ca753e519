"""What is discussed before a vote, whatever it is: its name, its page, who answers for it, its text of today."""

from datetime import datetime

from participation.domain.queries import paths
from participation.domain.queries import rules as rule_queries
from participation.models import Initiative, InitiativeVersion, RuleChangeVersion
from participation.rules import rule_wording
from participation.rules.discussed import Subject


def title_of(subject: Subject, *, at: datetime) -> str:
    """As people say it: the name of an initiative, or of the rule that would change."""
    if isinstance(subject, Initiative):
        return subject.title
    rule = rule_queries.current(at).get(subject.key)
    return rule_wording.title_of(rule) if rule else subject.key


def path_of(subject: Subject) -> str:
    """The page where it is discussed."""
    if isinstance(subject, Initiative):
        return paths.path_of(subject)
    return f"/regles/changements/{subject.pk}/"


def author_ids(subject: Subject) -> set[int]:
    """Who answers what is said of it."""
    if isinstance(subject, Initiative):
        return set(subject.authors.values_list("pk", flat=True))
    return {subject.proposed_by_id}


def wording_of(subject: Subject) -> InitiativeVersion | RuleChangeVersion | None:
    """The text of today."""
    if isinstance(subject, Initiative):
        return subject.current
    return subject.versions.order_by("-number").first()
