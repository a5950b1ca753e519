"""Before anything leaves: other words, « on reconnaît quelqu'un », or nothing at all."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import citizen_only
from common import clock
from participation.domain import transmissions as verbs
from participation.models import Transmission
from participation.web.staff_doors import preparers
from participation.web.staff_forms import SendingWordsForm
from participation.web.two_steps import ask


def _prepared(pk: int) -> Transmission:
    return get_object_or_404(Transmission.objects.being_prepared(), pk=pk)


@preparers
def transmission_rewrite(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prepared(pk)
    verbs.check_may_be_rewritten(found)
    form = SendingWordsForm(request.POST or None, initial={"title": found.title, "body": found.body})

    def rewrite() -> Transmission:
        answers = form.cleaned_data
        return verbs.rewrite(
            by=request.user,
            transmission=found,
            title=answers["title"],
            body=answers["body"],
            now=clock.now(),
        )

    back = reverse("participation:transmission", args=[pk])
    return ask(
        request,
        form,
        rewrite,
        then=lambda made: back,
        title=_("Write this sending again"),
        lead=_("A citizen rereads these words again before they leave."),
        submit=_("Keep these words"),
        crumb_url=back,
        crumb_label=found.title,
    )


@preparers
def transmission_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = _prepared(pk)
    if request.method == "POST":
        verbs.drop(by=request.user, transmission=found, now=clock.now())
        notices.success(request, _("This sending was dropped. It will not leave."))
        return redirect("participation:facilitation")
    return render(request, "participation/staff/transmission_drop.html", {"transmission": found})


@require_POST
@citizen_only
def transmission_doubt(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.doubt(by=request.user, transmission=get_object_or_404(Transmission, pk=pk), now=clock.now())
    notices.success(request, _("Thank you. Facilitation writes it again first."))
    return redirect("participation:transmission", pk=pk)
