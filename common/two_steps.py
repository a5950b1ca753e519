"""Forms whose refusals become sentences beside what was typed, and pages that ask before they act."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages as notices
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from common.care import Found
from common.exceptions import BadInput, Refused
from common.forms import answer

# Read once after the act: what was done, and what happens next.
Said = str | Callable[[Any], str]

FORM = "participation/staff/form.html"
CHECK = "participation/staff/check.html"


def attempt(form: BaseForm, act: Callable[[], Any], *, codes: Iterable[str] = ()) -> Any:
    """What the verb returns; None when it refused what was typed, with its sentence in the form.

    `codes` are refusals that other words or another date would lift. Any other refusal goes on.
    """
    try:
        return act()
    except Refused as refusal:
        if not isinstance(refusal, BadInput) and refusal.code not in codes:
            raise
        fields = getattr(form, "field_of", {})
        name = fields.get(refusal.code, refusal.code)
        form.add_error(name if name in form.fields else None, str(refusal.sentence))
        return None


def ask(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    then: Callable[[Any], str],
    codes: Iterable[str] = (),
    template: str = FORM,
    said: Said = "",
    **page: Any,
) -> HttpResponse:
    """One page with its form: done at once, then elsewhere, where `said` is read once."""
    if request.method == "POST" and form.is_valid():
        made = attempt(form, act, codes=codes)
        if made is not None:
            return _done(request, made, then=then, said=said)
    return answer(request, template, form, **page)


def ask_then_check(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    rows: Callable[[], list[dict]],
    then: Callable[[Any], str],
    check: dict[str, Any],
    codes: Iterable[str] = (),
    template: str = FORM,
    said: Said = "",
    remarks: Callable[[], list[str]] = list,
    found: Callable[[], list[Found]] = list,
    **page: Any,
) -> HttpResponse:
    """The form, then « Vérifier » with what was typed in hidden fields, then the act. Nothing is kept between.

    `remarks`: gentle help on what was written, beside the check; `found`: what in it tells who somebody is. They
    block nothing.
    """
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        if "confirm" not in request.POST:
            seen = {"rows": rows(), "remarks": remarks(), "found": found()}
            return render(request, CHECK, {"form": form, **seen, **page, **check})
        made = attempt(form, act, codes=codes)
        if made is not None:
            return _done(request, made, then=then, said=said)
    return answer(request, template, form, **page)


def _done(request: HttpRequest, made: Any, *, then: Callable[[Any], str], said: Said) -> HttpResponse:
    sentence = said(made) if callable(said) else said
    if sentence:
        notices.success(request, sentence)
    return redirect(then(made))
