"""Propose an initiative: one question per page, then « Vérifie »."""

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from accounts.domain.queries import known_names
from accounts.doors import citizen_only
from common import care, clock
from common.exceptions import BadInput
from common.forms import answer
from common.plain_words import remarks
from participation.domain import drafts, initiatives
from participation.domain.queries import mine
from participation.domain.queries import rules as rule_queries
from participation.enums import InitiativeState
from participation.web import initiative_steps, later, unfinished
from participation.web.initiative_forms import QuestionForm
from participation.web.pages import proposed

DRAFT = mine.INITIATIVE_FORM
ORIGIN = initiative_steps.STEPS[0]
# Names of buttons and of the words searched, in the form of a question.
NOT_KNOWN, SEARCH, WORDS = "sais_pas", "chercher", "mots"
LEAVES = (later.LATER, NOT_KNOWN, SEARCH)


@citizen_only
def start(request: HttpRequest) -> HttpResponse:
    """The steps, told before the first question, with the rules' own numbers."""
    answers = drafts.answers(request.user, DRAFT)
    from_concern = _from_concern(request)
    return render(
        request,
        "participation/propose/start.html",
        {
            "book": rule_queries.rule_book(clock.now()),
            "question_count": len(initiative_steps.STEPS),
            "next_url": f"{_url(ORIGIN.slug)}?de={from_concern}"
            if from_concern
            else unfinished.resume_url(answers),
            "has_draft": bool(answers),
        },
    )


@citizen_only
def step(request: HttpRequest, step: str) -> HttpResponse:
    """One question. « Je ne sais pas encore », a search and « plus tard » keep what was typed, ready or not."""
    question = initiative_steps.BY_SLUG.get(step)
    if question is None:
        raise Http404
    answers = drafts.answers(request.user, DRAFT)
    form = _form(request, question, answers)
    leaves = next((name for name in LEAVES if later.is_asked(request, form, name)), "")
    if leaves or (request.method == "POST" and form.is_valid()):
        unfinished.keep(
            by=request.user, key=DRAFT, answers=answers, question=question, form=form, now=clock.now()
        )
        if leaves == later.LATER:
            notices.success(request, later.kept())
            return redirect("participation:my_home")
        if leaves == SEARCH:
            return redirect(f"{_url(question.slug)}?{urlencode({WORDS: request.POST.get(WORDS, '')})}#trouve")
        return redirect(_after(question))
    return answer(
        request,
        "participation/propose/question.html",
        form,
        number=initiative_steps.STEPS.index(question) + 1,
        total=len(initiative_steps.STEPS),
        crumb_url=_before(question),
        is_first=question is ORIGIN,
    )


def _form(request: HttpRequest, question: initiative_steps.Step, answers: dict) -> QuestionForm:
    asked = request.POST if request.method == "POST" else request.GET
    return initiative_steps.form_of(
        question,
        _with_concern(request, answers) if question is ORIGIN else answers,
        request.user,
        request.POST or None,
        words=asked.get(WORDS, "")[:80],
    )


@citizen_only
def check(request: HttpRequest) -> HttpResponse:
    """Everything to read again. A refusal leads to the question that lacks its answer."""
    answers = drafts.answers(request.user, DRAFT)
    refused = None
    if request.method == "POST":
        try:
            made = initiatives.propose(
                by=request.user,
                sheet=initiative_steps.sheet_of(answers),
                from_concerns=mine.citable_by_id(
                    request.user, answers.get("from_concerns", []), now=clock.now()
                ),
                now=clock.now(),
            )
        except BadInput as refusal:
            refused = _refused(refusal)
        else:
            drafts.discard(by=request.user, form=DRAFT)
            return redirect("participation:propose_thanks", pk=made.pk)
    return render(
        request,
        "participation/propose/check.html",
        {
            "rows": initiative_steps.rows(answers, _url, person=request.user),
            "found": care.found_in(
                "\n".join(str(value) for value in answers.values() if isinstance(value, str)),
                free=known_names.places_and_groups(),
            ),
            "remarks": remarks(
                f"{answers.get('summary', '')}\n{answers.get('aims', '')}", language=get_language()
            ),
            "is_one_mrc": len(answers.get("territories", [])) == 1,
            "book": rule_queries.rule_book(clock.now()),
            "crumb_url": _url(initiative_steps.STEPS[-1].slug),
            "refused": refused,
            "form_errors": bool(refused),
        },
        status=422 if refused else 200,
    )


@citizen_only
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes next, for its author; once it has moved on, its own page says where it is."""
    found = mine.initiative(pk, request.user)
    if found.state != InitiativeState.IDEA:
        return redirect("participation:initiative", pk=pk)
    return render(
        request,
        "participation/propose/thanks.html",
        {
            "initiative": found,
            "steps": proposed.next_steps(
                found, book=rule_queries.rule_book(clock.now()), today=clock.today()
            ),
            "name": request.user.display_name,
        },
    )


def _refused(refusal: BadInput) -> dict[str, str]:
    slug = initiative_steps.slug_of(refusal.code)
    return {"sentence": str(refusal.sentence), "url": _url(slug) if slug else ""}


def _with_concern(request: HttpRequest, answers: dict) -> dict:
    """The concern from whose page the person comes is already ticked."""
    number = _from_concern(request)
    if not number:
        return answers
    kept = [one for one in answers.get("from_concerns", []) if one != number]
    return answers | {"from_concerns": [*kept, number]}


def _from_concern(request: HttpRequest) -> str:
    """The number of the concern from whose page the person comes."""
    number = request.GET.get("de", "")
    return number if number.isascii() and number.isdigit() else ""


def _url(slug: str) -> str:
    return reverse("participation:propose_step", args=[slug])


def _after(question: initiative_steps.Step) -> str:
    position = initiative_steps.STEPS.index(question) + 1
    if position < len(initiative_steps.STEPS):
        return _url(initiative_steps.STEPS[position].slug)
    return reverse("participation:propose_check")


def _before(question: initiative_steps.Step) -> str:
    position = initiative_steps.STEPS.index(question)
    return _url(initiative_steps.STEPS[position - 1].slug) if position else reverse("participation:propose")
