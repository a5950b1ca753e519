"""What the Table asks the Espace: the public list, the secretary's page to ask, facilitation's page to say no."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.doors import capacity_of, facilitator_only
from common import clock, dates
from participation.domain import consultations as verbs
from participation.domain.queries import consultations as queries
from participation.enums import ConsultationKind
from participation.models import Consultation
from participation.rules import consultations as rules
from participation.web.consultation_forms import ConsultationForm, DeclineForm
from participation.web.pages import consultation as pages
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import secretary_only
from participation.web.two_steps import ask_then_check, attempt

PER_PAGE = 10


def consultations(request: HttpRequest) -> HttpResponse:
    """Everything the Table asked, with its date: nothing is removed, and nobody's words are in it."""
    today, capacity = clock.today(), capacity_of(request)
    found = queries.every(today)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))

    def count(status: str) -> int:
        return sum(one.standing.status == status for one in found)

    return render(
        request,
        "participation/consultations.html",
        {
            "page": page,
            "cards": [pages.card(one, capacity, today=today) for one in page],
            "facts": [
                {"label": _("Late"), "value": count(rules.LATE)},
                {"label": _("To come"), "value": count(rules.TO_COME)},
                {"label": _("Answered"), "value": count(rules.ANSWERED)},
                {"label": _("The Espace said no"), "value": count(rules.DECLINED)},
            ],
            "may_ask": capacity.is_secretary,
        },
    )


@secretary_only
def consultation_ask(request: HttpRequest) -> HttpResponse:
    """A question to the whole Espace, checked, then an issue that everybody sees."""
    form = ConsultationForm(request.POST or None)

    def words() -> dict:
        return {**form.cleaned_data, "now": clock.now()}

    def rows() -> list[dict]:
        typed = form.cleaned_data
        return [
            {"label": _("What you ask for"), "value": ConsultationKind(typed["kind"]).label},
            {"label": _("The title"), "value": typed["title"]},
            {"label": _("Your question"), "value": typed["words"]},
            {"label": _("By when"), "value": dates.short(typed["wished_on"])},
        ]

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked(**words()))
    return ask_then_check(
        request,
        form,
        lambda: verbs.ask(by=request.user, **words()),
        rows=rows,
        then=lambda made: reverse("participation:issue", args=[made.issue_id]),
        said=_("Your question is public. The Espace talks about it among its members."),
        check={
            "title": _("Check your question"),
            "lead": _("Everybody reads it. Its words and its date stay."),
            "submit": _("Ask the Espace"),
            "change": _("Change your question"),
        },
        remarks=lambda: remarks_on(form.cleaned_data["title"], form.cleaned_data["words"], is_formal=True),
        title=_("Ask the whole Espace"),
        lead=_("It becomes an issue of the Espace. Citizens talk about it, then answer you."),
        submit=_("Check your question"),
        crumb_url=reverse("participation:table_inbox"),
        crumb_label=_("Files received"),
    )


@facilitator_only
def consultation_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """A public act with its reason. Past its time, the calendar accepted the question."""
    found = queries.find(pk)
    rules.check_may_decline(found, capacity_of(request), today=clock.today())
    form = DeclineForm(request.POST or None)
    address = reverse("participation:issue", args=[found.issue_id])

    def reason() -> str:
        return form.cleaned_data["reason"]

    def decline() -> Consultation:
        return verbs.decline(by=request.user, consultation=found, reason=reason(), now=clock.now())

    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: verbs.checked_reason(reason(), now=clock.now()))
    return ask_then_check(
        request,
        form,
        decline,
        rows=lambda: [{"label": _("The reason"), "value": reason()}],
        then=lambda made: address,
        said=_("The Espace said no. Everybody reads why, and the Table is told."),
        check={
            "title": _("Check the reason"),
            "lead": _("Everybody reads it. It stays."),
            "submit": _("Say no to the Table"),
        },
        remarks=lambda: remarks_on(reason()),
        title=_("Say no to what the Table asks"),
        about=found.issue.title,
        lead=_("Until %(date)s. After that day, the calendar accepts it.")
        % {"date": dates.short(found.decline_by)},
        submit=_("Check the reason"),
        crumb_url=address,
        crumb_label=found.issue.title,
    )
