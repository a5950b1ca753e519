"""What goes to the Table: prepared, reread by a citizen, sent; then a public dossier."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only, facilitator_only
from accounts.rules.capacity import Capacity
from common import clock
from common.exceptions import Missing
from participation.domain import transmissions as verbs
from participation.domain.queries import answers, commitments, consultations, keys_awaited
from participation.domain.queries import decisions as decision_queries
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import transmissions as queries
from participation.enums import TransmissionKind, TransmissionState
from participation.models import Concern, Initiative, Issue, Transmission
from participation.rules import outcome_words, visibility
from participation.web.pages import echoes, quotes, sending_begun
from participation.web.pages import spokespersons as spokesperson_pages
from participation.web.pages.dossier_mail import mail_line
from participation.web.staff_doors import preparers
from participation.web.staff_forms import TransmissionForm
from participation.web.two_steps import ask
from participation.web.views.table import item

MODELS = {"initiative": Initiative, "enjeu": Issue, "preoccupation": Concern}
NAMES = {"initiative": "initiative", "enjeu": "issue", "preoccupation": "concern"}


@preparers
def transmission_prepare(request: HttpRequest) -> HttpResponse:
    """The words that leave, checked for anything that lets somebody be recognised."""
    form = TransmissionForm(
        request.POST or None,
        sources=_sources(),
        initial={
            "source": request.GET.get("source", ""),
            "kind": request.GET.get("genre", ""),
            **sending_begun.of(request.GET.get("source", "")),
        },
    )

    def prepare() -> Transmission:
        answers = form.cleaned_data
        word, _dash, pk = answers["source"].partition("-")
        return verbs.prepare(
            by=request.user,
            kind=answers["kind"],
            title=answers["title"],
            body=answers["body"],
            expects=answers["expects"],
            now=clock.now(),
            **{NAMES[word]: MODELS[word].objects.get(pk=pk)},
        )

    return ask(
        request,
        form,
        prepare,
        then=_address,
        codes=("not_approved", "decision_asks_nothing", "author_said_no"),
        said=_("It is kept. A citizen rereads it now."),
        title=_("Prepare what we send to the Table"),
        lead=_("A citizen rereads it before it leaves."),
        submit=_("Keep it and have it reread"),
        crumb_url=reverse("participation:facilitation"),
        crumb_label=_("Dashboard"),
    )


def _sources() -> list[tuple[str, str]]:
    found = zip(MODELS, (_("Initiative"), _("Issue"), _("Concern")), queries.sendable(), strict=True)
    return [
        (f"{word}-{one.pk}", f"{label} « {one.title} »") for word, label, things in found for one in things
    ]


def transmission(request: HttpRequest, pk: int) -> HttpResponse:
    """Among the members while it is prepared; public, with its clock and answers, once it is sent."""
    whole = Transmission.objects.select_related(
        "initiative", "issue", "concern", "reread_by", "asks_again__transmission"
    )
    found = whole.filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    capacity = capacity_of(request)
    visibility.check_sees("transmission", found, capacity, request.user)
    if found.state == TransmissionState.PREPARED:
        return _prepared(request, found)
    dossier = queries.dossier(pk, today=clock.today())
    echoes.put_beside([dossier], capacity, request.user)
    echoes.put_asking_again(dossier, capacity, request.user)
    return render(
        request,
        "participation/staff/dossier.html",
        {
            "dossier": dossier,
            "capacity": capacity,
            "acts": _follow_acts(found, capacity),
            "item": _table_item(dossier, capacity),
            "carried": spokesperson_pages.links(transmission=pk),
            "answers_to": consultations.answered_by(pk),
            "questions": commitments.questions(transmission_id=pk, today=clock.today()),
            "quotes": dossier.transmission.quoted,
            "mail_line": _mail_line(found, capacity),
            "is_facilitator": capacity.is_facilitator,
            "agenda": dossier.transmission.agenda.select_related("meeting").order_by(
                "meeting__starts_on", "pk"
            ),
        },
    )


def _mail_line(found: Transmission, capacity: Capacity) -> str:
    sends = _sends(capacity)
    return mail_line(found, may_call=sends, now=clock.now()) if sends or capacity.is_table else ""


def _prepared(request: HttpRequest, found: Transmission) -> HttpResponse:
    capacity = capacity_of(request)
    decisions = list(found.decisions.select_related("vote").order_by("pk"))
    last = decisions[-1] if decisions else None
    is_recommendation = found.kind == TransmissionKind.RECOMMANDATION
    needs_vote = is_recommendation and rule_queries.value("transmission_vote_required", at=clock.now())
    is_approved = is_recommendation and decision_queries.approved_recommendation(found) is not None
    is_voted = not needs_vote or is_approved
    sends = _sends(capacity)
    now = clock.now()
    awaited = keys_awaited.of_recommendation(found, now=now, book=rule_queries.rule_book(now))
    return render(
        request,
        "participation/staff/transmission.html",
        {
            "transmission": found,
            "capacity": capacity,
            "decisions": decisions,
            "follows": outcome_words.next_of_question(
                last, again_on=decision_queries.voted_again_on(last, now=now)
            )
            if last is not None and last.recorded_at is not None
            else "",
            "needs_vote": needs_vote and not is_voted,
            "waits": awaited.said if awaited else [],
            "may_reread": _may_reread(found, capacity, request.user),
            "may_doubt": capacity.is_citizen and found.doubted_at is None and not decisions,
            "may_send": sends and is_voted and found.is_reread,
            "may_rewrite": sends and not decisions,
            "quotes": quotes.of_prepared(found),
            "may_quote": sends and not decisions,
            "may_note": capacity.is_facilitator,
            "may_drop": sends and all(one.recorded_at for one in decisions) and not is_approved,
            "may_announce": capacity.is_facilitator
            and is_recommendation
            and not is_voted
            and found.doubted_at is None
            and all(one.recorded_at for one in decisions),
            "source": found.initiative or found.issue,
            "source_url": _source_url(found),
        },
    )


def _sends(capacity) -> bool:
    return capacity.is_facilitator or capacity.is_crd_agent


def _may_reread(found: Transmission, capacity, viewer) -> bool:
    is_own = found.asks_again_id is not None and found.prepared_by_id == viewer.pk
    return capacity.is_citizen and found.reread_by_id is None and found.doubted_at is None and not is_own


def _source_url(found: Transmission) -> str:
    if found.initiative_id:
        return reverse("participation:initiative", args=[found.initiative_id])
    return reverse("participation:issue", args=[found.issue_id]) if found.issue_id else ""


def _table_item(dossier: queries.Dossier, capacity) -> dict | None:
    """The Table's doors on this page, the same as in its inbox, until the dossier is over."""
    if not capacity.is_table or dossier.transmission.state == TransmissionState.CLOSED:
        return None
    draft = answers.open_draft(dossier.transmission)
    return item(dossier, clock.today(), draft=draft, is_secretary=capacity.is_secretary)


def _follow_acts(found: Transmission, capacity) -> list[dict]:
    if not capacity.is_facilitator:
        return []
    acts = []
    if found.state == TransmissionState.ANSWERED:
        acts.append({"name": "participation:transmission_follow", "label": _("Follow what was promised")})
    if found.state in (TransmissionState.ANSWERED, TransmissionState.FOLLOWED):
        acts.append({"name": "participation:transmission_close", "label": _("End the follow-up")})
    return acts


@require_POST
@citizen_only
def transmission_reread(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.reread(by=request.user, transmission=get_object_or_404(Transmission, pk=pk), now=clock.now())
    notices.success(request, _("You reread it. It may leave."))
    return redirect("participation:transmission", pk=pk)


@require_POST
@preparers
def transmission_send(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.send(by=request.user, transmission=get_object_or_404(Transmission, pk=pk), now=clock.now())
    notices.success(request, _("It is sent to the Table. What it answers will be written here."))
    return redirect("participation:transmission", pk=pk)


@require_POST
@facilitator_only
def transmission_follow(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.follow(by=request.user, transmission=get_object_or_404(Transmission, pk=pk), now=clock.now())
    notices.success(request, _("The follow-up begins."))
    return redirect("participation:transmission", pk=pk)


@require_POST
@facilitator_only
def transmission_close(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.close(by=request.user, transmission=get_object_or_404(Transmission, pk=pk), now=clock.now())
    notices.success(request, _("The follow-up is ended."))
    return redirect("participation:transmission", pk=pk)


def _address(made: Transmission) -> str:
    return reverse("participation:transmission", args=[made.pk])
