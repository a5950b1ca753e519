"""A code sent by e-mail to somebody who gave theirs: one per person, for a quarter of an hour, once."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person

MOST_TRIES = 5
HASH_LENGTH = 64


class EmailCodeQuerySet(models.QuerySet):
    def live(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now, tries__lt=MOST_TRIES)


class EmailCode(models.Model):
    """Only a keyed hash is kept. The next code takes the place of this one; used, the row is gone."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="email_code")
    code_hash = models.CharField(max_length=HASH_LENGTH)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    objects = EmailCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="email_code_is_hashed", condition=Exact(Length("code_hash"), HASH_LENGTH)
            ),
            models.CheckConstraint(name="email_code_few_tries", condition=Q(tries__lte=MOST_TRIES)),
            models.CheckConstraint(name="email_code_expires_later", condition=Q(expires_at__gt=F("made_at"))),
        ]
        verbose_name = _("code by e-mail")
        verbose_name_plural = _("codes by e-mail")

    def __str__(self) -> str:
        return ""
