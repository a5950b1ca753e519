"""The phone and paper desk for programs: the same doors, verbs and traces as its pages."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain import contacts
from accounts.domain.queries import cards as card_queries
from accounts.domain.queries import people
from accounts.models import ContactDetails, Person
from common import clock
from common.exceptions import BadInput
from participation.api import desk_serializers as shapes
from participation.api.views import REFUSALS, WRITES
from participation.domain import desk, notices
from participation.domain.queries import notices as queries
from participation.rules import notices as rules
from participation.rules import speaking


class Desk(APIView):
    """Facilitation and support alone, told so before anything is looked for."""

    permission_classes = (IsAuthenticated,)

    def check_worker(self, request: Request) -> dict[str, bool]:
        """Refused: anybody else. What this worker may read of the words."""
        worker = people.capacity(request.user, on=clock.today())
        rules.check_may_tell(worker)
        return {"sees_private": worker.is_facilitator}


class PeopleToTell(Desk):
    @extend_schema(
        operation_id="to_tell_list",
        summary="Who waits for news by phone, post or at a meeting",
        responses={200: shapes.PersonToTellSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        context = self.check_worker(request)
        shown = shapes.PersonToTellSerializer(queries.to_tell(), many=True, context=context)
        return Response(shown.data)


class PersonToTell(Desk):
    @extend_schema(
        operation_id="to_tell_retrieve",
        summary="One person who waits, and how to reach them: their journal says who looked",
        responses={200: shapes.ReachToTellSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        context = self.check_worker(request)
        one = queries.of_person(pk)
        details = contacts.details_for(by=request.user, person=one.person, now=clock.now())
        known = details or ContactDetails(person=one.person)
        for name in ("phone", "call_name", "may_leave_message", "postal_address"):
            setattr(one, name, getattr(known, name))
        return Response(shapes.ReachToTellSerializer(one, context=context).data)


class TriesToTell(Desk):
    @extend_schema(
        operation_id="to_tell_tries_create",
        summary="Note what came of a call, a letter or a meeting",
        request=shapes.NoteTrySerializer,
        responses={201: shapes.NotedTrySerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_worker(request)
        person = card_queries.of_person(pk, on=clock.today())
        body = shapes.NoteTrySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        held = notices.note(
            by=request.user,
            person=person,
            pks=said["news"],
            outcome=said["outcome"],
            path=said.get("path", ""),
            now=clock.now(),
        )
        return Response({"noted": len(held)}, status=201)


class WordsWrittenFor(APIView):
    """Facilitation, support and the MRC's resource, told so before anybody is looked for."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="written_for_create",
        summary="Write down a concern, a reply or a « moi aussi » of somebody who agrees",
        request=shapes.WriteForSerializer,
        responses={201: shapes.WrittenForSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        speaking.check_may_write_for(people.capacity(request.user, on=clock.today()))
        body = shapes.WriteForSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = dict(body.validated_data)
        person = _named(said.pop("who"))
        now = clock.now()
        desk.pick(by=request.user, person=person, now=now)
        made = desk.record(by=request.user, person=person, now=now, **said)
        return Response(shapes.WrittenForSerializer(made).data, status=201)


def _named(typed: str) -> Person:
    """The only person who answers to this name or this card."""
    found = list(card_queries.find(typed.strip(), on=clock.today())[:2])
    if not found:
        raise BadInput("who", _("Nobody here has this name or this card. Check it, or make a new card."))
    if len(found) > 1:
        raise BadInput("who", _("Several people answer to this name. Write the card number."))
    return found[0]
