"""« À rappeler, à poster » for workers, and « Mes nouvelles » for everybody."""

from django.contrib import messages as flashes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.domain import contacts
from accounts.domain.people import shown_name
from accounts.domain.queries import cards as card_queries
from accounts.doors import capacity_of, entered, facilitator_only
from accounts.enums import ContactPath
from accounts.models import Person
from common import clock
from participation.domain import helping, notices
from participation.domain.queries import notices as queries
from participation.enums import NoticeOutcome
from participation.rules import notices as rules
from participation.web.pages import helped as helped_pages
from participation.web.pages import notices as pages
from participation.web.staff_doors import helpers

SAID = {
    NoticeOutcome.TOLD: gettext_lazy("Noted: the person knows."),
    NoticeOutcome.POSTED: gettext_lazy("Noted: it is posted."),
    NoticeOutcome.NO_ANSWER: gettext_lazy("Noted. The call stays on the list."),
    NoticeOutcome.MESSAGE_LEFT: gettext_lazy("Noted. The call stays on the list."),
}


@helpers
def to_tell(request: HttpRequest) -> HttpResponse:
    """Grouped by way, one line a person: those whom nobody knows how to reach come first."""
    now, capacity = clock.now(), capacity_of(request)
    found = queries.to_tell()
    context = {
        "facts": pages.facts(found, told_this_month=queries.told_since(now.replace(day=1, hour=0, minute=0))),
        "groups": pages.groups(found, today=clock.today(), sees_private=capacity.is_facilitator),
        "not_recognised": helped_pages.not_recognised(queries.not_recognised(), viewer=request.user),
        "unread_on_screen": queries.unread_on_screen(now=now),
        "may_handle": capacity.is_facilitator,
    }
    return render(request, "participation/telling/list.html", context)


@helpers
def tell_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One call tells everything that waits. Opening it shows how to reach the person: their journal says who looked."""
    now = clock.now()
    if request.method == "POST":
        return _note(request, pk)
    one = queries.of_person(pk)
    details = contacts.details_for(by=request.user, person=one.person, now=now)
    sees_private = capacity_of(request).is_facilitator
    context = {
        "item": pages.item(one, today=clock.today(), sees_private=sees_private),
        "way": one.way,
        "reach": pages.reach(details),
        "pks": [notice.pk for notice in one.notices],
        "letter": pages.lines(one.notices, sees_private=False, on_paper=True),
        "person_pk": pk,
        "today": clock.today(),
        "is_letter": one.way == ContactPath.POST,
        "is_call": one.way == ContactPath.PHONE,
        "is_unknown": one.way == rules.UNKNOWN,
        "has_vote": any(notice.vote_id for notice in one.notices),
    }
    return render(request, "participation/telling/person.html", context)


def _note(request: HttpRequest, pk: int) -> HttpResponse:
    person = card_queries.of_person(pk, on=clock.today())
    outcome = request.POST.get("outcome", "")
    notices.note(
        by=request.user,
        person=person,
        pks=_pks(request),
        outcome=outcome,
        path=ContactPath.MEETING if request.POST.get("path") == ContactPath.MEETING else "",
        now=clock.now(),
    )
    flashes.success(request, str(SAID[NoticeOutcome(outcome)]) if outcome in SAID else _("Noted."))
    return redirect("participation:to_tell")


def _pks(request: HttpRequest) -> list[int]:
    typed = request.POST.getlist("pks")[:200]
    return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 16]


@helpers
def letters(request: HttpRequest) -> HttpResponse:
    """One letter a person, to print and post: no private word on it, no sender that says what the Espace is."""
    now = clock.now()
    found = [one for one in queries.to_tell() if one.way == ContactPath.POST]
    context = {
        "letters": [
            {
                "address": pages.reach(_details(request, one.person))["address"],
                "name": shown_name(one.person),
                "lines": pages.lines(one.notices, sees_private=False, on_paper=True),
            }
            for one in found
        ],
        "today": clock.today(),
        "now": now,
    }
    return render(request, "participation/telling/letters.html", context)


@helpers
def call_sheet(request: HttpRequest) -> HttpResponse:
    """The calls to make, on paper, with a box for what came of each."""
    found = [one for one in queries.to_tell() if one.way == ContactPath.PHONE]
    sees_private = capacity_of(request).is_facilitator
    calls = [
        pages.item(one, today=clock.today(), sees_private=sees_private)
        | {"reach": pages.reach(_details(request, one.person))}
        for one in found
    ]
    return render(request, "participation/telling/sheet.html", {"calls": calls, "today": clock.today()})


def _details(request: HttpRequest, person: Person):
    return contacts.details_for(by=request.user, person=person, now=clock.now())


@helpers
def posted(request: HttpRequest) -> HttpResponse:
    """Letters posted lately; all that was in one that came back waits again, by another way when there is one."""
    sent = pages.letters_sent(queries.posted_lately(now=clock.now()).select_related("vote"))
    if request.method == "POST":
        chosen = next((letter for letter in sent if set(letter["pks"]) & set(_pks(request)[:1])), None)
        if chosen is not None:
            notices.note(
                by=request.user,
                person=chosen["person"],
                pks=chosen["pks"],
                outcome=NoticeOutcome.RETURNED,
                now=clock.now(),
            )
            flashes.success(request, _("Noted: the letter came back. The person is on the list again."))
        return redirect("participation:to_tell")
    return render(request, "participation/telling/posted.html", {"letters": sent})


@require_POST
@facilitator_only
def handled(request: HttpRequest, pk: int) -> HttpResponse:
    """Facilitation talked with whoever did not recognise their words."""
    helping.handle(by=request.user, said=queries.not_recognised_one(pk), now=clock.now())
    flashes.success(request, _("Noted. Thank you for calling."))
    return redirect("participation:to_tell")


@entered
def news(request: HttpRequest) -> HttpResponse:
    """What the person has not read yet, then what they were told lately. One button says « I read it »."""
    now = clock.now()
    if request.method == "POST":
        notices.read(by=request.user, pks=_pks(request), now=now)
        flashes.success(request, _("Noted: you read your news."))
        return redirect("participation:my_home")
    fresh, told = queries.news_of(request.user, now=now)
    context = {
        "fresh": pages.lines(fresh, sees_private=True, is_for_them=True),
        "told": pages.lines(told, sees_private=True, is_for_them=True),
        "pks": [one.pk for one in fresh],
        "written": helped_pages.mine(queries.written_for(request.user)),
        "home_url": reverse("participation:my_home"),
    }
    return render(request, "participation/telling/news.html", context)
