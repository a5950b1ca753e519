"""The calendar, for programs: the dates to come, and writing one."""

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
from participation.domain.queries import calendar as queries
from participation.enums import DateKind, DatePrecision, EventScope
from participation.rules import planning as rules


class CalendarDateSerializer(serializers.Serializer):
    """`precision` says how well the date is known; `ends_on` is empty for a single day."""

    slug = serializers.SlugField(read_only=True)
    scope = serializers.ChoiceField(choices=EventScope.choices, read_only=True)
    title = serializers.CharField(read_only=True)
    starts_on = serializers.DateField(read_only=True)
    ends_on = serializers.DateField(read_only=True, allow_null=True)
    precision = serializers.ChoiceField(choices=DatePrecision.choices, read_only=True)


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
