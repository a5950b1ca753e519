"""The pages of a scrutineer, in « vous »: the phrase of the season, and the urns that wait for it."""

import json

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import capacity_of, role_required
from accounts.enums import Role
from common import clock
from common.exceptions import BadInput
from voting.domain import scrutiny as verbs
from voting.domain.queries import boards, seasons
from voting.domain.queries import votes as vote_queries
from voting.rules.counting import people_needed

scrutineer_only = role_required(Role.SCRUTINEER)


@require_safe
@scrutineer_only
def home(request: HttpRequest) -> HttpResponse:
    """What is asked of this person now."""
    context = _who(request) | {
        "seats": seasons.of_person(request.user, day=clock.today()),
        "urns": seasons.urns_for(request.user),
    }
    return render(request, "voting/scrutineer/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@scrutineer_only
def phrase(request: HttpRequest, pk: int) -> HttpResponse:
    """The phrase is drawn, printed and rehearsed in the browser; only public keys come here, in `keys`."""
    seat = get_object_or_404(seasons.seats_of(request.user), pk=pk)
    error, status = "", 200
    if request.method == "POST":
        try:
            verbs.give_keys(
                by=request.user,
                scrutineer=seat,
                given=verbs.read_keys(request.POST.get("keys", "")),
                checksum=request.POST.get("checksum", ""),
                now=clock.now(),
            )
        except BadInput as refusal:
            error, status = refusal.sentence, 422
        else:
            notices.success(request, _("Your keys are received. Now have the sheet sealed."))
            return redirect("voting:scrutiny")
    context = _who(request) | {
        "season": seat.season.name,
        "votes_json": json.dumps(seasons.free_uuids(seat.season)),
        "send_url": request.path,
        "number": seasons.number_of(seat),
        "count": seat.season.scrutineers.count(),
        "keeper": seat.keeper.name,
        "is_demonstration": seat.is_demonstration,
        "form_error": error,
        "form_errors": bool(error),
    }
    return render(request, "voting/scrutineer/phrase.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@scrutineer_only
def open_urn(request: HttpRequest, pk: int) -> HttpResponse:
    """The words are typed and stay in the browser; what comes here is `part`, this key's part of the total."""
    vote = vote_queries.find(pk)
    key = seasons.key_of(request.user, vote)
    error, status = "", 200
    if request.method == "POST":
        content = request.POST.get("part", "").strip().encode()
        try:
            verbs.give_share(by=request.user, vote=vote, content=content, now=clock.now())
        except BadInput as refusal:
            error, status = refusal.sentence, 422
        else:
            return redirect("voting:open_urn", pk=pk)
    if key.shared_on is not None:
        others = seasons.waiting_for(vote.pk)
        shown = {"vote": vote, "is_over": not others, "ballots": boards.counts(vote, key.urn).ballots}
        return render(request, "voting/scrutineer/progress.html", _who(request) | shown)
    context = _who(request) | {
        "vote": vote,
        "ballots": boards.counts(vote, key.urn).ballots,
        "needed": people_needed(vote),
        "vote_uuid": key.urn.uuid,
        "archive_url": reverse("voting:archive", args=[vote.pk]),
        "public_key": key.public,
        "send_url": request.path,
        "form_error": error,
        "form_errors": bool(error),
    }
    return render(request, "voting/scrutineer/open.html", context, status=status)


def _who(request: HttpRequest) -> dict[str, str]:
    mandate = capacity_of(request).mandate_of(Role.SCRUTINEER)
    organisation = mandate.organisation.name if mandate and mandate.organisation else ""
    return {"role": _("scrutineer"), "organisation": organisation}
