"""Words read before they are published: the same verbs and refusals as the pages, in JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.api.waiting_shapes import (
    PUBLISH,
    SubmissionDecisionSerializer,
    SubmissionSerializer,
)
from deliberation.domain import submissions
from deliberation.domain.queries import submissions as queries
from deliberation.models import Submission
from deliberation.rules import moderation as rules

READS = dict.fromkeys((401, 403, 404), RefusalSerializer)
REFUSALS = READS | {409: RefusalSerializer, 422: BadInputSerializer}


def _one(request: Request, pk: int) -> Submission:
    return queries.visible(pk, capacity_of(request))


def _answer(request: Request, pk: int) -> Response:
    return Response(SubmissionSerializer(_one(request, pk)).data)


class SubmissionList(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="submissions_list",
        summary="What waits to be read, by time left: all of it for facilitation, one's own for anybody else",
        responses={200: SubmissionSerializer(many=True), **READS},
    )
    def get(self, request: Request) -> Response:
        return Response(SubmissionSerializer(queries.waiting_for(capacity_of(request)), many=True).data)


class SubmissionDetail(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="submissions_retrieve",
        summary="Words that wait, for their author and facilitation",
        responses={200: SubmissionSerializer, **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _answer(request, pk)

    @extend_schema(
        operation_id="submissions_decide",
        summary="Publish words that wait, or refuse them with a reason",
        request=SubmissionDecisionSerializer,
        responses={200: SubmissionSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        waiting = _one(request, pk)
        rules.check_may_moderate(capacity_of(request))
        body = SubmissionDecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        now = clock.now()
        if body.validated_data["decision"] == PUBLISH:
            submissions.publish(by=request.user, submission=waiting, now=now)
        else:
            reason = body.validated_data["reason"]
            submissions.refuse(by=request.user, submission=waiting, reason=reason, now=now)
        return _answer(request, pk)

    @extend_schema(
        operation_id="submissions_take_back",
        summary="Take back one's words before they are read",
        responses={200: SubmissionSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        submissions.take_back(by=request.user, submission=_one(request, pk), now=clock.now())
        return _answer(request, pk)
