"""Concerns: the list, one of them, « Moi aussi », withdraw, and answers to a grouping."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from common.exceptions import BadInput
from common.forms import answer as answer_form
from participation.domain import concerns as concern_verbs
from participation.domain import issues, supports
from participation.domain.queries import concerns as queries
from participation.domain.queries import mine, timeline
from participation.enums import ConcernState
from participation.rules import visibility
from participation.web.forms import ReadersForm
from participation.web.pages.concern import concern_page
from participation.web.pages.issue import with_author

PER_PAGE = 10


@entered
def concerns(request: HttpRequest) -> HttpResponse:
    """What the members of the Espace say, newest first; never by support."""
    found = queries.visible_concerns(request.user, capacity_of(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = [with_author(concern) for concern in page.object_list]
    context = {"page": page, "is_open": visibility.may_read_concerns(capacity_of(request))}
    return render(request, "participation/concerns.html", context)


@entered
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    capacity = capacity_of(request)
    found = queries.visible_concern(pk, viewer=request.user, capacity=capacity)
    view = concern_page(found, viewer=request.user, capacity=capacity, now=clock.now())
    return render(
        request,
        "participation/concern.html",
        {
            "concern": with_author(found),
            "view": view,
            # The word that ends it is written to its author.
            "steps": timeline.story(
                found, now=clock.now(), tells_notes=view["is_mine"] or capacity.is_facilitator
            ).items,
        },
    )


@require_POST
@citizen_only
def support(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.visible_concern(pk, viewer=request.user, capacity=capacity_of(request))
    supports.support_concern(by=request.user, concern=found, now=clock.now())
    notices.success(request, gettext("Your « Me too » is counted."))
    return redirect("participation:concern", pk=pk)


@require_POST
@citizen_only
def unsupport(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.visible_concern(pk, viewer=request.user, capacity=capacity_of(request))
    supports.withdraw_support(by=request.user, concern=found, now=clock.now())
    notices.success(request, gettext("Your « Me too » is taken back."))
    return redirect("participation:concern", pk=pk)


@entered
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Its author changes who reads it, until it is sent to the Table."""
    found = mine.concern(pk, request.user)
    if found.state == ConcernState.DRAFT:
        return redirect("participation:say_readers", pk=pk)
    concern_verbs.check_may_change_readers(found)
    form = ReadersForm(request.POST or None, initial={"readers": found.readers})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["readers"]
        concern_verbs.write(by=request.user, concern=found, readers=chosen, now=clock.now())
        notices.success(request, gettext("Your choice is kept. It counts from now on."))
        return redirect("participation:concern", pk=pk)
    return answer_form(request, "participation/concern_readers.html", form, concern=found)


@entered
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that asks, then a POST that does: no dialog."""
    found = mine.concern(pk, request.user)
    if request.method == "POST":
        concern_verbs.withdraw(by=request.user, concern=found, now=clock.now())
        notices.success(request, gettext("Your text is withdrawn. Nobody else reads it."))
        return redirect("participation:my_home")
    return render(request, "participation/concern_withdraw.html", {"concern": found})


@require_POST
@entered
def leave_group(request: HttpRequest, pk: int) -> HttpResponse:
    found = mine.concern(pk, request.user)
    issues.leave_group(by=request.user, concern=found, now=clock.now())
    notices.success(request, gettext("Your concern is out of the group."))
    return redirect("participation:concern", pk=pk)


@require_POST
@entered
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = mine.concern(pk, request.user)
    concern_verbs.reopen(by=request.user, concern=found, now=clock.now())
    notices.success(request, gettext("Your concern is open again."))
    return redirect("participation:concern", pk=pk)


@entered
def answer_grouping(request: HttpRequest, pk: int) -> HttpResponse:
    """The author says yes or no to joining an issue."""
    grouping = mine.grouping(pk, request.user)
    if request.method == "POST":
        answer = request.POST.get("reponse", "")
        if answer not in ("oui", "non"):
            # Neither yes nor no: « no » would close the question for good.
            raise BadInput("reponse", _("Choose one of the answers."))
        accepts = answer == "oui"
        issues.answer_grouping(by=request.user, grouping=grouping, accepts=accepts, now=clock.now())
        notices.success(request, gettext("Your answer is kept."))
        return redirect("participation:concern", pk=grouping.concern_id)
    return render(request, "participation/grouping.html", {"grouping": grouping})
