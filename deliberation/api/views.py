"""The same reads, verbs and refusals as the pages, in JSON."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import care, clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput
from deliberation.api.serializers import (
    AfterSerializer,
    MessagesSerializer,
    PostedMessageSerializer,
    PostSerializer,
    ThreadMessageSerializer,
    ThreadSerializer,
    WaitingSerializer,
)
from deliberation.domain import looking, submissions
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import outside, summaries
from deliberation.domain.queries import threads as thread_queries
from deliberation.enums import MessageKind
from deliberation.models import Message, Submission, Thread
from deliberation.rules import distress

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)


def _thread(request: Request, pk: int) -> Thread:
    return thread_queries.visible_thread(pk, capacity_of(request))


@extend_schema(
    summary="The threads this person reads, latest first", responses={200: ThreadSerializer, **REFUSALS}
)
class ThreadList(ListAPIView):
    permission_classes = (IsAuthenticated,)
    serializer_class = ThreadSerializer
    queryset = Thread.objects.none()

    def get_queryset(self) -> QuerySet[Thread]:
        capacity = capacity_of(self.request)
        return thread_queries.visible_threads(capacity).recent_first()


class ThreadDetail(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_retrieve",
        summary="One thread",
        responses={200: ThreadSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(ThreadSerializer(_thread(request, pk)).data)


class MessageList(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_messages_list",
        summary="The messages after a number, in order",
        parameters=[AfterSerializer],
        responses={200: MessagesSerializer, **REFUSALS, 422: BadInputSerializer},
    )
    def get(self, request: Request, pk: int) -> Response:
        thread = _thread(request, pk)
        query = AfterSerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        after, limit = query.validated_data["after"], query.validated_data["limit"]
        capacity = capacity_of(request)
        found = outside.as_read_by(thread_queries.messages_after(thread, after, limit), capacity)
        last = found[-1].number if found else min(after, thread.last_number)
        page = {"messages": found, "last": last, "more": len(found) == limit and last < thread.last_number}
        return Response(MessagesSerializer(page).data)

    @extend_schema(
        operation_id="threads_messages_create",
        summary="Say something in a thread",
        request=PostSerializer,
        responses={
            201: PostedMessageSerializer,
            202: WaitingSerializer,
            **REFUSALS,
            **dict.fromkeys((400, 409, 429), RefusalSerializer),
            422: BadInputSerializer,
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        thread = _thread(request, pk)
        body = PostSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        found = looking.look(asked["text"], thread=thread, seen=asked.get("seen", ""))
        care.check_looked_at(found)
        now = clock.now()
        message = submissions.say(
            by=request.user,
            thread=thread,
            text=body.validated_data["text"],
            now=now,
            reply_to=_answered(thread, body.validated_data.get("reply_to")),
            client_key=body.validated_data.get("client_key", ""),
            kind=body.validated_data.get("kind", MessageKind.MESSAGE),
            content_note=body.validated_data.get("content_note", ""),
        )
        if isinstance(message, Submission):
            waiting = {
                "id": message.pk,
                "state": "waiting",
                "due_at": message.due_at,
                "help": distress.lines_for(message.text),
            }
            return Response(WaitingSerializer(waiting).data, status=202)
        # The same key again: that message may have been thanked or changed since.
        if message.posted_at != now:
            message = message_queries.with_people(Message.objects.filter(pk=message.pk)).get()
        seen = message_queries.shown(message)
        return Response(PostedMessageSerializer(seen).data, status=201)


class SummaryList(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_summaries_list",
        summary="What facilitation summed up in a thread, the latest first",
        responses={200: ThreadMessageSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = outside.as_read_by(summaries.every_summary(_thread(request, pk)), capacity_of(request))
        return Response(ThreadMessageSerializer(found, many=True).data)


def _answered(thread: Thread, number: int | None) -> Message | None:
    if number is None:
        return None
    found = message_queries.numbered(thread.pk, number)
    if found is None:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    return found
