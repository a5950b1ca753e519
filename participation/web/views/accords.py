"""Before a text goes to an MRC: its author is asked on their page, or facilitation notes what they said by phone."""

from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.doors import entered, facilitator_only
from common import clock
from common.exceptions import BadInput
from participation.domain import accords as verbs
from participation.domain import concerns, initiatives
from participation.domain.queries import accords as queries
from participation.domain.queries.paths import path_of
from participation.models import Concern, Initiative, ReferralAccord
from participation.web.staff_forms import ReferForm

CHECK_THE_REFERRAL = {
    "title": gettext_lazy("Check, then send it"),
    "submit": gettext_lazy("I checked, go on"),
}


def refer_or_ask(request: HttpRequest, form: ReferForm, thing: Concern | Initiative) -> Any:
    """Sent at once when the author's accord was heard; else asked of them."""
    typed, now = form.cleaned_data, clock.now()
    to = {"territory": typed["territory"], "plain_reason": typed["plain_reason"]}
    if not typed["agrees"]:
        return verbs.ask(by=request.user, thing=thing, now=now, **to)
    to["accord_on"] = typed["accord_on"]
    if isinstance(thing, Concern):
        return concerns.refer(by=request.user, concern=thing, now=now, **to)
    return initiatives.refer(by=request.user, initiative=thing, now=now, **to)


def said_of_the_referral(made: Any) -> str:
    if isinstance(made, ReferralAccord):
        return _("The author is asked. Nothing is sent before their yes.")
    return _("It is sent to the concertation. Its author reads your reason.")


@entered
def referral_accord(request: HttpRequest, pk: int) -> HttpResponse:
    """The author says yes or no themself."""
    asked = queries.one(pk, request.user)
    thing = asked.thing
    if request.method == "POST":
        accepts = is_yes(request)
        verbs.answer(by=request.user, accord=asked, accepts=accepts, now=clock.now())
        said = _("It goes to the concertation of your MRC.") if accepts else _("Your text stays where it is.")
        notices.success(request, said)
        return redirect(path_of(thing))
    return render(request, "participation/accord.html", {"asked": asked, "thing": thing})


@require_POST
@facilitator_only
def referral_accord_note(request: HttpRequest, pk: int) -> HttpResponse:
    """What the author said, by phone or in person."""
    asked = queries.to_note(pk)
    spoke = request.POST.get("auteur", "")
    verbs.answer(
        by=request.user,
        accord=asked,
        accepts=is_yes(request),
        said_by=int(spoke) if spoke.isdecimal() else None,
        now=clock.now(),
    )
    notices.success(request, _("The answer is noted."))
    return redirect(path_of(asked.thing))


def is_yes(request: HttpRequest) -> bool:
    pressed = request.POST.get("reponse", "")
    if pressed not in ("oui", "non"):
        # Neither yes nor no: « no » would close the question for good.
        raise BadInput("reponse", _("Choose one of the answers."))
    return pressed == "oui"
