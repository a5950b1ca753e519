"""The eight MRC, always in the same order."""

from accounts.models import Territory
from accounts.models.territory import TerritoryQuerySet


def west_to_east() -> TerritoryQuerySet:
    return Territory.objects.west_to_east()
