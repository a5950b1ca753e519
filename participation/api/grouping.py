"""From « je » to « nous », for facilitation: an issue proposed to the authors of concerns, their answers, then shared."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from accounts.models import Territory
from common import clock
from common.exceptions import Missing
from participation.api.concern_acts import AcceptsSerializer, GroupingSerializer
from participation.api.issue_serializers import IssueSerializer
from participation.api.views import REFUSALS, WRITES
from participation.domain import issues
from participation.domain.queries import concerns
from participation.domain.queries import issues as queries
from participation.enums import Theme
from participation.models import Concern, Grouping
from participation.rules import speaking, visibility


class ProposeIssueSerializer(serializers.Serializer):
    """Told in « we ». `concerns`: those whose author is asked; the MRCs of the issue are theirs."""

    title = serializers.CharField(max_length=issues.TITLE_MAX)
    theme = serializers.ChoiceField(choices=Theme.choices)
    text = serializers.CharField(max_length=6000)
    concerns = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**31 - 1), min_length=1, max_length=50
    )


class _Facilitation(APIView):
    permission_classes = (IsAuthenticated,)

    def check_facilitates(self, request: Request) -> None:
        """Told so before anything is looked for."""
        speaking.check_may_facilitate(capacity_of(request))


class IssuePropose(_Facilitation):
    @extend_schema(
        operation_id="issues_propose",
        summary="Ask the authors of some concerns whether they make one issue; for facilitation",
        request=ProposeIssueSerializer,
        responses={201: IssueSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        self.check_facilitates(request)
        body = ProposeIssueSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = dict(body.validated_data)
        chosen = _concerns(request, said.pop("concerns"))
        places = {one.territory_id for one in chosen if one.territory_id}
        made = issues.propose(
            by=request.user,
            concerns=chosen,
            territories=Territory.objects.filter(pk__in=places).west_to_east(),
            now=clock.now(),
            **said,
        )
        return _shown(request, made.pk, status=201)


class IssueGroupings(_Facilitation):
    @extend_schema(
        operation_id="issues_groupings_list",
        summary="What the authors of the concerns answered; for facilitation",
        responses={200: GroupingSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = queries.visible_issue(pk, capacity_of(request)).groupings.select_related("issue")
        return Response(GroupingSerializer(found.order_by("proposed_at", "pk"), many=True).data)


class IssueShare(_Facilitation):
    @extend_schema(
        operation_id="issues_share",
        summary="The issue becomes everybody's, with the concerns whose author did not say no; for facilitation",
        request=None,
        responses={200: IssueSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = queries.visible_issue(pk, capacity_of(request))
        issues.share(by=request.user, issue=found, now=clock.now())
        return _shown(request, pk)


class GroupingNote(_Facilitation):
    @extend_schema(
        operation_id="groupings_note",
        summary="Note what the author said, by phone or in person; for facilitation",
        request=AcceptsSerializer,
        responses={200: GroupingSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_facilitates(request)
        found = Grouping.objects.select_related("issue", "concern").filter(pk=pk).first()
        if found is None:
            raise Missing("missing", visibility.NOT_HERE)
        body = AcceptsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = issues.answer_grouping(by=request.user, grouping=found, now=clock.now(), **body.validated_data)
        return Response(GroupingSerializer(said).data)


def _concerns(request: Request, ids: list[int]) -> list[Concern]:
    capacity = capacity_of(request)
    return [concerns.visible_concern(pk, viewer=request.user, capacity=capacity) for pk in dict.fromkeys(ids)]


def _shown(request: Request, pk: int, status: int = 200) -> Response:
    shown = IssueSerializer(queries.visible_issue(pk, capacity_of(request)))
    return Response(shown.data, status=status)
