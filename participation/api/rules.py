"""The rules of the Espace in JSON: what they are, what made them so, and the changes that citizens propose."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.people import shown_name
from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from participation.domain import rule_changes, supports
from participation.domain.queries import rules as queries
from participation.models import OperatingRule, RuleChange, RuleChangeVersion
from participation.rules import visibility
from participation.rules.rule_wording import title_of, words_of

MISSING = {404: RefusalSerializer}
WRITES = dict.fromkeys((400, 401, 403, 404, 409), RefusalSerializer) | {422: BadInputSerializer}
AnyValue = extend_schema_field(OpenApiTypes.ANY)


@AnyValue
class ValueField(serializers.JSONField):
    """A rule is a yes or no, a number, a share, a word or a list."""


class RuleVersionSerializer(serializers.Serializer):
    """`vote`: the vote that made this version; null for a rule to begin with."""

    version = serializers.IntegerField()
    value = ValueField()
    words = serializers.SerializerMethodField(help_text="The value as people say it.")
    effective_at = serializers.DateTimeField()
    vote = serializers.SerializerMethodField()

    def get_words(self, rule: OperatingRule) -> str:
        return words_of(rule)

    def get_vote(self, rule: OperatingRule) -> int | None:
        return rule.decision.vote_id if rule.decision else None


class RuleSerializer(serializers.Serializer):
    """One rule in force. `is_locked`: an invariant, whose `why` says why nobody can propose to change it."""

    key = serializers.SlugField()
    label = serializers.SerializerMethodField()
    value = ValueField()
    words = serializers.SerializerMethodField(help_text="The value as people say it.")
    options = ValueField(help_text="The only values it may take; empty when it is free.")
    unit = serializers.CharField()
    why = serializers.CharField()
    basis = serializers.CharField(
        help_text="« semence » (founding text), « source », « jugement » or « vote »."
    )
    is_locked = serializers.BooleanField()
    version = serializers.IntegerField()
    effective_at = serializers.DateTimeField()

    def get_label(self, rule: OperatingRule) -> str:
        return title_of(rule)

    def get_words(self, rule: OperatingRule) -> str:
        return words_of(rule)


class RuleBookSerializer(serializers.Serializer):
    is_provisional = serializers.BooleanField(help_text="The Espace has not adopted its rules yet.")
    rules = RuleSerializer(many=True)


class RuleDetailSerializer(RuleSerializer):
    history = RuleVersionSerializer(many=True)


class RuleChangeSerializer(serializers.ModelSerializer):
    """Who proposes it, and why, stay among the members: empty for anybody else."""

    value = ValueField(source="proposed_value")
    author = serializers.SerializerMethodField(help_text="A borrowed name; empty outside the Espace.")
    reason = serializers.SerializerMethodField(help_text="Empty outside the Espace.")
    vote = serializers.SerializerMethodField(help_text="The latest vote on it, if any.")

    class Meta:
        model = RuleChange
        fields = ("id", "key", "value", "state", "proposed_at", "author", "reason", "vote")
        read_only_fields = fields

    def get_author(self, change: RuleChange) -> str:
        return shown_name(change.proposed_by) if self.context["is_member"] else ""

    def get_reason(self, change: RuleChange) -> str:
        return change.reason if self.context["is_member"] else ""

    def get_vote(self, change: RuleChange) -> int | None:
        latest = max(change.decisions.all(), key=lambda one: one.pk, default=None)
        return latest.vote_id if latest else None


class ProposeChangeSerializer(serializers.Serializer):
    value = ValueField(help_text="A value that the rule can take.")
    reason = serializers.CharField(max_length=1000)


class WordingSerializer(serializers.ModelSerializer):
    """`because`: why it changed from the wording before. Reasons and names are empty outside the Espace."""

    value = ValueField()
    author = serializers.SerializerMethodField(help_text="A borrowed name; empty outside the Espace.")
    reason = serializers.SerializerMethodField(help_text="Empty outside the Espace.")
    because = serializers.SerializerMethodField(help_text="Empty for the first, and outside the Espace.")

    class Meta:
        model = RuleChangeVersion
        fields = ("number", "value", "reason", "because", "author", "made_at")
        read_only_fields = fields

    def get_author(self, wording: RuleChangeVersion) -> str:
        return shown_name(wording.made_by) if self.context["is_member"] else ""

    def get_reason(self, wording: RuleChangeVersion) -> str:
        return wording.reason if self.context["is_member"] else ""

    def get_because(self, wording: RuleChangeVersion) -> str:
        return wording.because if self.context["is_member"] else ""


class RewordSerializer(ProposeChangeSerializer):
    """Another value, in discussion, starts the days of discussion again."""

    because = serializers.CharField(max_length=300)


class Rules(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="rules_list",
        summary="The rules of the Espace in force, provisional until it has adopted them",
        responses={200: RuleBookSerializer},
    )
    def get(self, request: Request) -> Response:
        now = clock.now()
        told = {
            "is_provisional": not queries.is_adopted(now),
            "rules": list(queries.current(now).values()),
        }
        return Response(RuleBookSerializer(told).data)


class Rule(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="rules_retrieve",
        summary="One rule, with its versions and the vote that made each",
        responses={200: RuleDetailSerializer, **MISSING},
    )
    def get(self, request: Request, key: str) -> Response:
        found = _rule(key)
        shown: dict[str, Any] = dict(RuleSerializer(found).data)
        shown["history"] = RuleVersionSerializer(queries.history(key), many=True).data
        return Response(shown)


class RuleChanges(APIView):
    """Of one rule."""

    permission_classes = (AllowAny,)

    def get_permissions(self) -> Any:
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="rules_changes_list",
        summary="The changes proposed to one rule, newest first",
        responses={200: RuleChangeSerializer(many=True), **MISSING},
    )
    def get(self, request: Request, key: str) -> Response:
        _rule(key)
        found = _changes().filter(key=key).order_by("-proposed_at", "-pk")
        return Response(RuleChangeSerializer(found, many=True, context=_context(request)).data)

    @extend_schema(
        operation_id="rules_changes_create",
        summary="Propose another value for a rule; for citizens, never for what the founding text locks",
        request=ProposeChangeSerializer,
        responses={201: RuleChangeSerializer, **WRITES},
    )
    def post(self, request: Request, key: str) -> Response:
        body = ProposeChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = rule_changes.propose(by=request.user, key=key, now=clock.now(), **body.validated_data)
        return _shown(request, made.pk, status=201)


class RuleChangeDetail(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self) -> Any:
        return [IsAuthenticated()] if self.request.method == "DELETE" else super().get_permissions()

    @extend_schema(
        operation_id="rule_changes_retrieve",
        summary="One proposed change of rule, and where it is",
        responses={200: RuleChangeSerializer, **MISSING},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _shown(request, pk)

    @extend_schema(
        operation_id="rule_changes_withdraw",
        summary="Take one's own proposal back, before a vote is announced",
        responses={200: RuleChangeSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        rule_changes.withdraw(by=request.user, change=_change(pk), now=clock.now())
        return _shown(request, pk)


class RuleChangeVersions(APIView):
    """The wordings of one proposal. Their reasons and their authors stay among the members."""

    permission_classes = (AllowAny,)

    def get_permissions(self) -> Any:
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="rule_changes_versions_list",
        summary="The wordings of a proposed change, the first one first",
        responses={200: WordingSerializer(many=True), **MISSING},
    )
    def get(self, request: Request, pk: int) -> Response:
        return self._wordings(request, _change(pk))

    @extend_schema(
        operation_id="rule_changes_revise",
        summary="Propose another value or another reason in one's own proposal, before its vote is announced",
        request=RewordSerializer,
        responses={201: WordingSerializer(many=True), **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        change = _change(pk)
        rule_changes.check_may_revise(by=request.user, change=change, now=clock.now())
        body = RewordSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        rule_changes.revise(by=request.user, change=change, now=clock.now(), **body.validated_data)
        return self._wordings(request, change, status=201)

    def _wordings(self, request: Request, change: RuleChange, status: int = 200) -> Response:
        found = change.versions.select_related("made_by").order_by("number")
        shown = WordingSerializer(found, many=True, context=_context(request))
        return Response(shown.data, status=status)


class RuleChangeSupport(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="rule_changes_support",
        summary="Support a proposed change, so that it is discussed; for citizens",
        request=None,
        responses={200: RuleChangeSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        supports.support_rule_change(by=request.user, change=_change(pk), now=clock.now())
        return _shown(request, pk)

    @extend_schema(
        operation_id="rule_changes_support_destroy",
        summary="Take back one's support of a proposed change",
        responses={200: RuleChangeSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        supports.withdraw_support(by=request.user, rule_change=_change(pk), now=clock.now())
        return _shown(request, pk)


def _rule(key: str) -> OperatingRule:
    found = queries.current(clock.now()).get(key)
    if found is None:
        raise Missing("rule_missing", visibility.NOT_HERE)
    return found


def _changes() -> QuerySet[RuleChange]:
    return RuleChange.objects.select_related("proposed_by").prefetch_related("decisions")


def _change(pk: int) -> RuleChange:
    found = _changes().filter(pk=pk).first()
    if found is None:
        raise Missing("missing", visibility.NOT_HERE)
    return found


def _context(request: Request) -> dict[str, bool]:
    return {"is_member": capacity_of(request).is_member}


def _shown(request: Request, pk: int, status: int = 200) -> Response:
    return Response(RuleChangeSerializer(_change(pk), context=_context(request)).data, status=status)
