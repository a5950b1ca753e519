"""The welcome talk: what facilitation says, what the person declares, and the vote that comes from it."""

from datetime import datetime

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain import journal, people
from accounts.domain.queries import cards as card_queries
from accounts.domain.queries import welcomes as welcome_queries
from accounts.doors import facilitator_only
from accounts.enums import IdentityPart
from accounts.models import Mandate, Person
from common import clock
from participation.domain.queries import rules as rule_queries
from participation.web.two_steps import ask_then_check
from participation.web.welcome_form import WelcomeForm

TEMPLATE = "participation/staff/welcome.html"
# The value of `admission_rule` that asks which organisation refers the person.
REFERENCE = "reference_organisme"


@facilitator_only
def welcome(request: HttpRequest, pk: int) -> HttpResponse:
    """« Talk again later » writes nothing; « Welcome » gives the person their vote, after « Vérifier »."""
    now = clock.now()
    person = card_queries.of_person(pk, on=clock.today())
    if person.is_welcomed:
        notices.info(request, _("The welcome of this person is already done."))
        return redirect("accounts:card", pk=pk)
    journal.note_look(person=person, viewer=request.user, part=IdentityPart.ACCOUNT, now=now)
    form = _form(request, person, now)
    if "change" not in request.POST and form.is_bound and form.is_valid() and form.is_later:
        notices.info(request, _("Nothing is noted. The person keeps their card. Plan another talk."))
        return redirect("accounts:card", pk=pk)

    if welcome_queries.of_person(person) is not None:
        notices.info(request, _("A welcome is already noted. A second person must confirm it."))
        return redirect("accounts:card", pk=pk)

    def note() -> list[Mandate | None]:
        # In a list: « noted, and waiting for a second worker » is done too.
        mandate = people.welcome(
            by=request.user,
            person=person,
            now=now,
            min_age=rule_queries.value("min_participation_age", at=now),
            territory=form.cleaned_data["territory"],
            age_group=form.cleaned_data["age_group"],
            **form.rules(),
        )
        return [mandate]

    return ask_then_check(
        request,
        form,
        note,
        rows=lambda: [{"label": _("The person"), "value": person.display_name}, *form.rows()],
        then=lambda noted: reverse("accounts:card", args=[pk]),
        check={
            "title": _("Check the welcome"),
            "lead": _("Read it back to the person."),
            "submit": _("Note the welcome"),
        },
        said=_said,
        template=TEMPLATE,
        title=_("Welcome conversation"),
        submit=_("Check the welcome"),
        crumb_url=reverse("accounts:card", args=[pk]),
        crumb_label=_("The person's card"),
        person=person,
    )


def _said(noted: list[Mandate | None]) -> str:
    if noted == [None]:
        return _("The welcome is noted. Somebody of another employer must now confirm it.")
    return _("The welcome is noted. The person is a member from now on.")


def _form(request: HttpRequest, person: Person, now: datetime) -> WelcomeForm:
    known = {"territory": person.territory_id, "age_group": person.age_group}
    return WelcomeForm(
        request.POST if request.method == "POST" else None,
        initial=known,
        min_age=rule_queries.value("min_participation_age", at=now),
        voting_age=rule_queries.value("min_voting_age", at=now),
        needs_reference=rule_queries.value("admission_rule", at=now) == REFERENCE,
        residence_required=rule_queries.value("residence_required", at=now),
    )
