"""What facilitation does with concerns: the same verbs and refusals as its dashboard."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from participation.api.referring import ReferSerializer, refer_or_ask
from participation.api.serializers import ConcernSerializer
from participation.api.views import REFUSALS, WRITES
from participation.domain import concerns as verbs
from participation.domain.queries import concerns as queries
from participation.models import Concern
from participation.rules import help_offers, speaking


class HoldSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=200, help_text="Only facilitation reads it.")


class EndConcernSerializer(serializers.Serializer):
    word = serializers.CharField(max_length=300, help_text="Its author reads what became of it.")


class WaitingConcernSerializer(serializers.ModelSerializer):
    """`read_by_at`: by when facilitation reads it. `check_reason`: why somebody calls first."""

    class Meta:
        model = Concern
        fields = ("id", "title", "state", "readers", "submitted_at", "read_by_at", "check_reason")
        read_only_fields = fields


class _Facilitation(APIView):
    """Facilitation alone, told so before anything is looked for."""

    permission_classes = (IsAuthenticated,)

    def concern(self, request: Request, pk: int) -> Concern:
        speaking.check_may_facilitate(capacity_of(request))
        return _concern(request, pk)


class ConcernsToRead(_Facilitation):
    @extend_schema(
        operation_id="concerns_to_read_list",
        summary="What waits to be read or called about, the one that waits longest first; for facilitation",
        responses={200: WaitingConcernSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        return Response(WaitingConcernSerializer(queries.waiting(), many=True).data)


class ConcernPublish(_Facilitation):
    @extend_schema(
        operation_id="concerns_publish",
        summary="Let the members read it; after a call, this says that its author agreed",
        request=None,
        responses={200: ConcernSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        verbs.publish(by=request.user, concern=self.concern(request, pk), now=clock.now())
        return _shown(request, pk)


class ConcernHold(_Facilitation):
    @extend_schema(
        operation_id="concerns_hold",
        summary="« We take the time to call you »: nobody else reads it meanwhile; for facilitation",
        request=HoldSerializer,
        responses={200: ConcernSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = self.concern(request, pk)
        body = HoldSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verbs.hold(by=request.user, concern=found, now=clock.now(), **body.validated_data)
        return _shown(request, pk)


class ConcernAsksHelp(APIView):
    """Support or facilitation."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_asks_help",
        summary="Note that its author asked for personal help; it leaves what the members read",
        request=None,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        help_offers.check_is_helper(capacity_of(request))
        verbs.offer_help(by=request.user, concern=_concern(request, pk), now=clock.now())
        return Response(status=204)


class ConcernRefer(_Facilitation):
    @extend_schema(
        operation_id="concerns_refer",
        summary="Send it to an MRC's concertation, or ask its author first; for facilitation",
        request=ReferSerializer,
        responses={200: ConcernSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        refer_or_ask(request, self.concern(request, pk))
        return _shown(request, pk)


class ConcernClose(_Facilitation):
    @extend_schema(
        operation_id="concerns_close",
        summary="End it with a word to its author; for facilitation",
        request=EndConcernSerializer,
        responses={200: ConcernSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = self.concern(request, pk)
        body = EndConcernSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verbs.close(by=request.user, concern=found, now=clock.now(), **body.validated_data)
        return _shown(request, pk)


def _concern(request: Request, pk: int) -> Concern:
    return queries.visible_concern(pk, viewer=request.user, capacity=capacity_of(request))


def _shown(request: Request, pk: int) -> Response:
    return Response(ConcernSerializer(_concern(request, pk)).data)
