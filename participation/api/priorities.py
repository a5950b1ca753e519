"""What comes first, for programs: the lists of today, and writing one's own."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.models import Territory
from common import clock
from participation.api.views import WRITES
from participation.domain import priorities as verbs
from participation.domain.queries import priorities as queries
from participation.domain.queries.priorities import Current
from participation.rules import priorities as rules


class PriorityListSerializer(serializers.Serializer):
    """`territory` is the slug of an MRC; none for the region."""

    territory = serializers.SerializerMethodField()
    decided_on = serializers.DateField(source="list.decided_on", read_only=True)
    source = serializers.CharField(source="list.source", read_only=True)
    lines = serializers.SerializerMethodField()

    def get_territory(self, one: Current) -> str | None:
        return one.territory.slug if one.territory else None

    def get_lines(self, one: Current) -> list[str]:
        return [line.words for line in one.lines]


class WritePrioritiesSerializer(serializers.Serializer):
    """Without `territory`: the region's."""

    territory = serializers.SlugRelatedField(
        slug_field="slug", queryset=Territory.objects.all(), required=False, allow_null=True
    )
    lines = serializers.ListField(child=serializers.CharField(max_length=200), max_length=rules.MOST)
    decided_on = serializers.DateField()
    source = serializers.CharField(max_length=200)


class Priorities(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="priorities_list",
        summary="What comes first: the region, then each MRC",
        responses={200: PriorityListSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        return Response(PriorityListSerializer(queries.current_lists(), many=True).data)

    @extend_schema(
        operation_id="priorities_write",
        summary="Write what comes first, for the Table or for one's MRC",
        request=WritePrioritiesSerializer,
        responses={201: PriorityListSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        capacity = people.capacity(request.user, on=clock.today())
        if not (capacity.is_secretary or capacity.is_mrc_resource):
            rules.check_may_write(capacity, None)
        body = WritePrioritiesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        typed = body.validated_data
        made = verbs.write(
            by=request.user,
            territory=typed.get("territory"),
            lines="\n".join(typed["lines"]),
            decided_on=typed["decided_on"],
            source=typed["source"],
            now=clock.now(),
        )
        return Response(PriorityListSerializer(queries.current(made.territory)).data, status=201)
