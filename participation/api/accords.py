"""What an author is asked before their text goes to an MRC, for programs."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.people import shown_name
from accounts.doors import capacity_of
from accounts.models import Person
from common import clock
from participation.api.views import REFUSALS, WRITES
from participation.domain import accords as verbs
from participation.domain.queries import accords as queries
from participation.models import ReferralAccord
from participation.rules import speaking


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


class SpeakerSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk", read_only=True)
    name = serializers.SerializerMethodField()

    def get_name(self, author: Person) -> str:
        return shown_name(author)


class AccordToNoteSerializer(AccordSerializer):
    """`authors`: who may have answered by phone."""

    authors = serializers.SerializerMethodField()

    @extend_schema_field(SpeakerSerializer(many=True))
    def get_authors(self, asked: ReferralAccord) -> list[dict]:
        return list(SpeakerSerializer(queries.authors_of(asked.thing), many=True).data)


class AccordNoteSerializer(AccordAnswerSerializer):
    """`said_by`: which author answered, when there are several."""

    said_by = serializers.IntegerField(required=False, allow_null=True)


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


class AccordsToNote(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="referral_accords_to_note_list",
        summary="What authors did not answer yet; for facilitation",
        responses={200: AccordToNoteSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        return Response(
            AccordToNoteSerializer(queries.still_asked().order_by("asked_at", "pk"), many=True).data
        )


class AccordNote(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="referral_accords_note",
        summary="Note what an author answered by phone; for facilitation",
        request=AccordNoteSerializer,
        responses={200: AccordSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        asked = queries.to_note(pk)
        typed = AccordNoteSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        noted = verbs.answer(by=request.user, accord=asked, now=clock.now(), **typed.validated_data)
        return Response(AccordSerializer(noted).data)
