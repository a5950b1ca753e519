"""The Table's work for programs: its answers in the making and its agendas. Read by the seats alone.

The same verbs as its pages: nothing here approves nor refuses, and nothing shows a thread or a person.
"""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from participation.api import table_shapes as shapes
from participation.api.views import REFUSALS, WRITES
from participation.domain import answers as verbs
from participation.domain import transmissions
from participation.domain.queries import answers as queries
from participation.domain.queries import meetings
from participation.models import AnswerDraft, CalendarEvent, TableResponse, Transmission
from participation.rules import responses
from participation.rules.commitments import Promised


class OfTheTable(APIView):
    """A seat of the Table alone, told so before anything is looked for; the secretary's acts are refused by the verbs."""

    permission_classes = (IsAuthenticated,)

    def initial(self, request: Request, *args, **kwargs) -> None:
        super().initial(request, *args, **kwargs)
        if not hasattr(self, str(request.method).lower()):
            return  # said to be no such act, to everybody alike
        responses.check_answers_for_the_table(capacity_of(request))

    def typed(self, shape: type[Serializer]) -> dict:
        found = shape(data=self.request.data)
        found.is_valid(raise_exception=True)
        return found.validated_data

    def sent_typed(self) -> Transmission:
        """Only what was sent exists for the Table."""
        typed = self.typed(shapes.PutOnAgendaSerializer)
        return get_object_or_404(Transmission.objects.sent(), pk=typed["transmission"])


class Drafts(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_list",
        summary="The answers in the making",
        responses={200: shapes.AnswerDraftSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.AnswerDraftSerializer(queries.in_the_making(), many=True).data)


class DraftsOfOne(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_create",
        summary="Begin a reasoned answer, or the correction of a published one; for the secretary",
        request=shapes.AnswerWordsSerializer,
        responses={201: shapes.HeardDraftSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        sent = get_object_or_404(Transmission.objects.sent(), pk=pk)
        typed = self.typed(shapes.AnswerWordsSerializer)
        corrects = typed.pop("corrects")
        former = get_object_or_404(TableResponse, pk=corrects, transmission=sent) if corrects else None
        made = verbs.begin(
            by=request.user,
            transmission=sent,
            corrects=former,
            correction_reason=typed.pop("correction_reason"),
            words=_words(typed),
            now=clock.now(),
        )
        return _draft(made, status=201)


class Draft(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_retrieve",
        summary="One answer in the making, with what the seats say of each version",
        responses={200: shapes.HeardDraftSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _draft(queries.find(pk))

    @extend_schema(
        operation_id="table_drafts_rewrite",
        summary="Other words; once it circulates, another version; for the secretary",
        request=shapes.AnswerWordsSerializer,
        responses={200: shapes.HeardDraftSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        typed = self.typed(shapes.AnswerWordsSerializer)
        del typed["corrects"], typed["correction_reason"]
        found = queries.find(pk)
        return _draft(verbs.rewrite(by=request.user, draft=found, words=_words(typed), now=clock.now()))


class Circulate(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_circulate",
        summary="Send it to the seats: each consents or comments; for the secretary",
        request=None,
        responses={200: shapes.HeardDraftSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = queries.find(pk)
        verbs.circulate(by=request.user, draft=found, now=clock.now())
        return _draft(found)


class SeatOpinion(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_opinion",
        summary="Your seat consents, or comments; replaced until the adoption",
        request=shapes.SeatOpinionSerializer,
        responses={200: shapes.HeardDraftSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        found, typed = queries.find(pk), self.typed(shapes.SeatOpinionSerializer)
        verbs.give_opinion(by=request.user, draft=found, now=clock.now(), **typed)
        return _draft(found)


class Adopt(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_adopt",
        summary="Note the resolution and the day of its adoption; for the secretary",
        request=shapes.AdoptionSerializer,
        responses={200: shapes.HeardDraftSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found, typed = queries.find(pk), self.typed(shapes.AdoptionSerializer)
        return _draft(verbs.adopt(by=request.user, draft=found, now=clock.now(), **typed))


class Reopen(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_reopen",
        summary="The adoption was noted by mistake: a draft again; for the secretary",
        request=None,
        responses={200: shapes.HeardDraftSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _draft(verbs.reopen(by=request.user, draft=queries.find(pk), now=clock.now()))


class Publish(OfTheTable):
    @extend_schema(
        operation_id="table_drafts_publish",
        summary="For everybody and for good; those it is about are told; for the secretary",
        request=None,
        responses={200: shapes.HeardDraftSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = queries.find(pk)
        verbs.publish(by=request.user, draft=found, now=clock.now())
        return _draft(found)


class Meetings(OfTheTable):
    @extend_schema(
        operation_id="table_meetings_list",
        summary="The meetings of the Table to come, the nearest first",
        responses={200: shapes.MeetingSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.MeetingSerializer(meetings.meetings(clock.today()), many=True).data)


class Agenda(OfTheTable):
    @extend_schema(
        operation_id="table_meetings_retrieve",
        summary="One meeting with its agenda",
        responses={200: shapes.AgendaSerializer, **REFUSALS},
    )
    def get(self, request: Request, slug: str) -> Response:
        return _agenda(meetings.find(slug))

    @extend_schema(
        operation_id="table_meetings_add",
        summary="Put a dossier on the agenda of this meeting",
        request=shapes.PutOnAgendaSerializer,
        responses={200: shapes.AgendaSerializer, **WRITES},
    )
    def post(self, request: Request, slug: str) -> Response:
        meeting, sent = meetings.find(slug), self.sent_typed()
        transmissions.put_on_agenda(by=request.user, transmission=sent, meeting=meeting, now=clock.now())
        return _agenda(meeting)


class TakeOffAgenda(OfTheTable):
    @extend_schema(
        operation_id="table_meetings_remove",
        summary="Not at this meeting after all",
        request=shapes.PutOnAgendaSerializer,
        responses={200: shapes.AgendaSerializer, **WRITES},
    )
    def post(self, request: Request, slug: str) -> Response:
        meeting, sent = meetings.find(slug), self.sent_typed()
        transmissions.take_off_agenda(by=request.user, transmission=sent, meeting=meeting, now=clock.now())
        return _agenda(meeting)


def _words(typed: dict) -> verbs.Words:
    promised = [Promised(**row) for row in typed.pop("promised")]
    return verbs.Words(**typed, promised=promised)


def _draft(found: AnswerDraft, *, status: int = 200) -> Response:
    found.refresh_from_db()
    found.versions = queries.heard(found)
    return Response(shapes.HeardDraftSerializer(found).data, status=status)


def _agenda(meeting: CalendarEvent) -> Response:
    meeting.lines = meetings.agenda(meeting, today=clock.today())
    return Response(shapes.AgendaSerializer(meeting).data)
