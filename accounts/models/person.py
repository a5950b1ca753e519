"""A person: a login, a borrowed name, and as little else as possible."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import AgeGroup, ContactPath, Role
from accounts.models.territory import Territory


class PersonQuerySet(models.QuerySet):
    def present(self):
        """People who have not left and whose account is open."""
        return self.filter(is_active=True, left_at__isnull=True)


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def present(self) -> PersonQuerySet:
        return self.get_queryset().present()

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

    objects = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_staff(self) -> bool:
        """May open the technical administration: an ADMIN mandate in force, or a superuser."""
        return (
            self.is_superuser or self.mandates.in_force(timezone.localdate()).filter(role=Role.ADMIN).exists()
        )

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
