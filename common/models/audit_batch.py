from django.db import models


class AuditBatch(models.Model):
    """A run of audit events sealed by one hash that also covers the previous batch's."""

    first_id = models.PositiveBigIntegerField(unique=True)
    last_id = models.PositiveBigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    # Unique: two processes chaining at once cannot both continue the same head.
    previous_head = models.CharField(max_length=64, unique=True, blank=True)
    head = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_id__lte=models.F("last_id")), name="audit_batch_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id}–{self.last_id} {self.head[:12]}"
