"""What is done with one message, and how far one has read: the same verbs and refusals as the pages, in JSON."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries.people import Capacity
from accounts.doors import capacity_of
from common import care, clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.api.serializers import (
    ChangeSerializer,
    MessageVersionSerializer,
    ReadSerializer,
    ThreadMessageSerializer,
)
from deliberation.domain import editing, looking, messages, reactions, reading
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Message

REFUSALS = dict.fromkeys((401, 403, 404, 409), RefusalSerializer)


def _capacity(request: Request) -> Capacity:
    return capacity_of(request)


def _message(request: Request, pk: int) -> Message:
    return message_queries.visible_message(pk, _capacity(request))


def seen(message: Message) -> Response:
    """The message as its readers see it now."""
    found: QuerySet[Message] = message_queries.with_people(Message.objects.filter(pk=message.pk))
    return Response(ThreadMessageSerializer(message_queries.shown(found.get())).data)


class MessageDetail(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_change",
        summary="Change one's words within the delay, or the note that folds them",
        request=ChangeSerializer,
        responses={200: ThreadMessageSerializer, **REFUSALS, 422: BadInputSerializer},
    )
    def patch(self, request: Request, pk: int) -> Response:
        message = _message(request, pk)
        body = ChangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        if "text" in asked:
            found = looking.look(asked["text"], thread=message.thread, seen=asked.get("seen", ""))
            care.check_looked_at(found)
            editing.edit(by=request.user, message=message, text=asked["text"], now=clock.now())
        if "content_note" in asked:
            editing.fold(by=request.user, message=message, note=asked["content_note"], now=clock.now())
        return seen(message)

    @extend_schema(
        operation_id="messages_withdraw",
        summary="Take one's words back: their place stays",
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        return seen(messages.withdraw(by=request.user, message=_message(request, pk), now=clock.now()))


class VersionList(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_versions_list",
        summary="What the words of a message were before, oldest first",
        responses={200: MessageVersionSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        before = editing.history(_message(request, pk), _capacity(request))
        return Response(MessageVersionSerializer(before, many=True).data)


class ReactionDetail(APIView):
    """One address for each word: the address says which."""

    permission_classes = (IsAuthenticated,)
    kind = ""

    @extend_schema(
        summary="Say thank you or me too; said again, nothing changes",
        request=None,
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def put(self, request: Request, pk: int) -> Response:
        message = _message(request, pk)
        reactions.react(by=request.user, message=message, kind=self.kind, now=clock.now())
        return seen(message)

    @extend_schema(
        summary="Take it back",
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        message = _message(request, pk)
        reactions.take_back(by=request.user, message=message, kind=self.kind, now=clock.now())
        return seen(message)


class ReadMarkDetail(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_read",
        summary="Remember how far one has read (the end when no number is given)",
        request=ReadSerializer,
        responses={200: ReadSerializer, **REFUSALS, 422: BadInputSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        thread = thread_queries.visible_thread(pk, _capacity(request))
        body = ReadSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        up_to = body.validated_data.get("up_to") or thread.last_number
        reading.mark_read(by=request.user, thread=thread, up_to=up_to, now=clock.now())
        return Response({"up_to": reading.read_up_to(thread=thread, person=request.user)})
