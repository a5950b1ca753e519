"""Dates of the region, of the Espace and of the Table."""

from django.db import models

from participation.enums import DatePrecision, EventScope

# How the short name of a workshop begins.
WORKSHOP = "atelier-"


class CalendarEventQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(is_cancelled=False)

    def table_meetings(self):
        return self.standing().filter(scope=EventScope.TABLE, precision=DatePrecision.DAY)

    def espace_meetings(self):
        """A workshop is not a meeting of the whole Espace."""
        found = self.standing().filter(scope=EventScope.ESPACE, precision=DatePrecision.DAY)
        return found.exclude(slug__startswith=WORKSHOP)

    def in_order(self):
        return self.order_by("starts_on", "pk")


class CalendarEvent(models.Model):
    """A date with the precision it is known at. `is_founding` dates come from the founding text and never move."""

    slug = models.SlugField(max_length=60, unique=True)
    scope = models.CharField(max_length=10, choices=EventScope)
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, choices=DatePrecision)
    is_deadline = models.BooleanField(default=False)
    is_per_territory = models.BooleanField(default=False)
    is_founding = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False, db_default=False)
    source = models.CharField(max_length=120, blank=True)

    objects = CalendarEventQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
