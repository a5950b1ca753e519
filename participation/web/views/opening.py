"""Facilitation opens a thread of its own: for the members, for staff alone, or for everybody when the Espace decided it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.doors import facilitator_only
from common import clock, dates
from common.day_fields import PastDayField
from common.forms import AccessibleForm
from deliberation.domain import threads
from deliberation.enums import Audience
from participation.domain import talk
from participation.web.two_steps import ask_then_check

# A private word is opened another way, with one person.
AUDIENCES = (Audience.MEMBERS, Audience.STAFF, Audience.PUBLIC)


class OpenThreadForm(AccessibleForm):
    field_of = {"audience": "audience", "decided_on": "decided_on", "title": "title"}
    title = forms.CharField(
        label=_("What do we talk about?"),
        help_text=_("One short title. It names nobody."),
        max_length=200,
        error_messages={"required": _("Write a title.")},
    )
    audience = forms.ChoiceField(
        label=_("Who reads this thread?"),
        help_text=_("It cannot be changed afterwards: people write knowing who reads."),
        choices=[(one.value, one.label) for one in AUDIENCES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who reads this thread.")},
    )
    decided_on = PastDayField(
        label=_("If everybody reads it: which day did the Espace decide it?"),
        help_text=_("For example: 31 March 2027"),
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        is_public = cleaned.get("audience") == Audience.PUBLIC
        if is_public and not cleaned.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", _("Write the day the Espace decided that this thread is public."))
        return cleaned

    def rows(self) -> list[dict]:
        rows = [
            {"label": _("What do we talk about?"), "value": self.cleaned_data["title"]},
            {"label": _("Who reads this thread?"), "value": Audience(self.cleaned_data["audience"]).label},
        ]
        if self.cleaned_data["audience"] == Audience.PUBLIC:
            rows.append({"label": _("Decided on"), "value": dates.short(self.cleaned_data["decided_on"])})
        return rows


@facilitator_only
def thread_open(request: HttpRequest) -> HttpResponse:
    form = OpenThreadForm(request.POST or None)
    return ask_then_check(
        request,
        form,
        lambda: threads.open_thread(
            by=request.user,
            title=form.cleaned_data["title"],
            back_path="",
            audience=form.cleaned_data["audience"],
            public_since_vote_on=form.cleaned_data["decided_on"],
            now=clock.now(),
            **talk.rules_of_talk(clock.now()),
        ),
        rows=form.rows,
        check={"title": _("Check who reads this thread"), "submit": _("Open the thread")},
        then=lambda made: reverse("deliberation:thread", args=[made.pk]),
        said=_("The thread is open."),
        title=_("Open a thread"),
        submit=_("Check"),
        crumb_url=reverse("participation:facilitation"),
        crumb_label=_("Dashboard"),
    )
