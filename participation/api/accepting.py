"""The delays the Table accepts to answer, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from participation.api.views import WRITES
from participation.domain import accepting as verbs
from participation.domain.queries import accepting as queries
from participation.domain.queries import transmissions
from participation.rules import accepting as rules


class ClockSerializer(serializers.Serializer):
    """`accepted_on` is the day in force, empty while nothing is accepted; `resolution`, the Table's own act."""

    accepted_on = serializers.DateField(allow_null=True, read_only=True)
    resolution = serializers.CharField(allow_blank=True, read_only=True)


class AcceptClockSerializer(serializers.Serializer):
    accepted_on = serializers.DateField()
    resolution = serializers.CharField(max_length=40)


class TableClock(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="table_clock_retrieve",
        summary="Whether the Table accepted the delays to answer",
        responses={200: ClockSerializer},
    )
    def get(self, request: Request) -> Response:
        return Response(_shown())

    @extend_schema(
        operation_id="table_clock_accept",
        summary="Accept the delays, for the Table's secretary",
        request=AcceptClockSerializer,
        responses={201: ClockSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        rules.check_may_accept(capacity_of(request), is_accepted=queries.acceptance() is not None)
        body = AcceptClockSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verbs.accept(by=request.user, now=clock.now(), **body.validated_data)
        return Response(_shown(), status=201)


def _shown() -> dict:
    own = queries.acceptance()
    held = {
        "accepted_on": transmissions.clock_in_force(clock.today()),
        "resolution": own.resolution if own else "",
    }
    return ClockSerializer(held).data
