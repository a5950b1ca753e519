"""The answers of an initiative being written: kept question by question, as typed when they are not ready."""

from datetime import datetime

from django.forms import BaseForm
from django.urls import reverse

from accounts.models import Person
from participation.domain import drafts
from participation.web import initiative_steps, later


def keep(
    *, by: Person, key: str, answers: dict, question: initiative_steps.Step, form: BaseForm, now: datetime
) -> None:
    """What is valid is an answer; the rest waits as it was typed, and answers nothing yet."""
    typed = {
        slug: kept for slug, kept in answers.get(initiative_steps.TYPED, {}).items() if slug != question.slug
    }
    kept = dict(answers)
    if form.is_valid():
        kept |= {name: form.cleaned_data[name] for name in question.fields}
    else:
        typed[question.slug] = later.as_typed(form, question.fields)
    drafts.save(by=by, form=key, answers={**kept, initiative_steps.TYPED: typed}, now=now)


def is_answered(question: initiative_steps.Step, answers: dict) -> bool:
    is_typed = question.slug in answers.get(initiative_steps.TYPED, {})
    return not is_typed and all(name in answers for name in question.fields)


def resume_url(answers: dict) -> str:
    """The first question that waits for its answer; the check when none does."""
    waiting = (one for one in initiative_steps.STEPS if not is_answered(one, answers))
    question = next(waiting, None)
    if question is None:
        return reverse("participation:propose_check")
    return reverse("participation:propose_step", args=[question.slug])
