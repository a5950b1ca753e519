"""Pages that ask before they act: see `common/two_steps.py`. With `care`, what is published is looked at once more."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from accounts.domain.queries import known_names
from common import care as looking
from common import two_steps
from common.two_steps import ask, attempt

__all__ = ["ask", "ask_then_check", "attempt"]


def ask_then_check(
    request: HttpRequest, form: BaseForm, *args: Any, care: bool = False, **page: Any
) -> HttpResponse:
    """`care`: the form has the gentle look while one writes, and its check shows what the server found."""
    if care:
        page |= {"care": True, "found": lambda: _found_in(form)}
    return two_steps.ask_then_check(request, form, *args, **page)


def _found_in(form: BaseForm) -> list[looking.Found]:
    words = "\n".join(value for value in form.cleaned_data.values() if isinstance(value, str))
    return looking.found_in(words, free=known_names.places_and_groups())
