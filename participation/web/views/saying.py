"""Say a concern: one question per page, kept on the server, nothing sent before « Vérifie »."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.domain.queries import known_names, territories
from accounts.doors import citizen_only
from common import care, clock, dates
from common.forms import answer
from common.plain_words import LONGEST_IN_A_STORY, remarks
from deliberation.rules import distress
from participation.domain import concerns
from participation.domain.queries import calendar as calendar_queries
from participation.domain.queries import following, mine
from participation.domain.queries import rules as rule_queries
from participation.enums import ConcernState, Readers
from participation.models import Concern
from participation.rules import reading_hours, wording
from participation.web import later
from participation.web.forms import NO_FIXED_PLACE, PlaceForm, ReadersForm, ThemeForm, TitleForm, WordsForm

QUESTIONS = 4
# The draft whose readers this person has chosen, in their session: before that, nothing is ticked.
CHOSE_READERS = "chose_readers"


@citizen_only
def start(request: HttpRequest) -> HttpResponse:
    """Go on with the draft that waits, or write the first words of a new one (nothing is stored before)."""
    draft = mine.last_draft(request.user)
    if draft:
        return redirect("participation:say_words", pk=draft.pk)
    form = WordsForm(request.POST or None)
    if later.is_asked(request, form):
        if form.cleaned_data.get("text"):
            concerns.begin(by=request.user, text=form.cleaned_data["text"], now=clock.now())
        return _kept_for_later(request)
    if request.method == "POST" and form.is_valid():
        concern = concerns.begin(by=request.user, text=form.cleaned_data["text"], now=clock.now())
        return redirect("participation:say_already", pk=concern.pk)
    return _page(request, form, number=1, back=reverse("participation:my_home"), template="words")


@citizen_only
def words(request: HttpRequest, pk: int) -> HttpResponse:
    draft = mine.draft(pk, request.user)
    form = WordsForm(request.POST or None, initial={"text": draft.text})
    if later.is_asked(request, form):
        return _finish_later(request, draft, text=form.cleaned_data.get("text", ""))
    if request.method == "POST" and form.is_valid():
        return _keep(request, draft, "participation:say_already", text=form.cleaned_data["text"])
    return _page(request, form, number=1, back=reverse("participation:my_home"), template="words")


@citizen_only
def title(request: HttpRequest, pk: int) -> HttpResponse:
    draft = mine.draft(pk, request.user)
    form = TitleForm(request.POST or None, initial={"title": draft.title or wording.title_from(draft.text)})
    if later.is_asked(request, form):
        return _finish_later(request, draft, **form.cleaned_data)
    if request.method == "POST" and form.is_valid():
        return _keep(request, draft, "participation:say_check", title=form.cleaned_data["title"])
    return _page(request, form, number=0, back=_step_url("say_check", draft), template="question")


@citizen_only
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    draft = mine.draft(pk, request.user)
    form = ThemeForm(request.POST or None, initial={"theme": draft.theme or None})
    if later.is_asked(request, form):
        return _finish_later(request, draft, **form.cleaned_data)
    if request.method == "POST" and form.is_valid():
        return _keep(request, draft, "participation:say_place", theme=form.cleaned_data["theme"])
    return _page(request, form, number=2, back=_step_url("say_words", draft), template="question")


@citizen_only
def place(request: HttpRequest, pk: int) -> HttpResponse:
    draft = mine.draft(pk, request.user)
    known = NO_FIXED_PLACE if draft.has_no_fixed_place else (draft.territory_id or request.user.territory_id)
    places = list(territories.west_to_east())
    form = PlaceForm(
        request.POST or None, territories=places, initial={"place": str(known) if known else None}
    )
    if later.is_asked(request, form):
        return _finish_later(request, draft, **_place_answers(form, places))
    if request.method == "POST" and form.is_valid():
        return _keep(request, draft, "participation:say_readers", **_place_answers(form, places))
    return _page(request, form, number=3, back=_step_url("say_theme", draft), template="place")


def _place_answers(form: PlaceForm, places: list) -> dict:
    chosen = form.cleaned_data.get("place")
    if chosen is None:
        return {}
    territory = next((found for found in places if str(found.pk) == chosen), None)
    return {"territory": territory, "has_no_fixed_place": chosen == NO_FIXED_PLACE}


@citizen_only
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is ticked before the person has chosen."""
    draft = mine.draft(pk, request.user)
    has_chosen = request.session.get(CHOSE_READERS) == draft.pk
    form = ReadersForm(request.POST or None, initial={"readers": draft.readers if has_chosen else None})
    is_later = later.is_asked(request, form)
    if request.method == "POST" and form.is_valid():
        request.session[CHOSE_READERS] = draft.pk
    if is_later:
        return _finish_later(request, draft, **form.cleaned_data)
    if request.method == "POST" and form.is_valid():
        return _keep(request, draft, "participation:say_check", readers=form.cleaned_data["readers"])
    return _page(request, form, number=4, back=_step_url("say_place", draft), template="readers")


@citizen_only
def check(request: HttpRequest, pk: int) -> HttpResponse:
    draft = mine.draft(pk, request.user)
    if request.method == "POST":
        concerns.submit(by=request.user, concern=draft, now=clock.now())
        return redirect("participation:say_thanks", pk=draft.pk)
    now = clock.now()
    book = rule_queries.rule_book(now)
    is_for_others = draft.readers != Readers.FACILITATION
    return render(
        request,
        "participation/say/check.html",
        {
            "rows": _rows(draft),
            "found": care.found_in(f"{draft.title}\n{draft.text}", free=known_names.places_and_groups()),
            "remarks": remarks(draft.text, language=get_language(), longest=LONGEST_IN_A_STORY),
            "crumb_url": _step_url("say_readers", draft),
            "read_by": reading_hours.read_by(
                now, hours=book.moderation_delay_hours, open_hours=book.fil_hours
            ),
            "is_published_at_once": is_for_others
            and concerns.is_published_at_once(draft, book.moderation_mode),
        },
    )


@citizen_only
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    concern = mine.concern(pk, request.user)
    if concern.state == ConcernState.DRAFT:
        return redirect("participation:say_check", pk=pk)
    return render(
        request,
        "participation/say/thanks.html",
        {
            "concern": concern,
            "is_followed": following.is_followed(concern),
            "steps": _next_steps(concern),
            "help_lines": distress.lines_for(concern.text),
            "name": request.user.display_name,
        },
    )


def _keep(request: HttpRequest, draft: Concern, then: str, **answers) -> HttpResponse:
    concerns.write(by=request.user, concern=draft, now=clock.now(), **answers)
    return redirect(then, pk=draft.pk)


def _finish_later(request: HttpRequest, draft: Concern, **answers) -> HttpResponse:
    """What was typed is kept even when it is not ready to be sent; nothing chosen changes nothing."""
    if answers:
        concerns.write(by=request.user, concern=draft, now=clock.now(), **answers)
    return _kept_for_later(request)


def _kept_for_later(request: HttpRequest) -> HttpResponse:
    notices.success(request, later.kept())
    return redirect("participation:my_home")


def _step_url(name: str, draft: Concern) -> str:
    return reverse(f"participation:{name}", args=[draft.pk])


def _page(request: HttpRequest, form, *, number: int, back: str, template: str) -> HttpResponse:
    return answer(
        request,
        f"participation/say/{template}.html",
        form,
        number=number,
        total=QUESTIONS,
        crumb_url=back,
        is_first=number == 1,
    )


def _rows(draft: Concern) -> list[dict]:
    place_shown = draft.territory.name if draft.territory else _("no fixed address")
    return [
        {
            "label": _("What you live"),
            "value": draft.text,
            "change_url": _step_url("say_words", draft),
            "change_what": _("what you live"),
        },
        {
            "label": _("Your title"),
            "value": draft.title or wording.title_from(draft.text),
            "change_url": _step_url("say_title", draft),
            "change_what": _("your title"),
        },
        {
            "label": _("It is about"),
            "value": draft.get_theme_display() or _("Something else, or I don't know"),
            "change_url": _step_url("say_theme", draft),
            "change_what": _("the subject"),
        },
        {
            "label": _("Who may read"),
            "value": draft.get_readers_display(),
            "change_url": _step_url("say_readers", draft),
            "change_what": _("who may read"),
        },
        {
            "label": _("Name and MRC shown"),
            "value": f"{draft.author.display_name}, {place_shown}",
            "change_url": _step_url("say_place", draft),
            "change_what": _("the MRC shown"),
        },
    ]


def _next_steps(concern: Concern) -> list[dict]:
    meeting = calendar_queries.next_espace_meeting(clock.today())
    steps = [{"title": _("You sent it"), "state": "done", "on": concern.submitted_at}]
    if concern.published_at:
        steps.append({"title": _("It is in the Espace"), "state": "now", "when": _("Others may answer you.")})
    else:
        steps.append({"title": _("Facilitation reads it"), "state": "now", "when": _reading_words(concern)})
        if concern.readers == Readers.FACILITATION:
            steps.append({"title": _("Facilitation answers you here"), "when": _("Nothing is published.")})
        else:
            steps.append(
                {"title": _("It appears in the Espace"), "when": _("Right after. Others may answer you.")}
            )
    if meeting:
        steps.append({"title": _("The Espace meets"), "on": meeting.starts_on})
    return steps


def _reading_words(concern: Concern) -> str:
    return _("Planned by %(when)s. If it is late, it is written here.") % {
        "when": dates.day_time(concern.read_by_at)
    }
