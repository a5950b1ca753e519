"""Moving a message, bringing it back, and the private reminder to support, in JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.api.acts import seen
from deliberation.api.serializers import ThreadMessageSerializer
from deliberation.api.waiting_shapes import MoveSerializer
from deliberation.domain import moderation, moving
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Message
from deliberation.rules import moderation as rules

REFUSALS = dict.fromkeys((401, 403, 404, 409), RefusalSerializer)


def _moderated(request: Request, pk: int) -> Message:
    """Missing for who may not read it; refused to whoever is not facilitation."""
    capacity = capacity_of(request)
    message = message_queries.visible_message(pk, capacity)
    rules.check_may_moderate(capacity)
    return message


class Moved(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_move",
        summary="Move a message to the thread where it belongs; the answer is the message there",
        request=MoveSerializer,
        responses={200: ThreadMessageSerializer, **REFUSALS, 422: BadInputSerializer},
    )
    def put(self, request: Request, pk: int) -> Response:
        message = _moderated(request, pk)
        body = MoveSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        to = thread_queries.visible_thread(body.validated_data["thread"], capacity_of(request))
        return seen(moving.move(by=request.user, message=message, to=to, now=clock.now()))

    @extend_schema(
        operation_id="messages_bring_back",
        summary="Bring a moved message back to its thread",
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        message = _moderated(request, pk)
        return seen(moving.bring_back(by=request.user, message=message, now=clock.now()))


class Reminder(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="messages_remind",
        summary="Remind somebody of support, in private, that they do not say how to vote",
        request=None,
        responses={200: ThreadMessageSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        message = _moderated(request, pk)
        return seen(moderation.remind(by=request.user, message=message, now=clock.now()))
