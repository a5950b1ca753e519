"""What a citizen does around a vote, by program: stepping back, a remark, a ballot by mail."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from voting.domain import paper_desk, recusing, remarks
from voting.domain.queries import votes as vote_queries

WRITES = {
    **dict.fromkeys((400, 401, 403, 404, 409, 415), RefusalSerializer),
    422: BadInputSerializer,
}


class WordsSerializer(serializers.Serializer):
    text = serializers.CharField(allow_blank=True, max_length=60_000)


class StepBackReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(allow_blank=True, max_length=60_000)


class OwnAct(APIView):
    permission_classes = (IsAuthenticated,)


class VoteStepBack(OwnAct):
    @extend_schema(
        operation_id="votes_step_back",
        summary="Step back from one vote, for oneself alone",
        request=StepBackReasonSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        body = StepBackReasonSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        me = request.user
        recusing.declare(by=me, vote=vote, person=me, reason=body.validated_data["reason"], now=clock.now())
        return Response(status=204)


class VoteRemark(OwnAct):
    @extend_schema(
        operation_id="votes_remark",
        summary="A nameless remark for the minutes, offered to everybody who voted",
        request=WordsSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        body = WordsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        remarks.leave_remark(by=request.user, vote=vote, text=body.validated_data["text"], now=clock.now())
        return Response(status=204)


class VoteByPost(OwnAct):
    @extend_schema(
        operation_id="votes_by_post",
        summary="Ask for one's paper ballot by mail",
        request=None,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        paper_desk.ask_by_post(by=request.user, vote=vote_queries.find(pk), now=clock.now())
        return Response(status=204)
