"""A person: a login, a borrowed name, and as little else as possible."""

import re
import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup, ContactPath, Role
from accounts.models.territory import Territory


def name_key(name: str) -> str:
    """What two borrowed names share when people would take one for the other: « Marée-Lilas », « maree lilas »."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\W_]+", "", "".join(letter for letter in bare if not unicodedata.combining(letter)))


class PersonQuerySet(models.QuerySet):
    def present(self):
        """People who have not left and whose account is open."""
        return self.filter(is_active=True, left_at__isnull=True)

    def without_nip(self) -> "PersonQuerySet":
        """People who have never entered: nobody can, with this password."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def named_like(self, name: str) -> "PersonQuerySet":
        """People whose borrowed name would be taken for this one, those who left included."""
        return self.filter(name_key=name_key(name))


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def present(self) -> PersonQuerySet:
        return self.get_queryset().present()

    def named_like(self, name: str) -> PersonQuerySet:
        return self.get_queryset().named_like(name)

    def create_user(self, username=None, password=None, **fields):
        person = self.model(username=username or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username, password=None, **fields):
        """A technical administrator. Being one gives nothing towards voting or supporting."""
        fields.setdefault("display_name", username)
        return self.create_user(username, password, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who enters the Espace.

    The password is the person's NIP (or password, for staff). `display_name` is what others see and is
    never a login. `municipality` is private: a village identifies people. No birth date, no income.
    """

    username = models.CharField(_("login name"), max_length=60, unique=True, null=True, blank=True)
    display_name = models.CharField(_("borrowed name"), max_length=80)
    # Null only before the first save: a column without default is added without rebuilding the table.
    name_key = models.CharField(max_length=160, editable=False, db_index=True, null=True)
    name_chosen_at = models.DateTimeField(null=True, blank=True, editable=False)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    municipality = models.CharField(_("municipality (private)"), max_length=80, blank=True)
    age_group = models.CharField(_("age group"), max_length=5, choices=AgeGroup, blank=True)
    contact_path = models.CharField(
        _("how to reach them"), max_length=10, choices=ContactPath, default=ContactPath.WEB
    )
    email = models.EmailField(_("e-mail (optional)"), blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    # Part of what signs a session: one more ends all those open. Null is zero (see `name_key`).
    session_round = models.BigIntegerField(editable=False, null=True)
    # When the NIP was last changed with a one-time code, and on which day here: it never goes back (a trigger).
    nip_recovered_at = models.DateTimeField(null=True, blank=True, editable=False)
    nip_recovered_on = models.DateField(null=True, blank=True, editable=False)
    journal_seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # Names given by the loader may repeat; a name that somebody chose is theirs alone.
            models.UniqueConstraint(
                fields=["name_key"],
                condition=models.Q(name_chosen_at__isnull=False),
                name="chosen_name_is_of_one_person",
            )
        ]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name

    def clean(self) -> None:
        super().clean()
        others = Person.objects.named_like(self.display_name).exclude(pk=self.pk)
        if others.filter(name_chosen_at__isnull=False).exists() and self.name_key != name_key(
            self.display_name
        ):
            raise ValidationError({"display_name": _("Somebody here already has this name.")})

    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        self.name_key = name_key(self.display_name)
        if update_fields is not None and "display_name" in update_fields:
            update_fields = {*update_fields, "name_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def has_nip(self) -> bool:
        """Has already entered for the first time, and chosen a NIP (or a password)."""
        return self.has_usable_password()

    @property
    def is_staff(self) -> bool:
        """May open the technical administration: an ADMIN mandate in force, or a superuser."""
        return (
            self.is_superuser or self.mandates.in_force(timezone.localdate()).filter(role=Role.ADMIN).exists()
        )

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session is good for one password and one round: changing either ends every session of the person."""
        signed = f"{self.password}:{self.session_round or 0}"
        return salted_hmac("accounts.Person.session", signed, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
