"""The page of an MRC's resource: what was sent to its MRC alone, its answers, what its MRC deposited."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.queries import territories as territory_queries
from accounts.doors import capacity_of
from accounts.models import Territory
from common import clock, dates
from participation.domain import referrals as verbs
from participation.domain.queries import referrals as queries
from participation.models import Referral
from participation.rules import referrals as rules
from participation.web.institution_forms import DepositForm, ReferralAnswerForm
from participation.web.pages import territory as pages
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import mrc_only
from participation.web.two_steps import ask_then_check, attempt


@mrc_only
def mrc_desk(request: HttpRequest) -> HttpResponse:
    """What waits first, the oldest first; nothing of another MRC."""
    capacity = capacity_of(request)
    held = rules.territories_of(capacity)
    rows = [pages.referral(one, capacity=capacity, viewer=request.user) for one in queries.sent_to(held)]
    waiting = [row for row in rows if row["is_waiting"]]
    mine = [one for one in territory_queries.west_to_east() if one.pk in held]
    return render(
        request,
        "participation/staff/mrc_desk.html",
        {
            "waiting": waiting,
            "answered": [row for row in rows if not row["is_waiting"]],
            "territories": [
                {"territory": one, "deposits": pages.deposits(one, today=clock.today())} for one in mine
            ],
            "facts": [
                {"label": _("To answer"), "value": len(waiting)},
                {"label": _("Answered"), "value": len(rows) - len(waiting)},
            ],
        },
    )


@mrc_only
def referral_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer in plain words; checked, then told to the author."""
    capacity = capacity_of(request)
    found = get_object_or_404(Referral, pk=pk)
    rules.check_speaks_for(capacity, found.territory_id)
    shown = pages.referral(found, capacity=capacity, viewer=request.user)
    form = ReferralAnswerForm(request.POST or None)

    def words() -> dict:
        return {"plain_words": form.cleaned_data["plain_words"], "now": clock.now()}

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked_answer(**words()))
    return ask_then_check(
        request,
        form,
        lambda: verbs.answer(by=request.user, referral=found, **words()),
        rows=lambda: [{"label": _("In plain words"), "value": form.cleaned_data["plain_words"]}],
        then=lambda made: reverse("participation:mrc_desk"),
        said=_("The answer is sent. Its author will hear it."),
        check={
            "title": _("Check your answer"),
            "lead": _("Its author hears it. It stays as you write it."),
            "submit": _("Send the answer"),
            "change": _("Change my answer, please"),
        },
        remarks=lambda: remarks_on(form.cleaned_data["plain_words"], is_formal=True),
        title=_("Answer for your MRC"),
        about=shown["title"],
        read=_said(shown),
        submit=_("Check your answer"),
        crumb_url=reverse("participation:mrc_desk"),
        crumb_label=_("Sent to your MRC"),
    )


def _said(shown: dict) -> list[dict]:
    before = [
        {"label": _("Answered on %(day)s") % {"day": dates.short(one["on"])}, "value": one["words"]}
        for one in shown["answers"]
    ]
    return [
        {"label": _("Sent on"), "value": dates.short(shown["on"])},
        {"label": _("Why it was sent"), "value": shown["reason"]},
        *before,
    ]


@mrc_only
def deposit(request: HttpRequest, slug: str) -> HttpResponse:
    """The day of one deposit. Nobody must fill it in: it is for the page of the MRC."""
    found = get_object_or_404(Territory, slug=slug)
    rules.check_speaks_for(capacity_of(request), found.pk)
    events = pages.to_deposit(found)
    if not events:
        notices.info(request, _("Everything is already noted."))
        return redirect("participation:territory", found.slug)
    form = DepositForm(request.POST or None, events=events)
    return ask_then_check(
        request,
        form,
        lambda: verbs.note_deposit(
            by=request.user,
            territory=found,
            event=form.chosen,
            deposited_on=form.cleaned_data["deposited_on"],
            now=clock.now(),
        ),
        rows=lambda: [
            {"label": _("What was deposited"), "value": form.chosen.title},
            {"label": _("Which day"), "value": dates.short(form.cleaned_data["deposited_on"])},
        ],
        then=lambda made: reverse("participation:territory", args=[found.slug]),
        said=_("It is noted on the page of the MRC."),
        check={
            "title": _("Check the deposit"),
            "lead": _("Everybody reads it. It stays."),
            "submit": _("Note the deposit"),
            "change": _("Change it"),
        },
        title=_("What did your MRC deposit?"),
        about=found.name,
        submit=_("Check the deposit"),
        crumb_url=reverse("participation:mrc_desk"),
        crumb_label=_("Sent to your MRC"),
    )
