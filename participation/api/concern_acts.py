"""What its author does with a concern, and what its number shows to whoever holds it."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain import tries
from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput
from participation.api.serializers import ConcernSerializer
from participation.api.views import REFUSALS, WRITES
from participation.domain import concerns, issues
from participation.domain.queries import concerns as queries
from participation.domain.queries import following, mine, onward, timeline
from participation.enums import Readers
from participation.models import Grouping


class ReadersSerializer(serializers.Serializer):
    readers = serializers.ChoiceField(choices=Readers.choices)


class GroupingSerializer(serializers.ModelSerializer):
    """« Could your concern join this issue? » `answer`: attente, oui or non."""

    issue_title = serializers.CharField(source="issue.title", read_only=True)
    issue_text = serializers.CharField(source="issue.text", read_only=True)

    class Meta:
        model = Grouping
        fields = ("id", "concern", "issue", "issue_title", "issue_text", "proposed_at", "answer")
        read_only_fields = fields


class AcceptsSerializer(serializers.Serializer):
    accepts = serializers.BooleanField()


class NumberSerializer(serializers.Serializer):
    number = serializers.CharField(max_length=20, help_text="For example S-0027.")


class FollowedSerializer(serializers.Serializer):
    """Its step alone, never its words. `further`: where what came of it is. `who`: who must act; empty for nobody."""

    number = serializers.CharField()
    here = serializers.CharField()
    further = serializers.CharField()
    who = serializers.CharField()
    sentence = serializers.CharField()
    on = serializers.DateField(allow_null=True)
    when = serializers.CharField(
        help_text="By when in words, or what is waited for; empty beside a plain date."
    )
    is_late = serializers.BooleanField()


class ConcernReaders(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_readers_update",
        summary="Change who reads one's own concern, until it is sent to the Table",
        request=ReadersSerializer,
        responses={200: ConcernSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        found = mine.concern(pk, request.user)
        body = ReadersSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        concerns.write(by=request.user, concern=found, now=clock.now(), **body.validated_data)
        return _shown(request, pk)


class ConcernLeaveIssue(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_leave_issue",
        summary="Take one's own concern out of its issue",
        request=None,
        responses={200: ConcernSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = mine.concern(pk, request.user)
        issues.leave_group(by=request.user, concern=found, now=clock.now())
        return _shown(request, pk)


class ConcernReopen(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_reopen",
        summary="« It starts again »: open one's own finished concern once more",
        request=None,
        responses={200: ConcernSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        concerns.reopen(by=request.user, concern=mine.concern(pk, request.user), now=clock.now())
        return _shown(request, pk)


class Groupings(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="groupings_list",
        summary="What you are asked: could this concern join this issue?",
        responses={200: GroupingSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        return Response(GroupingSerializer(queries.groupings_waiting(request.user), many=True).data)


class GroupingAnswerView(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="groupings_answer",
        summary="Say yes or no; for the author of the concern",
        request=AcceptsSerializer,
        responses={200: GroupingSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = mine.grouping(pk, request.user)
        body = AcceptsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = issues.answer_grouping(by=request.user, grouping=found, now=clock.now(), **body.validated_data)
        return Response(GroupingSerializer(said).data)


class Follow(APIView):
    """Without an account, as many tries a minute as the page gives."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="follow_create",
        summary="Where is my concern? By the number of its slip: its step, never its words",
        request=NumberSerializer,
        responses={200: FollowedSerializer, 422: BadInputSerializer, 429: RefusalSerializer},
    )
    def post(self, request: Request) -> Response:
        body = NumberSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        tries.take_follow(request._request)
        found = following.by_number(body.validated_data["number"])
        if found is None:
            raise BadInput("number", _("This number shows nothing. Check it, or call us."))
        further = onward.of_concern(found, now=clock.now())
        step = further.step if further else timeline.story(found, now=clock.now()).step
        told = {
            "number": found.tracking_number,
            "here": found.get_state_display(),
            "further": further.here if further else "",
            "who": step.who_label if step.who else "",
            "sentence": step.sentence,
            "on": step.on,
            "when": step.when,
            "is_late": step.is_late,
        }
        return Response(FollowedSerializer(told).data)


def _shown(request: Request, pk: int) -> Response:
    found = queries.visible_concern(pk, viewer=request.user, capacity=capacity_of(request))
    return Response(ConcernSerializer(found).data)
