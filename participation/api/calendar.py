"""The calendar, for programs: the dates to come, and writing one."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from participation.api.views import WRITES
from participation.domain import calendar as verbs
from participation.domain import moving_dates
from participation.domain.queries import calendar as queries
from participation.enums import DateKind, DatePrecision, EventScope
from participation.models import CalendarEvent
from participation.rules import planning as rules


class CalendarChangeSerializer(serializers.Serializer):
    """The day it was on, the new one (empty when it is cancelled), and why."""

    from_on = serializers.DateField(read_only=True)
    to_on = serializers.DateField(read_only=True, allow_null=True)
    reason = serializers.CharField(read_only=True)


class CalendarDateSerializer(serializers.Serializer):
    """`precision` says how well the date is known; `ends_on` is empty for a single day."""

    slug = serializers.SlugField(read_only=True)
    scope = serializers.ChoiceField(choices=EventScope.choices, read_only=True)
    title = serializers.CharField(read_only=True)
    starts_on = serializers.DateField(read_only=True)
    ends_on = serializers.DateField(read_only=True, allow_null=True)
    precision = serializers.ChoiceField(choices=DatePrecision.choices, read_only=True)
    is_cancelled = serializers.BooleanField(read_only=True)
    changes = CalendarChangeSerializer(many=True, read_only=True)


class MoveDateSerializer(serializers.Serializer):
    starts_on = serializers.DateField()
    reason = serializers.CharField(max_length=300)


class CancelDateSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=300)


class PlanDateSerializer(serializers.Serializer):
    """`ends_on` for a period to vote only."""

    kind = serializers.ChoiceField(choices=DateKind.choices)
    title = serializers.CharField(max_length=160)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False)


class Calendar(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="calendar_list",
        summary="The dates to come, the first first",
        responses={200: CalendarDateSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        return Response(CalendarDateSerializer(queries.upcoming(clock.today()), many=True).data)

    @extend_schema(
        operation_id="calendar_plan",
        summary="Write a date: facilitation's for the Espace, the secretary's for the Table's meetings",
        request=PlanDateSerializer,
        responses={201: CalendarDateSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        rules.check_may_plan(capacity_of(request), str(request.data.get("kind", "")))
        body = PlanDateSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = verbs.plan(by=request.user, now=clock.now(), **body.validated_data)
        return Response(CalendarDateSerializer(made).data, status=201)


class OneDate(APIView):
    """Its rule first: whoever may not change it reads that, whatever they sent."""

    permission_classes = (IsAuthenticated,)

    def found(self, request: Request, slug: str) -> CalendarEvent:
        event = get_object_or_404(CalendarEvent, slug=slug)
        rules.check_may_change(capacity_of(request), event, today=clock.today())
        return event

    def typed(self, shape: type[serializers.Serializer]) -> dict:
        body = shape(data=self.request.data)
        body.is_valid(raise_exception=True)
        return body.validated_data


class MoveDate(OneDate):
    @extend_schema(
        operation_id="calendar_move",
        summary="Move a date, with its reason; the Table's meetings are its secretary's to move",
        request=MoveDateSerializer,
        responses={200: CalendarDateSerializer, **WRITES},
    )
    def post(self, request: Request, slug: str) -> Response:
        event = self.found(request, slug)
        moving_dates.move(by=request.user, event=event, now=clock.now(), **self.typed(MoveDateSerializer))
        return Response(CalendarDateSerializer(event).data)


class CancelDate(OneDate):
    @extend_schema(
        operation_id="calendar_cancel",
        summary="Cancel a date, with its reason; the Table's meetings are its secretary's to cancel",
        request=CancelDateSerializer,
        responses={200: CalendarDateSerializer, **WRITES},
    )
    def post(self, request: Request, slug: str) -> Response:
        event = self.found(request, slug)
        moving_dates.cancel(by=request.user, event=event, now=clock.now(), **self.typed(CancelDateSerializer))
        return Response(CalendarDateSerializer(event).data)
