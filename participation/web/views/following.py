"""Follow a concern by its number, without an account: the step, who acts and the date."""

from datetime import timedelta

from allauth.core.internal import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from common import clock
from common.forms import AccessibleForm, answer
from participation.domain.queries import following, onward, timeline

# Many per address: a whole workshop may share one. The rate is `ACCOUNT_RATE_LIMITS["follow"]`.
APP, ACTION = "allauth.account", "follow"


class NumberForm(AccessibleForm):
    question = "number"
    number = forms.CharField(
        label=_("What is your tracking number?"),
        help_text=_("It looks like S-0027. It shows the step, never your text."),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"required": _("Write your number, for example S-0027.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Same answer for an unknown number and for what is private, a draft or withdrawn."""
    form = NumberForm(request.POST or None)
    found = None
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, app=APP, action=ACTION) is None:
            return _slowed_down(request)
        concern = following.by_number(form.cleaned_data["number"])
        if concern is None:
            form.add_error("number", _("This number shows nothing. Check it, or call us."))
        else:
            # Its state alone: which issue it joined would say what the concern is about.
            further = onward.of_concern(concern, now=clock.now())
            step = further.step if further else timeline.story(concern, now=clock.now()).step
            found = {
                "number": concern.tracking_number,
                "here": concern.get_state_display(),
                "further": further.here if further else "",
                "who": step.who_label if step.who else "",
                "sentence": step.sentence,
                "on": step.on,
                "when": step.when,
                "is_late": step.is_late,
            }
    return answer(request, "participation/follow.html", form, found=found)


def _slowed_down(request: HttpRequest) -> HttpResponse:
    """The tries of one minute are counted: after a whole one, there is always one left."""
    again_at = clock.now().replace(second=0, microsecond=0) + timedelta(minutes=2)
    return render(request, "errors/429.html", {"minutes": 2, "again_at": again_at}, status=429)
