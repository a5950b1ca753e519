"""« Ce qui t'attend »: one card for each thing that a citizen must do, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import dates
from participation.domain.queries import waiting as wait
from participation.web import unfinished

# How each waiting thing looks: family, pill, icon, what one does.
WAITING = {
    wait.VOTE: ("c-moss", "ok", "urne", gettext_lazy("To vote"), gettext_lazy("Vote")),
    wait.GROUPING: (
        "c-river",
        "",
        "ronde",
        gettext_lazy("A question for you"),
        gettext_lazy("Answer"),
    ),
    wait.ACCORD: (
        "c-river",
        "",
        "lieu",
        gettext_lazy("A question about your text"),
        gettext_lazy("Answer"),
    ),
    wait.DRAFT: ("c-rose", "wait", "crayon", gettext_lazy("Not finished"), gettext_lazy("Go on")),
    wait.IDEA: ("c-rose", "wait", "crayon", gettext_lazy("Not finished"), gettext_lazy("Go on")),
    wait.TO_CHANGE: (
        "c-ochre",
        "wait",
        "crayon",
        gettext_lazy("To adjust"),
        gettext_lazy("See what to change"),
    ),
    wait.TO_SEND: (
        "c-ochre",
        "wait",
        "coche-rond",
        gettext_lazy("Discussed long enough"),
        gettext_lazy("See what comes next"),
    ),
    wait.TURN: (
        "c-river",
        "",
        "ronde",
        gettext_lazy("It is your turn"),
        gettext_lazy("Speak or pass"),
    ),
    wait.ASKED: (
        "c-river",
        "",
        "ronde",
        gettext_lazy("The Table asks us"),
        gettext_lazy("Read and talk"),
    ),
    wait.SECOND_LOOK: (
        "c-river",
        "",
        "ronde",
        gettext_lazy("The lot drew you"),
        gettext_lazy("Read it"),
    ),
    wait.PRIVATE_WORD: (
        "c-ochre",
        "end",
        "cadenas",
        gettext_lazy("Private"),
        gettext_lazy("Read it"),
    ),
    wait.VOICE_PAUSE: ("c-rose", "wait", "lent", gettext_lazy("A pause"), gettext_lazy("See why")),
    wait.HELP: ("c-moss", "wait", "bouee", gettext_lazy("Help is offered"), gettext_lazy("Answer")),
    wait.TO_OBJECTION: (
        "c-ochre",
        "wait",
        "fil",
        gettext_lazy("An objection"),
        gettext_lazy("Answer"),
    ),
    wait.TO_AMENDMENT: (
        "c-ochre",
        "wait",
        "crayon",
        gettext_lazy("A proposed change"),
        gettext_lazy("Answer"),
    ),
    wait.OBJECTION_ANSWERED: (
        "c-river",
        "",
        "fil",
        gettext_lazy("Your objection has an answer"),
        gettext_lazy("Read it"),
    ),
    wait.STEP_BACK: ("c-rose", "end", "cadenas", gettext_lazy("Private"), gettext_lazy("Read it")),
    wait.REREAD: (
        "c-river",
        "",
        "oeil",
        gettext_lazy("To reread before it leaves"),
        gettext_lazy("Read it"),
    ),
}


def cards(waiting: list[wait.Waiting]) -> list[dict]:
    """What waits for a citizen, each with what to do and by when."""
    return [_card(item) for item in waiting if item.kind in WAITING]


def _card(item: wait.Waiting) -> dict:
    family, pill_kind, icon, pill, action = WAITING[item.kind]
    return {
        "family": family,
        "pill": pill,
        "pill_kind": pill_kind,
        "icon": icon,
        "title": item.title or (_("Your initiative") if item.kind == wait.IDEA else _("Your text")),
        "text": _words(item),
        "url": unfinished.resume_url(item.subject.answers) if item.kind == wait.IDEA else item.path,
        "action": action,
    }


def _words(item: wait.Waiting) -> str:
    if item.kind == wait.VOTE:
        return _("Until %(when)s.") % {"when": dates.day_time(item.subject.closes_at)}
    if item.kind == wait.GROUPING:
        return _("Could your concern join this issue? You may say no.")
    if item.kind == wait.DRAFT:
        return _("Your text is kept. Nothing is sent yet.")
    if item.kind == wait.IDEA:
        return _("Your answers are kept. Nothing is sent yet.")
    if item.kind == wait.TURN:
        return _("A round of speech. You may speak, or pass.")
    if item.kind == wait.ASKED:
        return _("To answer by %(when)s.") % {"when": dates.day(item.on)}
    if item.kind == wait.HELP:
        return _("You say yes or no. Your text does not change.")
    if item.kind == wait.TO_OBJECTION:
        return _("Answer it before the vote is announced.")
    if item.kind == wait.TO_AMENDMENT:
        return _amendment_words(item)
    if item.kind == wait.OBJECTION_ANSWERED:
        return _("Say if the answer suits you.")
    if item.kind == wait.STEP_BACK:
        return _("Somebody asks you a question about a vote.")
    if item.kind == wait.REREAD:
        return _("A citizen rereads each text before it goes to the Table.")
    return _("Your initiative needs you.")


def _amendment_words(item: wait.Waiting) -> str:
    if item.on is None:
        return _("Say yes or no to this change.")
    return _("Say yes or no. From %(when)s, the text may go on without your answer.") % {
        "when": dates.day(item.on)
    }
