"""Flagging a concern, an issue or an initiative, and what facilitation found, in JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.enums import FlagOutcome, FlagReason
from participation.domain import text_flags
from participation.domain.queries import concerns, initiatives, issues
from participation.domain.queries import text_flags as queries
from participation.models import TextFlag
from participation.rules import speaking
from participation.rules import text_flags as rules
from participation.rules.text_flags import Text

READS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = READS | {409: RefusalSerializer, 422: BadInputSerializer}


class FlagTextSerializer(serializers.Serializer):
    """« Not the right thread » and « tells people how to vote » are refused here (422)."""

    reason = serializers.ChoiceField(choices=FlagReason.choices)


class RaisedTextFlagSerializer(serializers.ModelSerializer):
    """What whoever flagged is told: by when it is read."""

    class Meta:
        model = TextFlag
        fields = ("id", "concern", "issue", "initiative", "reason", "due_at")
        read_only_fields = fields


class TextFlagSerializer(RaisedTextFlagSerializer):
    """For facilitation: the words, never who flagged them."""

    words = serializers.SerializerMethodField()

    class Meta(RaisedTextFlagSerializer.Meta):
        fields = (*RaisedTextFlagSerializer.Meta.fields, "words", "outcome", "handled_at")
        read_only_fields = fields

    def get_words(self, flag: TextFlag) -> str:
        return queries.words_of(flag.text)


class HandleTextFlagSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(choices=FlagOutcome.values)


class _FlagText(APIView):
    permission_classes = (IsAuthenticated,)

    def _flag(self, request: Request, text: Text) -> Response:
        is_own = request.user.pk in queries.author_ids(text)
        rules.check_may_flag(text, capacity_of(request), is_own=is_own)
        body = FlagTextSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        raised = text_flags.flag(by=request.user, text=text, now=clock.now(), **body.validated_data)
        return Response(RaisedTextFlagSerializer(raised).data, status=201)


class ConcernFlag(_FlagText):
    @extend_schema(
        operation_id="concerns_flag",
        summary="Ask facilitation to read a published concern again",
        request=FlagTextSerializer,
        responses={201: RaisedTextFlagSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self._flag(request, concerns.visible_concern(pk, request.user, capacity_of(request)))


class IssueFlag(_FlagText):
    @extend_schema(
        operation_id="issues_flag",
        summary="Ask facilitation to read an issue again",
        request=FlagTextSerializer,
        responses={201: RaisedTextFlagSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self._flag(request, issues.visible_issue(pk, capacity_of(request)))


class InitiativeFlag(_FlagText):
    @extend_schema(
        operation_id="initiatives_flag",
        summary="Ask facilitation to read an initiative again",
        request=FlagTextSerializer,
        responses={201: RaisedTextFlagSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self._flag(request, initiatives.visible_initiative(pk, request.user, capacity_of(request)))


class TextFlags(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="text_flags_list",
        summary="Flags of concerns, issues and initiatives that wait, by time left; for facilitation",
        responses={200: TextFlagSerializer(many=True), **READS},
    )
    def get(self, request: Request) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        return Response(TextFlagSerializer(queries.to_handle(), many=True).data)


class TextFlagHandle(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="text_flags_handle",
        summary="It is read: the text stays, somebody called, or something was done; for facilitation",
        request=HandleTextFlagSerializer,
        responses={200: TextFlagSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        flag = queries.waiting(pk)
        body = HandleTextFlagSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        read = text_flags.handle(by=request.user, flag=flag, now=clock.now(), **body.validated_data)
        return Response(TextFlagSerializer(read).data)
