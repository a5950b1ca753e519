"""Initiatives, the texts written together, and the checks of the fund. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InitiativeKind(models.TextChoices):
    STRUCTURANTE = "structurante", _("Structural")
    EXPERIMENTALE = "experimentale", _("Experimental")
    UNSURE = "nsp", _("I don't know yet")


class InitiativeScope(models.TextChoices):
    REGIONAL = "regionale", _("regional")
    TERRITORIAL = "territoriale", _("of one MRC")


class InitiativeState(models.TextChoices):
    IDEA = "idee", _("Idea")
    DELIBERATING = "en_deliberation", _("We discuss it")
    IN_REVIEW = "en_analyse", _("Checking the rules of the fund")
    TO_ADJUST = "a_ajuster", _("Something to adjust")
    NOT_ELIGIBLE = "non_admissible", _("The fund cannot pay for it this way")
    ELIGIBLE = "admissible", _("Ready for a vote")
    VOTE_ANNOUNCED = "vote_annonce", _("Vote announced")
    VOTE_OPEN = "vote_ouvert", _("Vote open")
    COUNTING = "depouillement", _("We are counting")
    NO_QUORUM = "quorum_non_atteint", _("Not enough people")
    NOT_APPROVED = "non_approuvee", _("Not approved this time")
    APPROVED = "approuvee", _("Approved by the Espace")
    SEEKING_CARRIER = "cherche_porteur", _("Looking for an organisation")
    AGREEMENT_SIGNED = "protocole_signe", _("Agreement signed")
    UNDER_WAY = "en_realisation", _("Under way")
    REPORT_RECEIVED = "bilan_recu", _("Report received")
    FINISHED = "terminee", _("Finished")
    REFERRED = "orientee_territoire", _("Sent to the MRC's concertation")
    WITHDRAWN = "retiree", _("Withdrawn")


class AmendmentPart(models.TextChoices):
    """The part of the sheet of an initiative, or of a change of rule, that somebody proposes to change."""

    TITLE = "titre", _("Its name")
    SUMMARY = "phrase", _("In one sentence")
    AIMS = "buts", _("What it would change")
    PLACES = "ou", _("Where")
    REACH = "rejoint", _("Who would be reached")
    CARRIER = "organisme", _("The organisation")
    PARTNERS = "partenaires", _("Partners")
    DATES = "dates", _("The dates")
    COST = "cout", _("The cost")
    VALUE = "valeur", _("What is proposed")
    REASON = "raison", _("Why")


class AmendmentState(models.TextChoices):
    PROPOSED = "proposee", _("Waits for the authors")
    ACCEPTED = "acceptee", pgettext_lazy("amendment", "Accepted")
    DECLINED = "refusee", _("Not kept")
    WITHDRAWN = "retiree", pgettext_lazy("amendment", "Taken back")


class InvitationState(models.TextChoices):
    """What came of one code to write an initiative together."""

    WAITING = "attente", _("Waiting for an answer")
    ACCEPTED = "acceptee", pgettext_lazy("invitation", "Accepted")
    DECLINED = "refusee", pgettext_lazy("invitation", "Declined")
    CANCELLED = "annulee", pgettext_lazy("invitation", "Cancelled")


class AuthorsNews(models.TextChoices):
    """What the authors of an initiative are told of who writes it."""

    JOINED = "arrivee", _("Somebody writes with you")
    LEFT = "depart", _("Somebody no longer writes with you")
    DECLINED = "non_merci", _("An invitation was declined")


class ReviewResult(models.TextChoices):
    ELIGIBLE = "admissible", _("Eligible")
    TO_ADJUST = "a_ajuster", _("To adjust")
    NOT_ELIGIBLE = "non_admissible", _("Not eligible")


class RenewalGroup(models.TextChoices):
    """The three groups that must agree before a maintained project is voted (founding text, l.66)."""

    COMMUNITIES = "milieux", _("the communities")
    COLLABORATORS = "collaborateurs", _("the collaborators")
    PARTNERS = "partenaires_intersectoriels", _("the intersectoral partners")


class ReportConformity(models.TextChoices):
    WAITING = "attente", _("Being checked")
    CONFORM = "conforme", _("Conform")
    TO_CORRECT = "a_corriger", _("To correct")
