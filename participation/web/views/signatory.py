"""The signatory's pages: the rules of the fund, by time left. Institutions are addressed as « vous »."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from common import clock, dates
from common.exceptions import IllegalTransition
from common.typography import format_money
from participation.domain import reviews as verbs
from participation.domain.queries import admissibility
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState, ReviewResult
from participation.models import AdmissibilityReview, Initiative
from participation.rules.book import RuleBook
from participation.web.desk import review_words
from participation.web.institution_forms import ReviewForm
from participation.web.pages import sheet_words
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import signatory_only
from participation.web.two_steps import ask_then_check
from participation.web.views import agreements

ANSWER = "participation/staff/review_answer.html"


@signatory_only
def reviews(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    book = rule_queries.rule_book(clock.now())
    found = list(_initiatives())
    rows = [_row(one, today, book) for one in found if one.state == InitiativeState.IN_REVIEW]
    adjusting = {one.pk for one in found if admissibility.adjustment_asked(one) is not None}
    returned = [
        _returned(one) for one in found if one.state == InitiativeState.TO_ADJUST or one.pk in adjusting
    ]
    approved = [one for one in found if one.state == InitiativeState.APPROVED]
    return render(
        request,
        "participation/staff/reviews.html",
        {
            "rows": rows,
            "returned": returned,
            "late": [
                one for one in found if one.pk not in adjusting and admissibility.awaits_late_answer(one)
            ],
            "to_sign": sorted(approved, key=lambda one: (one.decided_at, one.pk)),
            "reports": agreements.reports_to_read(),
            "facts": [
                {"label": _("To check"), "value": len(rows)},
                {"label": _("Date past"), "value": sum(row["is_late"] for row in rows)},
                {"label": _("To adjust"), "value": len(returned)},
            ],
        },
    )


@signatory_only
def review_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Three answers on the rules of the fund; checked, then written for good. Another version meanwhile: 409, and the
    new text is shown with what was typed."""
    found = get_object_or_404(Initiative.objects.not_withdrawn().select_related("current__carrier"), pk=pk)
    verbs.check_awaits_answer(found)
    form = ReviewForm(request.POST or None, initial={"version": found.current.number})
    try:
        return ask_then_check(
            request,
            form,
            lambda: verbs.review(
                by=request.user,
                initiative=found,
                result=form.cleaned_data["result"],
                plain_reason=form.cleaned_data["plain_reason"],
                rule_cited=form.cleaned_data["rule_cited"],
                condition=form.cleaned_data["condition"],
                based_on=form.cleaned_data["version"],
                now=clock.now(),
            ),
            rows=lambda: _answer_rows(form.cleaned_data),
            then=lambda made: reverse("participation:reviews"),
            said=_what_follows,
            check={
                "title": _("Check your answer"),
                "lead": _("Everybody reads it. It stays as you write it."),
                "submit": _("Publish the answer"),
                "change": _("Change my answer, please"),
            },
            remarks=lambda: remarks_on(form.cleaned_data["plain_reason"], is_formal=True),
            template=ANSWER,
            **_answer_page(found),
        )
    except IllegalTransition as refusal:
        if refusal.code != "text_moved":
            raise
        return _meanwhile(request, pk, str(refusal.sentence))


def _meanwhile(request: HttpRequest, pk: int, sentence: str) -> HttpResponse:
    """What was typed stays, under the text that its authors just published: the next try answers that one."""
    found = Initiative.objects.select_related("current__carrier").get(pk=pk)
    typed = request.POST.copy()
    typed["version"] = str(found.current.number)
    form = ReviewForm(typed)
    form.add_error(None, sentence)
    page = {"form": form, "form_errors": True, **_answer_page(found)}
    return render(request, ANSWER, page, status=409)


def _answer_page(found: Initiative) -> dict:
    book = rule_queries.rule_book(clock.now())
    waits = decision_queries.review_clock(found, today=clock.today(), book=book)
    family, words = review_words(waits) if waits else ("c-river", "")
    return {
        "initiative": found,
        "sheet": _sheet(found),
        "family": family,
        "clock_words": words,
        "title": found.title,
        "submit": _("Check the answer"),
        "crumb_url": reverse("participation:reviews"),
        "crumb_label": _("To check"),
    }


def _what_follows(made: AdmissibilityReview) -> str:
    if made.result == ReviewResult.ELIGIBLE:
        return _("Your answer is published. The Espace can go on.")
    if made.result == ReviewResult.TO_ADJUST:
        return _("Your answer is published. The authors read it and correct their text.")
    return _("Your answer is published. The authors read which rule stops them.")


def _initiatives() -> QuerySet[Initiative]:
    """All the desk shows, in one question: the oldest request first."""
    shown = (InitiativeState.IN_REVIEW, InitiativeState.TO_ADJUST, *admissibility.AFTER_A_CONDITIONAL_VOTE)
    return (
        Initiative.objects.filter(state__in=shown)
        .select_related("current__carrier")
        .prefetch_related("territories", "reviews", "versions", "decisions__vote", "review_reminders")
        .order_by("review_requested_at", "pk")
    )


def _row(one: Initiative, today: date, book: RuleBook) -> dict:
    waits = decision_queries.review_clock(one, today=today, book=book)
    family, words = review_words(waits) if waits else ("c-river", "")
    return {
        "initiative": one,
        "family": family,
        "clock": words,
        "is_late": bool(waits and waits.is_reminded),
        "is_silent": bool(waits and waits.is_silent),
        "waits": waits,
        "text": _one_line(one),
    }


def _one_line(one: Initiative) -> str:
    version = one.current
    parts = [str(version.get_kind_display())]
    if version.total_cents is not None:
        parts.append(format_money(version.total_cents))
    places = sorted(one.territories.all(), key=lambda place: place.position)
    parts.append(", ".join(place.name for place in places))
    if version.carrier:
        parts.append(version.carrier.name)
    return ". ".join(part for part in parts if part) + "."


def _returned(one: Initiative) -> dict:
    """Sent back to its authors, with the last thing the signatory wrote."""
    return {"initiative": one, "review": admissibility.last_answer(one)}


def _sheet(found: Initiative) -> list[dict]:
    version = found.current
    money = _("not known yet")
    if version.total_cents is not None and version.fund_cents is not None:
        money = _("%(total)s, of which %(fund)s from the fund") % {
            "total": format_money(version.total_cents),
            "fund": format_money(version.fund_cents),
        }
    newness = _("new") if version.is_new else _("keeps going: %(project)s") % {"project": version.renews}
    reach = version.people_planned or _("not known yet")
    rows = [
        {"label": _("Kind"), "value": f"{version.get_kind_display()}, {newness}"},
        {"label": _("Cost"), "value": money},
        {"label": _("People reached"), "value": f"{reach} {version.people_counting}".strip()},
        {
            "label": _("Organisation"),
            "value": version.carrier.name if version.carrier else _("not known yet"),
        },
        {"label": _("Partners, and what they give"), "value": "\n".join(sheet_words.partners(version))},
        {"label": _("The dates"), "value": sheet_words.days(version)},
        {"label": _("MRCs"), "value": ", ".join(place.name for place in found.territories.west_to_east())},
    ]
    lines = [{"label": line["label"], "value": format_money(line["cents"])} for line in version.budget_lines]
    return [row for row in rows + lines if row["value"]]


def _answer_rows(answers: dict) -> list[dict]:
    rows = (
        (_("Your answer"), ReviewResult(answers["result"]).label),
        (_("The reason, in plain words"), answers["plain_reason"]),
        (_("The rule of the fund"), answers["rule_cited"]),
        (_("A condition"), answers["condition"]),
        (_("Date"), dates.short(clock.today())),
    )
    return [{"label": label, "value": value} for label, value in rows if value]
