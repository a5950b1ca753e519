"""What citizens discuss before they vote on it: an initiative, or a change of rule."""

from participation.models import Initiative, RuleChange

Subject = Initiative | RuleChange
