"""The technical administration with the face of the site: our frame, our fields, no script."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.templatetags import admin_list
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from common.forms import AccessibleFormMixin

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class PlainModelForm(AccessibleFormMixin, forms.ModelForm):
    """A form of the administration, spoken and drawn like every other form of ours."""


class PlainAdmin(admin.ModelAdmin):
    """Plain boxes and lists instead of Django's widgets, which need scripts and open small windows."""

    form = PlainModelForm
    actions = None
    list_per_page = 25
    show_facets = admin.ShowFacets.NEVER

    @property
    def media(self) -> forms.Media:
        return forms.Media()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.ForeignKey):
            return self.formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.choices:
            return _without_dashes(db_field, self.formfield_for_choice_field(db_field, request, **kwargs))
        if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
            kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"class": "short"})
            kwargs.setdefault("help_text", _("Year, month, day: 2027-03-31"))
        return db_field.formfield(**kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("empty_label", _nothing(db_field))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_empty_value_display(self) -> Any:
        return _("none")


def _nothing(db_field: Any) -> str:
    return _("None") if db_field.blank else _("Choose in the list")


def _without_dashes(db_field: Any, field: Any) -> Any:
    """A list begins with a word that can be read aloud."""
    choices = list(field.choices)
    if choices and choices[0][0] == "":
        field.choices = [("", _nothing(db_field)), *choices[1:]]
    return field


def _yes_or_no(value: bool | None) -> str:
    return _("not known") if value is None else _("yes") if value else _("no")


# Django draws these as small pictures, with « True » and « False » for who hears the page.
admin_list._boolean_icon = _yes_or_no  # type: ignore[attr-defined]


def name_for_people(
    model: type[models.Model],
    one: "str | _StrPromise",
    many: "str | _StrPromise",
    **fields: "str | _StrPromise",
) -> None:
    """The words of a model and of its columns on these pages.

    Set here rather than in the model: a word on a page of ours is not a change of the database.
    """
    model._meta.verbose_name = one
    model._meta.verbose_name_plural = many
    for name, words in fields.items():
        model._meta.get_field(name).verbose_name = words  # type: ignore[union-attr]
