"""Facilitation takes a sentence out before a vote, or puts it back. Nobody's name is on these pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, facilitator_only
from common import clock
from common.forms import AccessibleForm, posted
from participation.domain import set_asides
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import objections, reasons
from participation.domain.queries import set_asides as queries
from participation.domain.round_news import round_path
from participation.models import Initiative, Objection
from participation.rules import set_asides as rules
from participation.rules.set_asides import Said
from participation.web.before_vote_forms import TakeOutForm
from participation.web.two_steps import ask


@facilitator_only
def objection_out(request: HttpRequest, pk: int) -> HttpResponse:
    return _out(request, objections.find(pk))


@facilitator_only
def objection_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _back(request, objections.find(pk))


@facilitator_only
def reason_out(request: HttpRequest, pk: int) -> HttpResponse:
    return _out(request, reasons.find(pk))


@facilitator_only
def reason_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _back(request, reasons.find(pk))


def _out(request: HttpRequest, said: Said) -> HttpResponse:
    _check_seen(request, said)
    set_asides.check_may_take_out(by=request.user, said=said, now=clock.now())
    form = TakeOutForm(posted(request))
    return _page(
        request,
        said,
        form,
        lambda: set_asides.take_out(
            by=request.user, said=said, why=form.cleaned_data["why"], now=clock.now()
        ),
        done=_("It is out. Its author is told, and the public log says so."),
        title=_("Take this sentence out?"),
        lead=_("Its place stays, with the reason. It can be put back until the vote is announced."),
        submit=_("Take it out"),
    )


def _back(request: HttpRequest, said: Said) -> HttpResponse:
    _check_seen(request, said)
    is_running = queries.running(said) is not None
    rules.check_may_put_back(said, capacity_of(request), is_running=is_running)
    return _page(
        request,
        said,
        AccessibleForm(posted(request)),
        lambda: set_asides.put_back(by=request.user, said=said, now=clock.now()),
        done=_("It is back in its place. Its author is told."),
        title=_("Put this sentence back?"),
        lead=_("The members will read it as it was written."),
        submit=_("Put it back"),
    )


def _page(request: HttpRequest, said: Said, form: AccessibleForm, act, *, done: str, **page) -> HttpResponse:
    back = _list_url(said)
    is_objection = isinstance(said, Objection)
    return ask(
        request,
        form,
        act,
        then=lambda _made: back,
        said=done,
        about=said.text,
        crumb_url=back,
        crumb_label=_("The round of agreement") if is_objection else _("Reasons for and against"),
        **page,
    )


def _check_seen(request: HttpRequest, said: Said) -> None:
    subject = rules.subject_of(said)
    if isinstance(subject, Initiative):
        initiative_queries.visible_initiative(subject.pk, viewer=request.user, capacity=capacity_of(request))


def _list_url(said: Said) -> str:
    subject = rules.subject_of(said)
    if isinstance(said, Objection):
        return round_path(subject)
    name = "initiative_reasons" if isinstance(subject, Initiative) else "rule_reasons"
    return reverse(f"participation:{name}", args=[subject.pk])
