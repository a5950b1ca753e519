"""What goes to the Table, by program: prepared, reread, sent, followed. Same verbs and refusals as the pages."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput, Missing
from participation.domain import preparing
from participation.domain import transmissions as verbs
from participation.domain.queries import transmissions as queries
from participation.enums import Expectation, TransmissionKind
from participation.models import Transmission
from participation.rules import visibility

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = {**REFUSALS, 409: RefusalSerializer, 422: BadInputSerializer}
MOST = 60_000
# The field of the body, and where what it names is looked for.
SOURCES = ("initiative", "issue", "concern")


class PreparedSerializer(serializers.ModelSerializer):
    """What may leave for the Table, among the members. `is_doubted`: a citizen recognised somebody in it."""

    is_reread = serializers.BooleanField(read_only=True)
    is_doubted = serializers.SerializerMethodField()

    class Meta:
        model = Transmission
        fields = (
            "id",
            "kind",
            "state",
            "title",
            "body",
            "expects",
            "initiative",
            "issue",
            "is_reread",
            "is_doubted",
        )
        read_only_fields = fields

    def get_is_doubted(self, found: Transmission) -> bool:
        return found.doubted_at is not None


class SendingWordsSerializer(serializers.Serializer):
    title = serializers.CharField(allow_blank=True, max_length=MOST)
    body = serializers.CharField(allow_blank=True, max_length=MOST)


class PrepareSerializer(SendingWordsSerializer):
    """One of `initiative`, `issue` and `concern` says where it comes from."""

    kind = serializers.ChoiceField(choices=TransmissionKind.choices)
    expects = serializers.ChoiceField(choices=Expectation.choices)
    initiative = serializers.IntegerField(required=False, allow_null=True, default=None)
    issue = serializers.IntegerField(required=False, allow_null=True, default=None)
    concern = serializers.IntegerField(required=False, allow_null=True, default=None)


class Sending(APIView):
    """Signed in; each verb says who may."""

    permission_classes = (IsAuthenticated,)

    def found(self, request: Request, pk: int) -> Transmission:
        """As on its page: among the members while it is prepared, public once sent."""
        one = Transmission.objects.filter(pk=pk).first()
        if one is None:
            raise Missing("missing", visibility.NOT_HERE)
        visibility.check_sees("transmission", one, capacity_of(request), request.user)
        return one

    def typed(self, request: Request, shape: type[serializers.Serializer]) -> dict[str, Any]:
        body = shape(data=request.data)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)

    def does(self, request: Request, pk: int, verb: Callable[..., Transmission]) -> Response:
        one = verb(by=request.user, transmission=self.found(request, pk), now=clock.now())
        return Response(PreparedSerializer(one).data)


class Prepared(Sending):
    @extend_schema(
        operation_id="transmissions_prepared_list",
        summary="What is being prepared for the Table; for facilitation, the CRD's officer and citizens who reread",
        responses={200: PreparedSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        seen = [
            one
            for one in queries.being_prepared()
            if visibility.sees("transmission", one, capacity_of(request), request.user)
        ]
        return Response(PreparedSerializer(seen, many=True).data)

    @extend_schema(
        operation_id="transmissions_prepare",
        summary="Prepare what goes to the Table; for facilitation and the CRD's officer",
        request=PrepareSerializer,
        responses={201: PreparedSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        preparing.check_prepares(request.user, now=clock.now())
        typed = self.typed(request, PrepareSerializer)
        source = _source({name: typed.pop(name) for name in SOURCES})
        made = verbs.prepare(by=request.user, now=clock.now(), **typed, **source)
        return Response(PreparedSerializer(made).data, status=201)


def _source(named: dict[str, int | None]) -> dict[str, Any]:
    """Exactly one, among what the Espace may send."""
    given = {name: pk for name, pk in named.items() if pk is not None}
    if len(given) != 1:
        raise BadInput("one_source", _("Choose where it comes from."))
    ((name, pk),) = given.items()
    things = dict(zip(SOURCES, queries.sendable(), strict=True))[name]
    found = things.filter(pk=pk).first()
    if found is None:
        raise BadInput("one_source", _("Choose where it comes from."))
    return {name: found}


class Preparation(Sending):
    @extend_schema(
        operation_id="transmissions_preparation_rewrite",
        summary="Other words, before it leaves; a citizen rereads them again",
        request=SendingWordsSerializer,
        responses={200: PreparedSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        preparing.check_prepares(request.user, now=clock.now())
        one, typed = self.found(request, pk), self.typed(request, SendingWordsSerializer)
        return Response(
            PreparedSerializer(
                verbs.rewrite(by=request.user, transmission=one, now=clock.now(), **typed)
            ).data
        )

    @extend_schema(
        operation_id="transmissions_preparation_drop",
        summary="It will not leave",
        responses={204: None, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        self.does(request, pk, verbs.drop)
        return Response(status=204)


class Reread(Sending):
    @extend_schema(
        operation_id="transmissions_reread",
        summary="A citizen has read it: nobody can be recognised in it",
        request=None,
        responses={200: PreparedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.does(request, pk, verbs.reread)


class Doubt(Sending):
    @extend_schema(
        operation_id="transmissions_doubt",
        summary="A citizen recognises somebody in it: it is written again first",
        request=None,
        responses={200: PreparedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.does(request, pk, verbs.doubt)


class Send(Sending):
    @extend_schema(
        operation_id="transmissions_send",
        summary="Send it to the Table, numbered and dated",
        request=None,
        responses={200: PreparedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.does(request, pk, verbs.send)


class Follow(Sending):
    @extend_schema(
        operation_id="transmissions_follow",
        summary="Follow what the Table promised; for facilitation",
        request=None,
        responses={200: PreparedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.does(request, pk, verbs.follow)


class EndOfFollowing(Sending):
    @extend_schema(
        operation_id="transmissions_close",
        summary="End the follow-up; for facilitation",
        request=None,
        responses={200: PreparedSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return self.does(request, pk, verbs.close)


class Acknowledge(Sending):
    @extend_schema(
        operation_id="transmissions_acknowledge",
        summary="Say that the Table received it; for its members",
        request=None,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        verbs.acknowledge(by=request.user, transmission=self.found(request, pk), now=clock.now())
        return Response(status=204)
