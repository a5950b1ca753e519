"""The Espace's own rules: what they are, where they come from, and how citizens change them."""

from django.contrib import messages as notices
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only
from common import clock
from common.exceptions import Missing
from common.forms import answer
from participation.domain import rule_changes, supports
from participation.domain.queries import rules as queries
from participation.models import OperatingRule, RuleChange
from participation.rules import rule_values, rule_wording, visibility
from participation.rules.book import RuleBook
from participation.rules.defaults import ADOPTION, NOT_APPLIED_YET, ONLY_AS_IT_BEGAN, SEEN_TO_BY_PEOPLE
from participation.rules.rule_wording import words_of
from participation.web import rule_words
from participation.web.pages import adoption
from participation.web.pages import rule_change as pages
from participation.web.rule_words import RuleChangeForm
from participation.web.two_steps import attempt


def rules(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    current = queries.current(now)
    book = RuleBook({key: rule.value for key, rule in current.items()})
    shown = [rule for key, rule in current.items() if key != ADOPTION]
    groups = []
    for slug, label, _keys in rule_words.GROUPS:
        of_group = [rule for rule in shown if not rule.is_locked and rule_words.group_of(rule.key) == slug]
        if of_group:
            groups.append({"slug": slug, "label": label, "rows": [_row(rule) for rule in of_group]})
    return render(
        request,
        "participation/rules.html",
        {
            "groups": groups,
            "locked": [_row(rule) for rule in shown if rule.is_locked],
            "book": book,
            "is_provisional": not book.rules_adopted,
            "adoption": adoption.of_the_rules(current.get(ADOPTION)),
            "under_way": _changes(RuleChange.objects.exclude(state__in=queries.OVER), current),
        },
    )


def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: its value, its reason, its history, and for citizens the form to propose another value."""
    now = clock.now()
    current = queries.current(now)
    found = current.get(key)
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    capacity = capacity_of(request)
    may_propose = capacity.is_citizen and rule_values.may_change(found) and not _is_settled(found)
    if request.method == "POST":
        return _propose(request, found)
    form = RuleChangeForm(rule=found) if may_propose else None
    return render(request, "participation/rule.html", _rule_page(found, current, form=form))


@citizen_only
def _propose(request: HttpRequest, found: OperatingRule) -> HttpResponse:
    now = clock.now()
    rule_values.check_may_change(found)
    form = RuleChangeForm(request.POST, rule=found)
    if form.is_valid():
        made = attempt(
            form,
            lambda: rule_changes.propose(
                by=request.user,
                key=found.key,
                value=form.value,
                reason=form.cleaned_data["reason"],
                now=now,
            ),
        )
        if made is not None:
            notices.success(request, _("Your proposal is in the Espace."))
            return redirect("participation:rule_change", pk=made.pk)
    page = _rule_page(found, queries.current(now), form=form)
    return answer(request, "participation/rule.html", **page)


def _rule_page(
    found: OperatingRule, current: dict[str, OperatingRule], *, form: RuleChangeForm | None
) -> dict:
    return {
        "rule": found,
        "title": rule_wording.title_of(found),
        "adoption": adoption.of_the_rules(found) if found.key == ADOPTION else None,
        "words": words_of(found),
        "basis": _basis(found.basis),
        "how_applied": how_applied(found.key),
        "is_provisional": not RuleBook({key: one.value for key, one in current.items()}).rules_adopted,
        "history": _history(found),
        "form": form,
    }


def _is_settled(found: OperatingRule) -> bool:
    """The rules are adopted, or somebody already proposed it: there is nothing more to propose."""
    return found.key == ADOPTION and (found.value is True or queries.adoption_under_way() is not None)


def how_applied(key: str) -> str:
    """What to know before changing a rule that the site applies otherwise than it reads, or not; empty for the others."""
    if key in SEEN_TO_BY_PEOPLE:
        return _("The site does not apply this rule. People see to it.")
    if key in NOT_APPLIED_YET:
        return _("Nothing applies this rule yet.")
    if key == "regional_scope_rule":
        return _(
            "Case by case: the Espace takes every idea. Facilitation may send one to an MRC, if an author agrees."
        )
    if key in ONLY_AS_IT_BEGAN:
        return _("The site only does it this way for now. To change it, the site must change too.")
    return ""


def _basis(basis: str) -> str:
    words = {
        "semence": _("It comes from the founding text."),
        "source": _("It comes from what others do elsewhere."),
        "jugement": _("It is a choice to begin with. The Espace may change it."),
        "vote": _("The citizens of the Espace chose it by a vote. Another vote may change it."),
    }
    return words.get(basis, basis)


def _history(found: OperatingRule) -> list[dict]:
    """Versions and proposals, the oldest first."""
    items = []
    for version in queries.history(found.key):
        value = words_of(version)
        title = _("%(value)s, rule to begin with") if version.version == 1 else _("%(value)s is the rule")
        item = {"title": title % {"value": value}, "state": "done"}
        if version.decision is not None:
            item["detail"] = _("Voted by the Espace")
            item["url"] = reverse("voting:vote", args=[version.decision.vote_id])
        items.append((version.effective_at, item))
    for change in RuleChange.objects.filter(key=found.key).order_by("proposed_at", "pk"):
        value = words_of(found, change.proposed_value)
        item = {
            "title": _("Proposed: %(value)s") % {"value": value},
            "state": "done" if change.state in queries.OVER else "now",
            "detail": str(change.get_state_display()),
            "url": reverse("participation:rule_change", args=[change.pk]),
        }
        items.append((change.proposed_at, item))
    return [{**item, "on": moment} for moment, item in sorted(items, key=lambda pair: pair[0])]


def rule_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a proposal is. Its author's words and name stay among the members."""
    found = get_object_or_404(RuleChange.objects.select_related("proposed_by", "thread"), pk=pk)
    view = pages.page(found, capacity=capacity_of(request), now=clock.now())
    return render(request, "participation/rule_change.html", view)


@require_POST
@citizen_only
def rule_change_support(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(RuleChange, pk=pk)
    supports.support_rule_change(by=request.user, change=found, now=clock.now())
    notices.success(request, _("Your support is counted."))
    return redirect("participation:rule_change", pk=pk)


@require_POST
@citizen_only
def rule_change_unsupport(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(RuleChange, pk=pk)
    supports.withdraw_support(by=request.user, rule_change=found, now=clock.now())
    notices.success(request, _("Your support is taken back."))
    return redirect("participation:rule_change", pk=pk)


@require_POST
@citizen_only
def rule_change_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rule_changes.withdraw(by=request.user, change=get_object_or_404(RuleChange, pk=pk), now=clock.now())
    notices.success(request, _("Your proposal is withdrawn."))
    return redirect("participation:rule_change", pk=pk)


def _changes(found: QuerySet[RuleChange], current: dict[str, OperatingRule]) -> list[dict]:
    return [
        {
            "url": reverse("participation:rule_change", args=[change.pk]),
            "title": rule_wording.title_of(current[change.key]),
            "words": words_of(current[change.key], change.proposed_value),
            "state": change.get_state_display(),
        }
        for change in found.order_by("proposed_at", "pk")
        if change.key in current
    ]


def _row(one: OperatingRule) -> dict:
    return {"rule": one, "words": words_of(one)}
