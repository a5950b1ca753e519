"""A change of rule said otherwise: by its author at once, by any other citizen as a proposal to the author."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.doors import capacity_of, citizen_only, entered
from common import clock
from common.forms import posted
from participation.domain import amendments as verbs
from participation.domain import rule_changes
from participation.domain.queries import amendments as queries
from participation.domain.queries import discussed
from participation.domain.queries import rules as rule_queries
from participation.enums import AmendmentPart
from participation.models import RuleChange
from participation.rules import rule_wording, visibility
from participation.rules.defaults import ADOPTION
from participation.web.amendment_forms import AmendRuleForm, RewordRuleForm
from participation.web.pages import amendments as pages
from participation.web.pages import versions
from participation.web.plain_help import remarks_on
from participation.web.two_steps import ask, ask_then_check
from participation.web.views.versions import versions_of


@require_safe
@entered
def rule_amendments(request: HttpRequest, pk: int) -> HttpResponse:
    found, now = _change(request, pk), clock.now()
    view = pages.list_page(found, queries.of_rule_change(found), viewer=request.user, now=now)
    return render(
        request, "participation/amendments.html", {"thing": pages.thing(found, now=now), "view": view}
    )


@citizen_only
def rule_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """First the part, by `?partie=`; then what is proposed instead, why, and a check before it leaves."""
    found, now = _change(request, pk), clock.now()
    verbs.check_may_propose(by=request.user, subject=found, now=now)
    parts = pages.parts_of_rule(found, now=now)
    chosen = request.GET.get("partie", "")
    if chosen not in {str(part["part"]) for part in parts}:
        page = {"thing": pages.thing(found, now=now), "parts": parts}
        return render(request, "participation/amendment_parts.html", page)
    part, rule = AmendmentPart(chosen), rule_queries.current(now)[found.key]
    form = AmendRuleForm(posted(request), part=part, rule=rule, today=found.reason)
    return ask_then_check(
        request,
        form,
        lambda: verbs.propose_to_rule(
            by=request.user,
            change=found,
            part=part,
            why=form.cleaned_data["why"],
            now=clock.now(),
            **form.proposed,
        ),
        rows=lambda: [
            {"label": part.label, "value": form.words_proposed},
            {"label": _("Why?"), "value": form.cleaned_data["why"]},
        ],
        remarks=lambda: remarks_on(form.words_proposed, form.cleaned_data["why"]),
        codes=("already_proposed", "proposed_again_too_soon"),
        check={"title": _("Check your proposal"), "submit": _("Send it to the authors")},
        then=lambda made: f"/amendements/{made.pk}/",
        said=_("Your proposal is sent. The authors answer you, and you are told."),
        title=_("Propose a change: %(part)s") % {"part": str(part.label).lower()},
        about=rule_wording.title_of(rule),
        care=True,
        submit=_("Check my proposal"),
        crumb_url=pages.list_url(found),
        crumb_label=_("The proposed changes"),
    )


@citizen_only
def rule_change_revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever proposed it says it otherwise, until its vote is announced."""
    found, now = get_object_or_404(RuleChange, pk=pk), clock.now()
    rule_changes.check_may_revise(by=request.user, change=found, now=now)
    rule = rule_queries.current(now)[found.key]
    form = RewordRuleForm(posted(request), rule=rule, change=found)
    back = discussed.path_of(found)
    today = _("Today: %(words)s.") % {"words": rule_wording.words_of(rule)}
    again = _("If you propose something else, the days of discussion start again.")
    return ask(
        request,
        form,
        lambda: rule_changes.revise(by=request.user, change=found, now=clock.now(), **form.wording),
        then=lambda _made: back,
        codes=("proposed_again_too_soon",),
        said=_("The new version is published."),
        title=_("Change my proposal"),
        about=rule_wording.title_of(rule),
        lead="" if found.key == ADOPTION else f"{today} {again}",
        submit=_("Publish the new version"),
        crumb_url=back,
        crumb_label=rule_wording.title_of(rule),
    )


@require_safe
def rule_change_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two wordings of a proposal, chosen by `?de=1&a=2`. Its words stay among the members."""
    found, now = get_object_or_404(RuleChange, pk=pk), clock.now()
    sees_names = visibility.sees_names(capacity_of(request))
    told = versions.rule_versions(found, rule_queries.current(now).get(found.key), sees_names=sees_names)
    return versions_of(request, told, discussed.title_of(found, at=now), discussed.path_of(found), sees_names)


def _change(request: HttpRequest, pk: int) -> RuleChange:
    return queries.amended_rule(pk, capacity=capacity_of(request))
