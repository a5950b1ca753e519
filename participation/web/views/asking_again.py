"""The Table's answer does not answer: those it is about ask again."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, citizen_only
from common import clock
from participation.domain import asking_again as verbs
from participation.domain.queries import asking_again as again_queries
from participation.domain.queries import echoes as queries
from participation.rules import asking_again as rules
from participation.rules import echoes
from participation.web.echo_forms import AskAgainForm
from participation.web.two_steps import ask_then_check


@citizen_only
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Refused before anything is typed, when the rule refuses."""
    answer = queries.find(pk)
    former = answer.transmission
    rules.check_may_ask_again(capacity_of(request), again_queries.asked(request.user, answer, former))
    echoes.check_is_last_version(answer.kind, is_corrected=answer.corrections.exists())
    form = AskAgainForm(request.POST or None)

    def again():
        return verbs.ask(by=request.user, response=answer, words=form.cleaned_data["words"], now=clock.now())

    return ask_then_check(
        request,
        form,
        again,
        rows=lambda: [{"label": _("What we ask the Table again"), "value": form.cleaned_data["words"]}],
        then=lambda made: reverse("participation:transmission", args=[made.pk]),
        said=_("It is kept. Another citizen reads it, then facilitation sends it."),
        check={
            "title": _("Check what you ask again"),
            "lead": _("Once sent, everybody reads it. Your name is not on it."),
            "submit": _("Ask the Table again"),
        },
        title=_("Ask the Table again"),
        about=former.title,
        lead=_("Say what is missing in its answer. The Table gets a new date to answer."),
        submit=_("Check what you ask again"),
        crumb_url=reverse("participation:transmission", args=[former.pk]),
        crumb_label=_("The answer"),
    )
