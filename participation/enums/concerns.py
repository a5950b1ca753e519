"""What people say, and what becomes of it. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Theme(models.TextChoices):
    HOUSING = "logement", _("Housing")
    FOOD = "alimentation", _("Eating")
    TRANSPORT = "transport", _("Transport")
    MENTAL_HEALTH = "sante-mentale", _("Mental health")
    DIGITAL = "numerique", _("Internet and forms")
    DENTAL = "soins-dentaires", _("Dental care")
    HEATING = "chauffage", _("Heating")
    LONELY_ELDERS = "isolement-aines", _("Loneliness")
    IMMIGRATION = "immigration", _("Arriving here")
    SCHOOL = "ecole", _("School")
    INCOME = "revenu", _("Work and income")
    PREJUDICE = "prejuges", _("Prejudice")
    SERVICES = "acces-services", _("Help and services")
    HOMELESSNESS = "itinerance", _("Homelessness")
    HEALTH = "sante", _("Health")
    OTHER = "autre", _("Something else, or I don't know")


class Readers(models.TextChoices):
    """Who may read a concern, as its author chose."""

    FACILITATION = "animation", _("Facilitation only")
    MEMBERS = "membres", _("The members of the Espace")
    TABLE = "table", _("The members, then the Table, without my name")


class ConcernState(models.TextChoices):
    DRAFT = "brouillon", _("Draft")
    SUBMITTED = "soumise", _("Sent")
    CHECKING = "en_verification", _("We take the time to call you")
    DISCUSSED = "en_discussion", _("Being discussed")
    GROUPED = "regroupee", _("Joined to an issue")
    BECAME_INITIATIVE = "initiative_creee", _("Became an initiative")
    SENT = "transmise", _("Sent to the Table")
    ANSWERED = "repondue", _("The Table answered")
    REFERRED = "orientee_territoire", _("Sent to the MRC's concertation")
    HELPED = "orientee_service", _("Personal help offered")
    CLOSED = "close", _("Finished")
    WITHDRAWN = "retiree", _("Withdrawn by the person")


class IssueState(models.TextChoices):
    PROPOSED = "proposee", _("Proposed issue")
    SHARED = "partagee", _("Shared issue")
    SENT = "transmise", _("Sent to the Table")
    ANSWERED = "repondue", _("The Table answered")
    CLOSED = "close", _("Finished")


class GroupingAnswer(models.TextChoices):
    WAITING = "attente", _("Waiting for the author")
    ACCEPTED = "oui", pgettext_lazy("grouping answer", "Accepted")
    DECLINED = "non", _("Declined")


class HelpedKind(models.TextChoices):
    """What a worker may write down for somebody. Neither a vote, nor a support to an initiative or a rule."""

    CONCERN = "preoccupation", _("A concern")
    REPLY = "reponse", _("An answer in a thread")
    ME_TOO = "moi_aussi", _("A « Me too »")


class HelpedWish(models.TextChoices):
    """What somebody asks who does not recognise their words."""

    WITHDRAW = "retirer", _("Take these words back")
    CORRECT = "corriger", _("Keep them, and call me to correct them")
