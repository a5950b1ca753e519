"""What facilitation sees of the cards of a workshop: numbers, never who."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import CardBatch
from accounts.rules.visibility import shown_name
from common import dates

Row = dict[str, str]


@dataclass(frozen=True)
class WorkshopLine:
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class WorkshopPage:
    """`waiting`: cards that nobody has opened; they may be printed again or cancelled."""

    pk: int
    title: str
    rows: list[Row]
    facts: list[dict]
    waiting: int


def line(batch: CardBatch) -> WorkshopLine:
    return WorkshopLine(
        title=_title(batch), text=_text(batch), url=reverse("accounts:workshop", args=[batch.pk])
    )


def page(batch: CardBatch) -> WorkshopPage:
    rows = [
        {"label": _("Made on"), "value": dates.day_time(batch.issued_at)},
        {"label": _("Made by"), "value": shown_name(batch.issued_by) if batch.issued_by else _("The system")},
        {
            "label": _("MRC"),
            "value": batch.territory.name if batch.territory else _("Each person says it later"),
        },
    ]
    if batch.cancelled:
        rows.append({"label": _("Cancelled"), "value": str(batch.cancelled)})
    facts = [
        {"label": _("Cards"), "value": batch.made},
        {"label": _("Opened"), "value": _opened(batch)},
        {"label": _("Welcomed"), "value": batch.welcomed},
    ]
    return WorkshopPage(pk=batch.pk, title=_title(batch), rows=rows, facts=facts, waiting=batch.waiting)


def _opened(batch: CardBatch) -> int:
    return batch.made - batch.waiting - batch.cancelled


def _title(batch: CardBatch) -> str:
    return _("Workshop of %(day)s") % {"day": dates.short(dates.local_day(batch.issued_at))}


def _text(batch: CardBatch) -> str:
    facts = [
        ngettext("%(count)d card", "%(count)d cards", batch.made) % {"count": batch.made},
        ngettext("%(count)d opened", "%(count)d opened", _opened(batch)) % {"count": _opened(batch)},
        ngettext("%(count)d welcomed", "%(count)d welcomed", batch.welcomed) % {"count": batch.welcomed},
    ]
    return ", ".join([batch.territory.name, *facts] if batch.territory else facts)
