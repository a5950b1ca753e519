"""What was sent to the concertation of one MRC."""

from datetime import date, timedelta

from accounts.models import Person
from participation.domain import accords, calendar, concerns
from tests import cast


def _referred(author: Person, facilitator: Person, territory: str) -> int:
    """A concern that nobody of the MRC answered yet: its referral."""
    at = cast.NOW - timedelta(days=9)
    concern = concerns.say(by=author, text="Le trottoir de la côte n'est pas déneigé.", now=at)
    concerns.refer(
        by=facilitator,
        concern=concern,
        territory=cast.territories()[territory],
        plain_reason="Une seule MRC.",
        accord_on=at.date(),
        now=at,
    )
    return concern.referral.pk


def referrals(author: Person, facilitator: Person) -> dict[str, int | str]:
    """The MRC of the resource of the world, what it was sent, and what another MRC was sent."""
    own = "temiscouata"
    calendar.add_event(
        by=None,
        slug="plans-d-action",
        scope="territory",
        title="Dépôt du plan d'action",
        starts_on=date(2027, 3, 31),
        now=cast.NOW - timedelta(days=60),
        is_deadline=True,
        is_per_territory=True,
    )
    return {
        "own_mrc": own,
        "referred": _referred(author, facilitator, own),
        "referred_elsewhere": _referred(author, facilitator, "la-mitis"),
    }


def asked_accord(author: Person, facilitator: Person) -> int:
    """« May it go to your MRC? », that its author did not answer yet."""
    at = cast.NOW - timedelta(days=3)
    concern = concerns.say(by=author, text="Le quai de mon village est fermé.", now=at)
    asked = accords.ask(
        by=facilitator,
        thing=concern,
        territory=cast.territories()["temiscouata"],
        plain_reason="Une seule MRC.",
        now=at,
    )
    return asked.pk
