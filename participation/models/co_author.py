"""An author asks another citizen to write with them: a code said by phone or on paper, answered once."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from participation.enums import InvitationState
from participation.models.initiative import Initiative


class AuthorInvitationQuerySet(models.QuerySet):
    def waiting(self):
        """Neither answered nor taken back; perhaps expired."""
        return self.filter(state=InvitationState.WAITING)

    def live(self, now):
        return self.waiting().filter(expires_at__gt=now)


class AuthorInvitation(models.Model):
    """Only the hash of the code is kept, and nobody's name: whoever has the code answers. Answered once (a trigger)."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, choices=InvitationState, default=InvitationState.WAITING)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AuthorInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "invited_by"],
                condition=Q(state=InvitationState.WAITING),
                name="one_waiting_invitation_per_author",
            ),
            models.CheckConstraint(
                name="an_invitation_is_answered_whole",
                condition=Q(state=InvitationState.WAITING, answered_by__isnull=True, answered_at__isnull=True)
                | Q(
                    state=InvitationState.ACCEPTED,
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                    answered_at__lt=F("expires_at"),
                )
                | Q(
                    state__in=[InvitationState.DECLINED, InvitationState.CANCELLED],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
