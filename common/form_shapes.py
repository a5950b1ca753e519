"""What the templates of a form receive: one field with its words, and the summary of errors."""

from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Shown = dict[str, Any]


def summary(form: BaseForm | None) -> Shown:
    """The rows of the error summary, each with the id it leads to; no row when nothing is wrong."""
    if not form or not form.is_bound or not form.errors:
        return {"rows": []}
    rows = [{"message": message} for message in form.non_field_errors()]
    codes = [error.code for error in form.non_field_errors().as_data()]
    for name in form.fields:
        for message in form.errors.get(name, []):
            rows.append({"message": message, "target": target_of(form[name])})
        codes += [e.code for e in form.errors[name].as_data()] if name in form.errors else []
    return {"rows": rows, "title": _error_title(form, codes)}


def _error_title(form: BaseForm, codes: list[str | None]) -> str:
    chosen = getattr(form, "error_title", None)
    if chosen:
        return chosen
    if any(code != "required" for code in codes):
        return _("Something to adjust")
    if len(codes) == 1:
        return _("Something is missing")
    return ngettext("%(count)d thing is missing", "%(count)d things are missing", len(codes)) % {
        "count": len(codes)
    }


def formset_summary(formset: BaseFormSet[BaseForm]) -> Shown:
    """One summary for all the forms of a set; no row when nothing is wrong."""
    if not formset.is_bound or formset.is_valid():
        return {"rows": []}
    rows: list[Shown] = [{"message": message} for message in formset.non_form_errors()]
    for form in formset.forms:
        rows += summary(form)["rows"]
    return {"rows": rows, "title": _("Something to adjust")}


def target_of(bound_field: BoundField) -> str:
    """The id to which an error leads: the first choice of a group, else the field."""
    if _is_group(bound_field):
        return f"{bound_field.auto_id}_0"
    return bound_field.id_for_label or bound_field.auto_id


def _is_group(bound_field: BoundField) -> bool:
    widget = bound_field.field.widget
    return widget.use_fieldset and getattr(widget, "input_type", "") in ("radio", "checkbox")


def field_context(bound_field: BoundField, question: bool) -> Shown:
    widget = bound_field.field.widget
    kind = getattr(widget, "input_type", "")
    is_group = _is_group(bound_field)
    folded: frozenset[str] = getattr(bound_field.field, "folded_choices", frozenset())
    choices = list(bound_field.subwidgets) if is_group else []
    behind = [choice for choice in choices if str(choice.data["value"]) in folded]
    return {
        "field": bound_field,
        "is_question": question,
        "is_group": is_group,
        "is_parts": widget.use_fieldset and not is_group,
        # Django's hints about passwords are a list, which stands in no paragraph.
        "is_list_hint": "<ul" in str(bound_field.help_text),
        "shown": [choice for choice in choices if choice not in behind],
        "folded": behind,
        "is_unfolded": any(choice.data["selected"] for choice in behind),
        "is_single_box": kind == "checkbox" and not widget.use_fieldset,
        "is_hidden": bound_field.is_hidden,
        "hints": getattr(bound_field.field, "choice_hints", {}),
    }
