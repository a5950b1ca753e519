"""Facilitation joins concerns into an issue, and sends an initiative of one MRC to its concertation."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, facilitator_only
from accounts.models import Organisation, Territory
from accounts.models.organisation import FUND_ELIGIBLE_KINDS
from common import clock, dates
from common.exceptions import BadInput
from participation.domain import initiatives, issues, reviews
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import finding
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, GroupingAnswer, IssueState, RenewalGroup
from participation.models import Concern, Grouping, Initiative, Issue
from participation.rules import grouping as grouping_rules
from participation.rules import vote_rules
from participation.web.pages.issue import with_author
from participation.web.plain_help import remarks_on
from participation.web.staff_forms import CarrierChoiceForm, IssueForm, ReferForm, RenewalForm
from participation.web.two_steps import ask_then_check
from participation.web.views.accords import CHECK_THE_REFERRAL, refer_or_ask, said_of_the_referral


@facilitator_only
def issue_propose(request: HttpRequest) -> HttpResponse:
    """From « je » to « nous »: each author is asked before anything is shared."""
    seen = concern_queries.visible_concerns(request.user, capacity_of(request))
    free = [one for one in seen.filter(state=ConcernState.DISCUSSED) if grouping_rules.may_join(one)]
    first = next((one for one in free if str(one.pk) == request.GET.get("avec")), None)
    alike = finding.alike_among(first, free) if first else []
    form = IssueForm(
        request.POST or None,
        concerns=_closest_first(free, first, alike),
        alike=alike,
        initial={"concerns": [str(first.pk)] if first else None},
    )

    def propose() -> Issue:
        answers = form.cleaned_data
        places = {one.territory_id for one in answers["concerns"] if one.territory_id}
        return issues.propose(
            by=request.user,
            title=answers["title"],
            theme=answers["theme"],
            text=answers["text"],
            territories=Territory.objects.filter(pk__in=places).west_to_east(),
            concerns=answers["concerns"],
            now=clock.now(),
        )

    return ask_then_check(
        request,
        form,
        propose,
        rows=lambda: _issue_rows(form.cleaned_data),
        remarks=lambda: remarks_on(form.cleaned_data["title"], form.cleaned_data["text"]),
        check={
            "title": _("Check the issue"),
            "lead": _("Each author reads it and says yes or no. Nothing is public yet."),
            "submit": _("Ask the authors"),
        },
        then=lambda made: reverse("participation:issue_share", args=[made.pk]),
        said=_("The authors are asked. You see their answers here."),
        title=_("Propose an issue"),
        submit=_("Check the issue"),
        crumb_url=reverse("participation:facilitation"),
        crumb_label=_("Dashboard"),
    )


def _closest_first(free: list[Concern], first: Concern | None, alike: list[Concern]) -> list[Concern]:
    """The one that is being grouped, those that say nearly the same, then the others by date."""
    begun = [first, *alike] if first else []
    return begun + [one for one in free if one not in begun]


def _issue_rows(answers: dict) -> list[dict]:
    return [
        {"label": _("The title"), "value": answers["title"]},
        {"label": _("What we live, in « we »"), "value": answers["text"]},
        {"label": _("The concerns"), "value": "\n".join(one.title for one in answers["concerns"])},
    ]


@facilitator_only
def issue_share(request: HttpRequest, pk: int) -> HttpResponse:
    """Who said yes, who said no, who was not heard yet; then the issue becomes everybody's."""
    found = get_object_or_404(Issue, pk=pk)
    now = clock.now()
    if request.method == "POST":
        issues.share(by=request.user, issue=found, now=now)
        notices.success(request, _("The issue is shared. Everybody may read it."))
        return redirect("participation:issue", pk=pk)
    groupings = list(
        found.groupings.select_related("concern__author", "concern__territory").order_by("proposed_at", "pk")
    )
    for asked in groupings:
        with_author(asked.concern)
    minimum = rule_queries.value("issue_min_concerns", at=now)
    until = [one.proposed_at + grouping_rules.TIME_TO_ANSWER for one in groupings if _is_waiting(one)]
    return render(
        request,
        "participation/staff/issue_share.html",
        {
            "issue": found,
            "groupings": groupings,
            "minimum": minimum,
            "may_share": found.state == IssueState.PROPOSED
            and grouping_rules.may_share(groupings, minimum=minimum, now=now),
            "wait_until": max(until) if until else None,
            "is_proposed": found.state == IssueState.PROPOSED,
        },
    )


def _is_waiting(grouping: Grouping) -> bool:
    return grouping.answer == GroupingAnswer.WAITING


@require_POST
@facilitator_only
def grouping_note(request: HttpRequest, pk: int) -> HttpResponse:
    """What the author said, by phone or in person."""
    grouping = get_object_or_404(Grouping.objects.select_related("issue", "concern"), pk=pk)
    answer = request.POST.get("reponse", "")
    if answer not in ("oui", "non"):
        # Neither yes nor no: « no » would close the question for good.
        raise BadInput("reponse", _("Choose one of the answers."))
    issues.answer_grouping(by=request.user, grouping=grouping, accepts=answer == "oui", now=clock.now())
    notices.success(request, _("The answer is noted."))
    return redirect("participation:issue_share", pk=grouping.issue_id)


@facilitator_only
def initiative_refer(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Initiative, pk=pk)
    form = ReferForm(request.POST or None, territories=found.territories.west_to_east())
    return ask_then_check(
        request,
        form,
        lambda: refer_or_ask(request, form, found),
        rows=form.rows,
        remarks=lambda: remarks_on(form.cleaned_data["plain_reason"]),
        check=CHECK_THE_REFERRAL,
        then=lambda made: reverse("participation:initiative", args=[pk]),
        said=said_of_the_referral,
        **_about(found, _("Send it to the MRC's concertation"), _("Check the reason")),
    )


@facilitator_only
def renewal_agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Three groups agree before a project that already exists is voted."""
    found = get_object_or_404(Initiative.objects.select_related("current"), pk=pk)
    agreed = list(found.renewal_agreements.order_by("agreed_on", "pk"))
    # A group that agreed is not asked again.
    missing = vote_rules.missing_groups({one.group for one in agreed})
    form = RenewalForm(request.POST or None, groups=missing or list(RenewalGroup))
    return ask_then_check(
        request,
        form,
        lambda: reviews.record_renewal_agreement(
            by=request.user,
            initiative=found,
            group=form.cleaned_data["group"],
            agreed_on=form.cleaned_data["agreed_on"],
            now=clock.now(),
        ),
        then=lambda made: reverse("participation:renewal_agreement", args=[pk]),
        codes=("already_agreed",),
        read=[{"label": one.get_group_display(), "value": dates.short(one.agreed_on)} for one in agreed],
        rows=lambda: [
            {"label": _("The group"), "value": RenewalGroup(form.cleaned_data["group"]).label},
            {"label": _("They agreed on"), "value": dates.short(form.cleaned_data["agreed_on"])},
        ],
        check={
            "title": _("Check the agreement"),
            "lead": _("It stays as you write it."),
            "submit": _("Write it down"),
        },
        said=lambda made: _after_agreement(found),
        **_about(found, _("Note an agreement"), _("Check the agreement")),
    )


@facilitator_only
def confirm_carrier(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Initiative.objects.select_related("current"), pk=pk)
    eligible = Organisation.objects.filter(kind__in=FUND_ELIGIBLE_KINDS).order_by("name", "pk")
    form = CarrierChoiceForm(request.POST or None, organisations=eligible)
    return ask_then_check(
        request,
        form,
        lambda: initiatives.confirm_carrier(
            by=request.user, initiative=found, carrier=form.cleaned_data["carrier"], now=clock.now()
        ),
        then=lambda made: reverse("participation:initiative", args=[pk]),
        codes=("carrier_not_eligible",),
        rows=lambda: [{"label": _("Organisation"), "value": form.cleaned_data["carrier"].name}],
        check={
            "title": _("Check the organisation"),
            "lead": _("The vote stays as it is. Everybody reads which organisation carries it."),
            "submit": _("Confirm it"),
        },
        said=_("The organisation is confirmed. Next, the signatory partner writes the agreement."),
        **_about(found, _("Confirm an organisation"), _("Check the organisation")),
    )


def _after_agreement(initiative: Initiative) -> str:
    missing = vote_rules.missing_groups({one.group for one in initiative.renewal_agreements.all()})
    if not missing:
        return _("The agreement is noted. The three groups agree.")
    names = ", ".join(str(group.label) for group in missing)
    return _("The agreement is noted. Missing: %(groups)s.") % {"groups": names}


def _about(initiative: Initiative, title: str, submit: str) -> dict:
    return {
        "title": title,
        "about": initiative.title,
        "submit": submit,
        "crumb_url": reverse("participation:initiative", args=[initiative.pk]),
        "crumb_label": initiative.title,
    }
