"""An initiative's sheet: what its authors write, what makes it complete, and the hash a vote freezes."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Territory
from common.exceptions import BadInput
from participation.enums import InitiativeKind
from participation.models import Initiative, InitiativeVersion

# The line that says what is kept for citizens who take part: asked by itself, in the Espace's own words.
PARTICIPATION = "Participation des citoyennes et citoyens"
MAX_GIVES = 160
# Columns younger than the first versions: left out of the hash while empty, so that an older hash stays as it was.
LATER_FIELDS = ("partner_gifts",)
LENGTHS = {"title": 120, "summary": 300, "people_counting": 200, "renews": 160}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Money in cents. `budget_lines`: `{"label", "cents"}`; `aims` and `partner_names`: sentences.

    `partner_gifts`: `{"name", "gives"}`, what a partner gives in kind.
    """

    title: str
    summary: str
    kind: str = InitiativeKind.UNSURE
    is_new: bool = True
    aims: tuple[str, ...] | list[str] = ()
    territories: tuple[Territory, ...] | list[Territory] = ()
    total_cents: int | None = None
    fund_cents: int | None = None
    other_cash_cents: int = 0
    in_kind_cents: int = 0
    budget_lines: tuple[dict, ...] | list[dict] = ()
    people_planned: int | None = None
    people_counting: str = ""
    carrier: Organisation | None = None
    partner_names: tuple[str, ...] | list[str] = ()
    partner_gifts: tuple[dict, ...] | list[dict] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    renews: str = ""


def check_sheet(sheet: Sheet) -> None:
    """What an idea needs to be shared. Refused: no title, summary or MRC; money that does not add up; dates reversed."""
    if not sheet.title.strip():
        raise BadInput("title", _("Give it a title."))
    if not sheet.summary.strip():
        raise BadInput("summary", _("Say the idea in a few plain words."))
    for name, longest in LENGTHS.items():
        if len(getattr(sheet, name)) > longest:
            raise BadInput(
                name, _("This is too long. Keep it under %(count)d characters.") % {"count": longest}
            )
    if sheet.kind not in InitiativeKind.values:
        raise BadInput("kind", _("Choose one of the answers."))
    if not sheet.territories:
        raise BadInput("territories", _("Choose at least one MRC."))
    if any(
        gift["name"] not in sheet.partner_names or not gift["gives"].strip() for gift in sheet.partner_gifts
    ):
        raise BadInput("partner_gifts", _("Write who gives, then what is given."))
    if not _adds_up(sheet):
        raise BadInput("total_cents", _("The amounts do not add up to the total."))
    if sheet.starts_on and sheet.ends_on and sheet.ends_on < sheet.starts_on:
        raise BadInput("ends_on", _("The end comes before the start."))


def _adds_up(sheet: Sheet) -> bool:
    if sheet.total_cents is None or sheet.fund_cents is None:
        return True
    return sheet.total_cents == sheet.fund_cents + sheet.other_cash_cents + sheet.in_kind_cents


def missing_from(sheet: Sheet) -> list[tuple[str, Any]]:
    """What the sheet still lacks before the signatory may look at it: field and sentence."""
    lacks: list[tuple[str, Any]] = []
    if sheet.kind == InitiativeKind.UNSURE:
        lacks.append(("kind", _("Choose: structural or experimental.")))
    if not sheet.total_cents or sheet.fund_cents is None:
        lacks.append(("total_cents", _("Write what it costs and what is asked from the fund.")))
    elif not sheet.budget_lines:
        lacks.append(("budget_lines", _("Write what the money is for, line by line.")))
    elif sum(line["cents"] for line in sheet.budget_lines) != sheet.total_cents:
        lacks.append(("budget_lines", _("The lines of the budget do not add up to the total.")))
    if not sheet.people_planned:
        lacks.append(("people_planned", _("Write how many people it reaches directly.")))
    if not sheet.people_counting.strip():
        lacks.append(("people_counting", _("Write how these people are counted.")))
    if not sheet.is_new and not sheet.renews.strip():
        lacks.append(("renews", _("Write which project it keeps going.")))
    return lacks


def not_written_yet(sheet: Sheet) -> list[tuple[str, Any]]:
    """What the check goes on without, and that citizens and the fund will ask: field and sentence.

    No rule holds a text back for these: an organisation may be found after the vote.
    """
    found: list[tuple[str, Any]] = []
    if not sheet.aims:
        found.append(("aims", _("What would it change?")))
    if sheet.starts_on is None or sheet.ends_on is None:
        found.append(("starts_on", _("From when to when?")))
    if not any(is_participation(line) for line in sheet.budget_lines):
        found.append(("participation_cents", _("How much is for citizens who take part?")))
    if sheet.carrier is None:
        found.append(("carrier", _("Which organisation carries it out? It may be found after the vote.")))
    return found


def check_sheet_complete(sheet: Sheet) -> None:
    """Refused: budget, people directly reached (founding text, l.68) or kind missing."""
    check_sheet(sheet)
    lacks = missing_from(sheet)
    if lacks:
        raise BadInput(*lacks[0])


def fields_of(sheet: Sheet) -> dict[str, Any]:
    """The columns of a version."""
    return {
        "title": sheet.title.strip(),
        "summary": sheet.summary.strip(),
        "kind": str(sheet.kind),
        "is_new": sheet.is_new,
        "aims": list(sheet.aims),
        "territory_slugs": sorted(territory.slug for territory in sheet.territories),
        "total_cents": sheet.total_cents,
        "fund_cents": sheet.fund_cents,
        "other_cash_cents": sheet.other_cash_cents,
        "in_kind_cents": sheet.in_kind_cents,
        "budget_lines": list(sheet.budget_lines),
        "people_planned": sheet.people_planned,
        "people_counting": sheet.people_counting.strip(),
        "carrier": sheet.carrier,
        "partner_names": list(sheet.partner_names),
        "partner_gifts": [dict(gift) for gift in sheet.partner_gifts],
        "starts_on": sheet.starts_on,
        "ends_on": sheet.ends_on,
        "renews": sheet.renews.strip(),
    }


def is_participation(line: dict) -> bool:
    """The line kept for citizens who take part, however its first letter is written."""
    return str(line["label"]).casefold() == PARTICIPATION.casefold()


def sheet_of(version: InitiativeVersion) -> Sheet:
    """The sheet that a version holds."""
    slugs = set(version.territory_slugs)
    names = [field for field in Sheet.__dataclass_fields__ if field != "territories"]
    return Sheet(
        **{name: getattr(version, name) for name in names},
        territories=tuple(Territory.objects.filter(slug__in=slugs).west_to_east()),
    )


def current_sheet(initiative: Initiative) -> Sheet:
    """The sheet as it stands now; an initiative has a version from its first moment."""
    if initiative.current is None:
        raise ValueError("an initiative without a version")
    return sheet_of(initiative.current)


def content_hash(number: int, fields: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a version: its number and its words, nothing about who wrote them."""
    content = {
        **{
            name: value
            for name, value in fields.items()
            if name != "carrier" and (value or name not in LATER_FIELDS)
        },
        "number": number,
        "carrier": fields["carrier"].slug if fields["carrier"] else None,
        "starts_on": fields["starts_on"].isoformat() if fields["starts_on"] else None,
        "ends_on": fields["ends_on"].isoformat() if fields["ends_on"] else None,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
