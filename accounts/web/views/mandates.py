"""The technical administration gives and ends roles, each by a dated act with its reason."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import factors, mandate_proposals, mandates
from accounts.domain.queries import mandates as queries
from accounts.domain.queries import people
from accounts.doors import capacity_of, role_required
from accounts.enums import Role
from accounts.models import MandateProposal
from accounts.rules import mandate_proposals as rules
from accounts.rules.mandates import GIVEN_BY_TWO, check_may_manage_mandates
from accounts.rules.visibility import shown_name
from accounts.web.mandate_forms import EndRoleForm, FindPersonForm, GiveRoleForm
from accounts.web.pages import mandates as pages
from common import clock
from common.forms import posted
from common.two_steps import ask_then_check

technical_only = role_required(Role.ADMIN)
powerful = role_required(*GIVEN_BY_TWO)
GIVEN_LATER = (
    "two_employers",
    "mandate_excludes",
    "mandate_exists",
    "already_asked",
    "own_mandate",
    "has_left",
)


@technical_only
def roles(request: HttpRequest) -> HttpResponse:
    """By role; a person is found by login name or card, to see and end all that they hold."""
    on = clock.today()
    form = FindPersonForm(request.GET if "login" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("accounts:mandates_of", pk=form.found().pk)
    groups = [
        {"label": role.label, "lines": pages.lines(held, on=on)}
        for role, held in queries.in_force(on).items()
    ]
    context = {
        "form": form,
        "groups": groups,
        "citizens": people.citizens(on).count(),
        "proposals": queries.proposals().count(),
    }
    return render(request, "accounts/mandates/roles.html", context)


@technical_only
def mandates_of(request: HttpRequest, pk: int) -> HttpResponse:
    person = queries.person(pk)
    lines = pages.lines(queries.of_person(person), on=clock.today(), names_person=False)
    context = {
        "name": shown_name(person),
        "lines": lines,
        "is_me": person.pk == request.user.pk,
        "pk": person.pk,
        "has_second_step": factors.has_any(person),
    }
    return render(request, "accounts/mandates/of_person.html", context)


@technical_only
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """A role given at once, or asked for when two people give it."""
    form = GiveRoleForm(posted(request), today=clock.today())
    return ask_then_check(
        request,
        form,
        lambda: _give(request, form),
        rows=form.rows,
        then=lambda _made: reverse("accounts:roles"),
        check={"title": _("Check the role"), "submit": _("Give this role"), "lead": _two_people(form)},
        codes=GIVEN_LATER,
        said=_said,
        title=_("Give a role"),
        submit=_("Check"),
        lead=_("Facilitation and the administration are given by two people, of two employers."),
        crumb_url=reverse("accounts:roles"),
        crumb_label=_("Roles"),
    )


def _two_people(form: GiveRoleForm) -> str:
    if form.is_bound and form.is_valid() and form.cleaned_data["role"] in GIVEN_BY_TWO:
        return _("Somebody of another employer confirms it. Until then, nothing changes.")
    return ""


def _said(made) -> str:
    if isinstance(made, MandateProposal):
        return _("The role is asked for. Somebody of another employer must confirm it.")
    return _("The role is given. The person reads it in their journal.")


def _give(request: HttpRequest, form: GiveRoleForm):
    said = form.cleaned_data
    words = {"role": said["role"], "organisation": said["organisation"], "reason": said["reason"]}
    common = {"by": request.user, "person": form.found(), "now": clock.now(), "ends_on": said["ends_on"]}
    if said["role"] in GIVEN_BY_TWO:
        return mandate_proposals.ask(**common, **words)
    return mandates.grant(
        **common,
        **words,
        starts_on=said["starts_on"],
        territory=said["territory"],
        profile=said["profile"],
    )


@technical_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = queries.of_pk(pk)
    check_may_manage_mandates(capacity_of(request), mandate.person)
    form = EndRoleForm(posted(request), today=clock.today())
    back = reverse("accounts:mandates_of", args=[mandate.person_id])
    line = pages.line(mandate, on=clock.today(), names_person=False)
    about = {"label": _("Role"), "value": line.title}
    return ask_then_check(
        request,
        form,
        lambda: mandates.end(
            by=request.user,
            mandate=mandate,
            on=form.cleaned_data["on"],
            reason=form.cleaned_data["reason"],
            now=clock.now(),
        ),
        rows=lambda: [about, *form.rows()],
        then=lambda _ended: back,
        check={"title": _("Check the end of the role"), "submit": _("End this role")},
        codes=("mandate_ended",),
        said=_("The role has its last day. The person reads it in their journal."),
        title=_("End a role"),
        submit=_("Check"),
        read=[{"label": _("The person"), "value": shown_name(mandate.person)}, about],
        crumb_url=back,
        crumb_label=shown_name(mandate.person),
    )


@powerful
def proposals(request: HttpRequest) -> HttpResponse:
    lines = [{"pk": one.pk, "rows": pages.proposal_rows(one)} for one in queries.proposals()]
    return render(request, "accounts/mandates/proposals.html", {"lines": lines})


@powerful
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """« Je confirme » gives the role today; the other button only takes the demand away."""
    found = queries.proposal(pk)
    rules.check_waits(found)
    if request.method == "POST":
        if "drop" in request.POST:
            mandate_proposals.drop(by=request.user, proposal=found, now=clock.now())
            notices.info(request, _("The demand is taken away. Nothing changed."))
        else:
            mandate_proposals.confirm(by=request.user, proposal=found, now=clock.now())
            notices.success(request, _("The role is given. The person reads it in their journal."))
        return redirect("accounts:role_proposals")
    context = {
        "rows": pages.proposal_rows(found),
        "may_confirm": rules.may_confirm(capacity_of(request), found),
        "is_mine": found.asked_by_id == request.user.pk,
    }
    return render(request, "accounts/mandates/proposal.html", context)
