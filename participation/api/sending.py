"""Asking for the check of the fund's rules, in JSON: what waits for an answer first, then the act."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import RefusalSerializer
from common.exceptions import Refused
from participation.domain import initiatives
from participation.domain.queries import amendments
from participation.domain.queries import rules as rule_queries
from participation.models import Initiative
from participation.rules.sheet import current_sheet, missing_from, not_written_yet

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)


class HoldingSerializer(serializers.Serializer):
    """A proposed change without an answer, and the first day the text goes on without it."""

    amendment = serializers.IntegerField()
    goes_on_from = serializers.DateField()


class LackSerializer(serializers.Serializer):
    """What the sheet does not say yet. `is_required`: nothing goes to the check without it."""

    field = serializers.CharField()
    sentence = serializers.CharField()
    is_required = serializers.BooleanField()


class SendingSerializer(serializers.Serializer):
    """`refusal`: why it cannot be sent today, as a code; empty when it can."""

    state = serializers.CharField()
    refusal = serializers.CharField()
    lacks = LackSerializer(many=True)
    waiting = HoldingSerializer(many=True)


class CheckRequest(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_check_request_retrieve",
        summary="Whether it can be sent to the check of the fund's rules, and what waits first",
        responses={200: SendingSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _told(request, _initiative(request, pk))

    @extend_schema(
        operation_id="initiatives_check_request_create",
        summary="Ask the signatory partner to check the rules of the fund; for authors and facilitation",
        request=None,
        responses={200: SendingSerializer, **REFUSALS, 409: RefusalSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk)
        return _told(request, initiatives.send_to_review(by=request.user, initiative=found, now=clock.now()))


def _initiative(request: Request, pk: int) -> Initiative:
    return amendments.amended_initiative(pk, viewer=request.user, capacity=capacity_of(request))


def _told(request: Request, initiative: Initiative) -> Response:
    now, refusal = clock.now(), ""
    try:
        initiatives.check_may_send_to_review(by=request.user, initiative=initiative, now=now)
    except Refused as refused:
        refusal = refused.code
    days = rule_queries.value("min_deliberation_days", at=now)
    waiting = [
        {"amendment": one.pk, "goes_on_from": day} for one, day in amendments.holding(initiative, days=days)
    ]
    told = {
        "state": initiative.state,
        "refusal": refusal,
        "lacks": _lacks(initiative),
        "waiting": waiting,
    }
    return Response(SendingSerializer(told).data)


def _lacks(initiative: Initiative) -> list[dict]:
    sheet = current_sheet(initiative)
    told = ((True, missing_from(sheet)), (False, not_written_yet(sheet)))
    return [
        {"field": field, "sentence": str(sentence), "is_required": is_required}
        for is_required, found in told
        for field, sentence in found
    ]
