"""Sendings brought through the domain to a named stage."""

from participation.domain import transmissions
from participation.enums import ConcernState, Expectation, IssueState, Readers, Theme, TransmissionKind
from participation.models import Concern, Issue, Transmission
from tests import cast
from tests.participation.core_b import scenes

SENT_AT = scenes.on(50)
BODY = "Nous demandons un guichet avec une personne dans chaque MRC."


def shared_issue(title: str = "Tout se passe en ligne") -> Issue:
    return Issue.objects.create(
        title=title,
        theme=Theme.DIGITAL,
        state=IssueState.SHARED,
        proposed_by=cast.facilitator(),
        proposed_at=scenes.STARTED,
    )


def published_concern(readers: str = Readers.TABLE) -> Concern:
    return Concern.objects.create(
        author=cast.citizen("Odile", "les-basques"),
        state=ConcernState.DISCUSSED,
        title="Des formulaires",
        text="Je ne peux pas les lire.",
        readers=readers,
        territory=cast.territories()["les-basques"],
        created_at=scenes.STARTED,
        submitted_at=scenes.STARTED,
    )


def prepared(kind: str = TransmissionKind.AVIS, **changed) -> Transmission:
    """A request about a shared issue unless another source is given."""
    values = {
        "by": cast.facilitator(),
        "title": "Garder un guichet",
        "body": BODY,
        "expects": Expectation.REASONED_ANSWER,
        "now": scenes.on(45),
    } | changed
    if not {"initiative", "issue", "concern"} & set(changed):
        values["issue"] = shared_issue()
    return transmissions.prepare(kind=kind, **values)


def sent(kind: str = TransmissionKind.AVIS, **changed) -> Transmission:
    """Reread by a citizen, then sent on day 50."""
    transmission = prepared(kind, **changed)
    transmissions.reread(by=cast.citizen("Carmen"), transmission=transmission, now=scenes.on(46))
    return transmissions.send(by=cast.facilitator(), transmission=transmission, now=SENT_AT)


def sent_decision() -> Transmission:
    """An initiative the Espace approved, sent for links."""
    initiative = scenes.voted(scenes.espace(), scenes.choices(9))
    return sent(TransmissionKind.DECISION, initiative=initiative, expects=Expectation.LINKAGE)
