"""Widgets of ours: a date in three parts, a NIP that can be seen while it is typed."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

PARTS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}


class DateParts(forms.SelectDateWidget):
    """Day, month and year, each with its word. A whole date under the name of the field is read too."""

    template_name = "components/field_date.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part in context["widget"]["subwidgets"]:
            kind = part["name"].rsplit("_", 1)[1]
            part["word"] = PARTS[kind]
            part["attrs"]["id"] = f"{(attrs or {}).get('id', name)}_{kind}"
        return context


class PinInput(forms.PasswordInput):
    """A NIP, hidden as in any browser, with a way to see what one types.

    Without a script, the way is a link: the same page with the box in clear, empty. What was typed is never
    written back. `scripts/alone/pin.js` turns the link into a switch.
    """

    template_name = "components/pin.html"
    is_shown = False
    switch_url = "?nip=visible"

    def follow(self, request: HttpRequest) -> None:
        """Read from the address whether the box is in clear; the other words of the address are kept."""
        query = request.GET.copy()
        self.is_shown = query.pop("nip", [""])[-1] == "visible"
        if not self.is_shown:
            query["nip"] = "visible"
        self.switch_url = f"?{query.urlencode()}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        if self.is_shown:
            widget["type"] = "text"
            # In clear, the browser must not keep it for the next person.
            widget["attrs"]["autocomplete"] = "off"
        return context | {"is_shown": self.is_shown, "switch_url": self.switch_url}
