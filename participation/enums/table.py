"""What goes to the Table, and what comes back. Stored values are the scenario's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransmissionKind(models.TextChoices):
    AVIS = "avis", _("Opinion")
    RECOMMANDATION = "recommandation", _("Recommendation")
    ENJEU = "enjeu", _("Issue")
    DECISION = "decision", _("Decision of the Espace")


class TransmissionState(models.TextChoices):
    PREPARED = "preparee", _("Being prepared")
    SENT = "envoyee", _("Sent")
    RECEIVED = "recue", _("Received by the Table")
    ON_AGENDA = "a_l_ordre_du_jour", _("On the Table's agenda")
    ANSWERED = "repondue", _("The Table answered")
    FOLLOWED = "en_suivi", _("Being followed")
    CLOSED = "close", _("Finished")


class Expectation(models.TextChoices):
    REASONED_ANSWER = "reponse_motivee", _("a reasoned answer")
    AGENDA = "inscription_ordre_du_jour", _("time at the Table's next meeting")
    LINKAGE = "arrimage", _("links with other projects or funds")
    INFORMATION = "information", _("for information")


class ResponseKind(models.TextChoices):
    """All the Table can say. Nothing here approves or refuses an initiative of the Espace."""

    ACKNOWLEDGED = "accuse_reception", _("Received")
    ACCEPTED = "retenue", _("Accepted")
    PARTLY_ACCEPTED = "retenue_en_partie", _("Partly accepted")
    NOT_ACCEPTED = "non_retenue", _("Not accepted")
    POSTPONED = "reportee", _("Postponed")
    PASSED_ON = "transmise_ailleurs", _("Passed on")
    OUT_OF_REACH = "hors_de_notre_pouvoir", _("Out of our power")
    LINKAGE = "arrimage_propose", _("Link proposed")
    LEVER = "levier_propose", _("Other fund suggested")


# What may answer an initiative approved by the Espace (founding text, l.154): nothing else exists.
DECISION_RESPONSES = frozenset({ResponseKind.ACKNOWLEDGED, ResponseKind.LINKAGE, ResponseKind.LEVER})
# What may answer an opinion, a recommendation or an issue.
REQUEST_RESPONSES = frozenset(
    {
        ResponseKind.ACKNOWLEDGED,
        ResponseKind.ACCEPTED,
        ResponseKind.PARTLY_ACCEPTED,
        ResponseKind.NOT_ACCEPTED,
        ResponseKind.POSTPONED,
        ResponseKind.PASSED_ON,
        ResponseKind.OUT_OF_REACH,
    }
)


class AnswerState(models.TextChoices):
    """An answer of the Table in the making (scenario, transmissions.yaml « answer_steps »)."""

    DRAFT = "brouillon", _("Being written")
    CIRCULATED = "circule_aux_sieges", _("Circulating to the seats")
    ADOPTED = "adoptee", _("Adopted by the Table")
    PUBLISHED = "publiee", _("Published")
    CORRECTED = "corrigee", _("Corrected")


class CommitmentStepKind(models.TextChoices):
    """What the Table says later of something it committed to."""

    KEPT = "tenu", _("Kept")
    CHANGED = "date_changee", _("Date changed")


class ConsultationKind(models.TextChoices):
    """What the Table asks the Espace for."""

    QUESTION = "question", _("A question")
    PRIORITIES = "avis_priorites", _("An opinion on the regional priorities")
    PLAN = "avis_plan", _("An opinion on the regional plan")


class ConsultationState(models.TextChoices):
    """The calendar accepts what facilitation did not decline in public: nobody drops it in silence."""

    ASKED = "posee", _("Asked by the Table")
    ACCEPTED = "acceptee", _("The Espace answers")
    DECLINED = "declinee", _("Declined, with the reason")
    ANSWERED = "repondue", _("The Espace answered")


class EchoChoice(models.TextChoices):
    """What a citizen says of an answer of the Table."""

    ANSWERS = "repond", _("It answers")
    PARTLY = "en_partie", _("It answers in part")
    NOT = "pas", _("It does not answer")
