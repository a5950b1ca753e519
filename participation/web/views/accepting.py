"""The Table accepts the delays to answer: the secretary's page, checked before it is written."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of
from common import clock, dates
from participation.domain import accepting as verbs
from participation.domain.queries import accepting as queries
from participation.rules import accepting as rules
from participation.web.answer_forms import ClockForm
from participation.web.staff_doors import secretary_only
from participation.web.two_steps import ask_then_check, attempt


@secretary_only
def clock_accept(request: HttpRequest) -> HttpResponse:
    """Once: the page answers « already done » afterwards."""
    rules.check_may_accept(capacity_of(request), is_accepted=queries.acceptance() is not None)
    form = ClockForm(request.POST or None)

    def words() -> dict:
        return {**form.cleaned_data, "now": clock.now()}

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked(**words()))
    return ask_then_check(
        request,
        form,
        lambda: verbs.accept(by=request.user, **words()),
        rows=lambda: [
            {"label": _("Number of the resolution"), "value": form.cleaned_data["resolution"]},
            {"label": _("Day of the adoption"), "value": dates.short(form.cleaned_data["accepted_on"])},
        ],
        then=lambda made: reverse("participation:seats"),
        said=_("It is public. From that day, lateness is said in one sentence."),
        check={
            "title": _("Check what the Table accepts"),
            "lead": _("Everybody reads it. It stays."),
            "submit": _("Accept the delays"),
        },
        title=_("Accept the delays to answer"),
        lead=_("From that day, each request shows the date the Table committed to."),
        submit=_("Check what the Table accepts"),
        crumb_url=reverse("participation:table_inbox"),
        crumb_label=_("Files received"),
    )
