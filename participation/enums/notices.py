"""What people are told, and how it reached them. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What somebody must be told."""

    CONCERN = "preoccupation", _("A concern moved on")
    ISSUE = "enjeu", _("An issue moved on")
    INITIATIVE = "initiative", _("An initiative moved on")
    RULE = "regle", _("A proposed rule moved on")
    OBJECTION = "objection", _("An objection moved on")
    REASON = "raison", _("A reason for a vote moved on")
    STEP_BACK = "retrait", _("A private question about a vote")
    HELP = "aide", _("Help is offered")
    GROUPING = "regroupement", _("A question about your concern")
    SENT = "envoi", _("Sent to the Table")
    ANSWER = "reponse", _("The Table answered")
    COMMITMENT = "engagement", _("News of what the Table promised")
    TABLE = "table", _("A word for the Table")
    TABLE_ASKS = "demande_table", _("The Table asks the Espace")
    SPOKEN = "porte_parole", _("Who speaks for the Espace")
    VOTE_ANNOUNCED = "vote_annonce", _("A vote is announced")
    VOTE_OPEN = "vote_ouvert", _("A vote is open")
    VOTE_RESULT = "vote_resultat", _("A vote has its result")
    MEETING = "rencontre", _("A meeting is coming")
    TALK = "fil", _("Something new in a thread")
    AMENDMENT = "amendement", _("A proposed change of a text")
    AUTHORS = "auteurs", _("Who writes an initiative")
    REFERRAL = "reponse_mrc", _("The MRC answered")
    ACCORD = "accord", _("A question about your text")
    CONTEST = "contestation", _("A contested vote is answered")
    KEY = "cle", _("An urn waits for your phrase")
    FOR_THE_MRC = "pour_la_mrc", _("Sent to your MRC")
    FOR_THE_SIGNATORY = "signataire", _("A check of the fund's rules")


class TalkNews(models.TextChoices):
    """What happened in talk, kept as the state of a notice."""

    ANSWERED = "repondu"
    PRIVATE_WORD = "mot"
    DRAWN = "tire"
    TURN = "tour"


class NoticeOutcome(models.TextChoices):
    """What came of a notice, or of one try to give it. A notice without outcome still waits."""

    SEEN = "vue", _("Read on screen")
    TOLD = "dite", _("Told to the person")
    POSTED = "postee", _("Posted")
    MAILED = "envoyee", _("Sent by e-mail")
    REPLACED = "remplacee", _("Replaced by something newer")
    NO_ANSWER = "pas_de_reponse", _("Nobody answered")
    MESSAGE_LEFT = "message_laisse", _("A discreet message was left")
    RETURNED = "revenue", _("The letter came back")
    MAIL_FAILED = "courriel_refuse", _("The e-mail did not leave")


# What gives the news to the person; the other tries leave the notice waiting.
DELIVERED = (NoticeOutcome.SEEN, NoticeOutcome.TOLD, NoticeOutcome.POSTED, NoticeOutcome.MAILED)
