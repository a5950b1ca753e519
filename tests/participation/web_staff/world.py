"""Small worlds for the staff's pages, made through the domain."""

from datetime import datetime, timedelta

from common import clock
from participation.domain import concerns, initiatives, issue_versions, transmissions
from participation.enums import Expectation, InitiativeKind, InitiativeState, Readers, Theme, TransmissionKind
from participation.models import Concern, Initiative, Issue, OperatingRule, RuleChange, Transmission
from participation.rules.sheet import Sheet
from tests import cast
from tests.participation.core_b import scenes

NOW = cast.NOW


def at(days: int = 0, hours: int = 0) -> datetime:
    return NOW + timedelta(days=days, hours=hours)


def frozen(days: int = 0):
    return clock.frozen(at(days))


def submitted(
    author=None, text: str = "L'autobus ne passe plus ici. Je manque mes rendez-vous.", readers=Readers.TABLE
) -> Concern:
    """A concern that waits for facilitation (moderation before publishing)."""
    rule("moderation_mode", "avant")
    author = author or cast.citizen()
    concern = concerns.start(by=author, now=NOW)
    concerns.write(by=author, concern=concern, now=NOW, text=text, theme=Theme.TRANSPORT, readers=readers)
    return concerns.submit(by=author, concern=concern, now=NOW)


def discussed(author=None, facilitator=None, **words) -> Concern:
    concern = submitted(author, **words)
    return concerns.publish(by=facilitator or cast.facilitator(), concern=concern, now=NOW)


def sheet(title: str = "Un siège pour se soigner", **changes) -> Sheet:
    places = cast.territories()
    fields = {
        "title": title,
        "summary": "Des gens conduisent des gens chez le médecin.",
        "kind": InitiativeKind.EXPERIMENTALE,
        "is_new": True,
        "aims": ["Se soigner"],
        "territories": [places["la-mitis"], places["la-matapedia"]],
        "total_cents": 900_000,
        "fund_cents": 900_000,
        "other_cash_cents": 0,
        "in_kind_cents": 0,
        "budget_lines": [
            {"label": "Essence", "cents": 800_000},
            {"label": "Participation citoyenne", "cents": 100_000},
        ],
        "people_planned": 40,
        "people_counting": "personnes conduites",
        "carrier": cast.organisation("cuisine-vallee"),
        "partner_names": [],
        "starts_on": NOW.date() + timedelta(days=60),
        "ends_on": NOW.date() + timedelta(days=200),
        "renews": "",
    }
    return Sheet(**{**fields, **changes})


def initiative(
    state: str = InitiativeState.IDEA, author=None, title: str = "Un siège pour se soigner", **changes
) -> Initiative:
    """An initiative placed at a step, for pages; its way there is tested elsewhere."""
    author = author or cast.citizen("Réjean")
    made = initiatives.propose(by=author, sheet=sheet(title, **changes), from_concerns=[], now=at(-60))
    fields = {"state": state, "deliberation_started_at": at(-40)}
    if state == InitiativeState.IN_REVIEW:
        fields["review_requested_at"] = at(-3)
    Initiative.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def approved_initiative(title: str = "Le fil du café", **changed) -> Initiative:
    """Approved by ten citizens, through the whole way."""
    return scenes.voted(scenes.espace(), scenes.choices(10), title=title, **changed)


def issue(state: str = "partagee", title: str = "Sans auto, on est coincés chez nous") -> Issue:
    made = Issue.objects.create(
        title=title,
        theme=Theme.TRANSPORT,
        state=state,
        text="On manque nos rendez-vous.",
        proposed_by=cast.facilitator(),
        proposed_at=at(-30),
    )
    made.territories.set([cast.territories()["la-mitis"]])
    issue_versions.begin(made, by=made.proposed_by, now=made.proposed_at)
    return made


def prepared(
    by=None,
    kind=TransmissionKind.ENJEU,
    expects=Expectation.REASONED_ANSWER,
    title="Sans auto, on est coincés",
    **source,
) -> Transmission:
    source = source or {"issue": issue()}
    return transmissions.prepare(
        by=by or cast.facilitator(),
        kind=kind,
        title=title,
        body="Nous demandons un transport dans chaque MRC.",
        expects=expects,
        now=at(-1),
        **source,
    )


def sent(days: int = -20, **more) -> Transmission:
    facilitator = cast.facilitator()
    made = prepared(by=facilitator, **more)
    transmissions.reread(by=cast.citizen("Lise"), transmission=made, now=at(days))
    return transmissions.send(by=facilitator, transmission=made, now=at(days))


def sent_decision(title: str = "Le fil du café", days: int = -20) -> Transmission:
    approved = approved_initiative(title)
    return sent(
        days, kind=TransmissionKind.DECISION, expects=Expectation.LINKAGE, title=title, initiative=approved
    )


def rule(key: str, value, label: str = "", **more) -> OperatingRule:
    known = OperatingRule.objects.filter(key=key).first()
    if known:
        return known
    fields = {"why": "Pour essayer.", "basis": "jugement", "effective_at": at(-200), **more}
    return OperatingRule.objects.create(key=key, version=1, label=label or key, value=value, **fields)


def rule_change(
    key: str = "voting_days", value: int = 14, state: str = "proposee", author=None
) -> RuleChange:
    rule(key, 10, "Durée d'un vote", unit="jours")
    return RuleChange.objects.create(
        key=key,
        proposed_value=value,
        reason="Deux fins de semaine.",
        state=state,
        proposed_by=author or cast.citizen("Kim"),
        proposed_at=at(-30),
        deliberation_started_at=at(-20),
    )
