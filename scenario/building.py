"""From a pack's mappings to its rows."""

from datetime import date
from typing import Any

from scenario import rows
from scenario.raw import Raw


def territory(raw: Raw) -> rows.TerritoryRow:
    return rows.TerritoryRow(
        id=raw.text("id"),
        code=raw.text("code"),
        name=raw.text("name"),
        official_name=raw.text("official_name"),
        label_de=raw.text("label_de"),
        seat=raw.text("seat"),
        municipalities=raw.names("municipalities"),
        population=raw.number("population_2012") if "population_2012" in raw else None,
        cdc_name=raw.inner("cdc").text("name", ""),
    )


def composition(raw: Raw) -> rows.CompositionRow:
    return rows.CompositionRow(
        id=raw.text("id"),
        is_active=bool(raw.get("active", False)),
        seats=tuple(_seat(item) for item in raw.rows("seats")),
        expected=dict(raw.inner("expected_counts").values),
    )


def _seat(raw: Raw) -> rows.SeatRow:
    return rows.SeatRow(
        id=raw.text("id"),
        label=raw.text("label"),
        holder=raw.text("holder", ""),
        group=raw.text("group", ""),
        parity_group=raw.text("parity_group", ""),
        territory=raw.get("territory", None),
    )


def event(raw: Raw) -> rows.EventRow:
    return rows.EventRow(
        id=raw.text("id"),
        date=raw.text("date"),
        precision=raw.text("precision"),
        scope=raw.text("scope"),
        title=raw.text("title"),
        source=raw.text("source"),
        is_deadline=bool(raw.get("deadline", False)),
        is_per_territory=bool(raw.get("per_territory", False)),
        is_invented=raw.text("source") == "fictif",
    )


def days_of(row: rows.EventRow) -> list[date]:
    """The exact days of a calendar line."""
    try:
        return [date.fromisoformat(part) for part in row.date.split("/")]
    except ValueError:
        return []


def organisation(raw: Raw) -> rows.OrganisationRow:
    return rows.OrganisationRow(
        id=raw.text("id"),
        name=raw.text("name"),
        kind=raw.text("kind"),
        short_name=raw.text("short_name", raw.text("id").upper() if raw.get("real", False) else ""),
        territory=raw.get("territory", None),
        mission=raw.text("mission", ""),
        role=raw.text("role", ""),
    )


def person(raw: Raw) -> rows.PersonRow:
    return rows.PersonRow(
        id=raw.text("id"),
        role=raw.text("role"),
        display=raw.text("display"),
        territory=raw.get("territory", None),
        municipality=raw.text("municipality", ""),
        age_group=raw.text("age_group", ""),
        channel=raw.text("channel", "web"),
        organisation=raw.get("organisation", None),
        seat=raw.get("seat", None),
        profile=raw.text("profile", ""),
        interests=tuple((item.text("organisation"), item.text("kind")) for item in raw.rows("interests")),
        is_welcomed=raw.get("welcome_status", "") != "en_attente",
        has_left=raw.get("membership", "") == "retire",
    )


def rule(raw: Raw) -> rows.RuleRow:
    return rows.RuleRow(
        id=raw.text("id"),
        label=raw.text("label"),
        default=raw.get("default", None),
        options=tuple(dict(item.values) for item in raw.rows("options")),
        unit=raw.text("unit", ""),
        minimum=raw.number("min") if "min" in raw else None,
        basis=raw.text("basis"),
        why=raw.text("why"),
        is_locked=bool(raw.get("locked", False)),
    )


def moves(raw: Raw, noun: str) -> list[rows.MoveRow]:
    """One row of the table of states may leave from several of them."""
    sources = raw.names("from") if isinstance(raw.get("from"), list) else (raw.text("from"),)
    who = frozenset(raw.names("who"))
    return [rows.MoveRow(noun=noun, source=one, target=raw.text("to"), who=who) for one in sources]


def concern(raw: Raw) -> rows.ConcernRow:
    return rows.ConcernRow(
        id=raw.text("id"),
        author=raw.text("author"),
        theme=raw.text("theme"),
        territory=raw.get("territory", None),
        posted_on=raw.day("posted_on"),
        via=raw.text("posted_via", "web"),
        assisted_by=raw.get("assisted_by", None),
        title=raw.text("title"),
        text=raw.text("text", ""),
        state=raw.text("state"),
        issue=raw.get("issue", None),
        support_count=raw.number("support_count", 0),
        content_note=raw.text("content_note", ""),
        check_reason=raw.text("verification_reason", ""),
        oriented_to=raw.inner("oriented_to").get("territory", None),
    )


def issue(raw: Raw) -> rows.IssueRow:
    return rows.IssueRow(
        id=raw.text("id"),
        title=raw.text("title"),
        theme=raw.text("theme"),
        territories=raw.names("territories"),
        concerns=raw.names("concerns"),
    )


def initiative(raw: Raw) -> rows.InitiativeRow:
    budget, reached, period = raw.inner("budget"), raw.inner("people_reached"), raw.inner("period")
    renewal = raw.inner("renewal")
    consensus = renewal.inner("consensus")
    return rows.InitiativeRow(
        id=raw.text("id"),
        title=raw.text("title"),
        summary=raw.text("plain_summary"),
        kind=raw.text("kind"),
        is_new=bool(raw.get("is_new")),
        territories=raw.names("territories"),
        aims=raw.names("aims"),
        from_concerns=raw.names("from_concerns"),
        issue=raw.get("issue", None),
        authors=raw.names("authors"),
        carrier=raw.get("carrier", None),
        partners=raw.names("partners"),
        total=budget.number("total"),
        fund=budget.number("fqis"),
        other_cash=budget.number("other_cash", 0),
        in_kind=budget.number("in_kind", 0),
        lines=tuple(budget.inner("lines").values.items()),
        people_planned=reached.number("planned"),
        people_counting=reached.text("counting"),
        starts_on=period.day("start"),
        ends_on=period.day("end"),
        state=raw.text("state"),
        review=_review(raw.inner("admissibility")),
        renews=renewal.text("of", ""),
        agreements=tuple((group, consensus.day(group)) for group in consensus.values if group in consensus),
        reports=tuple(_report(item) for item in raw.rows("accountability_reports")),
        referral=_referral(raw.inner("oriented_to")),
    )


def _review(raw: Raw) -> rows.ReviewRow | None:
    if "result" not in raw:
        return None
    return rows.ReviewRow(
        result=raw.text("result"),
        by=raw.text("by"),
        on=raw.day("on"),
        plain_reason=raw.text("plain_reason", ""),
        rule_cited=raw.text("rule_cited", ""),
        condition=raw.text("condition", ""),
    )


def _report(raw: Raw) -> rows.ReportRow:
    return rows.ReportRow(
        kind=raw.text("kind"),
        received_on=raw.day("received_on"),
        conformity=raw.text("conformity", ""),
        spent=raw.number("spent_fqis"),
        people_reached=raw.number("people_reached"),
        plain_results=raw.text("plain_results"),
        correction=raw.text("correction", ""),
    )


def _referral(raw: Raw) -> rows.ReferralRow | None:
    if "territory" not in raw:
        return None
    return rows.ReferralRow(
        territory=raw.text("territory"), on=raw.day("on"), plain_reason=raw.text("plain_reason")
    )


def vote(raw: Raw, default_rules: dict[str, Any]) -> rows.VoteRow:
    subject, window = raw.inner("subject"), raw.inner("window")
    rules = Raw({**default_rules, **raw.inner("rules").values}, f"{raw.where}, rules")
    return rows.VoteRow(
        id=raw.text("id"),
        subject_kind=subject.text("kind"),
        subject=subject.text("id"),
        proposed_value=subject.get("proposed_value", None),
        question=raw.text("question"),
        opens_at=window.maybe_moment("opens"),
        closes_at=window.maybe_moment("closes"),
        as_of=raw.maybe_moment("as_of"),
        kind=raw.text("kind", "periode"),
        rules=rows.VoteRulesRow(
            threshold=rules.text("threshold"),
            quorum_min=rules.number("quorum_min"),
            quorum_share=rules.share("quorum_share"),
            min_territories=rules.number("min_territories"),
        ),
        recusals=tuple((item.text("person"), item.text("reason")) for item in raw.rows("recusals")),
        ballots=tuple(raw.inner("ballots").values.items()),
        channels=dict(raw.inner("channels").values),
        reservations=raw.names("reservations"),
        expected=dict(raw.inner("expected").values),
    )


def attempt(raw: Raw, place: int) -> rows.AttemptRow:
    return rows.AttemptRow(
        place=place,
        actor=raw.text("actor"),
        action=raw.text("action"),
        vote=raw.get("vote", None),
        target=raw.get("target", None),
        at=raw.maybe_moment("at"),
        expect=raw.text("expect"),
        why=raw.text("why", ""),
    )


def transmission(raw: Raw) -> rows.TransmissionRow:
    source, expected, test = raw.inner("source"), raw.inner("expected"), raw.inner("test")
    return rows.TransmissionRow(
        id=raw.text("id"),
        kind=raw.text("kind"),
        source_kind=source.text("kind"),
        source=source.text("id"),
        vote=raw.get("vote", None),
        sent_on=raw.day("sent_on"),
        title=raw.text("title"),
        body=raw.text("body"),
        expects=raw.text("expects"),
        due_on=raw.maybe_day("due_on"),
        responses=tuple(_response(item) for item in raw.rows("responses")),
        overdue_on=expected.maybe_day("overdue_on"),
        show=expected.text("show", ""),
        buttons_present=test.names("table_buttons_present"),
        buttons_absent=test.names("table_buttons_absent"),
    )


def _response(raw: Raw) -> rows.ResponseRow:
    return rows.ResponseRow(
        kind=raw.text("kind"),
        on=raw.day("on"),
        by=raw.text("by"),
        reason=raw.text("reason", ""),
        plain=raw.text("plain", ""),
    )
