"""Words written down for somebody: by whom, by which path they came, and the agreement that was noted."""

from django.db import models
from django.db.models import Q

from accounts.enums import Role, Via
from accounts.models import Person
from deliberation.models import Message, Submission
from participation.enums import HelpedKind, HelpedWish
from participation.models.concern import Concern


class HelpedContribution(models.Model):
    """One contribution that a worker recorded with the person's agreement. Append-only.

    The words themselves are the concern's or the message's, under the person's name; `submission` when they had to
    be read first. `concern` is also what a « Moi aussi » is about. A trigger refuses a writer who is not a helper that day, or who writes for themself.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="helped_contributions")
    kind = models.CharField(max_length=14, choices=HelpedKind)
    concern = models.ForeignKey(
        Concern, on_delete=models.PROTECT, null=True, blank=True, related_name="helped_contributions"
    )
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, blank=True, related_name="helped_contribution"
    )
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="helped_contribution"
    )
    via = models.CharField(max_length=10, choices=Via)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_by_role = models.CharField(max_length=16, choices=Role)
    written_by_badge = models.CharField(max_length=120, blank=True)
    consented_on = models.DateField()
    consented_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="helped_contribution_is_one_thing",
                condition=Q(
                    kind=HelpedKind.REPLY,
                    message__isnull=False,
                    submission__isnull=True,
                    concern__isnull=True,
                )
                | Q(
                    kind=HelpedKind.REPLY,
                    message__isnull=True,
                    submission__isnull=False,
                    concern__isnull=True,
                )
                | Q(
                    kind__in=[HelpedKind.CONCERN, HelpedKind.ME_TOO],
                    concern__isnull=False,
                    message__isnull=True,
                    submission__isnull=True,
                ),
            ),
            models.UniqueConstraint(
                fields=["concern"], condition=Q(kind=HelpedKind.CONCERN), name="a_concern_is_written_once"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def published(self) -> Message | None:
        """The reply as the thread has it; None while it waits, or when it was refused."""
        return self.submission.message if self.submission is not None else self.message


class NotMyWords(models.Model):
    """« Ce ne sont pas mes mots »: said once by the person, then handled by facilitation."""

    contribution = models.OneToOneField(
        HelpedContribution, on_delete=models.PROTECT, related_name="not_my_words"
    )
    wish = models.CharField(max_length=10, choices=HelpedWish)
    said_at = models.DateTimeField()
    handled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "not my words"

    def __str__(self) -> str:
        return self.get_wish_display()
