"""States and kinds of threads and messages. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThreadState(models.TextChoices):
    OPEN = "ouvert", _("Open thread")
    SLOWED = "ralenti", _("Slow mode")
    PAUSED = "pause", _("Paused thread")
    CLOSED = "ferme", _("Closed thread")


class Audience(models.TextChoices):
    """Who reads a thread. Only a thread that the Espace made public is shown signed out, and then without names."""

    MEMBERS = "membres", _("the members of the Espace")
    STAFF_AND_AUTHOR = "animation", _("facilitation and one person")
    STAFF = "soutien", _("facilitation and support, not citizens")
    PUBLIC = "public", _("everybody, without names")


class ReadingMode(models.TextChoices):
    """When facilitation reads messages (rule `moderation_mode`)."""

    AFTER = "apres", _("After publication")
    BEFORE = "avant", _("Before publication")
    FIRST = "premier_message", _("Before, for the first message only")


class MessageKind(models.TextChoices):
    MESSAGE = "message", _("message")
    INFORMATION = "information", _("information")
    SUMMARY = "synthese", _("summary")


class ReactionKind(models.TextChoices):
    """What a reader may say of a message without writing. Never used to sort anything."""

    THANKS = "merci", _("Thank you")
    ME_TOO = "moi_aussi", _("Me too")


class TurnState(models.TextChoices):
    """A person's turn in a round of speech."""

    WAITING = "attend", _("waits for their turn")
    CALLED = "a_son_tour", _("has the floor")
    SPOKE = "a_parle", _("has spoken")
    PASSED = "a_passe", _("passed")


class FlagReason(models.TextChoices):
    THIRD_PERSON = "tierce_personne", _("Names or reveals somebody else")
    ATTACK = "attaque", _("Insults or attacks a person")
    HATE = "haine", _("Hateful or discriminating words")
    PRIVATE_DATA = "donnees_privees", _("Gives an address, a phone or a file number")
    DISTRESS = "detresse", _("The person seems in danger or distress")
    THREAT = "menace", _("Threatens somebody")
    ADVERTISING = "publicite", _("Advertising or a scam")
    OFF_TOPIC = "hors_sujet", _("Not the right thread")
    STEERS = "oriente_vote", _("Tells people how to vote")


class FlagOutcome(models.TextChoices):
    """What facilitation found when it read the message."""

    FOUNDED = "fonde", _("something was done")
    UNFOUNDED = "laisse", _("the message stays")
    CALLED = "appel", _("somebody called")


class SubmissionState(models.TextChoices):
    """A message that is read before it is published."""

    WAITING = "attend", _("waits to be read")
    PUBLISHED = "publie", _("published")
    REFUSED = "refuse", _("not published")
    TAKEN_BACK = "repris", _("taken back by its author")


class AppealState(models.TextChoices):
    """A second look, asked by the person whose words or voice were touched."""

    HEARD = "en_relecture", _("is being read again")
    KEPT = "maintenu", _("the act stays")
    UNDONE = "annule", _("the act is undone")
    WITHDRAWN = "retire", _("taken back by the person")


class AppealSide(models.TextChoices):
    CITIZEN = "citoyenne", _("drawn by lot")
    FACILITATION = "animation", _("another facilitator")


class Opinion(models.TextChoices):
    KEEP = "maintenir", _("The act was fair. It stays.")
    UNDO = "annuler", _("The act was not fair. Undo it.")


class ModerationAct(models.TextChoices):
    HIDE_PASSAGE = "masquer_passage", _("Hide a passage")
    HIDE_MESSAGE = "masquer_message", _("Hide the message")
    SHOW_AGAIN = "remontrer", _("Show again")
    SLOW = "ralentir_fil", _("Slow the thread")
    PAUSE = "pause_fil", _("Pause the thread")
    REOPEN = "rouvrir_fil", _("Open the thread again")
    CLOSE = "fermer_fil", _("Close the thread")
    HUMAN_CALL = "appel_humain", _("A person calls")
    HIDE_FIRST = "masquer_d_abord", _("Hidden at once, until somebody reads it")
    CONFIRM_HIDDEN = "garder_masque", _("Read, and stays hidden")
    LEAVE = "laisser", _("Read, and stays as it is")
    MOVE = "deplacer", _("Move to another thread")
    MOVE_BACK = "ramener", _("Bring back to its thread")
    PRIVATE_REMINDER = "rappel_prive", _("Private reminder to support")
    READ_BEFORE = "lire_avant", _("Read messages before they are published")
    READ_FIRST = "lire_premier", _("Read only the first message before")
    READ_AFTER = "lire_apres", _("Read messages after they are published")
    PUBLISH = "publier", _("Read, then publish")
    REFUSE = "refuser", _("Read, and not published")
    SET_ASIDE = "ecarter_phrase", _("Take a sentence out before a vote")
    PUT_BACK = "remettre_phrase", _("Put a sentence back before a vote")
    APPEAL_KEPT = "relecture_maintient", _("Read again: the act stays")
    APPEAL_UNDONE = "relecture_annule", _("Read again: the act is undone")
