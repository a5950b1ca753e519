"""« Vérifier un vote »: my receipt is in the list; the list and the totals agree; do the sum again elsewhere."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.queries.people import NOBODY
from accounts.doors import capacity_of
from common import clock
from common.forms import AccessibleForm, answer, posted
from voting.domain.queries import boards, notes
from voting.domain.queries import votes as vote_queries
from voting.rules import stubs as stub_rules
from voting.rules.counting import people_needed
from voting.web import words
from voting.web.views.votes import contest_context

LONGEST = 60


class ReceiptForm(AccessibleForm):
    """Words of a receipt, in any order; sent in the body of a form, never in an address."""

    mots = forms.CharField(
        label=_("The three words of your receipt"),
        help_text=_("In any order. Accents do not matter."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the three words of your receipt.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    vote = vote_queries.find(pk)
    urn = boards.find(vote)
    form = ReceiptForm(posted(request))
    found = None
    if form.is_bound and form.is_valid():
        found = boards.look_for(urn, form.cleaned_data["mots"])
    return answer(
        request,
        "voting/verify.html",
        form,
        vote=vote,
        urn=urn,
        found=found,
        receipts=boards.published_receipts(urn),
        stubs=[stub_rules.said(number) for number in boards.stubs(vote)],
        counts=boards.counts(vote, urn),
        trustees=boards.trustees(urn),
        state=words.state_of_board(vote, urn),
        **contest_context(vote, capacity_of(request), now=clock.now()),
    )


@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet to print and to post: what must not change once the vote is announced."""
    vote = vote_queries.find(pk)
    urn = boards.find(vote)
    context = {
        "vote": vote,
        "urn": urn,
        "trustees": boards.trustees(urn),
        "rules": [*words.rules(vote, people_needed(vote)), words.unclear_paper(vote)],
        "told": notes.of_vote(vote, NOBODY),
    }
    return render(request, "voting/poster.html", context)
