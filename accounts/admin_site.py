"""The technical administration as a whole: its door, the change of a password, its titles, and what nobody opens there."""

from allauth.account import admin as _addresses  # noqa: F401 registers EmailAddress, taken back below
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401 registers Authenticator, taken back below
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth import admin as _groups  # noqa: F401 registers Group, taken back below
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import Group
from django.contrib.auth.views import PasswordChangeView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_tasks_db import admin as _work  # noqa: F401 registers DBTaskResult, taken back below
from django_tasks_db.models import DBTaskResult
from knox import admin as _tokens  # noqa: F401 registers AuthToken, taken back below
from knox.models import AuthToken

from accounts.domain import cards
from accounts.models import Person
from common import clock
from common.exceptions import Refused
from common.forms import AccessibleFormMixin


def enter_first(request: HttpRequest, extra_context=None) -> HttpResponse:
    """The administration has no door of its own: one enters by the page everybody uses."""
    if request.user.is_authenticated:
        raise Refused("not_your_role", _("This page is not open to your role."))
    back = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
    return redirect_to_login(back, reverse("accounts:enter"))


class PlainPasswordForm(AccessibleFormMixin, PasswordChangeForm):
    """Django's own form, with our fields and our words; the history knows, and the old password opens nothing more."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.fields["new_password1"].help_text = _("Ten characters at least. A few words are easier to keep.")

    def save(self, commit: bool = True) -> Person:
        person = super().save(commit)
        cards.note_password(person=person, now=clock.now())
        return person


def change_password(request: HttpRequest, extra_context=None) -> HttpResponseBase:
    return PasswordChangeView.as_view(
        form_class=PlainPasswordForm, success_url=reverse("admin:password_change_done")
    )(request)


# Replacing the methods of the site is how its doors become ours.
admin.site.login = enter_first  # type: ignore[method-assign]
admin.site.password_change = change_password  # type: ignore[method-assign, assignment]
admin.site.site_header = _("L'Espace: technical administration")
admin.site.site_title = _("Administration")
admin.site.index_title = _("Accounts and settings")
# Groups would be a second, silent source of rights; a token made here would let an administrator act as somebody else.
# Nobody may open the lists of e-mail addresses and of background work: they are not shown as closed doors either.
admin.site.unregister([Group, AuthToken, EmailAddress, Authenticator, DBTaskResult])
