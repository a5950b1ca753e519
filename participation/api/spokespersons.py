"""Spokespersons, for programs: the same lists without names outside, the same verbs and refusals as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from common import clock
from participation.api.views import REFUSALS, WRITES
from participation.domain import spokespersons as verbs
from participation.domain.queries import issues as issue_queries
from participation.domain.queries import meetings, transmissions
from participation.domain.queries import spokespersons as queries
from participation.models import BroughtBack, CalendarEvent, CarriedItem


class OfferSerializer(serializers.Serializer):
    has_offered = serializers.BooleanField(read_only=True)


class SpokenSerializer(serializers.Serializer):
    """`said`: who says it and who wrote it; a name among the members alone."""

    issue = serializers.IntegerField(read_only=True, allow_null=True)
    transmission = serializers.IntegerField(read_only=True, allow_null=True)
    words = serializers.CharField(read_only=True)
    said = serializers.CharField(read_only=True)


class SpokenMeetingSerializer(serializers.Serializer):
    slug = serializers.CharField(read_only=True)
    on = serializers.DateField(read_only=True)
    carried = SpokenSerializer(many=True, read_only=True)
    brought_back = SpokenSerializer(many=True, read_only=True)


class CarrySerializer(serializers.Serializer):
    """An issue, or a sending, or a question in words."""

    issue = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    transmission = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    words = serializers.CharField(max_length=500, required=False, default="")


class BringBackSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=2000)


def _capacity(request: Request) -> Capacity:
    return people.capacity(request.user if request.user.is_authenticated else None, on=clock.today())


def _line(item: CarriedItem | None, words: str, said: str) -> dict:
    return {
        "issue": item.issue_id if item else None,
        "transmission": item.transmission_id if item else None,
        "words": words,
        "said": said,
    }


def _brought(one: BroughtBack, capacity: Capacity) -> dict:
    return _line(one.item, one.words, queries.said_line(one, capacity))


def _meeting(found: CalendarEvent, capacity: Capacity) -> dict:
    carried = [_line(one, one.words, queries.said_line(one, capacity)) for one in queries.carried_to(found)]
    brought = [_brought(one, capacity) for one in queries.brought_back_from(found)]
    shown = {"slug": found.slug, "on": found.starts_on, "carried": carried, "brought_back": brought}
    return SpokenMeetingSerializer(shown).data


class Offer(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="spokespersons_offer",
        summary="« Je veux bien »: the lot may draw you",
        request=None,
        responses={200: OfferSerializer, **WRITES},
    )
    def put(self, request: Request) -> Response:
        verbs.offer(by=request.user, now=clock.now())
        return Response({"has_offered": True})

    @extend_schema(
        operation_id="spokespersons_take_back",
        summary="Take it back",
        request=None,
        responses={200: OfferSerializer, **REFUSALS},
    )
    def delete(self, request: Request) -> Response:
        verbs.take_back_offer(by=request.user, now=clock.now())
        return Response({"has_offered": False})


class SpokenMeeting(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="spokespersons_meeting",
        summary="What is carried to a meeting of the Table, and what was brought back",
        responses={200: SpokenMeetingSerializer, **REFUSALS},
    )
    def get(self, request: Request, slug: str) -> Response:
        return Response(_meeting(meetings.find(slug), _capacity(request)))


class Carry(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="spokespersons_carry",
        summary="Carry something to this meeting, for a spokesperson",
        request=CarrySerializer,
        responses={201: SpokenMeetingSerializer, **WRITES},
    )
    def post(self, request: Request, slug: str) -> Response:
        found, capacity = meetings.find(slug), _capacity(request)
        verbs.check_speaks(by=request.user, on=clock.today())
        body = CarrySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        typed = body.validated_data
        issue, sent = typed.get("issue"), typed.get("transmission")
        verbs.carry(
            by=request.user,
            said_by=request.user,
            meeting=found,
            issue=issue_queries.visible_issue(issue, capacity) if issue else None,
            transmission=transmissions.dossier(sent, today=clock.today()).transmission if sent else None,
            words=typed["words"],
            now=clock.now(),
        )
        return Response(_meeting(found, capacity), status=201)


class BringBack(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="spokespersons_bring_back",
        summary="Say what was said at this meeting, for whoever was there",
        request=BringBackSerializer,
        responses={201: SpokenMeetingSerializer, **WRITES},
    )
    def post(self, request: Request, slug: str) -> Response:
        found = meetings.find(slug)
        verbs.check_speaks(by=request.user, on=found.starts_on)
        body = BringBackSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verbs.bring_back(
            by=request.user, said_by=request.user, meeting=found, now=clock.now(), **body.validated_data
        )
        return Response(_meeting(found, _capacity(request)), status=201)
