"""A form whose words are looked at once before they are published, without JavaScript and on its own page."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from common import care
from common.forms import AccessibleForm


class LookedForm(AccessibleForm):
    """`vu` holds what the person was shown already: sent again, their words go as they are. It never blocks."""

    looked = ("text",)
    told_apart: Iterable[care.Found] = ()
    vu = forms.CharField(required=False, widget=forms.HiddenInput)

    def is_looked_at(self, *, free: Iterable[str]) -> bool:
        """Of a valid form: whether nothing more must be shown. `told_apart` and `vu` are then ready for the page."""
        seen = self.cleaned_data.get("vu", "")[: care.MAX_SEEN_CHARS]
        words = "\n".join(str(self.cleaned_data.get(name) or "") for name in self.looked)
        found = care.found_in(words, free=free, seen=seen)
        if found:
            self.told_apart = found
            shown = QueryDict(mutable=True)
            shown.update(self.data)
            shown["vu"] = care.seen_after(found, seen)
            self.data = shown
        return not found
