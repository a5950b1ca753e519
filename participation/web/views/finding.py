"""Look for words in everything one may read; and, while saying a concern, what was already said."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import capacity_of, citizen_only
from common.forms import AccessibleForm, answer, posted
from common.search import MOST_CHARS
from deliberation.domain.queries.finding import excerpt
from participation.domain.queries import finding, mine
from participation.models import Concern
from participation.web.pages.issue import with_author

# In the session, never in the address: what somebody looks for says a lot about them.
ASKED = "asked"


class SearchForm(AccessibleForm):
    question = "words"
    error_title = _("Nothing to look for yet")
    words = forms.CharField(
        label=_("What are you looking for?"),
        help_text=_("One or two words are enough. Accents and endings do not matter."),
        max_length=MOST_CHARS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
        error_messages={"required": _("Write at least one word.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Going back to the results asks nothing again: they are a page one reads."""
    form = SearchForm(posted(request) or _last_asked(request))
    if request.method == "POST" and form.is_valid():
        request.session[ASKED] = form.cleaned_data["words"]
        return redirect("participation:search")
    capacity = capacity_of(request)
    found = None
    if form.is_bound and form.is_valid():
        viewer = request.user if request.user.is_authenticated else None
        found = finding.found(form.cleaned_data["words"], viewer, capacity)
        if found is None:
            form.add_error("words", _("These words are everywhere. Write a more precise one."))
    return answer(
        request,
        "participation/search.html",
        form,
        found=found,
        asked=form.cleaned_data.get("words", "") if form.is_bound else "",
        said=[_line(concern, form.cleaned_data["words"]) for concern in found.concerns] if found else [],
        is_member=capacity.is_member,
    )


@citizen_only
@require_safe
def already_said(request: HttpRequest, pk: int) -> HttpResponse:
    """« Somebody may have said it already »: « Me too », or go on. Nothing alike: straight to the next question."""
    draft = mine.draft(pk, request.user)
    alike = finding.already_said(draft.text, request.user, capacity_of(request))
    if not alike:
        return redirect("participation:say_theme", pk=pk)
    context = {"draft": draft, "alike": [_line(concern, "") for concern in alike]}
    return render(request, "participation/say/already_said.html", context)


def _line(concern: Concern, asked: str) -> Concern:
    """With `excerpt`: its words, or what it speaks of when it asks for care, as on its own page."""
    concern.excerpt = excerpt(concern.text, asked, note=concern.content_note)
    return with_author(concern)


def _last_asked(request: HttpRequest) -> dict[str, str] | None:
    asked = request.session.get(ASKED)
    return {"words": asked} if asked else None
