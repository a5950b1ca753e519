"""« Garder et finir plus tard »: the same form, kept as it is typed, even when it is not ready to be sent."""

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

LATER = "plus_tard"
# What no draft can hold either: the page comes back with its sentence.
NEVER_KEPT = frozenset(
    {
        "max_length",
        "invalid_choice",
        "invalid_list",
        "null_characters_not_allowed",
        "surrogate_characters_not_allowed",
    }
)


def is_asked(request: HttpRequest, form: BaseForm, button: str = LATER) -> bool:
    """The person leaves for now, and a draft can hold what they typed; `form.cleaned_data` is what is ready."""
    if request.method != "POST" or button not in request.POST:
        return False
    return not any(error.code in NEVER_KEPT for errors in form.errors.as_data().values() for error in errors)


def kept() -> str:
    return _("What you wrote is kept. Nothing is sent.")


def as_typed(form: BaseForm, names: tuple[str, ...]) -> dict:
    """What the person typed, field by field, for the draft to show it again."""
    return {name: _bounded(form[name].data) for name in names}


def _bounded(typed: object) -> object:
    if isinstance(typed, list):
        return [_bounded(one) for one in typed]
    return typed.replace("\x00", "")[:6000] if isinstance(typed, str) else typed
