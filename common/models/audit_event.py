from django.db import models


class AuditEvent(models.Model):
    """What happened, who did it in which capacity, to what. Rows are only ever added.

    `actor_id` is a plain number, not a foreign key: the history outlives the account.
    """

    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_id = models.PositiveBigIntegerField(null=True, blank=True)
    capacity = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject", "id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
