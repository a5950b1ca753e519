"""What citizens wrote for the ballot page: reasons for, reasons against, objections."""

from django.db import models

from voting.enums import NoteKind
from voting.models.vote import Vote


class BallotNote(models.Model):
    """One sentence shown with the question, without a name. Written before the announcement, then append-only (trigger).

    Plain values handed down with the vote, as its title and its summary are. An empty `text` is a place for a reason
    that nobody wrote. `answer`: to an objection, by the authors of what is voted; empty when they gave none.
    """

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "kind", "position"], name="one_note_per_position"),
            models.CheckConstraint(
                name="an_objection_has_words_and_only_it_an_answer",
                condition=(models.Q(kind=NoteKind.OBJECTION) & ~models.Q(text=""))
                | (~models.Q(kind=NoteKind.OBJECTION) & models.Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text
