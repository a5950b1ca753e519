"""Forms that everyone can fill: one question at a time, errors in plain words, nothing lost.

`AccessibleRenderer` is the FORM_RENDERER of the site: Django's own forms, allauth's and formsets are drawn,
and speak, like ours. Widgets of ours: `common.widgets`.
"""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

TYPED_BY_HAND = {
    "number": {"inputmode": "numeric"},
    "email": {"inputmode": "email"},
    "url": {"inputmode": "url"},
    "date": {},
    "datetime-local": {},
}

PLAIN_MESSAGES = {
    "required": _("Write an answer."),
    "invalid": _("We do not understand this answer. Write it another way."),
    "invalid_choice": _("Choose an answer from the list."),
    "invalid_list": _("Choose an answer from the list."),
    "max_length": _("The text is too long. The most is %(limit_value)d characters."),
    "min_length": _("The text is too short. The least is %(limit_value)d characters."),
    "max_value": _("This number is too big. The most is %(limit_value)s."),
    "min_value": _("This number is too small. The least is %(limit_value)s."),
}
CHOOSE = _("Choose an answer.")
NOT_A_DAY = _("This day does not exist. Check the day, the month and the year.")
NOT_A_NUMBER = _("Write a number, for example 40.")


class AccessibleBoundField(forms.BoundField):
    """One field of any form: no `required`, no placeholder, no browser cut, plain messages."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        _speak_plainly(field)
        _leave_the_browser_out(field.widget)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        return built


class AccessibleRenderer(DjangoTemplates):
    """Forms and fields come from `templates/components/`, widgets from Django unless `templates/` has one."""

    form_template_name = "components/form_words.html"
    formset_template_name = "components/formset.html"
    field_template_name = "components/one_field.html"
    bound_field_class = AccessibleBoundField

    def get_template(self, template_name: str) -> Any:
        try:
            return loader.get_template(template_name)
        except TemplateDoesNotExist:
            return super().get_template(template_name)


class AccessibleFormMixin(forms.BaseForm):
    """What every form of ours has more than any form of the site.

    The id of a field is its name. On a page of one question, `question` names the
    field whose label is the title of the page. `error_title` replaces the title of
    the error summary.
    """

    default_renderer = AccessibleRenderer()
    use_required_attribute = False
    question: str | None = None
    error_title: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def fields_html(self) -> SafeString:
        """The fields without the summary of errors, which our pages put before the form."""
        return self.render("components/fields.html")


class AccessibleForm(AccessibleFormMixin, forms.Form):
    pass


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even nothing: an empty form sent is a form with errors, not a fresh one."""
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, template: str, form: forms.BaseForm, **context: Any) -> HttpResponse:
    """Show the page of a form: 200 when it is fresh, 422 when it comes back with errors.

    The page gets `form` and `form_errors`, which puts « Erreur : » in its title.
    """
    has_errors = form.is_bound and not form.is_valid()
    return render(
        request,
        template,
        {"form": form, "form_errors": has_errors, **context},
        status=422 if has_errors else 200,
    )


def _speak_plainly(field: forms.Field) -> None:
    # A message that the form wrote itself stays; only Django's own are replaced.
    own_defaults: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        own_defaults.update(getattr(cls, "default_error_messages", {}))
    is_choice = isinstance(field.widget, (forms.RadioSelect, forms.CheckboxInput, forms.Select))
    is_choice = is_choice or isinstance(field.widget, forms.CheckboxSelectMultiple)
    for code, message in PLAIN_MESSAGES.items():
        current = field.error_messages.get(code)
        if current is not None and current is not own_defaults.get(code):
            continue
        if code == "required" and is_choice:
            message = CHOOSE
        if code == "invalid" and isinstance(field, forms.IntegerField):
            message = NOT_A_NUMBER
        if code == "invalid" and isinstance(field, forms.DateField):
            message = NOT_A_DAY
        field.error_messages[code] = message


def _leave_the_browser_out(widget: forms.Widget) -> None:
    for name in ("maxlength", "minlength", "min", "max", "step", "placeholder", "required", "autofocus"):
        widget.attrs.pop(name, None)
    if isinstance(widget, forms.widgets.Input) and widget.input_type in TYPED_BY_HAND:
        attributes = TYPED_BY_HAND[widget.input_type]
        widget.input_type = "text"
        for name, value in attributes.items():
            widget.attrs.setdefault(name, value)
