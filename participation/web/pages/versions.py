"""What changed from one version of a text to another, field by field. Signed out: which fields, and nobody's words.

A text may be changed to take out a detail that shows who somebody is: the words before stay among the members.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.domain import people as people_verbs
from accounts.domain.queries import territories
from common import dates, differences
from common.differences import Kind, Piece
from common.typography import format_money
from participation.domain.queries import issues as issue_queries
from participation.models import Initiative, InitiativeVersion, Issue, OperatingRule, RuleChange
from participation.rules import rule_wording
from participation.web.pages import sheet_words


@dataclass(frozen=True)
class Told:
    """One version as it is told: `fields` are (label, text), the same labels in every version."""

    number: int
    made_at: datetime
    who: str
    reason: str
    fields: tuple[tuple[str, str], ...]


def versions_page(versions: Sequence[Told], *, before: str, after: str, sees_words: bool) -> dict[str, Any]:
    """`versions` in order; `before` and `after` are numbers as typed, the two last ones when they are not good."""
    old, new = _chosen(versions, before, after)
    rows = [
        _row(label, was, text) for (label, was), (_label, text) in zip(old.fields, new.fields, strict=True)
    ]
    changed = [row for row in rows if row["is_changed"]]
    return {
        "has_two": len(versions) > 1,
        "sees_words": sees_words,
        "old": old.number,
        "new": new.number,
        "choices": [
            {
                "number": one.number,
                "label": _("Version %(number)d, %(day)s")
                % {"number": one.number, "day": dates.short(one.made_at)},
            }
            for one in reversed(versions)
        ],
        "why": [
            _why(one, sees_words=sees_words)
            for one in reversed(versions)
            if old.number < one.number <= new.number
        ],
        "changed": changed,
        "same": [row["label"] for row in rows if not row["is_changed"]],
    }


def initiative_versions(initiative: Initiative, *, sees_names: bool) -> list[Told]:
    names = {place.slug: place.name for place in territories.west_to_east()}
    return [
        Told(
            number=version.number,
            made_at=version.made_at,
            who=people_verbs.shown_name(version.made_by) if sees_names and version.made_by else "",
            reason=version.reason if sees_names else "",
            fields=fields_of(version, names),
        )
        for version in initiative.versions.select_related("carrier", "made_by").order_by("number")
    ]


def issue_versions(issue: Issue, *, sees_names: bool) -> list[Told]:
    return [
        Told(
            number=version.number,
            made_at=version.made_at,
            who=people_verbs.shown_name(version.made_by) if sees_names else "",
            reason=version.reason if sees_names else "",
            fields=((_("The text"), version.text),),
        )
        for version in issue_queries.versions_of(issue)
    ]


def rule_versions(change: RuleChange, rule: OperatingRule | None, *, sees_names: bool) -> list[Told]:
    return [
        Told(
            number=version.number,
            made_at=version.made_at,
            who=people_verbs.shown_name(version.made_by) if sees_names else "",
            reason=version.because if sees_names else "",
            fields=(
                (
                    _("What is proposed"),
                    rule_wording.words_of(rule, version.value) if rule else str(version.value),
                ),
                (_("Why"), version.reason),
            ),
        )
        for version in change.versions.select_related("made_by").order_by("number")
    ]


def fields_of(version: InitiativeVersion, places: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The sheet as it is told, in (label, text). `places`: names by slug."""
    return (
        (_("Its name"), version.title),
        (_("In one sentence"), version.summary),
        (_("Why"), "\n".join(version.aims)),
        (_("Its kind"), str(version.get_kind_display())),
        (_("New or kept going"), _("New") if version.is_new else version.renews or _("Maintained project")),
        (_("Where"), "\n".join(places.get(slug, slug) for slug in version.territory_slugs)),
        (_("Who would be reached"), f"{version.people_planned or ''} {version.people_counting}".strip()),
        (_("The organisation"), version.carrier.name if version.carrier else ""),
        (_("Partners"), "\n".join(sheet_words.partners(version))),
        (_("The dates"), _dates(version)),
        (_("The cost"), _money(version.total_cents)),
        (_("What the fund would pay"), _money(version.fund_cents)),
        (_("What others give"), _money(version.other_cash_cents or None)),
        (_("Given in time and rooms"), _money(version.in_kind_cents or None)),
        (
            _("The money, line by line"),
            "\n".join(f"{line['label']}: {format_money(line['cents'])}" for line in version.budget_lines),
        ),
    )


def _dates(version: InitiativeVersion) -> str:
    return "\n".join(dates.short(day) for day in (version.starts_on, version.ends_on) if day)


def _money(cents: int | None) -> str:
    return "" if cents is None else format_money(cents)


def _chosen(versions: Sequence[Told], before: str, after: str) -> tuple[Told, Told]:
    """The older one first, whatever the order they were asked in."""
    by_number = {str(one.number): one for one in versions}
    last = versions[-1]
    asked = (by_number.get(before, versions[max(len(versions) - 2, 0)]), by_number.get(after, last))
    old, new = sorted(asked, key=lambda one: one.number)
    return old, new


def _why(version: Told, *, sees_words: bool) -> dict[str, str]:
    return {
        "label": _("Version %(number)d") % {"number": version.number},
        "when": dates.short(version.made_at),
        "who": version.who if sees_words else "",
        "reason": version.reason if sees_words else "",
    }


def _row(label: str, was: str, text: str) -> dict[str, Any]:
    return {"label": label, "is_changed": was != text, **sides(was, text)}


def sides(was: str, text: str) -> dict[str, list[Piece]]:
    """What was and what is, in pieces that say what is taken out and added."""
    pieces = differences.shortened(differences.differences(was, text))
    return {"before": _side(pieces, Kind.ADDED), "after": _side(pieces, Kind.REMOVED)}


def _side(pieces: Sequence[Piece], without: Kind) -> list[Piece]:
    return [piece for piece in pieces if piece.kind != without]
