"""Who speaks for the Espace at the Table, by lot and in rotation; what they carry there and bring back."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import capacity_of, citizen_only, facilitator_only, role_required
from accounts.enums import Role
from accounts.models import Person
from common import clock
from participation.domain import spokespersons as verbs
from participation.domain.queries import meetings
from participation.domain.queries import rules as rule_queries
from participation.domain.queries import spokespersons as queries
from participation.enums import IssueState
from participation.models import CalendarEvent, CarriedItem, Issue, SpokespersonTerm, Transmission
from participation.models.spokesperson import SpokespersonTermQuerySet
from participation.rules import spokespersons as rules
from participation.rules import visibility
from participation.web.pages import spokespersons as pages
from participation.web.spokesperson_forms import BringBackForm, CarryForm, SaidForm
from participation.web.two_steps import ask

speakers_door = role_required(Role.CITIZEN, Role.FACILITATOR)
CARRIED_STATES = (IssueState.SHARED, IssueState.SENT, IssueState.ANSWERED)


def spokespersons(request: HttpRequest) -> HttpResponse:
    """The rule, who speaks (among members), and every meeting of the Table with what was carried."""
    now, capacity = clock.now(), capacity_of(request)
    book = rule_queries.rule_book(now)
    coming, past = queries.meetings(clock.today())
    terms = list(queries.in_force(now)) if visibility.sees_names(capacity) else []
    has_offered = queries.has_offered(capacity.person)
    return render(
        request,
        "participation/spokespersons.html",
        {
            "count": book.spokespersons,
            "months": book.spokesperson_months,
            "most_terms": book.spokesperson_terms,
            "terms": [
                {"term": one, "may_leave": capacity.is_facilitator or one.person_id == request.user.pk}
                for one in terms
            ],
            "is_member": visibility.sees_names(capacity),
            "has_offered": has_offered,
            "may_offer": rules.may_offer(capacity, book) and not has_offered,
            "may_draw": capacity.is_facilitator and queries.empty_places(now) > 0,
            "coming": coming,
            "past": past,
        },
    )


@require_POST
@citizen_only
def spokesperson_offer(request: HttpRequest) -> HttpResponse:
    verbs.offer(by=request.user, now=clock.now())
    notices.success(request, _("Thank you. The lot may draw you."))
    return redirect("participation:spokespersons")


@require_POST
@citizen_only
def spokesperson_take_back(request: HttpRequest) -> HttpResponse:
    verbs.take_back_offer(by=request.user, now=clock.now())
    notices.success(request, _("It is taken back. Nobody will draw you."))
    return redirect("participation:spokespersons")


@require_POST
@facilitator_only
def spokesperson_draw(request: HttpRequest) -> HttpResponse:
    verbs.draw(by=request.user, now=clock.now())
    notices.success(request, _("The lot has drawn. Each is told, by the path they chose."))
    return redirect("participation:spokespersons")


@require_POST
@speakers_door
def spokesperson_leave(request: HttpRequest, pk: int) -> HttpResponse:
    verbs.leave(by=request.user, term=get_object_or_404(SpokespersonTerm, pk=pk), now=clock.now())
    notices.success(request, _("It is noted. The place is empty now."))
    return redirect("participation:spokespersons")


def spoken_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting of the Table as the Espace lives it: what is carried, what was brought back."""
    found, capacity, today = meetings.find(slug), capacity_of(request), clock.today()
    is_to_come = found.starts_on >= today
    return render(
        request,
        "participation/spoken_meeting.html",
        {
            "meeting": found,
            **pages.of_meeting(found, capacity, is_to_come=is_to_come),
            "may_carry": is_to_come and _may_write(request, queries.in_force(clock.now())),
            "may_bring": found.starts_on <= today
            and _may_write(request, queries.of_meeting_day(found.starts_on)),
        },
    )


def _may_write(request: HttpRequest, terms: SpokespersonTermQuerySet) -> bool:
    capacity = capacity_of(request)
    if capacity.is_facilitator:
        return terms.exists()
    return capacity.is_citizen and terms.filter(person=capacity.person).exists()


@speakers_door
def spoken_carry(request: HttpRequest, slug: str) -> HttpResponse:
    found = meetings.find(slug)
    rules.check_is_to_come(found, today=clock.today())
    terms = queries.in_force(clock.now())
    form = CarryForm(
        request.POST or None,
        speakers=_speakers(request, terms),
        issues=Issue.objects.filter(state__in=CARRIED_STATES).by_title(),
        sendings=Transmission.objects.sent().newest_first()[:50],
    )

    def carry() -> CarriedItem:
        return verbs.carry(
            by=request.user,
            said_by=form.speaker(request.user),
            meeting=found,
            words=form.cleaned_data["words"],
            now=clock.now(),
            **form.chosen,
        )

    return _ask(
        request,
        found,
        form,
        carry,
        codes=("carried_twice",),
        said=_("It is on the list of what is carried."),
        title=_("What we carry to the Table"),
        submit=_("Carry it"),
    )


@speakers_door
def spoken_bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    found = meetings.find(slug)
    rules.check_took_place(found, today=clock.today())
    form = BringBackForm(
        request.POST or None,
        speakers=_speakers(request, queries.of_meeting_day(found.starts_on)),
        items=queries.carried_to(found),
    )

    def bring():
        return verbs.bring_back(
            by=request.user,
            said_by=form.speaker(request.user),
            meeting=found,
            item=form.chosen,
            words=form.cleaned_data["words"],
            now=clock.now(),
        )

    return _ask(
        request,
        found,
        form,
        bring,
        said=_("It is published. Everybody reads what was said."),
        title=_("What we bring back"),
        submit=_("Publish it"),
    )


@require_POST
@speakers_door
def spoken_take_off(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(CarriedItem.objects.select_related("meeting"), pk=pk)
    verbs.take_off(by=request.user, item=item, now=clock.now())
    notices.success(request, _("It is no longer carried."))
    return redirect("participation:spoken_meeting", slug=item.meeting.slug)


def _speakers(request: HttpRequest, terms: SpokespersonTermQuerySet) -> list[Person]:
    """For facilitation, those for whom it writes. Refused: a citizen who does not speak for the Espace."""
    capacity = capacity_of(request)
    held = list(terms)
    if capacity.is_facilitator:
        if not held:
            rules.check_writes_for(capacity, said_by_id=0, speaks=False)
        return [one.person for one in held]
    speaks = any(one.person_id == request.user.pk for one in held)
    if not speaks:
        rules.check_writes_for(capacity, said_by_id=0, speaks=False)
    return []


def _ask(request: HttpRequest, found: CalendarEvent, form: SaidForm, act, **page) -> HttpResponse:
    address = reverse("participation:spoken_meeting", args=[found.slug])
    return ask(
        request,
        form,
        act,
        then=lambda made: address,
        about=found.title,
        crumb_url=address,
        crumb_label=found.title,
        **page,
    )
