"""Flagging a concern, an issue or an initiative, and what facilitation found when it read it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import capacity_of, entered, facilitator_only
from common import clock
from common.forms import posted
from participation.domain import text_flags
from participation.domain.queries import concerns, initiatives, issues
from participation.domain.queries import text_flags as queries
from participation.models import TextFlag
from participation.rules import text_flags as rules
from participation.rules.text_flags import Text
from participation.web.pages import text_flags as pages
from participation.web.text_flag_forms import HandleForm, TextFlagForm
from participation.web.two_steps import ask

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_WRITE)
@entered
def flag_concern(request: HttpRequest, pk: int) -> HttpResponse:
    return _flag(request, concerns.visible_concern(pk, viewer=request.user, capacity=capacity_of(request)))


@require_http_methods(READ_AND_WRITE)
@entered
def flag_issue(request: HttpRequest, pk: int) -> HttpResponse:
    return _flag(request, issues.visible_issue(pk, capacity_of(request)))


@require_http_methods(READ_AND_WRITE)
@entered
def flag_initiative(request: HttpRequest, pk: int) -> HttpResponse:
    return _flag(
        request, initiatives.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    )


def _flag(request: HttpRequest, text: Text) -> HttpResponse:
    rules.check_may_flag(text, capacity_of(request), is_own=request.user.pk in queries.author_ids(text))
    form = TextFlagForm(posted(request))
    back = pages.url_of(text)

    def done() -> TextFlag:
        return text_flags.flag(
            by=request.user, text=text, reason=form.cleaned_data["raison"], now=clock.now()
        )

    return ask(
        request,
        form,
        done,
        then=lambda _raised: back,
        said=lambda raised: pages.said_after(raised, asked=form.cleaned_data["raison"]),
        title=_("Flag this text?"),
        about=text.title,
        submit=_("Flag it"),
        crumb_url=back,
        crumb_label=text.title,
    )


@require_http_methods(READ_AND_WRITE)
@facilitator_only
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    """The words as they are read, why somebody flagged them, and what one does. Nobody's name."""
    flag = queries.waiting(pk)
    form = HandleForm(posted(request))
    desk = reverse("participation:facilitation")

    def done() -> TextFlag:
        return text_flags.handle(
            by=request.user, flag=flag, outcome=form.cleaned_data["geste"], now=clock.now()
        )

    return ask(
        request,
        form,
        done,
        then=lambda _read: desk,
        said=_("It is noted."),
        codes=("own_case",),
        title=_("A text that somebody flagged"),
        about=flag.text.title,
        rows=pages.rows(flag),
        read_url=pages.url_of(flag.text),
        submit=_("Note it"),
        crumb_url=desk,
        crumb_label=_("Dashboard"),
    )
