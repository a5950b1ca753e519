"""A second look at an act of moderation, asked and given, in JSON: the rule says how many citizens are drawn."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from accounts.models import VoicePause
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from deliberation.domain import appeals
from deliberation.domain.queries import appeals as queries
from deliberation.enums import AppealState, Opinion
from deliberation.models import Appeal, Message, Submission
from deliberation.rules import appeals as rules
from participation.domain import set_asides
from participation.domain.queries import objections, reasons
from participation.domain.queries import rules as rule_queries
from participation.rules.set_asides import Said

REFUSALS = dict.fromkeys((401, 403, 404, 409), RefusalSerializer) | {422: BadInputSerializer}


class AskSerializer(serializers.Serializer):
    words = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=rules.MAX_WORDS,
        help_text="What the readers should know.",
    )


class OpinionSerializer(serializers.Serializer):
    opinion = serializers.ChoiceField(choices=Opinion.values)


class SecondLookSerializer(serializers.ModelSerializer):
    """Without the readers nor their opinions. `seed_hash` is published; the seed comes with the decision."""

    state = serializers.ChoiceField(choices=AppealState.values)

    class Meta:
        model = Appeal
        fields = ("id", "state", "asked_at", "due_at", "decided_at", "seed_hash")
        read_only_fields = fields


class ToReadSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="appeal_id")
    answer_by = serializers.DateTimeField()


class SecondLooksSerializer(serializers.Serializer):
    asked = SecondLookSerializer(many=True, help_text="One's own requests, the last first.")
    to_read = ToReadSerializer(many=True, help_text="The lot drew us: they wait for our opinion.")
    being_read = serializers.ListField(
        child=serializers.DateTimeField(),
        help_text="For facilitation: by when each one that is being read ends.",
    )


class ToJudgeSerializer(serializers.Serializer):
    """For those who were drawn. Nobody's name."""

    words = serializers.CharField()
    reason = serializers.CharField()
    added = serializers.CharField(help_text="What the person wants the readers to know.")
    answer_by = serializers.DateTimeField()


def _ask(request: Request, **thing: Message | Submission | VoicePause | None) -> Response:
    """One's own only: the thing of somebody else answers like a missing one."""
    if not any(thing.values()):
        raise Missing("appeal_missing", queries.MISSING)
    body = AskSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    now = clock.now()
    asked = appeals.ask(
        by=request.user,
        text=body.validated_data.get("words", ""),
        citizens=int(rule_queries.value("appeal_panel_citizens", at=now)),
        now=now,
        **thing,
    )
    return Response(SecondLookSerializer(asked).data, status=201)


class AskOfMessage(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_second_look",
        summary="Ask that the hiding of one's message be read again",
        request=AskSerializer,
        responses={201: SecondLookSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _ask(request, message=Message.objects.filter(pk=pk, author=request.user).first())


class AskOfSubmission(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="submissions_second_look",
        summary="Ask that one's words that were not published be read again",
        request=AskSerializer,
        responses={201: SecondLookSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _ask(request, submission=Submission.objects.filter(pk=pk, author=request.user).first())


class AskOfPause(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="pauses_second_look",
        summary="Ask that the pause of one's voice be read again",
        request=AskSerializer,
        responses={201: SecondLookSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _ask(request, pause=VoicePause.objects.filter(pk=pk, person=request.user).first())


class _AskOfSentence(APIView):
    permission_classes = (IsAuthenticated,)

    def _ask(self, request: Request, said: Said) -> Response:
        set_asides.check_may_ask_again(by=request.user, said=said)
        body = AskSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        now = clock.now()
        asked = set_asides.ask_again(
            by=request.user,
            said=said,
            text=body.validated_data.get("words", ""),
            citizens=int(rule_queries.value("appeal_panel_citizens", at=now)),
            now=now,
        )
        return Response(SecondLookSerializer(asked).data, status=201)


class AskOfReason(_AskOfSentence):
    @extend_schema(
        operation_id="reasons_second_look",
        summary="Ask that one's reason, taken out before a vote, be read again",
        request=AskSerializer,
        responses={201: SecondLookSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self._ask(request, reasons.find(pk))


class AskOfObjection(_AskOfSentence):
    @extend_schema(
        operation_id="objections_second_look",
        summary="Ask that one's objection, taken out before a vote, be read again",
        request=AskSerializer,
        responses={201: SecondLookSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self._ask(request, objections.find(pk))


class SecondLooks(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="second_looks_list",
        summary="One's own requests, and those that wait for one's opinion",
        responses={200: SecondLooksSerializer, 401: RefusalSerializer},
    )
    def get(self, request: Request) -> Response:
        me = request.user
        being_heard = queries.being_heard() if capacity_of(request).is_facilitator else []
        found = {
            "asked": queries.of_person(me),
            "to_read": queries.to_read(me),
            "being_read": [one.due_at for one in being_heard],
        }
        return Response(SecondLooksSerializer(found).data)


class GiveOpinion(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="second_looks_opinion",
        summary="Give one's opinion, once, when the lot drew us",
        request=OpinionSerializer,
        responses={200: SecondLookSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        appeal, _seat = queries.for_reader(pk, request.user)
        body = OpinionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = appeals.give_opinion(
            by=request.user, appeal=appeal, opinion=body.validated_data["opinion"], now=clock.now()
        )
        set_asides.apply_second_looks(now=clock.now())
        return Response(SecondLookSerializer(given).data)


class SecondLook(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="second_looks_retrieve",
        summary="What to read again, for those whom the lot drew and who have not answered",
        responses={200: ToJudgeSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(ToJudgeSerializer(queries.to_judge(pk, request.user)).data)

    @extend_schema(
        operation_id="second_looks_take_back",
        summary="Take one's request back",
        responses={200: SecondLookSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        appeal = Appeal.objects.filter(pk=pk, asked_by=request.user).first()
        if appeal is None:
            raise Missing("appeal_missing", queries.MISSING)
        return Response(
            SecondLookSerializer(appeals.withdraw(by=request.user, appeal=appeal, now=clock.now())).data
        )
