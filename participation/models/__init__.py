from participation.models.calendar import CalendarEvent
from participation.models.concern import Concern, Grouping
from participation.models.decision import Decision
from participation.models.draft import Draft
from participation.models.funding import AccountabilityReport, Agreement, FundingYear
from participation.models.initiative import Initiative, InitiativeVersion
from participation.models.issue import Issue
from participation.models.review import AdmissibilityReview, Referral, RenewalConsensus
from participation.models.rules import OperatingRule, RuleChange
from participation.models.stage_change import StageChange
from participation.models.support import Support
from participation.models.transmission import TableResponse, Transmission

__all__ = [
    "AccountabilityReport",
    "AdmissibilityReview",
    "Agreement",
    "CalendarEvent",
    "Concern",
    "Decision",
    "Draft",
    "FundingYear",
    "Grouping",
    "Initiative",
    "InitiativeVersion",
    "Issue",
    "OperatingRule",
    "Referral",
    "RenewalConsensus",
    "RuleChange",
    "StageChange",
    "Support",
    "TableResponse",
    "Transmission",
]
