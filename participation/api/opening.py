"""Facilitation opens a thread of its own, with the rules of talk of the Espace."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.domain import threads
from deliberation.enums import Audience
from deliberation.rules import moderation
from participation.domain import talk

# A private word is opened another way, with one person.
AUDIENCES = (Audience.MEMBERS, Audience.STAFF, Audience.PUBLIC)


class OpenThreadSerializer(serializers.Serializer):
    """Who reads is chosen once: people write knowing who reads."""

    title = serializers.CharField(max_length=200)
    audience = serializers.ChoiceField(choices=[one.value for one in AUDIENCES])
    decided_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="For a public thread: the day the Espace decided it.",
    )


class OpenedThreadSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk", read_only=True)
    title = serializers.CharField(read_only=True)
    audience = serializers.CharField(read_only=True)


class ThreadOpening(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="threads_open",
        summary="Open a thread for the members, for staff, or for everybody when the Espace decided it",
        request=OpenThreadSerializer,
        responses={
            201: OpenedThreadSerializer,
            **dict.fromkeys((401, 403), RefusalSerializer),
            422: BadInputSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        moderation.check_may_moderate(capacity_of(request))
        body = OpenThreadSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked, now = body.validated_data, clock.now()
        made = threads.open_thread(
            by=request.user,
            title=asked["title"],
            back_path="",
            audience=asked["audience"],
            public_since_vote_on=asked["decided_on"],
            now=now,
            **talk.rules_of_talk(now),
        )
        return Response(OpenedThreadSerializer(made).data, status=201)
