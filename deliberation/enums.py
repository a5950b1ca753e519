"""States and kinds of threads and messages. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThreadState(models.TextChoices):
    OPEN = "ouvert", _("Open thread")
    SLOWED = "ralenti", _("Slow mode")
    PAUSED = "pause", _("Paused thread")
    CLOSED = "ferme", _("Closed thread")


class Audience(models.TextChoices):
    """Who reads a thread. Nothing of a thread is ever shown signed out."""

    MEMBERS = "membres", _("the members of the Espace")
    STAFF_AND_AUTHOR = "animation", _("facilitation and one person")


class ReadingMode(models.TextChoices):
    """When facilitation reads messages (rule `moderation_mode`)."""

    AFTER = "apres", _("After publication")
    BEFORE = "avant", _("Before publication")
    FIRST = "premier_message", _("Before, for the first message only")


class MessageKind(models.TextChoices):
    MESSAGE = "message", _("message")
    INFORMATION = "information", _("information")
    SUMMARY = "synthese", _("summary")


class FlagReason(models.TextChoices):
    THIRD_PERSON = "tierce_personne", _("Names or reveals somebody else")
    ATTACK = "attaque", _("Insults or attacks a person")
    HATE = "haine", _("Hateful or discriminating words")
    PRIVATE_DATA = "donnees_privees", _("Gives an address, a phone or a file number")
    DISTRESS = "detresse", _("The person seems in danger or distress")
    THREAT = "menace", _("Threatens somebody")
    ADVERTISING = "publicite", _("Advertising or a scam")
    OFF_TOPIC = "hors_sujet", _("Not the right thread")


class ModerationAct(models.TextChoices):
    HIDE_PASSAGE = "masquer_passage", _("Hide a passage")
    HIDE_MESSAGE = "masquer_message", _("Hide the message")
    SHOW_AGAIN = "remontrer", _("Show again")
    SLOW = "ralentir_fil", _("Slow the thread")
    PAUSE = "pause_fil", _("Pause the thread")
    REOPEN = "rouvrir_fil", _("Open the thread again")
    CLOSE = "fermer_fil", _("Close the thread")
    HUMAN_CALL = "appel_humain", _("A person calls")
