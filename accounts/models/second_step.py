"""The second step to enter: what must never serve twice, and which tokens were made with it.

The secrets themselves (application, passkeys) are rows of allauth's `Authenticator`, encrypted by
`accounts.domain.factors.SealedAdapter`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person


class RecoveryCode(models.Model):
    """One code to enter without one's device. Only its digest is kept; once used it never changes again (a trigger)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="recovery_code_once_per_person"),
            models.CheckConstraint(
                name="recovery_code_used_after_it_is_made",
                condition=models.Q(used_at__isnull=True) | models.Q(used_at__gte=models.F("made_at")),
            ),
        ]
        verbose_name = _("recovery code")

    def __str__(self) -> str:
        return ""


class UsedStep(models.Model):
    """A moment (of 30 seconds) of which the person has already used the code: the database refuses it twice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    step = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "step"], name="code_of_a_moment_used_once")]

    def __str__(self) -> str:
        return ""


class ProvenToken(models.Model):
    """A token of the API made with the second step. Without this row, a token opens nothing to who works here.

    `factor`: the `Authenticator` that proved it, 0 for a recovery code. The row goes with its token.
    """

    token = models.OneToOneField(
        "knox.AuthToken", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    factor = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return ""
