"""How a thread is read and whose names are guarded in it, for facilitation."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.api.serializers import ThreadSerializer
from deliberation.api.waiting_shapes import GuardedNamesSerializer, ModeSerializer
from deliberation.domain import threads
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Thread
from deliberation.rules import moderation as rules

READS = dict.fromkeys((401, 403, 404), RefusalSerializer)
REFUSALS = READS | {422: BadInputSerializer}


def _moderated(request: Request, pk: int) -> Thread:
    """Missing for who may not read it; refused to whoever is not facilitation."""
    capacity = capacity_of(request)
    thread = thread_queries.visible_thread(pk, capacity)
    rules.check_may_moderate(capacity)
    return thread


def _guarded(thread: Thread) -> Response:
    return Response(GuardedNamesSerializer({"names": thread.protected_names.splitlines()}).data)


class ThreadMode(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_mode",
        summary="Say when facilitation reads the messages: after, before, or the first one before",
        request=ModeSerializer,
        responses={200: ThreadSerializer, **REFUSALS},
    )
    def put(self, request: Request, pk: int) -> Response:
        thread = _moderated(request, pk)
        body = ModeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        threads.change_mode(by=request.user, thread=thread, mode=body.validated_data["mode"], now=clock.now())
        return Response(ThreadSerializer(thread).data)


class GuardedNames(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_guarded_names_retrieve",
        summary="The names that must not be written in a thread; facilitation alone reads them",
        responses={200: GuardedNamesSerializer, **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _guarded(_moderated(request, pk))

    @extend_schema(
        operation_id="threads_guarded_names_update",
        summary="Write that list again: writing one of these names is asked about, gently",
        request=GuardedNamesSerializer,
        responses={200: GuardedNamesSerializer, **REFUSALS},
    )
    def put(self, request: Request, pk: int) -> Response:
        thread = _moderated(request, pk)
        body = GuardedNamesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        names = "\n".join(body.validated_data["names"])
        return _guarded(threads.guard_names(by=request.user, thread=thread, names=names, now=clock.now()))
