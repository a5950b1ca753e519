"""What an author is asked before their text goes to an MRC, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock
from participation.api.views import REFUSALS, WRITES
from participation.domain import accords as verbs
from participation.domain.queries import accords as queries
from participation.models import ReferralAccord


class AccordSerializer(serializers.Serializer):
    """`answer`: attente, oui or non. A yes sends the text to that MRC at once."""

    id = serializers.IntegerField(read_only=True)
    concern = serializers.IntegerField(source="concern_id", read_only=True, allow_null=True)
    initiative = serializers.IntegerField(source="initiative_id", read_only=True, allow_null=True)
    territory = serializers.SlugField(source="territory.slug", read_only=True)
    reason = serializers.CharField(source="plain_reason", read_only=True)
    answer = serializers.CharField(read_only=True)


class AccordAnswerSerializer(serializers.Serializer):
    accepts = serializers.BooleanField()


class Accords(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="referral_accords_list",
        summary="What you are asked before one of your texts goes to an MRC",
        responses={200: AccordSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        return Response(AccordSerializer(queries.asked_of(request.user), many=True).data)


class AccordAnswer(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="referral_accords_answer",
        summary="Say yes or no; for an author of the text",
        request=AccordAnswerSerializer,
        responses={200: AccordSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        asked: ReferralAccord = queries.one(pk, request.user)
        typed = AccordAnswerSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        return Response(
            AccordSerializer(
                verbs.answer(by=request.user, accord=asked, now=clock.now(), **typed.validated_data)
            ).data
        )
