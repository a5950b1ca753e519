"""Answers kept on the server while somebody fills a form: nothing is lost when the screen closes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from participation.models import Draft


@transaction.atomic
def save(*, by: Person, form: str, answers: dict[str, Any], now: datetime) -> Draft:
    """Keep these answers, in place of those kept before for the same form. Read by their person only."""
    draft, _is_new = Draft.objects.update_or_create(
        person=by, form=form, defaults={"answers": answers, "saved_at": now}
    )
    return draft


def answers(person: Person, form: str) -> dict[str, Any]:
    """What is kept; empty when nothing is."""
    draft = Draft.objects.filter(person=person, form=form).first()
    return dict(draft.answers) if draft else {}


@transaction.atomic
def discard(*, by: Person, form: str) -> None:
    """Forget them: the form was sent, or the person wants so."""
    Draft.objects.filter(person=by, form=form).delete()
