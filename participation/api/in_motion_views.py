"""Everything in motion, in JSON: the same rows, in the same order, as the public board."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from common import clock
from participation.domain.queries import in_motion


class MovingSerializer(serializers.Serializer):
    """`where` is the step of the board; `who` acts next, `on` is the date, when one is known."""

    where = serializers.ChoiceField(choices=[(slug, slug) for slug in in_motion.STEPS])
    kind = serializers.CharField()
    state = serializers.CharField()
    title = serializers.CharField()
    path = serializers.CharField()
    territories = serializers.SerializerMethodField(help_text="Slugs of MRCs; none for the whole region.")
    who = serializers.CharField(source="step.who_label")
    next = serializers.CharField(source="step.sentence")
    on = serializers.DateField(source="step.on", allow_null=True)
    when = serializers.CharField(
        source="step.when", help_text="By when in words, or what is waited for; empty beside a plain date."
    )
    is_late = serializers.BooleanField(source="step.is_late")

    def get_territories(self, row: in_motion.Moving) -> list[str]:
        return [place.slug for place in row.territories]


class InMotion(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="in_motion_list",
        summary="Everything in motion, the closest date first",
        parameters=[
            OpenApiParameter("step", str, description="One step of the board."),
            OpenApiParameter("territory", str, description="The slug of an MRC."),
        ],
        responses={200: MovingSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        viewer = request.user if request.user.is_authenticated else None
        where = request.query_params.get("step", "")
        rows = in_motion.everything(
            viewer,
            people.capacity(viewer, on=clock.today()),
            now=clock.now(),
            where=where if where in in_motion.STEPS else "",
            territory=request.query_params.get("territory", ""),
        )
        return Response(MovingSerializer(rows, many=True).data)
