"""The ballot in three pages: choose, check, receipt. The choice travels in forms only: no address, no session."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import capacity_of, entered
from common import clock, dates
from common.exceptions import BadInput, Refused
from common.forms import answer
from voting.domain import casting, remarks
from voting.domain.queries import votes as vote_queries
from voting.enums import Choice
from voting.models import Vote
from voting.web.forms import BallotForm, RemarkForm


@require_safe
@entered
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    vote, now = vote_queries.find(pk), clock.now()
    standing = vote_queries.standing(vote=vote, capacity=capacity_of(request), now=now)
    if not standing.may_cast:
        return render(request, "voting/no_ballot.html", {"vote": vote, "standing": standing})
    return _ballot_page(request, vote, _form(vote))


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the choice once more. Nothing is written."""
    if request.method != "POST":
        return redirect("voting:ballot", pk=pk)
    vote = vote_queries.find(pk)
    _check_may_cast(request, vote)
    form = _form(vote, request.POST)
    if not form.is_valid():
        return _ballot_page(request, vote, form)
    choice = Choice(form.cleaned_data["choix"])
    return render(request, "voting/check.html", {"vote": vote, "choice": choice.value, "said": choice.label})


@require_POST
@entered
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    vote = vote_queries.find(pk)
    try:
        casting.cast(by=request.user, vote=vote, choice=request.POST.get("choix", ""), now=clock.now())
    except BadInput:
        return _ballot_page(request, vote, _form(vote, request.POST))
    return redirect("voting:receipt", pk=pk)


@require_safe
@entered
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    return _receipt_page(request, vote_queries.find(pk), RemarkForm())


@require_POST
@entered
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    vote, form = vote_queries.find(pk), RemarkForm(request.POST)
    if form.is_valid():
        try:
            remarks.leave_remark(
                by=request.user, vote=vote, text=form.cleaned_data["remarque"], now=clock.now()
            )
        except BadInput as refusal:
            form.add_error("remarque", refusal.sentence)
        else:
            notices.success(request, _("Your remark is kept for the minutes, without a name."))
            return redirect("voting:receipt", pk=pk)
    return _receipt_page(request, vote, form)


def _form(vote: Vote, data=None) -> BallotForm:
    words = ""
    if vote.may_change:
        words = _("You may change your mind until %(when)s.") % {
            "when": dates.day_time(vote.closes_at, clock.now())
        }
    return BallotForm(data, vote=vote, words=words)


def _ballot_page(request: HttpRequest, vote: Vote, form: BallotForm) -> HttpResponse:
    return answer(request, "voting/ballot.html", form, vote=vote)


def _receipt_page(request: HttpRequest, vote: Vote, form: RemarkForm) -> HttpResponse:
    standing = vote_queries.standing(vote=vote, capacity=capacity_of(request), now=clock.now())
    if standing.voted_on is None:
        return redirect("voting:vote", pk=vote.pk)
    return answer(
        request,
        "voting/receipt.html",
        form,
        vote=vote,
        standing=standing,
        may_remark=vote.state in remarks.RECEIVING,
    )


def _check_may_cast(request: HttpRequest, vote: Vote) -> None:
    standing = vote_queries.standing(vote=vote, capacity=capacity_of(request), now=clock.now())
    if not standing.may_cast:
        raise Refused(standing.code, standing.refusal)
