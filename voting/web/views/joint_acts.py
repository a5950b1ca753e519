"""Acts of two people of two employers: one asks, the other does. What was done is published on the vote's page."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import capacity_of, facilitator_only, role_required
from common import clock
from common.exceptions import BadInput, IllegalTransition
from common.forms import posted
from common.two_steps import ask_then_check
from voting.domain import joint_acts as verbs
from voting.domain.queries import boards
from voting.domain.queries import joint_acts as queries
from voting.domain.queries import votes as vote_queries
from voting.enums import JointActKind, VoteState
from voting.models import JointAct, Trustee, Vote
from voting.rules import acts, lifecycle
from voting.rules import joint_acts as rules
from voting.rules import scrutiny as scrutiny_rules
from voting.rules.counting import people_needed
from voting.web.desk_forms import ReasonForm

staff_who_count = role_required(*acts.COUNTERS)


@require_safe
@staff_who_count
def joint_acts(request: HttpRequest, pk: int) -> HttpResponse:
    vote, capacity = vote_queries.find(pk), capacity_of(request)
    waiting = queries.waiting(vote, capacity=capacity, day=clock.today())
    is_asked = any(one.act.kind == JointActKind.ANNUL for one in waiting)
    may_annul = (
        rules.may_ask(JointActKind.ANNUL, capacity)
        and lifecycle.may_move(vote.state, VoteState.ANNULLED)
        and not is_asked
    )
    return render(
        request,
        "voting/desk/joint_acts.html",
        {
            "vote": vote,
            "waiting": waiting,
            "may_annul": may_annul,
            "sheets": queries.sheets(vote, capacity=capacity, day=clock.today()),
            "wait_days": scrutiny_rules.WAIT_DAYS,
            "done": queries.published(vote),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def ask_to_annul(request: HttpRequest, pk: int) -> HttpResponse:
    vote = vote_queries.find(pk)
    lifecycle.check_moves(vote.state, VoteState.ANNULLED)
    form = ReasonForm(posted(request))
    return _ask(
        request,
        vote,
        form,
        lambda: verbs.ask_to_annul(
            by=request.user, vote=vote, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Ask to annul the vote"),
        lead=_(
            "A second person, of another employer, must agree. The reason is published. Nobody opens the urn."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_who_count
def ask_to_open_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """`pk` is the key that does not come."""
    trustee = get_object_or_404(Trustee.objects.select_related("urn", "scrutineer"), pk=pk)
    vote = vote_queries.find(trustee.urn.vote_id)
    scrutiny_rules.check_holds_no_other_key(trustee, capacity_of(request))
    scrutiny_rules.check_reminded(trustee, clock.today())
    form = ReasonForm(posted(request))
    return _ask(
        request,
        vote,
        form,
        lambda: verbs.ask_to_open_sheet(
            by=request.user, trustee=trustee, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Ask to open the sealed sheet"),
        lead=_(
            "A second person, of another employer, opens the envelope and types its words. It is published."
        ),
    )


def _ask(request: HttpRequest, vote: Vote, form: ReasonForm, act, *, title: str, lead: str) -> HttpResponse:
    back = reverse("voting:joint_acts", args=[vote.pk])
    return ask_then_check(
        request,
        form,
        act,
        rows=lambda: [{"label": _("The reason"), "value": form.cleaned_data["reason"]}],
        then=lambda _made: back,
        said=_("It is asked. A person of another employer must now do it."),
        codes=("already_asked",),
        check={"title": _("Check the reason"), "submit": _("Ask for it")},
        title=title,
        lead=lead,
        about=vote.title,
        submit=_("Check the reason"),
        crumb_url=back,
        crumb_label=_("Acts of two people"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_who_count
def joint_act(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person's page: the reason, then the act; or the box for the words of the sheet."""
    act = queries.find(pk)
    if not queries.is_still_possible(act):
        raise IllegalTransition("not_asked", _("Nobody asks for this any more."))
    if act.kind == JointActKind.SHEET:
        return _sheet(request, act)
    if request.method == "POST":
        verbs.annul(by=request.user, act=act, now=clock.now())
        notices.success(request, _("The vote is annulled. The reason is on its page."))
        return redirect("voting:vote", pk=act.vote_id)
    return render(request, "voting/desk/joint_act.html", _shown(request, act))


def _sheet(request: HttpRequest, act: JointAct) -> HttpResponse:
    """The words stay in the browser, as for the scrutineer; `part` comes here."""
    shown = _shown(request, act)
    if not shown["may_do"]:
        return render(request, "voting/desk/joint_act.html", shown)
    error, status = "", 200
    if request.method == "POST":
        content = request.POST.get("part", "").strip().encode()
        try:
            verbs.open_sheet(by=request.user, act=act, content=content, now=clock.now())
        except BadInput as refusal:
            error, status = refusal.sentence, 422
        else:
            notices.success(request, _("The part of the sealed sheet is received. It is published."))
            return redirect("voting:vote", pk=act.vote_id)
    trustee, capacity = act.trustee, capacity_of(request)
    assert trustee is not None
    context = shown | {
        "is_sheet": True,
        "role": capacity.role_label,
        "organisation": capacity.badge_employer,
        "ballots": boards.counts(act.vote, trustee.urn).ballots,
        "needed": people_needed(act.vote),
        "vote_uuid": trustee.urn.uuid,
        "archive_url": reverse("voting:archive", args=[act.vote_id]),
        "public_key": trustee.public,
        "send_url": request.path,
        "form_error": error,
        "form_errors": bool(error),
    }
    return render(request, "voting/scrutineer/open.html", context, status=status)


def _shown(request: HttpRequest, act: JointAct) -> dict:
    waiting = queries.shown(act, capacity=capacity_of(request), day=clock.today())
    return {"vote": act.vote, "act": act, "waiting": waiting, "may_do": waiting.may_do}


@require_POST
@staff_who_count
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    act = queries.find(pk)
    verbs.drop(by=request.user, act=act, now=clock.now())
    notices.success(request, _("The request is dropped. Nothing was done."))
    return redirect("voting:joint_acts", pk=act.vote_id)
