from participation.models.accord import ReferralAccord
from participation.models.agenda import AgendaItem
from participation.models.amendment import Amendment
from participation.models.answer import AnswerDraft, CirculatedAnswer, SeatOpinion
from participation.models.calendar import CalendarEvent
from participation.models.clock import ClockAcceptance
from participation.models.co_author import AuthorInvitation
from participation.models.commitment import Commitment, CommitmentStep, Sighting, TableQuestion
from participation.models.concern import Concern, Grouping
from participation.models.consultation import Consultation
from participation.models.date_change import DateChange
from participation.models.decision import Decision
from participation.models.dossier_mail import DossierMail
from participation.models.draft import Draft
from participation.models.echo import Echo, EchoGiven
from participation.models.funding import AccountabilityReport, Agreement, FundingYear
from participation.models.help_offer import HelpOffer
from participation.models.helped import HelpedContribution, NotMyWords
from participation.models.initiative import Initiative, InitiativeVersion
from participation.models.issue import Issue, IssueVersion
from participation.models.mail import MailDay, StopLink
from participation.models.notice import Notice, NoticeTry
from participation.models.objection import Objection
from participation.models.priority import IssuePriority, Priority, PriorityList
from participation.models.quote import Quote
from participation.models.reason import Reason
from participation.models.referral import ReferralAnswer, TerritorialDeposit
from participation.models.review import AdmissibilityReview, Referral, RenewalConsensus, ReviewReminder
from participation.models.rule_version import RuleChangeVersion
from participation.models.rules import OperatingRule, RuleChange
from participation.models.season import SeasonIssue
from participation.models.set_aside import SentenceAppeal, SetAside
from participation.models.spokesperson import (
    BroughtBack,
    CarriedItem,
    SpokespersonOffer,
    SpokespersonTerm,
)
from participation.models.stage_change import StageChange
from participation.models.step_back import StepBack, StepBackRequest
from participation.models.support import Support
from participation.models.text_flag import TextFlag
from participation.models.transmission import TableResponse, Transmission

__all__ = [
    "AccountabilityReport",
    "AdmissibilityReview",
    "AgendaItem",
    "Agreement",
    "Amendment",
    "AnswerDraft",
    "AuthorInvitation",
    "BroughtBack",
    "CalendarEvent",
    "CarriedItem",
    "CirculatedAnswer",
    "ClockAcceptance",
    "Commitment",
    "CommitmentStep",
    "Concern",
    "Consultation",
    "DateChange",
    "Decision",
    "DossierMail",
    "Draft",
    "Echo",
    "EchoGiven",
    "FundingYear",
    "Grouping",
    "HelpOffer",
    "HelpedContribution",
    "Initiative",
    "InitiativeVersion",
    "Issue",
    "IssuePriority",
    "IssueVersion",
    "MailDay",
    "NotMyWords",
    "Notice",
    "NoticeTry",
    "Objection",
    "OperatingRule",
    "Priority",
    "PriorityList",
    "Quote",
    "Reason",
    "Referral",
    "ReferralAccord",
    "ReferralAnswer",
    "RenewalConsensus",
    "ReviewReminder",
    "RuleChange",
    "RuleChangeVersion",
    "SeasonIssue",
    "SeatOpinion",
    "SentenceAppeal",
    "SetAside",
    "Sighting",
    "SpokespersonOffer",
    "SpokespersonTerm",
    "StageChange",
    "StepBack",
    "StepBackRequest",
    "StopLink",
    "Support",
    "TableQuestion",
    "TableResponse",
    "TerritorialDeposit",
    "TextFlag",
    "Transmission",
]
