"""The sealed urn of a vote: encrypted ballots on a public board that only grows."""

from django.db import models
from django.db.models import Q

from voting.enums import EventKind
from voting.models.keys import EXPONENT, NUMBER, Scrutineer
from voting.models.roll import RollEntry
from voting.models.vote import Vote

# SHA-256 in base 64 without padding, and in hexadecimal.
DIGEST, HEX = 43, 64


class Urn(models.Model):
    """What the board of a vote is bound to, and where it is.

    `election` is the exact text that everything is bound to by its hash. `sealed_secret` is the platform's own key,
    encrypted at rest: only for the votes that say so; empty when scrutineers hold the keys.
    """

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="urn")
    uuid = models.CharField(max_length=22, unique=True)
    timestamp = models.PositiveBigIntegerField(help_text="Seconds; the one moment written in the archive.")
    election = models.TextField()
    fingerprint = models.CharField(max_length=DIGEST)
    credentials_hash = models.CharField(max_length=HEX)
    first_head = models.CharField(max_length=HEX, blank=True, help_text="The board before any ballot.")
    head = models.CharField(max_length=HEX, blank=True)
    height = models.PositiveIntegerField(default=0)
    is_ended = models.BooleanField(default=False)
    sealed_secret = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.uuid


class Trustee(models.Model):
    """One of the keys that close an urn; all are needed. Without scrutineer: the platform's own."""

    urn = models.ForeignKey(Urn, on_delete=models.PROTECT, related_name="trustees")
    position = models.PositiveSmallIntegerField()
    scrutineer = models.ForeignKey(
        Scrutineer, on_delete=models.PROTECT, null=True, blank=True, related_name="trusts"
    )
    public = models.CharField(max_length=NUMBER)
    challenge = models.CharField(max_length=EXPONENT)
    response = models.CharField(max_length=EXPONENT)
    shared_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    is_by_sheet = models.BooleanField(default=False, help_text="Its sealed sheet was opened; published.")

    class Meta:
        ordering = ("urn_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["urn", "position"], name="one_trustee_per_position"),
            models.UniqueConstraint(fields=["urn", "public"], name="no_key_twice_on_an_urn"),
        ]

    def __str__(self) -> str:
        return f"{self.position}"


class Right(models.Model):
    """The right of one person of the roll to one counted ballot, over all channels.

    The only link between a person and an encrypted ballot. Erased, with the private part, when the delay to contest
    ends. `sealed` is the private part, encrypted at rest.
    """

    urn = models.ForeignKey(Urn, on_delete=models.PROTECT, related_name="rights")
    roll_entry = models.OneToOneField(RollEntry, on_delete=models.PROTECT, related_name="right")
    digest = models.CharField(max_length=DIGEST)
    sealed = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "digest"], name="one_right_per_credential")]

    def __str__(self) -> str:
        return "right"


class BoardEvent(models.Model):
    """One event of the board, with the records before it, as the octets of the archive. No time, no person.

    `right_digest`, `tracker` and `receipt` are hashes of what is in a ballot: anyone can compute them from the archive.
    """

    urn = models.ForeignKey(Urn, on_delete=models.PROTECT, related_name="events")
    height = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EventKind)
    content = models.BinaryField()
    right_digest = models.CharField(max_length=DIGEST, blank=True)
    tracker = models.CharField(max_length=DIGEST, blank=True)
    receipt = models.CharField(max_length=60, blank=True, help_text="The picture and the three words.")

    class Meta:
        ordering = ("urn_id", "height")
        constraints = [
            models.UniqueConstraint(fields=["urn", "height"], name="one_event_per_height"),
            models.UniqueConstraint(
                fields=["urn", "receipt"], name="one_receipt_per_ballot", condition=~Q(receipt="")
            ),
        ]
        indexes = [
            models.Index(fields=["urn", "right_digest"], name="board_ballots_of_a_right"),
        ]

    def __str__(self) -> str:
        return self.kind


class SeenCiphertext(models.Model):
    """An encrypted number already on the board: the same one twice is refused (an old ballot sent again)."""

    urn = models.ForeignKey(Urn, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["urn", "digest"], name="no_ciphertext_twice")]

    def __str__(self) -> str:
        return self.digest
