"""Contesting a vote and answering in public, by program. Same calls and refusals as the pages."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from common import clock
from common.exceptions import BadInput
from voting.api.around import WRITES
from voting.api.desks import CountersDesk, FacilitationDesk
from voting.domain import contesting as verbs
from voting.domain.queries import contests as queries
from voting.domain.queries import votes as vote_queries
from voting.enums import ContestFinding
from voting.models import Contest
from voting.rules import contesting as rules


class DoerSerializer(serializers.Serializer):
    """A role and an employer, never a name."""

    role = serializers.CharField()
    employer = serializers.CharField()


class ContestAnsweredSerializer(serializers.Serializer):
    is_error = serializers.BooleanField()
    words = serializers.CharField()
    first = DoerSerializer()
    second = DoerSerializer()
    on = serializers.DateField()


class ContestsSerializer(serializers.Serializer):
    """`waits_since`: somebody contests the vote since that day, without a public answer."""

    waits_since = serializers.DateField(allow_null=True)
    answered = ContestAnsweredSerializer(many=True)


class ContestReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(allow_blank=True, max_length=60_000)


class NotedContestSerializer(ContestReasonSerializer):
    person = serializers.IntegerField(help_text="A citizen of the Espace.")


class ContestToAnswerSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    reason = serializers.CharField()
    asked_on = serializers.DateField()
    finding = serializers.CharField()
    answer = serializers.CharField()
    mark = serializers.SerializerMethodField(help_text="Sent back to agree with this very answer.")

    def get_mark(self, contest: Contest) -> str:
        return rules.mark(contest)


class ContestAgreementSerializer(serializers.Serializer):
    mark = serializers.CharField(max_length=40)


class ContestAnswerSerializer(serializers.Serializer):
    finding = serializers.ChoiceField(choices=ContestFinding.choices)
    answer = serializers.CharField(allow_blank=True, max_length=60_000, help_text="It is published.")


class VoteContests(APIView):
    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else [AllowAny()]

    @extend_schema(
        operation_id="votes_contests_retrieve",
        summary="Whether the vote is contested, and the public answers",
        responses={200: ContestsSerializer, **WRITES},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(ContestsSerializer(queries.of_vote(vote_queries.find(pk))).data)

    @extend_schema(
        operation_id="votes_contests_create",
        summary="Contest the vote, once its result is out",
        request=ContestReasonSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        body = ContestReasonSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verbs.contest(by=request.user, vote=vote, reason=body.validated_data["reason"], now=clock.now())
        return Response(status=204)


class NotedContests(FacilitationDesk):
    @extend_schema(
        operation_id="votes_contests_note",
        summary="Write down what a citizen said by phone against the result",
        request=NotedContestSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        vote = vote_queries.find(pk)
        body = NotedContestSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        person = people.citizens(clock.today()).filter(pk=body.validated_data["person"]).first()
        if person is None:
            raise BadInput("person", _("Choose somebody of the Espace."))
        reason, now = body.validated_data["reason"], clock.now()
        verbs.note(by=request.user, vote=vote, person=person, reason=reason, now=now)
        return Response(status=204)


class ContestsToAnswer(CountersDesk):
    @extend_schema(
        operation_id="votes_contests_waiting",
        summary="What was said against the result and waits for an answer; for whoever answers",
        responses={200: ContestToAnswerSerializer(many=True), **WRITES},
    )
    def get(self, request: Request, pk: int) -> Response:
        self.check(request)
        return Response(ContestToAnswerSerializer(queries.waiting(vote_queries.find(pk)), many=True).data)


class ContestAnswer(CountersDesk):
    @extend_schema(
        operation_id="contests_answer",
        summary="Write the answer, as the first person",
        request=ContestAnswerSerializer,
        responses={204: None, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        self.check(request)
        found = queries.find(pk)
        body = ContestAnswerSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        verbs.answer(
            by=request.user, contest=found, finding=said["finding"], words=said["answer"], now=clock.now()
        )
        return Response(status=204)

    @extend_schema(
        operation_id="contests_confirm",
        summary="Agree with the answer, as the second person: it is public",
        request=ContestAgreementSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        found = queries.find(pk)
        body = ContestAgreementSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        verbs.confirm(by=request.user, contest=found, seen=body.validated_data["mark"], now=clock.now())
        return Response(status=204)
