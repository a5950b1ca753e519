"""What the Espace decides, its rules and its dates. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionKind(models.TextChoices):
    INITIATIVE = "initiative", _("initiative")
    RULE = "modalite", _("rule of the Espace")
    PRIORITY = "enjeu_prioritaire", _("priority issue")
    RECOMMENDATION = "recommandation", _("recommendation")
    SEASON = "saison", _("first issues of the season")


class RuleChangeState(models.TextChoices):
    PROPOSED = "proposee", _("Proposed")
    DELIBERATING = "en_deliberation", _("We discuss it")
    VOTE_ANNOUNCED = "vote_annonce", _("Vote announced")
    VOTE_OPEN = "vote_ouvert", _("Vote open")
    COUNTING = "depouillement", _("We are counting")
    ADOPTED = "adoptee", _("Adopted")
    REJECTED = "rejetee", _("Not approved this time")
    WITHDRAWN = "retiree", _("Withdrawn")


class EventScope(models.TextChoices):
    QUEBEC = "quebec", _("Québec")
    REGION = "region", _("region")
    TERRITORY = "territory", _("MRC")
    ESPACE = "espace", _("the Espace")
    TABLE = "table", _("the Table")


class DateKind(models.TextChoices):
    """What a person may write in the calendar: the first three are facilitation's, the last one the secretary's."""

    MEETING = "rencontre", _("A meeting of the Espace")
    VOTING = "periode", _("A period to vote")
    WORKSHOP = "atelier", _("A workshop")
    TABLE = "table", _("A meeting of the Table")


class DateChangeKind(models.TextChoices):
    """What becomes of a date of the calendar."""

    MOVED = "deplacee", _("It moves to another day")
    CANCELLED = "annulee", _("It is cancelled")


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    SEASON = "season", _("season")
    YEAR = "year", _("year")
    RANGE = "range", _("range")
