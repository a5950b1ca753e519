"""What happened elsewhere to the thing that a thread talks about, said in the thread."""

from django.db import models

from deliberation.models.thread import Thread


class ThreadNews(models.Model):
    """One thing that happened, in words of the Espace, with its page. No person says it. Append-only.

    `event` is what it comes from: the same one is said once in a thread.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="news")
    event = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    words = models.TextField()
    link = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "event"], name="one_news_per_thread_and_event"),
        ]

    def __str__(self) -> str:
        return self.title
