"""The dashboard of facilitation, and its acts on concerns."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.domain.people import shown_name
from accounts.domain.queries import territories
from accounts.doors import capacity_of, facilitator_only
from common import clock
from participation.domain import concerns as verbs
from participation.domain.queries import concerns as queries
from participation.domain.queries import issues
from participation.enums import Readers
from participation.models import Concern
from participation.rules import grouping, lifecycles
from participation.web.desk import desk, time_left
from participation.web.pages import help_offer
from participation.web.pages.accord_asked import asked_card
from participation.web.pages.recovery import desk_block
from participation.web.plain_help import remarks_on
from participation.web.staff_doors import helpers, staff
from participation.web.staff_forms import CloseForm, HoldForm, ReferForm
from participation.web.two_steps import ask_then_check
from participation.web.views.accords import CHECK_THE_REFERRAL, refer_or_ask, said_of_the_referral

ME = frozenset({"facilitator"})


@staff
def facilitation(request: HttpRequest) -> HttpResponse:
    """By time left. Who does not facilitate sees what waits, without the acts nor the unread words."""
    now = clock.now()
    return render(
        request,
        "participation/staff/facilitation.html",
        {
            "desk": desk(capacity_of(request), now=now),
            "recoveries": desk_block(capacity_of(request), now=now),
            "now": now,
        },
    )


@facilitator_only
def concern_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The words, and what may be done with them now."""
    found = _concern(request, pk)
    now, asked = clock.now(), asked_card(found)
    acts = _acts(found)
    acts["refer"] = acts["refer"] and asked is None  # the author's answer comes first
    family, words = time_left(found.read_by_at or now, now)
    return render(
        request,
        "participation/staff/concern_read.html",
        {
            "concern": found,
            "author": shown_name(found.author),
            "helped_line": queries.helped_line(found),
            "is_waiting": found.state in ("soumise", "en_verification"),
            "family": family,
            "clock_words": words,
            "is_private": found.readers == Readers.FACILITATION,
            "acts": acts,
            "asked": asked,
            "help": help_offer.cards(found, viewer=request.user, capacity=capacity_of(request)),
        },
    )


def _acts(concern: Concern) -> dict[str, bool]:
    """What the table of moves gives facilitation from here."""
    moves = {"publish": "en_discussion", "hold": "en_verification", "help": "orientee_service"}
    moves |= {"refer": "orientee_territoire", "close": "close"}
    acts = {name: lifecycles.may_move("concern", concern.state, to, ME) for name, to in moves.items()}
    acts["publish"] = acts["publish"] and concern.readers != Readers.FACILITATION
    acts["group"] = lifecycles.may_move("concern", concern.state, "regroupee", ME)
    acts["join"] = grouping.may_join(concern) and issues.may_be_joined_by(concern).exists()
    return acts


@require_POST
@facilitator_only
def concern_publish(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.publish(by=request.user, concern=_concern(request, pk), now=clock.now())
    notices.success(request, _("The text is published. Its thread is open."))
    return redirect("participation:facilitation")


@facilitator_only
def concern_hold(request: HttpRequest, pk: int) -> HttpResponse:
    found = _concern(request, pk)
    form = HoldForm(request.POST or None)
    return ask_then_check(
        request,
        form,
        lambda: verbs.hold(
            by=request.user, concern=found, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        rows=lambda: [
            {"label": _("Who to call"), "value": shown_name(found.author)},
            {"label": _("Why"), "value": form.cleaned_data["reason"]},
        ],
        check={
            "title": _("Check why you call"),
            "lead": _("Nobody else reads the text before the call."),
            "submit": _("Keep it until the call"),
        },
        then=lambda made: reverse("participation:facilitation"),
        said=_("The text is kept. Call the author, then publish it here."),
        **_page(found, _("Call the author first"), _("Check the reason")),
    )


@require_POST
@helpers
def concern_help(request: HttpRequest, pk: int) -> HttpResponse:
    """Personal help, because the person asked for it."""
    verbs.offer_help(by=request.user, concern=_concern(request, pk), now=clock.now())
    notices.success(
        request, _("It is noted. The text left the public list. The help waits in « Help to give ».")
    )
    return redirect("participation:facilitation")


@facilitator_only
def concern_refer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _concern(request, pk)
    form = ReferForm(
        request.POST or None,
        territories=territories.west_to_east(),
        initial={"territory": str(found.territory_id or "")},
    )
    return ask_then_check(
        request,
        form,
        lambda: refer_or_ask(request, form, found),
        rows=form.rows,
        remarks=lambda: remarks_on(form.cleaned_data["plain_reason"]),
        check=CHECK_THE_REFERRAL,
        then=lambda made: reverse("participation:concern", args=[pk]),
        said=said_of_the_referral,
        **_page(found, _("Send it to the MRC's concertation"), _("Check the reason")),
    )


@facilitator_only
def concern_close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _concern(request, pk)
    form = CloseForm(request.POST or None)
    return ask_then_check(
        request,
        form,
        lambda: verbs.close(by=request.user, concern=found, word=form.cleaned_data["word"], now=clock.now()),
        rows=lambda: [{"label": _("Your word to the author"), "value": form.cleaned_data["word"]}],
        remarks=lambda: remarks_on(form.cleaned_data["word"]),
        check={"title": _("Check your word"), "submit": _("Send the word and end it")},
        then=lambda made: reverse("participation:concern", args=[pk]),
        said=_("The word is sent. The author may open the concern again."),
        **_page(found, _("End it with a word"), _("Check the word")),
    )


def _concern(request: HttpRequest, pk: int) -> Concern:
    return queries.visible_concern(pk, request.user, capacity_of(request))


def _page(concern: Concern, title: str, submit: str) -> dict:
    return {
        "title": title,
        "about": concern.title,
        "submit": submit,
        "crumb_url": reverse("participation:concern_read", args=[concern.pk]),
        "crumb_label": concern.title,
    }
