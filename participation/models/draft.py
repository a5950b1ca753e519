"""Answers kept on the server while somebody fills a form, so that nothing is lost."""

from django.db import models

from accounts.models import Person


class Draft(models.Model):
    """One unfinished form of one person. `answers` is JSON by question."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    form = models.SlugField(max_length=40)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "form"], name="one_draft_per_person_and_form")
        ]

    def __str__(self) -> str:
        return self.form
