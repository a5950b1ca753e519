"""What was written for this person, and « these are not my words »."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from participation.api.desk_serializers import WrittenForSerializer
from participation.domain import helping
from participation.domain.queries import concerns
from participation.domain.queries import notices as queries
from participation.enums import HelpedWish
from participation.models import HelpedContribution

READS = dict.fromkeys((401, 404), RefusalSerializer)


class WrittenForMeSerializer(WrittenForSerializer):
    """With what the person answered, if anything: empty, they recognise their words."""

    helped_line = serializers.SerializerMethodField(help_text="How the words came, and who wrote them down.")
    not_mine = serializers.SerializerMethodField(help_text="The wish said with « these are not my words ».")

    class Meta(WrittenForSerializer.Meta):
        fields = (*WrittenForSerializer.Meta.fields, "helped_line", "not_mine")
        read_only_fields = fields

    def get_helped_line(self, one: HelpedContribution) -> str:
        return concerns.helped_by(one)

    def get_not_mine(self, one: HelpedContribution) -> str:
        return str(one.not_my_words.wish) if hasattr(one, "not_my_words") else ""


class NotMineSerializer(serializers.Serializer):
    wish = serializers.ChoiceField(choices=HelpedWish.values)


class WrittenForMe(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="me_written_list",
        summary="Everything that was written for this person, the last first",
        responses={200: WrittenForMeSerializer(many=True), 401: RefusalSerializer},
    )
    def get(self, request: Request) -> Response:
        return Response(WrittenForMeSerializer(queries.written_for(request.user), many=True).data)


class NotMine(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="me_written_not_mine",
        summary="« These are not my words »: take them back now, or ask for a call; facilitation knows",
        request=NotMineSerializer,
        responses={200: WrittenForMeSerializer, **READS, 409: RefusalSerializer, 422: BadInputSerializer},
    )
    def post(self, request: Request, pk: int) -> Response:
        one = queries.written_for_one(pk, request.user)
        body = NotMineSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        wish = body.validated_data["wish"]
        helping.not_my_words(by=request.user, contribution=one, wish=wish, now=clock.now())
        return Response(WrittenForMeSerializer(queries.written_for_one(pk, request.user)).data)
