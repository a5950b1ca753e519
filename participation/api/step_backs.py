"""Stepping back from a vote, in JSON: said by oneself, or asked in private and answered by the person."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from accounts.models import Person
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.dates import local_day
from common.exceptions import BadInput
from participation.domain import step_backs as verbs
from participation.domain.queries import amendments as member_queries
from participation.domain.queries import step_backs as queries
from participation.models import Initiative, StepBackRequest
from participation.rules import step_backs as rules

WRITES = dict.fromkeys((400, 401, 403, 404, 409), RefusalSerializer) | {422: BadInputSerializer}


class SayStepBackSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=rules.MOST_SIGNS)


class StepBackSaidSerializer(serializers.Serializer):
    said_at = serializers.DateTimeField()
    reason = serializers.CharField()


class AskStepBackSerializer(serializers.Serializer):
    """`name`: the borrowed name under which somebody writes in the thread of this initiative."""

    name = serializers.CharField(max_length=80)
    reason = serializers.CharField(max_length=rules.MOST_SIGNS)


class AnswerStepBackSerializer(serializers.Serializer):
    steps_back = serializers.BooleanField()
    reason = serializers.CharField(max_length=rules.MOST_SIGNS, required=False, allow_blank=True)


class StepBackRequestSerializer(serializers.ModelSerializer):
    """For the person concerned and facilitation; the name of whoever asked stays out."""

    class Meta:
        model = StepBackRequest
        fields = ("id", "initiative", "reason", "asked_at", "answer", "answer_reason", "answered_at")
        read_only_fields = fields


class AskedSerializer(serializers.Serializer):
    """What whoever asked reads: the question, never the words of the answer."""

    id = serializers.IntegerField()
    asked_at = serializers.DateTimeField()


def _initiative(request: Request, pk: int) -> Initiative:
    """For members; for anybody else, not here."""
    return member_queries.amended_initiative(pk, viewer=request.user, capacity=capacity_of(request))


class StepBacks(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_step_backs_create",
        summary="« I step back »: not vote on this initiative; for oneself only",
        request=SayStepBackSerializer,
        responses={201: StepBackSaidSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk)
        body = SayStepBackSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = verbs.step_back(
            by=request.user, initiative=found, reason=body.validated_data["reason"], now=clock.now()
        )
        return Response(StepBackSaidSerializer(said).data, status=201)


class StepBackRequests(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_step_back_requests_create",
        summary="Ask somebody, in private, to step back from the vote",
        request=AskStepBackSerializer,
        responses={201: AskedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk)
        body = AskStepBackSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        now = clock.now()
        made = verbs.ask(
            by=request.user,
            initiative=found,
            person=_named(request.user, found, body.validated_data["name"]),
            reason=body.validated_data["reason"],
            now=now,
        )
        return Response(AskedSerializer(made).data, status=201)


class StepBackAnswers(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="step_back_requests_answer",
        summary="« I step back », or « no, because… »; for the person concerned",
        request=AnswerStepBackSerializer,
        responses={200: StepBackRequestSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = queries.find(pk, viewer=request.user, capacity=capacity_of(request))
        body = AnswerStepBackSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        done = verbs.answer(
            by=request.user,
            request=found,
            steps_back=body.validated_data["steps_back"],
            reason=body.validated_data.get("reason", ""),
            now=clock.now(),
        )
        return Response(StepBackRequestSerializer(done).data)


def _named(by: Person, initiative: Initiative, name: str) -> Person:
    """Whoever writes here under that name; oneself too, so that the rule says why not."""
    if name == by.display_name:
        return by
    on = local_day(clock.now())
    found = list(queries.may_be_asked(initiative, by=by, on=on).filter(display_name=name)[:2])
    if len(found) != 1:
        raise BadInput("name", _("Choose somebody from the list."))
    return found[0]
