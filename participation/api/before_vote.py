"""What happens before a vote, in JSON: reasons and objections."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from participation.domain import objections, reasons
from participation.domain.queries import amendments
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import objections as objection_queries
from participation.domain.queries import reasons as reason_queries
from participation.models import Initiative, Objection, RuleChange
from participation.models.objection import ObjectionState
from participation.models.reason import ReasonSide
from participation.rules import objections as objection_rules
from participation.rules import reasons as reason_rules
from participation.rules import visibility
from participation.rules.discussed import Subject

READS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = READS | {400: RefusalSerializer, 409: RefusalSerializer, 422: BadInputSerializer}


class ReasonSerializer(serializers.Serializer):
    """One of the six places. `number`: how many wordings it had; say it back as `seen` to change it."""

    side = serializers.ChoiceField(choices=ReasonSide.choices)
    slot = serializers.IntegerField()
    text = serializers.CharField()
    number = serializers.IntegerField()
    id = serializers.IntegerField(allow_null=True, help_text="Of this wording; null when nobody wrote one.")
    taken_out = serializers.CharField(
        help_text="Why facilitation took it out; empty when it is in its place."
    )


class WriteReasonSerializer(serializers.Serializer):
    """`seen` is the `number` that was read (0: nothing yet). An empty text takes the sentence out."""

    side = serializers.ChoiceField(choices=ReasonSide.choices)
    slot = serializers.IntegerField(min_value=1, max_value=3)
    text = serializers.CharField(max_length=reason_rules.MOST_SIGNS, allow_blank=True)
    seen = serializers.IntegerField(min_value=0, max_value=100_000)


class ObjectionSerializer(serializers.ModelSerializer):
    """Without whoever made it. `is_mine` is true for them alone."""

    version = serializers.IntegerField(source="wording.number", read_only=True)
    text = serializers.SerializerMethodField(help_text="Empty when facilitation took it out.")
    answer = serializers.SerializerMethodField(help_text="Empty without an answer, and when it is out.")
    is_mine = serializers.SerializerMethodField()

    class Meta:
        model = Objection
        fields = ("id", "text", "version", "made_at", "state", "answer", "answered_at", "is_mine")
        read_only_fields = fields

    def get_text(self, objection: Objection) -> str:
        return "" if objection.state == ObjectionState.SET_ASIDE else objection.text

    def get_answer(self, objection: Objection) -> str:
        return "" if objection.state == ObjectionState.SET_ASIDE else objection.answer

    def get_is_mine(self, objection: Objection) -> bool:
        return objection.author_id == self.context["person"].pk


class ObjectSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=objection_rules.MOST_SIGNS)


class AnswerObjectionSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=objection_rules.MOST_SIGNS_OF_ANSWER)


def _capacity(request: Request) -> Capacity:
    return people.capacity(request.user, on=clock.today())


def _initiative(request: Request, pk: int) -> Initiative:
    """For members; for anybody else, not here."""
    capacity = _capacity(request)
    found = initiative_queries.visible_initiative(pk, viewer=request.user, capacity=capacity)
    if not capacity.is_member:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def _rule_change(request: Request, pk: int) -> RuleChange:
    """For members; for anybody else, not here."""
    return amendments.amended_rule(pk, capacity=_capacity(request))


def _write_reason(request: Request, subject: Subject) -> Response:
    body = WriteReasonSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    reasons.write(by=request.user, subject=subject, now=clock.now(), **body.validated_data)
    return Response(_reasons(subject))


def _objection(request: Request, pk: int) -> Objection:
    found = objection_queries.find(pk)
    if found.initiative_id is not None:
        _initiative(request, found.initiative_id)
    elif not _capacity(request).is_member:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def _reasons(subject: Subject) -> list[dict]:
    rows = [
        {
            "side": side,
            "slot": slot,
            "text": row.shown if row else "",
            "number": row.number if row else 0,
            "id": row.pk if row and row.text else None,
            "taken_out": (row.set_aside_why or "") if row else "",
        }
        for side, places in reason_queries.current(subject).items()
        for slot, row in enumerate(places, start=1)
    ]
    return list(ReasonSerializer(rows, many=True).data)


def _shown(request: Request, objection: Objection, status: int = 200) -> Response:
    return Response(ObjectionSerializer(objection, context={"person": request.user}).data, status=status)


def _objections(request: Request, subject: Subject) -> Response:
    found = objection_queries.of_round(subject)
    return Response(ObjectionSerializer(found, many=True, context={"person": request.user}).data)


def _object_to(request: Request, subject: Subject) -> Response:
    objections.check_may_object(by=request.user, subject=subject, now=clock.now())
    body = ObjectSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    made = objections.object_to(
        by=request.user, subject=subject, text=body.validated_data["text"], now=clock.now()
    )
    return _shown(request, made, status=201)


class Reasons(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_reasons_list",
        summary="The six reasons for and against, as they are now",
        responses={200: ReasonSerializer(many=True), **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(_reasons(_initiative(request, pk)))

    @extend_schema(
        operation_id="initiatives_reasons_write",
        summary="Write or change one of the six reasons",
        request=WriteReasonSerializer,
        responses={200: ReasonSerializer(many=True), **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _write_reason(request, _initiative(request, pk))


class RuleReasons(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="rule_changes_reasons_list",
        summary="The six reasons for and against a change of rule, as they are now",
        responses={200: ReasonSerializer(many=True), **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(_reasons(_rule_change(request, pk)))

    @extend_schema(
        operation_id="rule_changes_reasons_write",
        summary="Write or change one of the six reasons about a change of rule",
        request=WriteReasonSerializer,
        responses={200: ReasonSerializer(many=True), **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _write_reason(request, _rule_change(request, pk))


class Objections(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_objections_list",
        summary="The objections of the round, without a name",
        responses={200: ObjectionSerializer(many=True), **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _objections(request, _initiative(request, pk))

    @extend_schema(
        operation_id="initiatives_objections_create",
        summary="Object, in one sentence",
        request=ObjectSerializer,
        responses={201: ObjectionSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _object_to(request, _initiative(request, pk))


class RuleObjections(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="rule_changes_objections_list",
        summary="The objections of the round about a change of rule, without a name",
        responses={200: ObjectionSerializer(many=True), **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _objections(request, _rule_change(request, pk))

    @extend_schema(
        operation_id="rule_changes_objections_create",
        summary="Object to a change of rule, in one sentence",
        request=ObjectSerializer,
        responses={201: ObjectionSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _object_to(request, _rule_change(request, pk))


class ObjectionAnswer(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="objections_answer",
        summary="Answer an objection; for the authors",
        request=AnswerObjectionSerializer,
        responses={200: ObjectionSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _objection(request, pk)
        body = AnswerObjectionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        text = body.validated_data["text"]
        return _shown(
            request, objections.answer(by=request.user, objection=found, text=text, now=clock.now())
        )


class ObjectionLift(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="objections_lift",
        summary="« It suits me »: take one's objection back",
        request=None,
        responses={200: ObjectionSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _objection(request, pk)
        return _shown(request, objections.lift(by=request.user, objection=found, now=clock.now()))


class ObjectionKeep(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="objections_keep",
        summary="« I keep it »: it goes to the ballot page, without a name",
        request=None,
        responses={200: ObjectionSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _objection(request, pk)
        return _shown(request, objections.keep(by=request.user, objection=found, now=clock.now()))
