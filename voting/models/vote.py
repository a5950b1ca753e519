"""A vote: a question, its frozen rules, its dates and its state."""

from django.db import models
from django.db.models import F, Q

from voting.enums import Choice, Custody, Method, Threshold, VoteKind, VoteState


class VoteQuerySet(models.QuerySet):
    def announced_or_later(self):
        return self.exclude(state=VoteState.PREPARED)

    def open(self):
        return self.filter(state=VoteState.OPEN)

    def latest_first(self):
        return self.order_by("-closes_at", "-pk")


class Vote(models.Model):
    """A decisive vote. It does not know what it is about: it keeps a title, a summary and a hash.

    Everything but the state and its dates is frozen when the vote is announced (trigger). The rules are
    plain values copied from the Espace's operating rules by `participation`; this app never reads a rule.
    `quorum_share_num / quorum_share_den` is a proportion as two integers.
    """

    state = models.CharField(max_length=12, choices=VoteState, default=VoteState.PREPARED)
    kind = models.CharField(max_length=10, choices=VoteKind, default=VoteKind.PERIOD)
    title = models.CharField(max_length=200)
    question = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    back_path = models.CharField(max_length=200, blank=True)
    version_hash = models.CharField(max_length=64, help_text="SHA-256 of the text that is voted on.")
    is_conditional = models.BooleanField(default=False, help_text="« sous réserve d'admissibilité »")

    method = models.CharField(max_length=12, choices=Method, default=Method.MAJORITY)
    most_choices = models.PositiveSmallIntegerField(
        default=1, help_text="How many answers one may choose; 1 unless the method is « choix »."
    )
    custody = models.CharField(max_length=12, choices=Custody, default=Custody.SCRUTINEERS)
    min_scrutineers = models.PositiveSmallIntegerField(default=2)
    contest_days = models.PositiveSmallIntegerField(
        default=14, help_text="After the end, in days, who holds which right to vote is erased."
    )
    postal_request_days = models.PositiveSmallIntegerField(
        default=7, help_text="Until how many days before the end a ballot may be asked for by post."
    )
    is_provisional = models.BooleanField(
        default=False, help_text="Its rules were not adopted by the Espace yet when it was announced."
    )
    is_trial = models.BooleanField(default=False, help_text="A vote to practise: it decides nothing.")

    threshold = models.CharField(max_length=12, choices=Threshold)
    quorum_min = models.PositiveIntegerField()
    quorum_share_num = models.PositiveIntegerField()
    quorum_share_den = models.PositiveIntegerField(default=100)
    min_territories = models.PositiveSmallIntegerField()
    may_change = models.BooleanField(default=True)
    roll_size = models.PositiveIntegerField(default=0)

    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    proclaimed_at = models.DateTimeField(null=True, blank=True)
    annulled_reason = models.TextField(blank=True)
    called_off_at = models.DateTimeField(
        null=True, blank=True, help_text="Annulled before it opened: what it was about was withdrawn."
    )

    objects = VoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="vote_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.CheckConstraint(
                name="quorum_share_is_a_proportion", condition=Q(quorum_share_num__lte=F("quorum_share_den"))
            ),
            models.CheckConstraint(
                name="quorum_share_has_a_denominator", condition=Q(quorum_share_den__gt=0)
            ),
            models.CheckConstraint(
                name="one_answer_for_or_against",
                condition=Q(method=Method.MAJORITY, most_choices=1)
                | Q(method=Method.APPROVAL, most_choices__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_for_or_against(self) -> bool:
        return self.method == Method.MAJORITY


class Option(models.Model):
    """One answer to the question, in its fixed order: one of the four of `Choice`, or « o1 », « o2 »… with its words."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=20)
    words = models.CharField(max_length=120, blank=True, help_text="Empty for the four fixed answers.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "value"], name="option_once_per_vote"),
            models.UniqueConstraint(fields=["vote", "position"], name="one_option_per_position"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.words or str(Choice(self.value).label)
