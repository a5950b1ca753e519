"""Flags, hidden words and the state of a thread: the same verbs and refusals as the pages, in JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from deliberation.api.acts import seen
from deliberation.api.moderation_shapes import (
    FlagSerializer,
    HandleSerializer,
    HideSerializer,
    ReasonSerializer,
    StateSerializer,
    WaitingFlagSerializer,
)
from deliberation.api.serializers import ThreadMessageSerializer, ThreadSerializer
from deliberation.domain import moderation, threads
from deliberation.domain.queries import flags
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import ModerationAct
from deliberation.models import Flag, Message
from deliberation.rules import moderation as rules
from deliberation.rules import visibility

REFUSALS = dict.fromkeys((401, 403, 404, 409), RefusalSerializer) | {422: BadInputSerializer}


def _message(request: Request, pk: int) -> Message:
    return message_queries.visible_message(pk, capacity_of(request))


class FlagRaise(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_flag",
        summary="Ask facilitation to read a message; private data and threats are hidden at once",
        request=ReasonSerializer,
        responses={201: FlagSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        message = _message(request, pk)
        body = ReasonSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        raised = moderation.flag(
            by=request.user, message=message, reason=body.validated_data["reason"], now=clock.now()
        )
        return Response(FlagSerializer(raised).data, status=201)


class FlagList(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="flags_list",
        summary="What waits for facilitation, by time left; nobody else reads it",
        responses={200: WaitingFlagSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        capacity = capacity_of(request)
        rules.check_may_moderate(capacity)
        waiting = [one for one in flags.to_handle() if visibility.may_read(one.message.thread, capacity)]
        return Response(WaitingFlagSerializer(waiting, many=True).data)


class FlagHandle(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="flags_handle",
        summary="Facilitation has read it: the message stays, or somebody called the person",
        request=HandleSerializer,
        responses={200: FlagSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        rules.check_may_moderate(capacity_of(request))
        found = Flag.objects.select_related("message").filter(pk=pk).first()
        if found is None:
            raise Missing("flag_missing", visibility.MISSING_MESSAGE)
        body = HandleSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        if body.validated_data["keep_hidden"]:
            moderation.keep_hidden(by=request.user, message=found.message, now=clock.now())
            found.refresh_from_db()
            return Response(FlagSerializer(found).data)
        act = ModerationAct.HUMAN_CALL if body.validated_data["called"] else ""
        handled = moderation.handle_flag(by=request.user, flag=found, act=act, now=clock.now())
        return Response(FlagSerializer(handled).data)


class Hiding(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_hide",
        summary="Hide a message, or some of its words; the author is told why",
        request=HideSerializer,
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def put(self, request: Request, pk: int) -> Response:
        message = _message(request, pk)
        body = HideSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        told = {"by": request.user, "message": message, "reason": asked["reason"], "now": clock.now()}
        if asked.get("passage"):
            return seen(moderation.hide_passage(passage=asked["passage"], **told))
        return seen(moderation.hide_message(**told))

    @extend_schema(
        operation_id="messages_show_again",
        summary="Show a hidden message as it was written",
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        return seen(moderation.show_again(by=request.user, message=_message(request, pk), now=clock.now()))


class ThreadState(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_state",
        summary="Slow, pause, open again or close a thread",
        request=StateSerializer,
        responses={200: ThreadSerializer, **REFUSALS},
    )
    def put(self, request: Request, pk: int) -> Response:
        thread = thread_queries.visible_thread(pk, capacity_of(request))
        body = StateSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        state, reason = body.validated_data["state"], body.validated_data.get("reason", "")
        threads.change_state(by=request.user, thread=thread, state=state, reason=reason, now=clock.now())
        return Response(ThreadSerializer(thread).data)
