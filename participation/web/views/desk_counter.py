"""« Guichet » : what somebody says by phone, on paper or at a meeting, noted in four screens.

Each screen keeps its answers on the server, in the worker's own draft: nothing typed is lost, nothing personal
goes into an address.
"""

from typing import Any

from django.contrib import messages as flashes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.domain import naming, people
from accounts.domain.people import shown_name
from accounts.domain.queries import cards as card_queries
from accounts.domain.queries import known_names
from accounts.doors import capacity_of, facilitator_only
from accounts.models import Person
from accounts.rules.contacts import may_note_for
from common import care, clock
from common.exceptions import Refused
from common.forms import answer, posted
from participation.domain import desk, drafts
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import notices as notice_queries
from participation.domain.queries.concerns import path_line
from participation.enums import HelpedKind, Readers
from participation.rules import notices as notice_rules
from participation.web import desk_forms as forms
from participation.web.pages import desk_counter as pages
from participation.web.staff_doors import writers
from participation.web.two_steps import attempt

FORM = "guichet"
MOST_PEOPLE = 12
# Another wording, another path or the missing agreement lift these; anything else is a page of its own.
LIFTED = ("slow_mode", "own_concern", "not_open_to_support", "thread_paused", "thread_closed", "not_welcomed")


@writers
def who(request: HttpRequest) -> HttpResponse:
    """Screen 1. `fil`: the thread that somebody answers, when the worker comes from its page."""
    kept = drafts.answers(request.user, FORM)
    thread = _asked_thread(request)
    begun = {"what": HelpedKind.REPLY} if thread else {}
    form = forms.WhoForm(posted(request), initial=_asked_before(kept) | begun)
    if request.method == "POST":
        form.offer(_people_found(request.POST.get("who", "")[:80]))
        if form.is_valid():
            person = _chosen(form)
            if person is not None:
                desk.pick(by=request.user, person=person, now=clock.now())
                _keep(request, person=person.pk, who=form.cleaned_data["who"], what=form.cleaned_data["what"])
                if thread and form.cleaned_data["what"] == HelpedKind.REPLY:
                    _keep(request, target=thread)
                return redirect("participation:desk_words")
    return answer(
        request,
        "participation/desk/who.html",
        form,
        is_choosing=form.is_choosing or "person" in form.errors,
        draft_words=kept.get("text", ""),
        may_make_cards=capacity_of(request).is_facilitator,
        may_tell=notice_rules.may_tell(capacity_of(request)),
    )


def _asked_thread(request: HttpRequest) -> str:
    asked = request.GET.get("fil", "")
    return asked if asked.isascii() and asked.isdigit() and len(asked) < 10 else ""


def _asked_before(kept: dict[str, Any]) -> dict[str, Any]:
    return {name: kept[name] for name in ("who", "what") if kept.get(name)}


def _people_found(typed: str) -> list[tuple[str, str]]:
    found = card_queries.find(typed.strip(), on=clock.today())[:MOST_PEOPLE] if typed.strip() else ()
    return [(str(one.pk), pages.person_line(one)) for one in found]


def _chosen(form: forms.WhoForm) -> Person | None:
    """The one who answers to this name; None when nobody or several do, with its sentence in the form."""
    offered = [value for value, _label in form.fields["person"].choices]
    picked = form.cleaned_data.get("person") or (offered[0] if len(offered) == 1 else "")
    if picked:
        return card_queries.of_person(int(picked), on=clock.today())
    if offered:
        form.is_choosing = True
        form.add_error("person", _("Several people answer to this name. Choose one."))
    else:
        form.add_error("who", _("Nobody here has this name or this card. Check it, or make a new card."))
    return None


@facilitator_only
def new_person(request: HttpRequest) -> HttpResponse:
    """Nobody knows this person yet: a card now, its paper after the call. The welcome talk comes before their words."""
    names = _names_offered(request)
    form = forms.NewPersonForm(posted(request), names=names, initial={"display_name": names[0]})
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: people.register_with_card(by=request.user, now=clock.now(), **form.cleaned_data),
        )
        if made is not None:
            request.session.pop("names_offered", None)
            _keep(request, person=made.pk, who=made.display_name)
            flashes.success(request, _("The card is made. You may print it after the call."))
            return redirect("participation:welcome", pk=made.pk)
    return answer(request, "participation/desk/new.html", form)


def _names_offered(request: HttpRequest) -> list[str]:
    """The same names as long as the page is not sent well: a choice must still be there when it comes back."""
    if "names_offered" not in request.session or request.method == "GET":
        request.session["names_offered"] = naming.suggestions()
    return request.session["names_offered"]


@writers
def words(request: HttpRequest) -> HttpResponse:
    """Screen 2."""
    kept, person = _kept(request)
    if person is None:
        return redirect("participation:desk")
    form = forms.WordsForm(
        posted(request),
        what=kept["what"],
        targets=pages.targets(kept, person=person, helper=request.user, capacity=capacity_of(request)),
        initial={name: kept.get(name) for name in ("text", "via", "readers", "target")},
    )
    if request.method == "POST":
        is_valid = form.is_valid()
        # What was typed is kept even when something else is missing.
        _keep(request, **{name: value for name, value in form.cleaned_data.items() if value})
        if is_valid:
            return redirect("participation:desk_read_back")
    context = {"person": pages.person_line(person), "what": HelpedKind(kept["what"]).label}
    return answer(request, "participation/desk/words.html", form, **context)


@writers
def read_back(request: HttpRequest) -> HttpResponse:
    """Screen 3: the exact words in large letters; nothing is recorded without the person's agreement."""
    kept, person = _kept(request)
    if person is None:
        return redirect("participation:desk")
    if not kept.get("via"):
        return redirect("participation:desk_words")
    form = forms.ReadBackForm(
        posted(request),
        initial={"path": person.contact_path},
        asks_path=may_note_for(capacity_of(request), person),
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _record(request, person, kept, form.cleaned_data), codes=LIFTED)
        if made is not None:
            drafts.discard(by=request.user, form=FORM)
            return redirect("participation:desk_done", pk=made.pk)
    words = _words_to_read(request, kept)
    is_theirs = kept["what"] != HelpedKind.ME_TOO
    context = {
        "person": pages.person_line(person),
        "name": shown_name(person),
        "words": words,
        "found": care.found_in(words, free=known_names.places_and_groups()) if is_theirs else [],
        "what": kept["what"],
        "readers": pages.readers(kept, capacity_of(request)),
        "label": path_line(kept["via"], pages.signature(capacity_of(request))),
    }
    return answer(request, "participation/desk/read_back.html", form, **context)


def _record(request: HttpRequest, person: Person, kept: dict[str, Any], said: dict[str, Any]):
    return desk.record(
        by=request.user,
        person=person,
        what=kept["what"],
        via=kept["via"],
        text=kept.get("text", ""),
        target=int(kept.get("target") or 0),
        readers=kept.get("readers") or Readers.MEMBERS,
        has_agreed=forms.AGREED in said["agreed"],
        path=said.get("path", ""),
        detail=said.get("detail", ""),
        now=clock.now(),
    )


def _words_to_read(request: HttpRequest, kept: dict[str, Any]) -> str:
    if kept["what"] != HelpedKind.ME_TOO:
        return kept.get("text", "")
    concern = concern_queries.visible_concern(
        int(kept.get("target") or 0), viewer=request.user, capacity=capacity_of(request)
    )
    return concern.title


@writers
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Screen 4: the number to read out, and what happens next."""
    made = notice_queries.recorded_by(pk, request.user)
    context = pages.done(made, may_tell=notice_rules.may_tell(capacity_of(request)))
    return render(request, "participation/desk/done.html", context)


def _kept(request: HttpRequest) -> tuple[dict[str, Any], Person | None]:
    """The worker's draft, and its person when they may still be written for."""
    kept = drafts.answers(request.user, FORM)
    if not kept.get("person") or kept.get("what") not in HelpedKind.values:
        return kept, None
    try:
        return kept, card_queries.of_person(int(kept["person"]), on=clock.today())
    except Refused:
        return kept, None


def _keep(request: HttpRequest, **answers: Any) -> None:
    kept = drafts.answers(request.user, FORM) | answers
    drafts.save(by=request.user, form=FORM, answers=kept, now=clock.now())
