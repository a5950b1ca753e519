"""The round of agreement before a vote: objections, each answered, lifted, or carried to the ballot page."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from participation.models.initiative import Initiative, InitiativeVersion
from participation.models.rule_version import RuleChangeVersion
from participation.models.rules import RuleChange


class ObjectionState(models.TextChoices):
    OPEN = "ouverte", _("Waiting for an answer")
    ANSWERED = "repondue", _("Answered")
    KEPT = "gardee", _("Kept for the ballot page")
    LIFTED = "levee", _("It suits its author")
    CARRIED = "portee", _("On the ballot page")
    SET_ASIDE = "ecartee", _("Taken out by facilitation")


STANDING = (ObjectionState.OPEN, ObjectionState.ANSWERED, ObjectionState.KEPT)


class ObjectionQuerySet(models.QuerySet):
    def standing(self):
        """Neither lifted by its author nor on a ballot page yet."""
        return self.filter(state__in=STANDING)

    def oldest_first(self):
        return self.order_by("made_at", "pk")


class Objection(models.Model):
    """One sentence of one citizen against one version of an initiative, or of a change of rule. It never blocks the calendar.

    The words never change; the answer may, until the announcement. Once lifted or carried, nothing changes (trigger).
    Its author is never shown.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    version = models.ForeignKey(
        InitiativeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    rule_change = models.ForeignKey(
        RuleChange, on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    rule_version = models.ForeignKey(
        RuleChangeVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="objections"
    )
    text = models.CharField(max_length=200)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objections")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.OPEN)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="Lifted, kept or carried since then.")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_objection_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="an_answer_has_its_words_and_its_day",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_answered_objection_has_an_answer",
                condition=~Q(state=ObjectionState.ANSWERED) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="an_objection_is_to_one_text",
                condition=Q(initiative__isnull=False, version__isnull=False)
                & Q(rule_change__isnull=True, rule_version__isnull=True)
                | Q(initiative__isnull=True, version__isnull=True)
                & Q(rule_change__isnull=False, rule_version__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["initiative", "author"],
                condition=Q(state__in=STANDING),
                name="one_standing_objection_each",
            ),
            models.UniqueConstraint(
                fields=["rule_change", "author"],
                condition=Q(state__in=STANDING),
                name="one_standing_objection_to_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> Initiative | RuleChange:
        """What the vote will be about."""
        found = self.initiative or self.rule_change
        assert found is not None
        return found

    @property
    def wording(self) -> InitiativeVersion | RuleChangeVersion:
        """The text its author had before their eyes."""
        found = self.version or self.rule_version
        assert found is not None
        return found
