"""The technical administration of accounts: through the domain verbs, never around them.

Nothing is deleted here. A NIP, an e-mail and a municipality are never shown. Rights come from the ADMIN mandate
(or a superuser), not from Django's permission tables.
"""

from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import admin_site as _site  # noqa: F401 its door, its titles, and what nobody opens
from accounts import admin_words as _words  # noqa: F401 gives the models their names
from accounts.domain import cards, journal, mandates, people
from accounts.domain.queries.people import capacity
from accounts.enums import IdentityPart, Role
from accounts.models import AccessCard, Body, Mandate, Organisation, Person, Seat, Territory
from accounts.rules import mandates as rules
from accounts.rules import recovering
from common import audit, clock, live
from common.exceptions import Refused
from common.plain_admin import PlainAdmin, PlainModelForm


def acting(request: HttpRequest) -> Person:
    person = request.user
    assert isinstance(person, Person)
    return person


class DomainAdmin(PlainAdmin):
    """Open to the technical administration only; a refusal of the domain is shown as its sentence."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        if request.user.is_authenticated and not hasattr(request, "_is_technical"):
            request._is_technical = acting(request).is_staff
        return bool(getattr(request, "_is_technical", False))

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def changeform_view(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        verb = "changed" if change else "founded"
        audit.record(
            f"{obj._meta.model_name}_{verb}",
            by=acting(request),
            subject=obj,
            now=clock.now(),
            fields=sorted(form.changed_data),
        )


@admin.register(Person)
class PersonAdmin(DomainAdmin):
    list_display = ["display_name", "username", "territory", "is_active", "left_at"]
    list_select_related = ["territory"]
    list_filter = ["territory", "is_active"]
    search_fields = ["display_name", "username", "cards__number"]
    ordering = ["display_name", "pk"]
    fields = ["display_name", "username", "territory", "age_group", "contact_path", "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        # Closing an account alone, by a box, would take a voice and a vote away: people leave, and mandates end with a
        # reason that the person reads.
        return ["is_active", *([] if obj is None else ["territory", "age_group", "contact_path"])]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Person | None:
        """The page of one person tells their age group and how to reach them: their journal says who looked."""
        found: Person | None = super().get_object(request, object_id, from_field)
        if found is not None:
            journal.note_look(
                person=found, viewer=acting(request), part=IdentityPart.ACCOUNT, now=clock.now()
            )
        return found

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever works here gets a one-time code from here; the others, from facilitation."""
        found = Person.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        is_staff = found is not None and recovering.works_here(capacity(found, on=clock.today()))
        url = reverse("accounts:staff_code", args=[object_id]) if is_staff else ""
        kwargs["extra_context"] = {**(kwargs.get("extra_context") or {}), "code_url": url}
        return super().change_view(request, object_id, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool) -> None:
        obj.username = obj.username or None
        if change:
            super().save_model(request, obj, form, change)
            live.disconnect_person(obj.pk)
            return
        registered = people.register(
            by=acting(request),
            display_name=obj.display_name,
            territory=obj.territory,
            age_group=obj.age_group,
            contact_path=obj.contact_path,
            username=obj.username,
            now=clock.now(),
        )
        obj.__dict__.update(registered.__dict__)


class MandateForm(PlainModelForm):
    """Says the domain's sentence beside the form, before anything is written."""

    by: Person | None = None
    WORDS = ("profile", "reason", "end_reason")

    class Meta:
        model = Mandate
        fields = ["person", "role", "starts_on", "ends_on", "organisation", "territory", "seat", "profile"]
        fields += ["reason", "end_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            role = cast(forms.TypedChoiceField, self.fields["role"])
            role.choices = [
                ("", _("Choose in the list")),
                *(choice for choice in Role.choices if choice[0] not in {Role.CITIZEN, *rules.GIVEN_BY_TWO}),
            ]

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            self._check(cleaned)
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence), code=refusal.code) from refusal
        return cleaned

    def _check(self, cleaned) -> None:
        acting = mandates.acting(self.by, now=clock.now())
        if self.instance.pk:
            rules.check_may_manage_mandates(acting, self.instance.person)
            if cleaned["ends_on"] is None:
                raise ValidationError(_("Write the last day of this mandate."))
            known = Mandate.objects.get(pk=self.instance.pk)
            rules.check_may_end(known, on=cleaned["ends_on"])
            rules.check_reason(cleaned["end_reason"])
            return
        rules.check_may_manage_mandates(acting, cleaned["person"])
        rules.check_one_person_gives(cleaned["role"])
        rules.check_reason(cleaned["reason"])
        rules.check_may_grant(**{name: cleaned[name] for name in cleaned if name not in MandateForm.WORDS})


@admin.register(Mandate)
class MandateAdmin(DomainAdmin):
    form = MandateForm
    list_display = ["person", "role", "organisation", "territory", "seat", "starts_on", "ends_on"]
    list_select_related = ["person", "organisation", "territory", "seat"]
    list_filter = ["role"]
    ordering = ["-starts_on", "pk"]

    def get_readonly_fields(self, request: HttpRequest, obj: Mandate | None = None) -> list[str]:
        if obj is None:
            return []
        return [name for name in MandateForm.Meta.fields if name not in ("ends_on", "end_reason")]

    def get_fields(self, request: HttpRequest, obj: Mandate | None = None) -> list[Any]:
        """Why it ended is asked when it ends."""
        return [name for name in MandateForm.Meta.fields if obj is not None or name != "end_reason"]

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = acting(request)
        return form

    def save_model(self, request: HttpRequest, obj: Mandate, form: forms.ModelForm, change: bool) -> None:
        if change:
            if "ends_on" in form.changed_data:
                known = Mandate.objects.select_related("person").get(pk=obj.pk)
                mandates.end(
                    by=acting(request),
                    mandate=known,
                    on=cast(date, obj.ends_on),
                    now=clock.now(),
                    reason=obj.end_reason,
                )
            return
        granted = mandates.grant(by=acting(request), now=clock.now(), **form.cleaned_data)
        obj.__dict__.update(granted.__dict__)


@admin.register(AccessCard)
class AccessCardAdmin(DomainAdmin):
    """A new card closes the one before it; its number is drawn, never chosen."""

    list_display = ["number", "person", "issued_at", "revoked_at"]
    list_select_related = ["person"]
    search_fields = ["number"]
    ordering = ["-issued_at", "pk"]
    fields = ["person"]

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: AccessCard | None = None) -> list[Any]:
        return ["person"] if obj is None else ["number", "person", "issued_at", "revoked_at"]

    def save_model(self, request: HttpRequest, obj: AccessCard, form: forms.ModelForm, change: bool) -> None:
        card = cards.issue_card(by=acting(request), person=obj.person, now=clock.now())
        obj.__dict__.update(card.__dict__)


@admin.register(Organisation)
class OrganisationAdmin(DomainAdmin):
    list_display = ["name", "kind", "territory"]
    list_filter = ["kind"]
    search_fields = ["name"]
    ordering = ["name", "pk"]


@admin.register(Territory)
class TerritoryAdmin(DomainAdmin):
    list_display = ["name", "code", "position"]
    ordering = ["position", "pk"]


@admin.register(Body)
class BodyAdmin(DomainAdmin):
    list_display = ["name", "kind"]
    ordering = ["kind", "pk"]


@admin.register(Seat)
class SeatAdmin(DomainAdmin):
    list_display = ["label", "composition", "group", "parity_group", "is_current"]
    list_filter = ["composition", "group"]
    ordering = ["-composition", "position", "pk"]
