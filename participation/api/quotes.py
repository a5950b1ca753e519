"""What an author is asked before their words are quoted, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock
from participation.api.views import REFUSALS, WRITES
from participation.domain import quotes as verbs
from participation.domain.queries import quotes as queries


class QuoteAskedSerializer(serializers.Serializer):
    """`answer`: attente, oui or non. Only what is « oui » may leave."""

    id = serializers.IntegerField(read_only=True)
    concern = serializers.IntegerField(source="concern_id", read_only=True)
    words = serializers.CharField(read_only=True)
    dossier = serializers.CharField(source="transmission.title", read_only=True)
    answer = serializers.CharField(read_only=True)


class QuoteAnswerSerializer(serializers.Serializer):
    accepts = serializers.BooleanField()


class Quotes(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="quotes_list",
        summary="Which of your words somebody asks to quote",
        responses={200: QuoteAskedSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        return Response(QuoteAskedSerializer(queries.asked_of(request.user), many=True).data)


class QuoteConsent(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="quotes_answer",
        summary="Consent to be quoted, or not; for the author of the words",
        request=QuoteAnswerSerializer,
        responses={200: QuoteAskedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        quote = queries.one(pk, request.user)
        typed = QuoteAnswerSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        said = verbs.answer(by=request.user, quote=quote, now=clock.now(), **typed.validated_data)
        return Response(QuoteAskedSerializer(said).data)
