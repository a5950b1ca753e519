"""Saying that a dossier was received with the link of its e-mail, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common import clock, dates
from common.api_shapes import BadInputSerializer, RefusalSerializer
from participation.domain import table_mail


class TokenSerializer(serializers.Serializer):
    """What the link of the e-mail ends with."""

    token = serializers.CharField(max_length=64)


class ReceiptSerializer(serializers.Serializer):
    """The dossier, and the day it was acknowledged. No person: whoever holds the link is not known."""

    transmission = serializers.IntegerField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    acknowledged_on = serializers.DateField(read_only=True)


class Receipts(APIView):
    permission_classes = (AllowAny,)
    authentication_classes = ()

    @extend_schema(
        operation_id="table_receipts_create",
        summary="Acknowledge receipt of a dossier with the link of its e-mail, once",
        request=TokenSerializer,
        responses={201: ReceiptSerializer, 404: RefusalSerializer, 422: BadInputSerializer},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        typed = TokenSerializer(data=request.data)
        typed.is_valid(raise_exception=True)
        said = table_mail.acknowledge(token=typed.validated_data["token"], now=clock.now())
        sent = said.transmission
        told = {
            "transmission": sent.pk,
            "number": sent.number,
            "acknowledged_on": dates.local_day(said.responded_at),
        }
        return Response(ReceiptSerializer(told).data, status=201)
