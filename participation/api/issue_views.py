"""Issues and the versions of their text: the same reads, verb and refusals as the pages."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from common import clock
from participation.api.issue_serializers import (
    AskedToJoinSerializer,
    AskToJoinSerializer,
    EndIssueSerializer,
    IssueSerializer,
    IssueVersionSerializer,
    RewriteIssueSerializer,
)
from participation.api.views import REFUSALS, WRITES
from participation.domain import issue_versions, issues
from participation.domain.queries import concerns
from participation.domain.queries import issues as queries
from participation.models import Issue
from participation.rules import speaking, visibility


def _capacity(request: Request) -> Capacity:
    return people.capacity(request.user if request.user.is_authenticated else None, on=clock.today())


class IssueList(ListAPIView):
    permission_classes = (AllowAny,)
    serializer_class = IssueSerializer
    queryset = Issue.objects.none()

    def get_queryset(self) -> QuerySet[Issue]:
        return queries.visible_issues(_capacity(self.request))

    @extend_schema(summary="The issues, by title", responses={200: IssueSerializer(many=True), **REFUSALS})
    def get(self, request: Request, *args, **kwargs) -> Response:
        return super().get(request, *args, **kwargs)


class IssueDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="issues_retrieve", summary="One issue", responses={200: IssueSerializer, **REFUSALS}
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(IssueSerializer(queries.visible_issue(pk, _capacity(request))).data)


class IssueVersions(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="issues_versions_list",
        summary="Every version of its text, the first one first",
        responses={200: IssueVersionSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        capacity = _capacity(request)
        versions = queries.versions_of(queries.visible_issue(pk, capacity))
        sees_words = visibility.sees_names(capacity)
        latest = max((one.number for one in versions), default=0)
        context = {"sees_words": sees_words, "latest": latest}
        return Response(IssueVersionSerializer(versions, many=True, context=context).data)

    @extend_schema(
        summary="Write a new version",
        request=RewriteIssueSerializer,
        responses={201: IssueVersionSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = queries.visible_issue(pk, _capacity(request))
        issue_versions.check_may_rewrite(by=request.user, issue=found, now=clock.now())
        body = RewriteIssueSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = issue_versions.rewrite(by=request.user, issue=found, now=clock.now(), **body.validated_data)
        context = {"sees_words": True, "latest": made.number}
        return Response(IssueVersionSerializer(made, context=context).data, status=201)


class IssueClose(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="issues_close",
        summary="End it with a word that everybody reads, for facilitation",
        request=EndIssueSerializer,
        responses={200: IssueSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = queries.visible_issue(pk, _capacity(request))
        issues.check_may_close(by=request.user, issue=found, now=clock.now())
        body = EndIssueSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        issues.close(by=request.user, issue=found, now=clock.now(), **body.validated_data)
        return Response(IssueSerializer(queries.visible_issue(pk, _capacity(request))).data)


class IssueAskToJoin(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="issues_ask_to_join",
        summary="Ask the author of a concern whether it may join this issue, for facilitation",
        request=AskToJoinSerializer,
        responses={201: AskedToJoinSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        capacity = _capacity(request)
        found = queries.visible_issue(pk, capacity)
        speaking.check_may_facilitate(capacity)
        body = AskToJoinSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        concern = concerns.visible_concern(
            body.validated_data["concern"], viewer=request.user, capacity=capacity
        )
        made = issues.propose_grouping(by=request.user, issue=found, concern=concern, now=clock.now())
        return Response(AskedToJoinSerializer(made).data, status=201)
