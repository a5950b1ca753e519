"""What is looked for when somebody searches: the stems of a thing's words."""

from django.db import models


class SearchEntry(models.Model):
    """One per thing that may be found. `tokens` is made by `common.search`; each database indexes it its own way."""

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    tokens = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_entry_per_thing")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
