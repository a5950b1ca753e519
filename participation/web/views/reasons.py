"""Reasons for and against, written together: the six sentences, and one of them with its wordings before."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, entered
from common import clock
from common.exceptions import BadInput, IllegalTransition, Missing
from common.forms import answer, posted
from participation.domain import reasons
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import reasons as queries
from participation.domain.queries import rules as rule_queries
from participation.models import RuleChange
from participation.rules import reasons as rules
from participation.rules import visibility
from participation.rules.discussed import Subject
from participation.web.before_vote_forms import SentenceForm
from participation.web.pages import before_vote


@entered
def initiative_reasons(request: HttpRequest, pk: int) -> HttpResponse:
    found = initiative_queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
    return _page(request, found, title=found.title, back=reverse("participation:initiative", args=[pk]))


@entered
def rule_reasons(request: HttpRequest, pk: int) -> HttpResponse:
    _check_member(request)
    found = get_object_or_404(RuleChange, pk=pk)
    rule = rule_queries.current(clock.now()).get(found.key)
    title = rule.label if rule else found.key
    return _page(request, found, title=title, back=reverse("participation:rule_change", args=[pk]))


def _page(request: HttpRequest, subject: Subject, *, title: str, back: str) -> HttpResponse:
    """All six; `?phrase=pour-2` is the page of one, for those who may write it."""
    _check_member(request)
    capacity = capacity_of(request)
    place = before_vote.place_of(request.GET.get("phrase", ""))
    if place is not None or request.method == "POST":
        return _one(request, subject, place, title=title)
    view = before_vote.reasons_page(subject, capacity=capacity, url=request.path)
    return render(request, "participation/reasons.html", {"view": view, "title": title, "back": back})


def _check_member(request: HttpRequest) -> None:
    """Before anything is looked for: what is missing answers the same."""
    if not capacity_of(request).is_member:
        raise Missing("missing", visibility.NOT_HERE)


def _one(
    request: HttpRequest, subject: Subject, place: tuple[str, int] | None, *, title: str
) -> HttpResponse:
    rules.check_may_write(subject, capacity_of(request))
    if place is None:
        raise BadInput("slot", _("Choose one of the six sentences."))
    side, slot = place
    history = queries.history(subject, side=side, slot=slot)
    last = history[0] if history else None
    initial = {"text": last.shown if last else "", "seen": last.number if last else 0}
    form = SentenceForm(posted(request), initial=initial, label=before_vote.place_label(side, slot))
    theirs, status = "", 0
    if request.method == "POST" and form.is_valid():
        try:
            reasons.write(
                by=request.user,
                subject=subject,
                side=side,
                slot=slot,
                text=form.cleaned_data["text"],
                seen=form.cleaned_data["seen"],
                now=clock.now(),
            )
        except BadInput as refusal:
            form.add_error("text", str(refusal.sentence))
        except IllegalTransition as refusal:
            if refusal.code != "changed_meanwhile":
                raise
            # Both are shown: sending the form again, now that theirs was read, writes one's own.
            last = queries.last(subject, side=side, slot=slot)
            form = SentenceForm(
                {"text": form.cleaned_data["text"], "seen": last.number if last else 0},
                label=before_vote.place_label(side, slot),
            )
            form.add_error("text", str(refusal.sentence))
            theirs, status = last.shown if last else "", refusal.status
        else:
            notices.success(request, _("The sentence is kept. Others may still change it."))
            return redirect(request.path)
    page = answer(
        request,
        "participation/reason.html",
        form,
        title=title,
        back=request.path,
        theirs=theirs,
        is_changed=bool(status),
        current=initial["seen"],
        history=[one for one in history[1:] if one.shown],
    )
    page.status_code = status or page.status_code
    return page
