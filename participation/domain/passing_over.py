"""Proposed changes that a text goes on without an answer to."""

from datetime import datetime

from common import audit
from participation.domain import telling_of_texts
from participation.rules.discussed import Subject


def pass_over(subject: Subject, *, now: datetime) -> None:
    """Inside the transaction of what goes on. Whoever proposed each is told; its authors may still answer."""
    for amendment in subject.amendments.holding().select_for_update(of=("self",)).order_by("pk"):
        amendment.passed_at = now
        amendment.save(update_fields=["passed_at"])
        audit.record("amendment.passed_over", by=None, subject=amendment, now=now)
        telling_of_texts.amendment_passed_over(amendment, now=now)
