"""The same reads, verbs and refusals as the pages, in JSON."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput
from deliberation.api.serializers import (
    AfterSerializer,
    MessagesSerializer,
    PostSerializer,
    ThreadMessageSerializer,
    ThreadSerializer,
)
from deliberation.domain import messages as verbs
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Message, Thread

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)


def _thread(request: Request, pk: int) -> Thread:
    return thread_queries.visible_thread(pk, people.capacity(request.user, on=clock.today()))


@extend_schema(
    summary="The threads this person reads, latest first", responses={200: ThreadSerializer, **REFUSALS}
)
class ThreadList(ListAPIView):
    permission_classes = (IsAuthenticated,)
    serializer_class = ThreadSerializer
    queryset = Thread.objects.none()

    def get_queryset(self) -> QuerySet[Thread]:
        capacity = people.capacity(self.request.user, on=clock.today())
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
        found = thread_queries.messages_after(thread, after, limit)
        last = found[-1].number if found else min(after, thread.last_number)
        page = {"messages": found, "last": last, "more": len(found) == limit and last < thread.last_number}
        return Response(MessagesSerializer(page).data)

    @extend_schema(
        operation_id="threads_messages_create",
        summary="Say something in a thread",
        request=PostSerializer,
        responses={
            201: ThreadMessageSerializer,
            **REFUSALS,
            **dict.fromkeys((400, 409, 429), RefusalSerializer),
            422: BadInputSerializer,
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        thread = _thread(request, pk)
        body = PostSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        message = verbs.post(
            by=request.user,
            thread=thread,
            text=body.validated_data["text"],
            now=clock.now(),
            reply_to=_answered(thread, body.validated_data.get("reply_to")),
            client_key=body.validated_data.get("client_key", ""),
        )
        seen = message_queries.shown(message_queries.with_people(Message.objects.filter(pk=message.pk)).get())
        return Response(ThreadMessageSerializer(seen).data, status=201)


def _answered(thread: Thread, number: int | None) -> Message | None:
    if number is None:
        return None
    found = Message.objects.filter(thread=thread, number=number).first()
    if found is None:
        raise BadInput("reply_to", _("The message you answer is not in this thread."))
    return found
