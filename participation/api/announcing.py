"""Announcing votes, for facilitation: the dates of the rules when none are given, and what announcing freezes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.exceptions import Missing
from participation.api.views import WRITES
from participation.domain import announcing, decisions
from participation.domain.queries import amendments, initiatives, issues
from participation.domain.queries import decisions as decision_queries
from participation.models import Decision, Transmission
from participation.rules import visibility
from voting.enums import VoteKind


class DatesSerializer(serializers.Serializer):
    """When it opens and closes; by our rules, when left out."""

    opens_at = serializers.DateTimeField(required=False)
    closes_at = serializers.DateTimeField(required=False)


class QuestionSerializer(DatesSerializer):
    question = serializers.CharField(max_length=300)
    kind = serializers.ChoiceField(choices=VoteKind.choices, default=VoteKind.PERIOD)


class AnnouncedSerializer(serializers.Serializer):
    vote = serializers.IntegerField(source="vote_id")
    opens_at = serializers.DateTimeField(source="vote.opens_at")
    closes_at = serializers.DateTimeField(source="vote.closes_at")


RESPONSES: dict[int, Any] = {201: AnnouncedSerializer, **WRITES}


class _Announce(APIView):
    """Facilitation alone, told so before anything is looked for."""

    permission_classes = (IsAuthenticated,)
    shape: type[serializers.Serializer] = DatesSerializer

    def announce(self, request: Request, act: Callable[..., Decision]) -> Response:
        body = self.shape(data=request.data)
        body.is_valid(raise_exception=True)
        made = act(by=request.user, now=clock.now(), **_dated(dict(body.validated_data)))
        return Response(AnnouncedSerializer(made).data, status=201)

    def check_facilitates(self, request: Request) -> None:
        announcing.check_may_announce(request.user, now=clock.now())


class AnnounceInitiative(_Announce):
    @extend_schema(
        operation_id="initiatives_vote_create",
        summary="Announce the vote on an initiative that is ready; for facilitation",
        request=DatesSerializer,
        responses=RESPONSES,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = initiatives.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
        return self.announce(request, lambda **how: decisions.put_to_vote(initiative=found, **how))


class AnnounceRuleChange(_Announce):
    @extend_schema(
        operation_id="rule_changes_vote_create",
        summary="Announce the vote on a change of rule; for facilitation",
        request=DatesSerializer,
        responses=RESPONSES,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = amendments.amended_rule(pk, capacity=capacity_of(request))
        return self.announce(request, lambda **how: decisions.put_rule_change_to_vote(change=found, **how))


class AnnounceIssue(_Announce):
    shape = QuestionSerializer

    @extend_schema(
        operation_id="issues_vote_create",
        summary="Announce a vote about a shared issue; for facilitation",
        request=QuestionSerializer,
        responses=RESPONSES,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = issues.visible_issue(pk, capacity_of(request))
        return self.announce(request, lambda **how: decisions.put_priority_to_vote(issue=found, **how))


class AnnounceRecommendation(_Announce):
    shape = QuestionSerializer

    @extend_schema(
        operation_id="transmissions_vote_create",
        summary="Announce the vote on the words of a recommendation being prepared; for facilitation",
        request=QuestionSerializer,
        responses=RESPONSES,
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = Transmission.objects.filter(pk=pk).first()
        if found is None:
            raise Missing("missing", visibility.NOT_HERE)
        visibility.check_sees("transmission", found, capacity_of(request), request.user)
        return self.announce(
            request, lambda **how: decisions.put_recommendation_to_vote(transmission=found, **how)
        )


def _dated(said: dict[str, Any]) -> dict[str, Any]:
    window = decision_queries.proposed_window(now=clock.now())
    dates: dict[str, datetime] = {"opens_at": window.opens_at, "closes_at": window.closes_at}
    return dates | said
