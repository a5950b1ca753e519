"""Looking for words in everything one may read, and what was already said like a concern. Words are sent in the body:
an address is kept in logs, and what somebody looks for says a lot about them."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput
from common.search import MOST_CHARS
from participation.api.issue_serializers import IssueSerializer
from participation.api.message_shapes import ListedMessageSerializer
from participation.api.serializers import ConcernSerializer, InitiativeSerializer
from participation.domain.queries import finding
from participation.rules import speaking, visibility


class SearchSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=MOST_CHARS)


class FoundMessageSerializer(serializers.Serializer):
    thread_title = serializers.CharField()
    message = ListedMessageSerializer()


class FoundSerializer(serializers.Serializer):
    """The newest first, 20 of each at most."""

    concerns = ConcernSerializer(many=True)
    messages = FoundMessageSerializer(many=True)
    initiatives = InitiativeSerializer(many=True)
    issues = IssueSerializer(many=True)


class Search(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="search_create",
        summary="Everything this person may read that has every word; the newest first, never by popularity",
        request=SearchSerializer,
        responses={200: FoundSerializer, 422: BadInputSerializer},
    )
    def post(self, request: Request) -> Response:
        body = SearchSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        capacity = capacity_of(request)
        viewer = request.user if request.user.is_authenticated else None
        found = finding.found(body.validated_data["words"], viewer, capacity)
        if found is None:
            raise BadInput("words", _("These words are everywhere. Write a more precise one."))
        prefetch_related_objects(list(found.initiatives), "decisions")
        context = {"sees_names": visibility.sees_names(capacity)}
        return Response(FoundSerializer(found, context=context).data)


class AlikeSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=6000)


class AlreadySaid(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_already_said",
        summary="Three concerns at most that say nearly the same, the closest first; nothing sent here is kept",
        request=AlikeSerializer,
        responses={
            200: ConcernSerializer(many=True),
            **dict.fromkeys((401, 403), RefusalSerializer),
            422: BadInputSerializer,
        },
    )
    def post(self, request: Request) -> Response:
        capacity = capacity_of(request)
        speaking.check_may_speak(capacity)
        body = AlikeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        alike = finding.already_said(body.validated_data["text"], request.user, capacity)
        return Response(ConcernSerializer(alike, many=True).data)
