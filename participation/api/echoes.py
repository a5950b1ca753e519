"""What citizens say of an answer of the Table, for programs: the same floor, the same secret."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock
from participation.api.views import REFUSALS, WRITES
from participation.domain import asking_again
from participation.domain import echoes as verbs
from participation.domain.queries import echoes as queries
from participation.enums import EchoChoice
from participation.models import Transmission
from participation.rules.echoes import Told


class EchoCountSerializer(serializers.Serializer):
    choice = serializers.ChoiceField(choices=EchoChoice.choices, read_only=True)
    count = serializers.IntegerField(read_only=True, allow_null=True, help_text="Null: fewer than 5.")


class EchoSerializer(serializers.Serializer):
    """All the counts or none: `counts` is null while fewer than five citizens spoke. `mine` is for you alone."""

    answer = serializers.IntegerField(read_only=True)
    counts = EchoCountSerializer(many=True, read_only=True, allow_null=True)
    mine = serializers.ChoiceField(choices=EchoChoice.choices, read_only=True, allow_null=True)


class SayEchoSerializer(serializers.Serializer):
    choice = serializers.ChoiceField(choices=EchoChoice.choices)


def counts_of(told: Told) -> list[dict] | None:
    if told.counts is None:
        return None
    return [{"choice": str(choice), "count": shown.value} for choice, shown in told.counts.items()]


class AskAgainSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=1500)


class AskedAgainSerializer(serializers.ModelSerializer):
    """What is prepared: another citizen rereads it, facilitation sends it, then the rule gives its date."""

    class Meta:
        model = Transmission
        fields = ("id", "kind", "state", "title", "body", "expects", "asks_again")
        read_only_fields = fields


class AskAgain(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="answers_ask_again",
        summary="Ask the Table again, when citizens say that it does not answer",
        request=AskAgainSerializer,
        responses={201: AskedAgainSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found, typed = queries.find(pk), AskAgainSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        made = asking_again.ask(
            by=request.user, response=found, words=typed.validated_data["words"], now=clock.now()
        )
        return Response(AskedAgainSerializer(made).data, status=201)


class EchoView(APIView):
    def get_permissions(self):
        return [AllowAny() if self.request.method == "GET" else IsAuthenticated()]

    @extend_schema(
        operation_id="answers_echo_retrieve",
        summary="Whether an answer of the Table answers, by what citizens say",
        responses={200: EchoSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _shown(request, queries.find(pk).pk)

    @extend_schema(
        operation_id="answers_echo_say",
        summary="Say it: one per citizen, changed when you want, secret",
        request=SayEchoSerializer,
        responses={200: EchoSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        found, typed = queries.find(pk), SayEchoSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        verbs.say(by=request.user, response=found, choice=typed.validated_data["choice"], now=clock.now())
        return _shown(request, pk)

    @extend_schema(
        operation_id="answers_echo_take_back",
        summary="Take it back",
        request=None,
        responses={200: EchoSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        verbs.take_back(by=request.user, response=queries.find(pk), now=clock.now())
        return _shown(request, pk)


def _shown(request: Request, pk: int) -> Response:
    viewer = request.user if request.user.is_authenticated else None
    mine = queries.said_by(viewer, [pk]).get(pk)
    found = {"answer": pk, "counts": counts_of(queries.told_of([pk])[pk]), "mine": mine}
    return Response(EchoSerializer(found).data)
