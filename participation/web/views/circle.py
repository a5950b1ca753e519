"""The delegates of the MRCs: which places are held, for everybody; facilitation notes who holds them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.domain import delegations as verbs
from accounts.domain.queries import delegations as queries
from accounts.doors import capacity_of, facilitator_only
from accounts.models import Delegation, Territory
from accounts.rules.visibility import shown_name
from common import clock, dates
from common.forms import posted
from common.two_steps import ask_then_check
from participation.domain.queries import roll
from participation.domain.queries import rules as rule_queries
from participation.web.circle_forms import AbsenceForm, AppointDelegateForm, StepDownForm

form_page = require_http_methods(["GET", "HEAD", "POST"])
APPOINTING = ("not_a_voter", "other_mrc", "already_delegate", "no_alternates", "delegation_ended")


def circle(request: HttpRequest) -> HttpResponse:
    """Members read the borrowed names; everybody else reads « held » or « vacant »."""
    me, book = capacity_of(request), rule_queries.rule_book(clock.now())
    places = queries.circle(clock.today())
    by_delegates = roll.by_delegates(book)
    context = {
        "reach": roll.reach(book, on=clock.today()) if by_delegates else None,
        "places": [_place(place, with_names=me.is_member) for place in places],
        "held": sum(place.titular is not None for place in places),
        "by_delegates": by_delegates,
        "is_circle": book.membership_mode == roll.CIRCLE,
        "has_alternates": book.alternates,
        "months": book.mandate_months,
    }
    return render(request, "participation/circle.html", context)


def _place(place: queries.Place, *, with_names: bool) -> dict:
    return {
        "mrc": place.territory,
        "titular": _who(place.titular, with_names),
        "alternate": _who(place.alternate, with_names),
        "titular_pk": place.titular and place.titular.pk,
        "alternate_pk": place.alternate and place.alternate.pk,
        "is_absent": place.is_absent,
    }


def _who(held: Delegation | None, with_names: bool) -> str:
    if held is None:
        return _("vacant")
    words = {"name": shown_name(held.person), "day": dates.short(held.ends_on)}
    return _("%(name)s, until %(day)s") % words if with_names else _("held, until %(day)s") % words


@facilitator_only
@form_page
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    territory = get_object_or_404(Territory, slug=slug)
    form = AppointDelegateForm(posted(request), today=clock.today())
    book = rule_queries.rule_book(clock.now())
    return ask_then_check(
        request,
        form,
        lambda: verbs.appoint(
            by=request.user,
            person=form.found(),
            territory=territory,
            now=clock.now(),
            months=book.mandate_months,
            alternates=book.alternates,
            min_voting_age=book.min_voting_age,
            **{name: form.cleaned_data[name] for name in ("kind", "starts_on", "reason")},
        ),
        rows=lambda: [{"label": _("MRC"), "value": territory.name}, *form.rows()],
        then=_to_the_circle,
        check={
            "title": _("Check the delegate"),
            "submit": _("Note this delegate"),
            "lead": _(
                "Whoever holds the place leaves it the day before. Votes already announced do not change."
            ),
        },
        codes=APPOINTING,
        said=_("The delegate is noted."),
        title=_("Note a delegate"),
        about=territory.name,
        submit=_("Check"),
        **_crumb(),
    )


def _to_the_circle(_made) -> str:
    return reverse("participation:circle")


def _crumb() -> dict:
    return {"crumb_url": reverse("participation:circle"), "crumb_label": _("Delegates of the MRCs")}


def _about(delegation: Delegation) -> dict:
    words = f"{shown_name(delegation.person)}, {delegation.get_kind_display()}, {delegation.territory.name}"
    return {"label": _("The place"), "value": words}


@facilitator_only
@form_page
def step_down(request: HttpRequest, pk: int) -> HttpResponse:
    delegation = queries.of_pk(pk)
    form = StepDownForm(posted(request), today=clock.today())
    return ask_then_check(
        request,
        form,
        lambda: [
            verbs.step_down(
                by=request.user,
                delegation=delegation,
                on=form.cleaned_data["on"],
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        ],
        rows=lambda: [_about(delegation), *form.rows()],
        then=_to_the_circle,
        check={"title": _("Check the departure"), "submit": _("Note the departure")},
        codes=("delegation_ended",),
        said=_("The departure is noted."),
        title=_("A delegate leaves their place"),
        read=[_about(delegation)],
        submit=_("Check"),
        **_crumb(),
    )


@facilitator_only
@form_page
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the vote is announced: the alternate is then on its list, in the titular's place."""
    delegation = queries.of_pk(pk)
    form = AbsenceForm(posted(request), today=clock.today())
    return ask_then_check(
        request,
        form,
        lambda: verbs.note_absence(
            by=request.user, delegation=delegation, now=clock.now(), **form.cleaned_data
        ),
        rows=lambda: [_about(delegation), *form.rows()],
        then=_to_the_circle,
        check={
            "title": _("Check the absence"),
            "submit": _("Note the absence"),
            "lead": _("The alternate is on the list of the votes announced on these days."),
        },
        codes=("not_titular",),
        said=_("The absence is noted."),
        title=_("A titular is away"),
        read=[_about(delegation)],
        submit=_("Check"),
        **_crumb(),
    )
