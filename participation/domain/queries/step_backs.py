"""Who stepped back, who was asked to, and who may be asked. Private: facilitation and the person concerned."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from accounts.models import Person
from common.exceptions import Missing
from participation.models import Initiative, StepBack, StepBackRequest
from participation.models.step_back import StepBackAnswer
from participation.rules import step_backs as rules
from participation.rules import visibility
from voting.domain.queries import votes
from voting.enums import VoteState
from voting.models import Vote


def of_initiative(initiative: Initiative) -> QuerySet[StepBack]:
    return StepBack.objects.filter(initiative=initiative).select_related("person").order_by("person_id")


def own(person: Person, initiative: Initiative) -> StepBack | None:
    return StepBack.objects.filter(initiative=initiative, person=person).first()


def running_vote(initiative: Initiative) -> Vote | None:
    """The vote announced or open on it."""
    running = Vote.objects.filter(
        decision__initiative=initiative, state__in=(VoteState.ANNOUNCED, VoteState.OPEN)
    )
    return running.order_by("-pk").first()


def is_on_roll(vote: Vote, person: Person) -> bool:
    return votes.roll_people(vote).filter(pk=person.pk).exists()


def may_be_asked(initiative: Initiative, *, by: Person, on: date) -> QuerySet[Person]:
    """Citizens who take part here under a name that everybody reads: its authors, and those who wrote in its thread."""
    here = Q(pk__in=initiative.authors.values("pk"))
    if initiative.thread is not None:
        here |= Q(pk__in=initiative.thread.messages.values("author_id"))
    citizens = people.citizens(on).values("pk")
    return (
        Person.objects.present()
        .filter(here, pk__in=citizens)
        .exclude(pk=by.pk)
        .order_by("display_name", "pk")
    )


def requests_of(initiative: Initiative) -> QuerySet[StepBackRequest]:
    """For facilitation: every request, the oldest first."""
    found = initiative.step_back_requests.select_related("person", "asked_by")
    return found.order_by("asked_at", "pk")


def asked_by(person: Person, initiative: Initiative) -> QuerySet[StepBackRequest]:
    return requests_of(initiative).filter(asked_by=person)


def waiting_for(person: Person) -> QuerySet[StepBackRequest]:
    """Requests this person has not answered, while the answer still means something."""
    found = StepBackRequest.objects.filter(
        person=person, answer=StepBackAnswer.WAITING, initiative__state__in=rules.OPEN_IN
    )
    return found.select_related("initiative").order_by("asked_at", "pk")


def find(pk: int, *, viewer: Person, capacity: Capacity) -> StepBackRequest:
    """One request. Refused (404): whoever is neither the person concerned nor facilitation."""
    found = StepBackRequest.objects.select_related("initiative", "person").filter(pk=pk).first()
    if found is None or not (capacity.is_facilitator or found.person_id == viewer.pk):
        raise Missing("missing", visibility.NOT_HERE)
    return found
