"""Who can open an urn: the scrutineers of a season, and the keys that each of them gave for its votes."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation, Person
from voting.models.vote import Vote

# A number of 2048 bits in decimal.
NUMBER = 620
EXPONENT = 80


class Season(models.Model):
    """Some months of votes, opened by the same phrases."""

    name = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="season_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return self.name


class SeasonVote(models.Model):
    """The place of a vote in a season, numbered before anyone knows what will be voted on.

    So the scrutineers give their keys once, and the calendar announces votes whoever is away.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()
    uuid = models.CharField(max_length=22, unique=True)
    vote = models.OneToOneField(
        Vote, on_delete=models.PROTECT, null=True, blank=True, related_name="season_place"
    )

    class Meta:
        ordering = ("season_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["season", "position"], name="one_place_per_position_of_a_season")
        ]

    def __str__(self) -> str:
        return self.uuid


class Scrutineer(models.Model):
    """Somebody of an organisation that does not run the server, who holds one phrase of a season.

    The phrase is never here. `keeper` is the other organisation that holds the sealed sheet: one lost phrase must
    not lose a result.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="scrutineers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="scrutineer_of")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    checksum = models.CharField(max_length=9, blank=True, help_text="What is printed on the sheet.")
    rehearsed_on = models.DateField(null=True, blank=True)
    sealed_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(
        default=False, help_text="Its phrase is written in the documentation: it keeps nothing secret."
    )

    class Meta:
        ordering = ("season_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "organisation"], name="one_scrutineer_per_organisation_and_season"
            ),
            models.UniqueConstraint(fields=["season", "person"], name="one_phrase_per_person_and_season"),
            models.UniqueConstraint(fields=["season", "keeper"], name="one_sheet_per_keeper_and_season"),
            models.CheckConstraint(name="sheet_is_kept_elsewhere", condition=~Q(keeper=F("organisation"))),
        ]

    def __str__(self) -> str:
        return f"{self.season_id}"


class ScrutineerKey(models.Model):
    """The public key of one scrutineer for one vote of the season, and the proof that they hold the other half."""

    scrutineer = models.ForeignKey(Scrutineer, on_delete=models.PROTECT, related_name="keys")
    place = models.ForeignKey(SeasonVote, on_delete=models.PROTECT, related_name="keys")
    public = models.CharField(max_length=NUMBER, unique=True)
    challenge = models.CharField(max_length=EXPONENT)
    response = models.CharField(max_length=EXPONENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scrutineer", "place"], name="one_key_per_scrutineer_and_vote")
        ]

    def __str__(self) -> str:
        return f"{self.scrutineer_id}"
