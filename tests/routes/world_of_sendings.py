"""What goes to the Table, and what comes back."""

from participation.domain import quotes, transmissions
from participation.enums import (
    Expectation,
    ResponseKind,
    TransmissionKind,
)
from participation.models import Concern, Initiative, Issue
from participation.rules.commitments import Promised
from tests.routes.world_itself import World, days
from tests.routes.world_of_initiatives import shared_issue
from tests.routes.world_of_table import being_answered, once_answered


def sending(world: World, kind: str, title: str, *, leaves: bool = True, **source):
    facilitator = world.people["facilitator"]
    expects = Expectation.LINKAGE if kind == TransmissionKind.DECISION else Expectation.REASONED_ANSWER
    made = transmissions.prepare(
        by=facilitator,
        kind=kind,
        title=title,
        body="Nous demandons un transport dans chaque MRC.",
        expects=expects,
        now=days(-10),
        **source,
    )
    if leaves:
        transmissions.reread(by=world.people["citizen"], transmission=made, now=days(-9))
        transmissions.send(by=facilitator, transmission=made, now=days(-8))
    return made


def sendings(world: World) -> None:
    def issue(title: str) -> Issue:
        return shared_issue(world, title)

    answered = sending(world, TransmissionKind.AVIS, "Un guichet par MRC", issue=issue("Tout en ligne"))
    transmissions.respond(
        by=world.people["secretary"],
        transmission=answered,
        kind=ResponseKind.NOT_ACCEPTED,
        reason="La Table n'a pas ce budget.",
        plain_words="Nous n'avons pas cet argent cette année.",
        commitments=[Promised("Une lettre part au Ministère.", "Siège Services Québec", days(60).date())],
        now=days(-5),
    )
    world.ids |= once_answered(world.people, answered, world.ids["idea"])
    in_the_making = [
        sending(world, TransmissionKind.AVIS, f"Un guichet {n}", issue=issue(f"Guichet {n}")) for n in (1, 2)
    ]
    world.ids |= being_answered(world.people["secretary"], world.people["table_member"], in_the_making)
    quoting = sending(world, TransmissionKind.AVIS, "Des mots", leaves=False, issue=issue("Des mots"))
    quote = quotes.propose(
        by=world.people["facilitator"],
        transmission=quoting,
        concern=Concern.objects.get(pk=world.ids["concern"]),
        words="Je manque mes rendez-vous.",
        now=days(-9),
    )
    world.ids |= {"quoting": quoting.pk, "quote": quote.pk}
    decision = Initiative.objects.get(pk=world.ids["approved"])
    world.ids |= {
        "sent": sending(world, TransmissionKind.AVIS, "Un autobus le soir", issue=issue("Sans autobus")).pk,
        "prepared": sending(
            world, TransmissionKind.RECOMMANDATION, "Un taxi partagé", leaves=False, issue=issue("Sans taxi")
        ).pk,
        "answered": answered.pk,
        "sent_decision": sending(
            world, TransmissionKind.DECISION, "Le coffre d'école", initiative=decision
        ).pk,
    }
