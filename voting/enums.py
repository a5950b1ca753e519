"""States, choices and outcomes of votes. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VoteState(models.TextChoices):
    PREPARED = "prepare", _("Being prepared")
    ANNOUNCED = "annonce", _("Vote announced")
    OPEN = "ouvert", _("Vote open")
    CLOSED = "ferme", _("Vote closed, not counted yet")
    COUNTED = "compte", _("Counted")
    PROCLAIMED = "proclame", _("Result published")
    NO_QUORUM = "sans_quorum", _("Not enough people")
    ANNULLED = "annule", _("Annulled")


class VoteKind(models.TextChoices):
    PERIOD = "periode", _("vote over several days")
    MEETING = "rencontre", _("vote at a meeting")


class Choice(models.TextChoices):
    FOR = "pour", _("I agree")
    FOR_WITH_RESERVATION = "pour_avec_reserve", _("I agree, but…")
    AGAINST = "contre", _("I disagree")
    ABSTAIN = "je_passe", _("I pass")


class Threshold(models.TextChoices):
    SIMPLE = "simple", _("More for than against")
    TWO_THIRDS = "deux_tiers", _("Two thirds")
    THREE_QUARTERS = "trois_quarts", _("Three quarters")


class Outcome(models.TextChoices):
    APPROVED = "approuvee", _("Approved")
    NOT_APPROVED = "non_approuvee", _("Not approved this time")
    TIE = "egalite", _("Tie")
    CHOSEN = "choisi", _("Chosen")
    NO_QUORUM = "quorum_non_atteint", _("Not enough people")


class Channel(models.TextChoices):
    WEB = "web", _("on screen")
    PAPER = "papier", _("on paper")
    MEETING = "rencontre", _("at a meeting")


class Method(models.TextChoices):
    """How the question is asked and counted."""

    MAJORITY = "majorite", _("for or against")
    APPROVAL = "choix", _("choose among several")


class Custody(models.TextChoices):
    """Who can open the urn."""

    SCRUTINEERS = "scrutateurs", _("scrutineers, all together")
    PLATFORM = "plateforme", _("the platform's own key")


class EventKind(models.TextChoices):
    """The events of a board, under the names of the protocol."""

    SETUP = "Setup", "Setup"
    BALLOT = "Ballot", "Ballot"
    END = "EndBallots", "EndBallots"
    TALLY = "EncryptedTally", "EncryptedTally"
    SHARE = "PartialDecryption", "PartialDecryption"
    RESULT = "Result", "Result"


class NoteKind(models.TextChoices):
    """What the ballot page tells beside the question, in the words of citizens."""

    FOR = "pour", _("reason for")
    AGAINST = "contre", _("reason against")
    OBJECTION = "objection", _("objection")


class ContestFinding(models.TextChoices):
    """What two people found when somebody contested a vote."""

    STANDS = "tient", _("The result stands")
    ERROR = "erreur", _("An error was found")


class JointActKind(models.TextChoices):
    """Acts of two people of two employers."""

    ANNUL = "annuler", _("annul the vote")
    SHEET = "fiche", _("open the sealed sheet")
