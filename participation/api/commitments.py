"""What the Table committed to, for programs: the same standing, the same secret count."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from common import clock
from participation.api.views import REFUSALS, WRITES
from participation.domain import commitments as verbs
from participation.domain.queries import commitments as queries
from participation.domain.queries.commitments import Followed
from participation.rules import commitments as rules


class DateChangeSerializer(serializers.Serializer):
    due_on = serializers.DateField(read_only=True)
    reason = serializers.CharField(source="words", read_only=True)
    at = serializers.DateTimeField(read_only=True)


class CommitmentSerializer(serializers.Serializer):
    """`first_due_on` never changes; `seen` is empty outside the members while it is under five."""

    id = serializers.IntegerField(source="commitment.pk", read_only=True)
    transmission = serializers.IntegerField(source="commitment.response.transmission_id", read_only=True)
    what = serializers.CharField(source="commitment.what", read_only=True)
    owner = serializers.CharField(source="commitment.owner", read_only=True)
    first_due_on = serializers.DateField(source="commitment.due_on", read_only=True)
    due_on = serializers.DateField(source="standing.due_on", read_only=True)
    status = serializers.ChoiceField(choices=queries.ORDER, source="standing.status", read_only=True)
    sentence = serializers.CharField(source="standing.sentence", read_only=True)
    kept_on = serializers.DateField(source="standing.kept_on", read_only=True, allow_null=True)
    changes = DateChangeSerializer(many=True, read_only=True)
    seen = serializers.SerializerMethodField()
    is_mine = serializers.BooleanField(read_only=True, help_text="You said that you saw it.")

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_seen(self, one: Followed) -> int | None:
        hides = not self.context["is_inside"] and 0 < one.seen < rules.FLOOR
        return None if hides else one.seen


class CommitmentList(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="commitments_list",
        summary="What the Table promised, the late ones first",
        responses={200: CommitmentSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        found = queries.every(today=clock.today(), viewer=_viewer(request))
        return Response(CommitmentSerializer(found, many=True, context=_context(request)).data)


class CommitmentSeen(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="commitments_see",
        summary="« I saw it done »: one per citizen, secret",
        request=None,
        responses={200: CommitmentSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        found = queries.one(pk, today=clock.today(), viewer=_viewer(request))
        verbs.saw(by=request.user, commitment=found.commitment, now=clock.now())
        return _one(request, pk)

    @extend_schema(
        operation_id="commitments_unsee",
        summary="Take it back",
        request=None,
        responses={200: CommitmentSerializer, **REFUSALS},
    )
    def delete(self, request: Request, pk: int) -> Response:
        found = queries.one(pk, today=clock.today(), viewer=_viewer(request))
        verbs.take_back_sighting(by=request.user, commitment=found.commitment, now=clock.now())
        return _one(request, pk)


def _one(request: Request, pk: int) -> Response:
    found = queries.one(pk, today=clock.today(), viewer=_viewer(request))
    return Response(CommitmentSerializer(found, context=_context(request)).data)


def _viewer(request: Request):
    return request.user if request.user.is_authenticated else None


def _context(request: Request) -> dict[str, bool]:
    return {"is_inside": people.capacity(_viewer(request), on=clock.today()).is_member}
