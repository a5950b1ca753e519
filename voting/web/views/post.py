"""Paper ballots by post: asked for by a citizen, posted by facilitation."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import contacts
from accounts.doors import entered, facilitator_only
from common import clock
from common.exceptions import Refused
from common.forms import answer
from voting.domain import paper_desk
from voting.domain.queries import post as queries
from voting.domain.queries import votes as vote_queries
from voting.rules import postal, timing
from voting.web.forms import PostForForm


@require_POST
@entered
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    vote = vote_queries.find(pk)
    paper_desk.ask_by_post(by=request.user, vote=vote, now=clock.now())
    notices.success(request, _("It is noted: your ballot will come by mail."))
    return redirect("voting:vote", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@facilitator_only
def ask_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody asked by phone or in person: noted here, then in the list of what to post."""
    vote = vote_queries.find(pk)
    postal.check_in_time(vote, now=clock.now())
    form = PostForForm(
        request.POST if request.method == "POST" else None, people=vote_queries.roll_people(vote)
    )
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["personne"]
        try:
            paper_desk.note_ask_by_post(by=request.user, vote=vote, person=person, now=clock.now())
        except Refused as refusal:
            form.add_error("personne", refusal.sentence)
        else:
            words = _("It is noted: a ballot goes by mail to %(name)s.")
            notices.success(request, words % {"name": person.display_name})
            return redirect("voting:paper", pk=pk)
    return answer(request, "voting/desk/post_for.html", form, vote=vote, until=postal.last_moment(vote))


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
