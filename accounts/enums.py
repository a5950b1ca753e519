"""Roles, groups and kinds. Stored values are the scenario's words, labels are English msgids."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a mandate lets a person do. Only CITIZEN leads to a vote; every other role excludes it."""

    CITIZEN = "citizen", _("citizen")
    FACILITATOR = "facilitator", _("facilitation")
    SUPPORT = "support", _("support")
    CRD_AGENT = "crd_agent", _("social development officer")
    MRC_RESOURCE = "mrc_resource", _("MRC resource")
    SIGNATORY = "signatory", _("signatory partner")
    TABLE_MEMBER = "table_member", _("Table member")
    CARRIER = "carrier", _("carrier organisation")
    ADMIN = "admin", _("technical administration")


class AgeGroup(models.TextChoices):
    """An age group, never a birth date."""

    FROM_14 = "14-15", _("14 to 15 years old")
    FROM_16 = "16-17", _("16 to 17 years old")
    FROM_18 = "18-24", _("18 to 24 years old")
    FROM_25 = "25-34", _("25 to 34 years old")
    FROM_35 = "35-49", _("35 to 49 years old")
    FROM_50 = "50-64", _("50 to 64 years old")
    FROM_65 = "65+", _("65 years old and over")

    @property
    def youngest(self) -> int:
        """The youngest age of the group, in years: a person is surely at least this old."""
        return int(self.value.rstrip("+").split("-")[0])

    @classmethod
    def surely_at_least(cls, age: int) -> list[str]:
        """Values of the groups whose every person has `age` years or more."""
        return [group.value for group in cls if group.youngest >= age]


class ContactPath(models.TextChoices):
    """How the person is reached (not a way to vote)."""

    WEB = "web", _("on screen")
    PHONE = "telephone", _("by phone")
    MEETING = "rencontre", _("at a meeting")
    POST = "courrier", _("by letter")


class Via(models.TextChoices):
    """By which path words reached the Espace."""

    WEB = "web", _("on screen")
    PHONE = "telephone", _("by phone")
    MEETING = "rencontre", _("at a meeting")
    PAPER = "papier", _("on paper")


class BodyKind(models.TextChoices):
    ESPACE = "espace", _("the Espace")
    TABLE = "table", _("regional Table")
    TERRITORIAL = "territorial", _("territorial concertation")
    SIGNATORY = "signatory", _("regional signatory partner")


class SeatGroup(models.TextChoices):
    SIGNATORY = "signataire", _("signatory")
    GOVERNMENT = "gouvernemental", _("government")
    MUNICIPAL = "municipal", _("municipal")
    COMMUNITY = "communaute", _("community")


class ParityGroup(models.TextChoices):
    INSTITUTIONAL = "institutionnel", _("institutional")
    COMMUNITY = "communaute", _("community")


class OrganisationKind(models.TextChoices):
    NON_PROFIT = "obnl", _("non-profit organisation")
    COOPERATIVE = "cooperative-obnl", _("co-operative recognised as non-profit")
    MUNICIPAL = "municipal", _("municipal body")
    INDIGENOUS = "autochtone", _("First Nations body")
    RESEARCH = "recherche", _("research centre")
    BUSINESS = "entreprise", _("private business")
    MINISTRY = "ministere", _("ministry")
