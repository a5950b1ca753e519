"""The ballot in three pages: choose, check, receipt. The choice travels in forms only: no address, no session."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.queries import known_names
from accounts.doors import capacity_of, entered
from accounts.models import Person
from common import clock, dates
from common.exceptions import BadInput, Refused
from common.forms import answer
from voting.domain import casting, remarks
from voting.domain.queries import boards, notes
from voting.domain.queries import votes as vote_queries
from voting.models import Vote
from voting.rules import eligibility
from voting.web.forms import BallotForm, RemarkForm


@require_safe
@entered
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    vote, now = vote_queries.find(pk), clock.now()
    standing = vote_queries.standing(vote=vote, capacity=capacity_of(request), now=now)
    if not standing.may_cast:
        return render(request, "voting/no_ballot.html", {"vote": vote, "standing": standing})
    return _ballot_page(request, vote, _form(vote, person=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the choice once more. Nothing is written."""
    if request.method != "POST":
        return redirect("voting:ballot", pk=pk)
    vote = vote_queries.find(pk)
    _check_may_cast(request, vote)
    form = _form(vote, request.POST, person=request.user)
    if not form.is_valid():
        return _ballot_page(request, vote, form)
    chosen = form.chosen
    said = [option.label for option in vote.options.order_by("position") if option.value in chosen]
    return render(request, "voting/check.html", {"vote": vote, "choices": chosen, "said": said})


@require_POST
@entered
def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """A ballot already encrypted by the browser (`bulletin`), or the choice, which the server encrypts."""
    vote, sealed = vote_queries.find_to_cast(pk), request.POST.get("bulletin", "")
    asked = {"by": request.user, "vote": vote, "now": clock.now(), "capacity": capacity_of(request)}
    try:
        if sealed:
            casting.cast_sealed(content=sealed.encode(), **asked)
        else:
            casting.cast(choice=request.POST.getlist("choix"), **asked)
    except BadInput as refusal:
        form = _form(vote, None if sealed else request.POST, person=request.user)
        if sealed or form.is_valid():
            notices.error(request, refusal.sentence)
        return _ballot_page(request, vote, form, status=422)
    return redirect("voting:receipt", pk=pk)


@require_safe
@entered
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    return _receipt_page(request, vote_queries.find(pk), RemarkForm())


@require_POST
@entered
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    vote, form = vote_queries.find(pk), RemarkForm(request.POST)
    if form.is_valid() and form.is_looked_at(free=known_names.places_and_groups()):
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


def _form(vote: Vote, data=None, *, person: Person | None = None) -> BallotForm:
    words = ""
    if vote.may_change and eligibility.stays_once_cast(vote=vote, person=person, now=clock.now()):
        words = _("Your NIP was changed with a code today: what you choose today will not change.")
    elif vote.may_change:
        words = _("You may change your mind until %(when)s.") % {
            "when": dates.day_time(vote.closes_at, clock.now())
        }
    return BallotForm(data, vote=vote, words=words)


def _ballot_page(request: HttpRequest, vote: Vote, form: BallotForm, status: int = 200) -> HttpResponse:
    """`booth.credential` is the private part of the person's own right: their page signs the ballot with it."""
    booth = {
        "election_url": reverse("voting:election", args=[vote.pk]),
        "credential": casting.own_credential(by=request.user, vote=vote),
        "least": 1 if vote.is_for_or_against else 0,
        "most": vote.most_choices,
    }
    told = notes.of_vote(vote, capacity_of(request))
    response = answer(request, "voting/ballot.html", form, vote=vote, booth=booth, told=told)
    response.status_code = max(response.status_code, status)
    return response


def _receipt_page(request: HttpRequest, vote: Vote, form: RemarkForm) -> HttpResponse:
    standing = vote_queries.standing(vote=vote, capacity=capacity_of(request), now=clock.now())
    if standing.voted_on is None:
        return redirect("voting:vote", pk=vote.pk)
    receipt = boards.my_receipt(vote=vote, person=request.user)
    return answer(
        request,
        "voting/receipt.html",
        form,
        vote=vote,
        standing=standing,
        receipt=receipt,
        number=receipt.tracking_number if receipt else "",
        receipts_url=reverse("voting:verify", args=[vote.pk]),
        may_remark=vote.state in remarks.RECEIVING,
    )


def _check_may_cast(request: HttpRequest, vote: Vote) -> None:
    standing = vote_queries.standing(vote=vote, capacity=capacity_of(request), now=clock.now())
    if not standing.may_cast:
        raise Refused(standing.code, standing.refusal)
