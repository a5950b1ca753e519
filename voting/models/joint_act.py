"""Acts that one person alone cannot do: asked by one, done by another of another employer."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Person
from voting.enums import JointActKind
from voting.models.urn import Trustee
from voting.models.vote import Vote


class JointAct(models.Model):
    """Annulling a vote, or opening the sealed sheet of a scrutineer who does not come. Published once done."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="joint_acts")
    kind = models.CharField(max_length=12, choices=JointActKind)
    trustee = models.ForeignKey(Trustee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="joint_act_by_two_people",
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | (
                    Q(done_at__isnull=False, done_by__isnull=False, dropped_at__isnull=True)
                    & ~Q(done_by=F("asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="joint_act_names_its_key",
                condition=Q(kind=JointActKind.SHEET, trustee__isnull=False)
                | Q(kind=JointActKind.ANNUL, trustee__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["vote", "kind", "trustee"],
                name="one_joint_act_asked_at_once",
                condition=Q(done_at__isnull=True, dropped_at__isnull=True),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
