"""States, kinds and reasons of the Espace's own things. Stored values are the scenario's words."""

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


class ReviewResult(models.TextChoices):
    ELIGIBLE = "admissible", _("Eligible")
    TO_ADJUST = "a_ajuster", _("To adjust")
    NOT_ELIGIBLE = "non_admissible", _("Not eligible")


class RenewalGroup(models.TextChoices):
    """The three groups that must agree before a maintained project is voted (founding text, l.66)."""

    COMMUNITIES = "milieux", _("the communities")
    COLLABORATORS = "collaborateurs", _("the collaborators")
    PARTNERS = "partenaires_intersectoriels", _("the intersectoral partners")


class DecisionKind(models.TextChoices):
    INITIATIVE = "initiative", _("initiative")
    RULE = "modalite", _("rule of the Espace")
    PRIORITY = "enjeu_prioritaire", _("priority issue")
    RECOMMENDATION = "recommandation", _("recommendation")


class RuleChangeState(models.TextChoices):
    PROPOSED = "proposee", _("Proposed")
    DELIBERATING = "en_deliberation", _("We discuss it")
    VOTE_ANNOUNCED = "vote_annonce", _("Vote announced")
    VOTE_OPEN = "vote_ouvert", _("Vote open")
    COUNTING = "depouillement", _("We are counting")
    ADOPTED = "adoptee", _("Adopted")
    REJECTED = "rejetee", _("Not approved this time")
    WITHDRAWN = "retiree", _("Withdrawn")


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


class EventScope(models.TextChoices):
    QUEBEC = "quebec", _("Québec")
    REGION = "region", _("region")
    TERRITORY = "territory", _("MRC")
    ESPACE = "espace", _("the Espace")
    TABLE = "table", _("the Table")


class DatePrecision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    SEASON = "season", _("season")
    YEAR = "year", _("year")
    RANGE = "range", _("range")


class ReportConformity(models.TextChoices):
    WAITING = "attente", _("Being checked")
    CONFORM = "conforme", _("Conform")
    TO_CORRECT = "a_corriger", _("To correct")
