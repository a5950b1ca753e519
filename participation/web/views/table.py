"""The Table's pages: dossiers received, and its answers. No control here approves nor refuses an initiative."""

from datetime import date

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of
from common import clock, dates
from participation.domain import transmissions as verbs
from participation.domain.queries import accepting as acceptances
from participation.domain.queries import answers as answer_queries
from participation.domain.queries import calendar as calendar_queries
from participation.domain.queries import transmissions as queries
from participation.domain.queries.transmissions import Dossier
from participation.enums import ResponseKind, TransmissionState
from participation.models import AnswerDraft, Transmission
from participation.rules import accepting, clock_words, responses
from participation.web.institution_forms import HelpForm, RespondForm
from participation.web.pages import consultation as consultation_pages
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import table_only
from participation.web.two_steps import ask_then_check, attempt

FAMILIES = {
    clock_words.WAITING: "c-river",
    clock_words.PAST_WISHED: "c-ochre",
    clock_words.LATE: "c-rose",
    clock_words.NO_CLOCK: "c-moss",
    clock_words.ANSWERED: "c-moss",
}


@table_only
def table_inbox(request: HttpRequest) -> HttpResponse:
    """What was sent to the Table, the nearest date first; decisions of the Espace apart, for information."""
    today = clock.today()
    found = queries.public_answers(today)
    waiting = queries.waiting_in(found)
    answered = [one for one in found if one.clock.status == clock_words.ANSWERED]
    asked = [one for one in waiting if not one.is_decision]
    drafts = answer_queries.open_drafts(one.transmission.pk for one in found)
    is_secretary = capacity_of(request).is_secretary

    def shown(dossiers: list[Dossier]) -> list[dict]:
        return [
            item(one, today, draft=drafts.get(one.transmission.pk), is_secretary=is_secretary)
            for one in dossiers
        ]

    accepted_on = queries.clock_in_force(today)
    return render(
        request,
        "participation/staff/table.html",
        {
            "asked": shown(asked),
            "decisions": shown([one for one in waiting if one.is_decision]),
            "answered": answered,
            "facts": _facts(waiting, answered, is_committed=accepted_on is not None),
            "accepted_on": accepted_on,
            "may_accept": accepting.may_accept(
                capacity_of(request), is_accepted=is_secretary and acceptances.acceptance() is not None
            ),
            "meeting": calendar_queries.next_table_meeting(today),
            "consulted": consultation_pages.of_table(capacity_of(request), today=today),
            "may_ask": is_secretary,
        },
    )


def _facts(waiting: list[Dossier], answered: list[Dossier], *, is_committed: bool) -> list[dict]:
    def count(*statuses: str) -> int:
        return sum(one.clock.status in statuses for one in waiting)

    past = {"label": _("Wished date past"), "value": count(clock_words.PAST_WISHED)}
    late = {"label": _("Late"), "value": count(clock_words.LATE)}
    first = [late] if is_committed else [past]
    if is_committed and past["value"]:
        first.append(past)
    return [
        *first,
        {"label": _("To come"), "value": count(clock_words.WAITING)},
        {"label": _("For information"), "value": count(clock_words.NO_CLOCK)},
        {"label": _("Answered"), "value": len(answered)},
    ]


def item(one: Dossier, today: date, *, draft: AnswerDraft | None = None, is_secretary: bool = False) -> dict:
    """A dossier with its colour, its words and what may be done with it now; `draft`: the answer in the making."""
    state = one.transmission.state
    return {
        "draft": draft,
        "may_answer": is_secretary,
        "dossier": one,
        "family": FAMILIES[one.clock.status],
        "clock": _words(one, today),
        "may_acknowledge": state == TransmissionState.SENT,
        "may_put_on_agenda": state == TransmissionState.RECEIVED and not one.is_decision,
    }


def _words(one: Dossier, today: date) -> str:
    late = one.clock.days_over
    if one.clock.status == clock_words.LATE:
        return _("Late by %(days)s. %(sentence)s") % {
            "days": dates.duration(late),
            "sentence": one.clock.sentence,
        }
    if one.clock.status == clock_words.WAITING:
        left = dates.duration(dates.days_between(today, one.clock.due_on))
        return _("%(days)s left. %(sentence)s") % {"days": left, "sentence": one.clock.sentence}
    if one.is_decision and one.transmission.initiative.decided_at:
        return _("Approved by the Espace on %(date)s") % {
            "date": dates.short(one.transmission.initiative.decided_at)
        }
    return str(one.clock.sentence)


@require_POST
@table_only
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.acknowledge(by=request.user, transmission=_received(pk), now=clock.now())
    notices.success(request, _("Receipt is acknowledged. The date is public."))
    return redirect("participation:table_inbox")


@require_POST
@table_only
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.put_on_agenda(by=request.user, transmission=_received(pk), now=clock.now())
    notices.success(request, _("It is on the agenda. What comes next is the Table's answer."))
    return redirect("participation:table_inbox")


@table_only
def linkage(request: HttpRequest, pk: int) -> HttpResponse:
    return _help(request, pk, ResponseKind.LINKAGE, _("Propose a link"))


@table_only
def lever(request: HttpRequest, pk: int) -> HttpResponse:
    return _help(request, pk, ResponseKind.LEVER, _("Suggest another fund"))


def _help(request: HttpRequest, pk: int, kind: ResponseKind, title: str) -> HttpResponse:
    found = queries.dossier(pk, today=clock.today())
    responses.check_kind_fits(found.transmission.kind, kind)
    form = HelpForm(request.POST or None, kind=kind)
    return _answer(request, found, form, title=title, kind=kind)


def _answer(
    request: HttpRequest, found: Dossier, form: RespondForm, *, title: str, kind: ResponseKind | None = None
) -> HttpResponse:
    def chosen() -> str:
        return kind or form.cleaned_data["kind"]

    def words() -> dict:
        names = ("reason", "plain_words", "commitment_on", "commitment_owner")
        return {"kind": chosen(), "now": clock.now()} | {name: form.cleaned_data[name] for name in names}

    def publish():
        return verbs.respond(by=request.user, transmission=_received(found.transmission.pk), **words())

    if request.method == "POST" and form.is_valid():
        # What could not be published is said before « Vérifier », not after.
        attempt(form, lambda: verbs.checked_answer(**words()))
    page = item(found, clock.today())
    return ask_then_check(
        request,
        form,
        publish,
        rows=lambda: _answer_rows(chosen(), form.cleaned_data),
        then=lambda made: reverse("participation:transmission", args=[made.transmission_id]),
        said=_("The answer is published. Everybody can read it."),
        check={
            "title": _("Check the Table's answer"),
            "lead": _("It is published at once. Everybody reads it, and it stays."),
            "submit": _("Publish the Table's answer"),
            "change": _("Change the answer"),
        },
        remarks=lambda: remarks_on(
            form.cleaned_data["plain_words"], form.cleaned_data["reason"], is_formal=True
        ),
        template="participation/staff/respond.html",
        item=page,
        dossier=found,
        title=title,
        submit=_("Check the answer"),
        crumb_url=reverse("participation:table_inbox"),
        crumb_label=_("Files received"),
    )


def _answer_rows(kind: str, answers: dict) -> list[dict]:
    rows = (
        (_("The Table's answer"), ResponseKind(kind).label),
        (_("The reason"), answers["reason"]),
        (_("In plain words"), answers["plain_words"]),
        (_("Who takes care of it"), answers["commitment_owner"]),
        (_("By when"), dates.short(answers["commitment_on"]) if answers["commitment_on"] else ""),
    )
    return [{"label": label, "value": value} for label, value in rows if value]


def _received(pk: int) -> Transmission:
    """Only what was sent exists for the Table."""
    return get_object_or_404(Transmission.objects.sent(), pk=pk)
