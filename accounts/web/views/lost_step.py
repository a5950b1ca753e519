"""The technical administration takes away the second step of somebody who lost it; never their own."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import second_step
from accounts.domain.queries import mandates as queries
from accounts.doors import capacity_of, role_required
from accounts.enums import Role
from accounts.rules.second_step import check_may_remove
from accounts.rules.visibility import shown_name
from accounts.web.second_step_forms import LostStepForm
from common import clock
from common.forms import posted
from common.two_steps import ask_then_check


@role_required(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    person = queries.person(pk)
    check_may_remove(capacity_of(request), person)
    form = LostStepForm(posted(request))
    back = reverse("accounts:mandates_of", args=[person.pk])
    whose = {"label": _("The person"), "value": shown_name(person)}
    return ask_then_check(
        request,
        form,
        lambda: _remove(request, person, form.cleaned_data["reason"]),
        rows=lambda: [whose, {"label": _("Why"), "value": form.cleaned_data["reason"]}],
        then=lambda _removed: back,
        check={"title": _("Check before you take it away"), "submit": _("Take away the second step")},
        codes=("no_second_step",),
        said=_("It is taken away. The person sets up another one at their next entry."),
        title=_("Take away a lost second step"),
        submit=_("Check"),
        read=[whose],
        lead=_("Talk with the person first: be sure that it is them. They are signed out everywhere."),
        crumb_url=back,
        crumb_label=shown_name(person),
    )


def _remove(request: HttpRequest, person, reason: str) -> bool:
    second_step.remove(by=request.user, person=person, reason=reason, now=clock.now())
    return True
