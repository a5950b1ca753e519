"""Who is heard, for facilitation: groups, never persons; and what nobody answered."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries.people import Capacity
from accounts.doors import capacity_of
from common import clock
from common.api_shapes import RefusalSerializer
from common.typography import floor_of_five
from deliberation.domain.queries import fairness
from deliberation.domain.queries import threads as thread_queries
from deliberation.models import Thread
from deliberation.rules import moderation
from participation.api.message_shapes import ListedMessageSerializer
from participation.domain.queries import concerns
from participation.models import Concern

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)


class UnansweredSerializer(serializers.Serializer):
    thread_title = serializers.CharField()
    message = ListedMessageSerializer()


class AloneConcernSerializer(serializers.ModelSerializer):
    class Meta:
        model = Concern
        fields = ("id", "title", "published_at")
        read_only_fields = fields


class VoicesSerializer(serializers.Serializer):
    """`citizens` and `new_citizens`: « fewer than 5 » from 1 to 4. `heard`: names of MRC, from west to east."""

    citizen_messages = serializers.IntegerField()
    citizen_words = serializers.IntegerField()
    staff_messages = serializers.IntegerField()
    staff_words = serializers.IntegerField()
    is_staff_heavy = serializers.BooleanField(help_text="Staff wrote more than half of the words.")
    citizens = serializers.CharField()
    new_citizens = serializers.CharField()
    heard = serializers.ListField(child=serializers.CharField())
    not_heard = serializers.ListField(child=serializers.CharField())
    unanswered = UnansweredSerializer(many=True)


class AllVoicesSerializer(VoicesSerializer):
    alone = AloneConcernSerializer(many=True, help_text="Concerns where nobody else wrote yet.")


class Voices(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="voices_retrieve",
        summary="Who is heard in all the threads, over the last 30 days; for facilitation",
        responses={200: AllVoicesSerializer, **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        capacity = capacity_of(request)
        moderation.check_may_moderate(capacity)
        before = clock.now() - fairness.SILENT_AFTER
        found = _heard(capacity) | {"alone": concerns.without_an_answer(capacity, before=before)}
        return Response(AllVoicesSerializer(found).data)


class ThreadVoices(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_voices_retrieve",
        summary="Who is heard in one thread, since it opened; for facilitation",
        responses={200: VoicesSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        capacity = capacity_of(request)
        moderation.check_may_moderate(capacity)
        return Response(VoicesSerializer(_heard(capacity, thread_queries.visible_thread(pk, capacity))).data)


def _heard(capacity: Capacity, thread: Thread | None = None) -> dict:
    now = clock.now()
    voices = fairness.voices(capacity, now=now, thread=thread)
    heard, not_heard = fairness.places(voices)
    return {
        "citizen_messages": voices.citizen_messages,
        "citizen_words": voices.citizen_words,
        "staff_messages": voices.staff_messages,
        "staff_words": voices.staff_words,
        "is_staff_heavy": voices.is_staff_heavy,
        "citizens": floor_of_five(voices.citizens),
        "new_citizens": floor_of_five(voices.new_citizens),
        "heard": heard,
        "not_heard": not_heard,
        "unanswered": fairness.unanswered(capacity, now=now, thread=thread),
    }
