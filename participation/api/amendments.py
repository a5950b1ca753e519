"""Proposed changes to a text in discussion, in JSON: read by the members, answered by its authors."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.people import shown_name
from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from participation.api import sheets
from participation.api.rules import ValueField
from participation.api.serializers import SheetSerializer
from participation.domain import amendments as verbs
from participation.domain.queries import amendments as queries
from participation.models import Amendment, Initiative, RuleChange
from participation.models.amendment import OF_A_RULE
from participation.rules import amending

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = {**REFUSALS, **dict.fromkeys((400, 409), RefusalSerializer), 422: BadInputSerializer}


class AmendmentSerializer(serializers.ModelSerializer):
    """`version`: the number its author read. `resulting`: the version that carries it, once accepted."""

    author = serializers.SerializerMethodField(help_text="A borrowed name.")
    version = serializers.IntegerField(source="wording.number", read_only=True)
    value = ValueField(read_only=True, help_text="Another value of a rule; null for anything else.")
    is_superseded = serializers.BooleanField(read_only=True, help_text="The text has changed since.")
    passed_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When the text went on without an answer to it."
    )
    resulting = serializers.IntegerField(source="carried_by.number", read_only=True, allow_null=True)

    class Meta:
        model = Amendment
        fields = (
            "id",
            "part",
            "words",
            "value",
            "why",
            "state",
            "author",
            "version",
            "is_superseded",
            "proposed_at",
            "passed_at",
            "answered_at",
            "answer_reason",
            "resulting",
        )
        read_only_fields = fields

    def get_author(self, amendment: Amendment) -> str:
        return shown_name(amendment.author)


class AmendSerializer(serializers.Serializer):
    part = serializers.ChoiceField(choices=[(part.value, part.label) for part in amending.OF_A_SHEET])
    words = serializers.CharField(max_length=amending.MAX_WORDS)
    why = serializers.CharField(max_length=amending.MAX_REASON)


class AmendRuleSerializer(serializers.Serializer):
    """`value`: another value for the rule, when `part` is « valeur ». `words`: another reason, when it is « raison »."""

    part = serializers.ChoiceField(choices=[(part.value, part.label) for part in OF_A_RULE])
    value = ValueField(required=False)
    words = serializers.CharField(max_length=amending.MAX_WORDS_OF_RULE, required=False)
    why = serializers.CharField(max_length=amending.MAX_REASON)


class AnswerSerializer(serializers.Serializer):
    """« No » needs its reason. `sheet`: the whole new sheet, for a « yes » to what is more than words."""

    accepts = serializers.BooleanField()
    reason = serializers.CharField(
        max_length=amending.MAX_REASON, required=False, allow_blank=True, default=""
    )
    sheet = SheetSerializer(required=False)


def _capacity(request: Request) -> Capacity:
    return people.capacity(request.user, on=clock.today())


def _initiative(request: Request, pk: int) -> Initiative:
    return queries.amended_initiative(pk, viewer=request.user, capacity=_capacity(request))


def _rule_change(request: Request, pk: int) -> RuleChange:
    return queries.amended_rule(pk, capacity=_capacity(request))


def _amendment(request: Request, pk: int) -> Amendment:
    return queries.one(pk, viewer=request.user, capacity=_capacity(request))


def _shown(request: Request, pk: int, status: int = 200) -> Response:
    return Response(AmendmentSerializer(_amendment(request, pk)).data, status=status)


class OfInitiative(ListAPIView):
    permission_classes = (IsAuthenticated,)
    serializer_class = AmendmentSerializer
    queryset = Amendment.objects.none()

    def get_queryset(self):
        initiative = _initiative(self.request, self.kwargs["pk"])
        found = queries.of_initiative(initiative)
        return found.select_related("author", "version", "resulting", "initiative")

    @extend_schema(
        operation_id="initiatives_amendments_list",
        summary="The changes proposed to a text, newest first",
        responses={200: AmendmentSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, *args, **kwargs) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="initiatives_amendments_create",
        summary="Propose a change to a text that is being discussed",
        request=AmendSerializer,
        responses={201: AmendmentSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        initiative = _initiative(request, pk)
        body = AmendSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = verbs.propose(by=request.user, initiative=initiative, now=clock.now(), **body.validated_data)
        return _shown(request, made.pk, status=201)


class OfRuleChange(ListAPIView):
    permission_classes = (IsAuthenticated,)
    serializer_class = AmendmentSerializer
    queryset = Amendment.objects.none()

    def get_queryset(self):
        found = queries.of_rule_change(_rule_change(self.request, self.kwargs["pk"]))
        return found.select_related(*queries.WITH_ITS_TEXTS, "rule_change").prefetch_related(
            "rule_change__versions"
        )

    @extend_schema(
        operation_id="rule_changes_amendments_list",
        summary="The changes proposed to a change of rule, newest first",
        responses={200: AmendmentSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, *args, **kwargs) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        operation_id="rule_changes_amendments_create",
        summary="Propose another value, or another reason, for a change of rule that is being discussed",
        request=AmendRuleSerializer,
        responses={201: AmendmentSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        change = _rule_change(request, pk)
        verbs.check_may_propose(by=request.user, subject=change, now=clock.now())
        body = AmendRuleSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = verbs.propose_to_rule(by=request.user, change=change, now=clock.now(), **body.validated_data)
        return _shown(request, made.pk, status=201)


class One(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="amendments_retrieve",
        summary="One proposed change",
        responses={200: AmendmentSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _shown(request, pk)

    @extend_schema(
        operation_id="amendments_withdraw",
        summary="Take one's proposal back, until it is answered",
        responses={200: AmendmentSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        verbs.withdraw(by=request.user, amendment=_amendment(request, pk), now=clock.now())
        return _shown(request, pk)


class Answer(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="amendments_answer",
        summary="An author says yes or no",
        request=AnswerSerializer,
        responses={200: AmendmentSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _amendment(request, pk)
        body = AnswerSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        who = {"by": request.user, "amendment": found, "reason": given["reason"], "now": clock.now()}
        if given["accepts"]:
            sheet = sheets.sheet_of(dict(given["sheet"])) if "sheet" in given else None
            verbs.accept(sheet=sheet, **who)
        else:
            verbs.decline(**who)
        return _shown(request, pk)
