"""Rounds of speech, and pauses of a voice: the same verbs and refusals as the pages, in JSON."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain import voices
from accounts.domain.queries.voices import visible_pause, waiting_or_running
from accounts.doors import capacity_of
from accounts.models import Person, VoicePause
from accounts.rules import voices as voice_rules
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from deliberation.api.moderation_shapes import (
    KnownPauseSerializer,
    PauseAskSerializer,
    PauseDecisionSerializer,
    PauseSerializer,
    RoundAskSerializer,
    RoundSerializer,
    WhoseTurnSerializer,
)
from deliberation.domain import rounds, silencing
from deliberation.domain.queries import rounds as queries
from deliberation.domain.queries import threads as thread_queries
from deliberation.domain.queries.rounds import ShownRound

REFUSALS = dict.fromkeys((401, 403, 404, 409), RefusalSerializer) | {422: BadInputSerializer}
DECISIONS = {"confirm": silencing.confirm, "drop": voices.drop_pause, "end": silencing.end}


def _shown(found: ShownRound, request: Request, status: int = 200) -> Response:
    """As this reader knows it: until when somebody else has the floor is for helpers."""
    return Response(RoundSerializer(queries.as_read_by(found, capacity_of(request))).data, status=status)


class ThreadRound(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_round_retrieve",
        summary="The round of speech that is open in a thread; 404 when there is none",
        responses={200: RoundSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        capacity = capacity_of(request)
        found = queries.current(thread_queries.visible_thread(pk, capacity)) if capacity.is_member else None
        if found is None:
            raise Missing("round_missing", _("This round of speech is not here."))
        return _shown(found, request)

    @extend_schema(
        operation_id="threads_round_open",
        summary="Ask a question and offer a turn to each",
        request=RoundAskSerializer,
        responses={201: RoundSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        thread = thread_queries.visible_thread(pk, capacity_of(request))
        body = RoundAskSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = rounds.open_round(by=request.user, thread=thread, now=clock.now(), **body.validated_data)
        return _shown(queries.shown(made), request, 201)


class RoundTurn(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="rounds_turn_ask",
        summary="Ask for a turn, at the end",
        request=None,
        responses={200: RoundSerializer, **REFUSALS},
    )
    def put(self, request: Request, pk: int) -> Response:
        found = queries.visible_round(pk, capacity_of(request))
        rounds.join(by=request.user, round=found, now=clock.now())
        return _shown(queries.shown(found), request)

    @extend_schema(
        operation_id="rounds_turn_pass",
        summary="Pass one's turn, or note that somebody reached by a call or a letter passes theirs",
        parameters=[WhoseTurnSerializer],
        responses={200: RoundSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        found = queries.visible_round(pk, capacity_of(request))
        asked = WhoseTurnSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        whose = asked.validated_data.get("person")
        person = queries.whose_turn(found, whose) if whose else None
        rounds.pass_turn(by=request.user, round=found, now=clock.now(), person=person)
        return _shown(queries.shown(found), request)


class RoundClosing(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="rounds_close",
        summary="End a round of speech",
        request=None,
        responses={200: RoundSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = queries.visible_round(pk, capacity_of(request))
        closed = rounds.close_round(by=request.user, round=found, now=clock.now())
        return _shown(queries.shown(closed), request)


class PauseAsking(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="pauses_list",
        summary="The pauses that wait or hold, the oldest first; facilitation alone reads them",
        responses={200: KnownPauseSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        voice_rules.check_facilitates(capacity_of(request))
        return Response(KnownPauseSerializer(waiting_or_running(clock.now()), many=True).data)

    @extend_schema(
        operation_id="pauses_ask",
        summary="Ask to pause a voice, 7 days at most; another employer's facilitator must confirm",
        request=PauseAskSerializer,
        responses={201: PauseSerializer, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        voice_rules.check_facilitates(capacity_of(request))
        body = PauseAskSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = dict(body.validated_data)
        person = Person.objects.present().filter(pk=asked.pop("person")).first()
        if person is None:
            raise Missing("person_missing", _("This person is not here."))
        pause = voices.ask_pause(by=request.user, person=person, now=clock.now(), **asked)
        return Response(PauseSerializer(pause).data, status=201)


class PauseDecision(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="pauses_retrieve",
        summary="One pause, for facilitation and, once confirmed, for the person",
        responses={200: KnownPauseSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(KnownPauseSerializer(visible_pause(pk, capacity_of(request))).data)

    @extend_schema(
        operation_id="pauses_decide",
        summary="Confirm a pause, say no to it, or give the voice back",
        request=PauseDecisionSerializer,
        responses={200: PauseSerializer, **REFUSALS},
    )
    def post(self, request: Request, pk: int) -> Response:
        voice_rules.check_facilitates(capacity_of(request))
        found = VoicePause.objects.filter(pk=pk).first()
        if found is None:
            raise Missing("pause_missing", _("This page is not here."))
        body = PauseDecisionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        decide = DECISIONS[body.validated_data["decision"]]
        return Response(PauseSerializer(decide(by=request.user, pause=found, now=clock.now())).data)
