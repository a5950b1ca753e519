"""Paper ballots by post: asked for by a citizen, posted by facilitation."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import contacts
from accounts.doors import entered, facilitator_only
from common import clock
from voting.domain import paper_desk
from voting.domain.queries import post as queries
from voting.domain.queries import votes as vote_queries
from voting.rules import timing


@require_POST
@entered
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    vote = vote_queries.find(pk)
    paper_desk.ask_by_post(by=request.user, vote=vote, now=clock.now())
    notices.success(request, _("It is noted: your ballot will come by mail."))
    return redirect("voting:vote", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def request_to_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Opening it shows how to reach the person: their journal says who looked."""
    found = queries.find(pk)
    vote, person, now = found.roll_entry.vote, queries.person_of(found), clock.now()
    timing.check_may_hand_out_paper(vote, now=now)
    if request.method == "POST":
        paper_desk.mark_posted(by=request.user, request=found, now=now)
        words = _("The ballot of %(name)s is posted.")
        notices.success(request, words % {"name": person.display_name})
        return redirect("voting:paper", pk=vote.pk)
    details = contacts.details_for(by=request.user, person=person, now=now)
    context = {
        "vote": vote,
        "asked": found,
        "name": person.display_name,
        "address": details.postal_address if details else "",
        "phone_of_person": details.phone if details else "",
    }
    return render(request, "voting/desk/to_post.html", context)
