"""A second look: asked by the person concerned, given by those who were drawn by lot."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import entered
from accounts.models import VoicePause
from common import clock
from common.exceptions import Missing
from common.forms import posted
from deliberation.domain import appeals
from deliberation.domain.queries import appeals as queries
from deliberation.models import Appeal, Message, Submission
from deliberation.rules import appeals as rules
from participation.domain import set_asides
from participation.domain.queries import objections, reasons
from participation.domain.queries import rules as rule_queries
from participation.rules.set_asides import Said
from participation.web.second_look_forms import AskForm, OpinionForm
from participation.web.two_steps import ask_then_check

READ_AND_WRITE = ["GET", "HEAD", "POST"]
TEMPLATE = "participation/second_look.html"


@require_http_methods(READ_AND_WRITE)
@entered
def of_message(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask(request, message=Message.objects.filter(pk=pk, author=request.user).first())


@require_http_methods(READ_AND_WRITE)
@entered
def of_submission(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask(request, submission=Submission.objects.filter(pk=pk, author=request.user).first())


@require_http_methods(READ_AND_WRITE)
@entered
def of_pause(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask(request, pause=VoicePause.objects.filter(pk=pk, person=request.user).first())


@require_http_methods(READ_AND_WRITE)
@entered
def of_reason(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask_of_sentence(request, reasons.find(pk))


@require_http_methods(READ_AND_WRITE)
@entered
def of_objection(request: HttpRequest, pk: int) -> HttpResponse:
    return _ask_of_sentence(request, objections.find(pk))


def _ask_of_sentence(request: HttpRequest, said: Said) -> HttpResponse:
    """A sentence taken out before a vote, for whoever wrote it: for anybody else, not here."""
    set_asides.check_may_ask_again(by=request.user, said=said)

    def ask(text: str, citizens: int, now: datetime) -> Appeal:
        return set_asides.ask_again(by=request.user, said=said, text=text, citizens=citizens, now=now)

    said_after = _("It is asked. The answer comes with your news.")
    return _page(request, ask, words=said.text, said=said_after)


def _ask(request: HttpRequest, **thing: Any) -> HttpResponse:
    """One's own only: the thing of somebody else answers like a missing one."""
    if not any(thing.values()):
        raise Missing("appeal_missing", queries.MISSING)
    now = clock.now()
    act = queries.act_on(**thing)
    rules.check_may_ask(is_owner=True, can_be_undone=act.can_be_undone(now), acted_at=act.at, now=now)
    rules.check_not_read_yet(is_asked=queries.already_read(act))

    def ask(text: str, citizens: int, now: datetime) -> Appeal:
        return appeals.ask(by=request.user, text=text, citizens=citizens, now=now, **thing)

    words = getattr(act.thing, "text", "") or getattr(act.thing, "why", "")
    return _page(request, ask, words=words, said=_("It is asked. The answer comes in a private word."))


def _page(
    request: HttpRequest, ask: Callable[[str, int, datetime], Appeal], *, words: str, said: str
) -> HttpResponse:
    now = clock.now()
    citizens = int(rule_queries.value("appeal_panel_citizens", at=now))
    form = AskForm(posted(request))
    return ask_then_check(
        request,
        form,
        lambda: ask(form.cleaned_data["mots"], citizens, now),
        rows=lambda: form.rows(),
        then=lambda appeal: reverse("participation:my_home"),
        check={"title": _("Check your request"), "submit": _("Ask for a second look")},
        said=said,
        template=TEMPLATE,
        title=_("Ask for a second look"),
        words=words,
        is_asking=True,
        submit=_("Check my request"),
        crumb_url=reverse("participation:my_home"),
        crumb_label=_("My home"),
    )


@require_http_methods(READ_AND_WRITE)
@entered
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """For those who were drawn: the words, the reason, what the person adds; nobody's name."""
    judged = queries.to_judge(pk, request.user)
    form = OpinionForm(posted(request))

    def done() -> Appeal:
        opinion = form.cleaned_data["avis"]
        given = appeals.give_opinion(by=request.user, appeal=judged.appeal, opinion=opinion, now=clock.now())
        set_asides.apply_second_looks(now=clock.now())
        return given

    return ask_then_check(
        request,
        form,
        done,
        rows=lambda: form.rows(),
        then=lambda _appeal: reverse("participation:my_home"),
        check={"title": _("Check your opinion"), "submit": _("Give my opinion")},
        said=_("Thank you. Your opinion is noted."),
        template=TEMPLATE,
        title=_("Read again"),
        lead=_("The lot drew you. Somebody asks whether this was fair."),
        words=judged.words,
        reason=judged.reason,
        added=judged.added,
        answer_by=judged.answer_by,
        submit=_("Check my opinion"),
        crumb_url=reverse("participation:my_home"),
        crumb_label=_("My home"),
    )
