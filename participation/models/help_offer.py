"""Personal help that somebody of the Espace offers to whoever wrote a concern, and what they answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.concern import Concern


class HelpAnswer(models.TextChoices):
    WAITING = "attente", _("Waits for the person")
    YES = "oui", _("The person says yes")
    YES_APART = "oui_a_part", _("The person says yes, and their text is no longer read")
    NO = "non", _("The person says no")


ACCEPTED = (HelpAnswer.YES, HelpAnswer.YES_APART)


class HelpOfferQuerySet(models.QuerySet):
    def running(self):
        """Waiting for the person, or accepted and not given yet."""
        return self.filter(done_at__isnull=True).exclude(answer=HelpAnswer.NO)

    def to_give(self):
        """Accepted, and not given yet: the one that waits longest first."""
        return self.filter(answer__in=ACCEPTED, done_at__isnull=True).order_by("answered_at", "pk")


class HelpOffer(models.Model):
    """« On t'offre de l'aide ». Between the author, whoever offers and facilitation; never public, never a refusal of speech.

    The words never change; the answer is given once (triggers), by the author, or noted by whom they asked.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="help_offers")
    words = models.CharField(max_length=200)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=HelpAnswer, default=HelpAnswer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = HelpOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="help_is_offered_in_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="help_is_answered_on_a_day",
                condition=Q(answer=HelpAnswer.WAITING, answered_at__isnull=True)
                | (~Q(answer=HelpAnswer.WAITING) & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="help_is_given_once_accepted",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False, answer__in=ACCEPTED),
            ),
            models.UniqueConstraint(
                fields=["concern"],
                condition=Q(done_at__isnull=True) & ~Q(answer=HelpAnswer.NO),
                name="one_running_offer_of_help",
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()
