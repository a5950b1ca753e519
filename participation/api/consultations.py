"""What the Table asks the Espace, for programs: the same verbs, refusals and lateness as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from common import clock, dates
from participation.api.views import WRITES
from participation.domain import consultations as verbs
from participation.domain.queries import consultations as queries
from participation.domain.queries.consultations import Asked
from participation.enums import ConsultationKind
from participation.models import Consultation
from participation.rules import commitments as table_rules
from participation.rules import consultations as rules


class ConsultationSerializer(serializers.Serializer):
    """`issue` is where the Espace talks about it; `answer`, the sending that answers. Never who asked, nor who talks."""

    id = serializers.IntegerField(source="consultation.pk", read_only=True)
    kind = serializers.ChoiceField(
        choices=ConsultationKind.choices, source="consultation.kind", read_only=True
    )
    title = serializers.CharField(source="consultation.issue.title", read_only=True)
    words = serializers.CharField(source="consultation.words", read_only=True)
    asked_on = serializers.SerializerMethodField()
    wished_on = serializers.DateField(source="consultation.wished_on", read_only=True)
    decline_by = serializers.DateField(source="consultation.decline_by", read_only=True)
    status = serializers.ChoiceField(choices=queries.ORDER, source="standing.status", read_only=True)
    sentence = serializers.CharField(source="standing.sentence", read_only=True)
    days_over = serializers.IntegerField(source="standing.days_over", read_only=True)
    decline_reason = serializers.CharField(source="consultation.decline_reason", read_only=True)
    issue = serializers.IntegerField(source="consultation.issue_id", read_only=True)
    answer = serializers.IntegerField(source="consultation.answer_id", read_only=True, allow_null=True)

    def get_asked_on(self, one: Asked) -> str:
        return dates.local_day(one.consultation.asked_at).isoformat()


class AskTheEspaceSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=ConsultationKind.choices)
    title = serializers.CharField(max_length=160)
    words = serializers.CharField(max_length=1500)
    wished_on = serializers.DateField()


class DeclineConsultationSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=500)


class Consultations(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="consultations_list",
        summary="What the Table asked the Espace, the late ones first",
        responses={200: ConsultationSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        return Response(ConsultationSerializer(queries.every(clock.today()), many=True).data)

    @extend_schema(
        operation_id="consultations_ask",
        summary="Ask the Espace, for the Table's secretary",
        request=AskTheEspaceSerializer,
        responses={201: ConsultationSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        table_rules.check_speaks_for_the_table(people.capacity(request.user, on=clock.today()))
        body = AskTheEspaceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = verbs.ask(by=request.user, now=clock.now(), **body.validated_data)
        return Response(_shown(made), status=201)


class Decline(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="consultations_decline",
        summary="Say no in public, with the reason",
        request=DeclineConsultationSerializer,
        responses={200: ConsultationSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        capacity = people.capacity(request.user, on=clock.today())
        found = queries.find(pk)
        rules.check_may_decline(found, capacity, today=clock.today())
        body = DeclineConsultationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        reason = body.validated_data["reason"]
        return Response(
            _shown(verbs.decline(by=request.user, consultation=found, reason=reason, now=clock.now()))
        )


def _shown(made: Consultation) -> dict:
    one = Asked(made, rules.standing(made, today=clock.today()))
    return ConsultationSerializer(one).data
