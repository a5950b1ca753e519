"""From the JSON of a sheet to the sheet the domain knows."""

from typing import Any

from participation.rules.sheet import Sheet


def sheet_of(answers: dict[str, Any]) -> Sheet:
    """The total is what the parts add up to."""
    fund = answers.get("fund_cents")
    total = None if fund is None else fund + answers["other_cash_cents"] + answers["in_kind_cents"]
    known = {name: answers.get(name) for name in Sheet.__dataclass_fields__ if name in answers}
    return Sheet(
        **{**known, "total_cents": total, "budget_lines": [dict(row) for row in answers["budget_lines"]]}
    )
