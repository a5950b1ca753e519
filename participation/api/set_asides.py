"""Taking a sentence out before a vote, or putting it back, in JSON; for facilitation."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from deliberation.enums import FlagReason
from participation.domain import set_asides
from participation.domain.queries import initiatives, objections, reasons
from participation.models import Initiative, SetAside
from participation.rules import visibility
from participation.rules.set_asides import Said, subject_of

WRITES = dict.fromkeys((400, 401, 403, 404, 409), RefusalSerializer) | {422: BadInputSerializer}


class TakeOutSerializer(serializers.Serializer):
    """Words that hurt or that let somebody be recognised; any other reason is refused (422)."""

    why = serializers.ChoiceField(choices=FlagReason.choices)


class SetAsideSerializer(serializers.ModelSerializer):
    """The act, without who wrote the sentence nor who took it out."""

    class Meta:
        model = SetAside
        fields = ("id", "reason", "objection", "why", "at", "ended_at")
        read_only_fields = fields


class _Out(APIView):
    permission_classes = (IsAuthenticated,)

    def _take_out(self, request: Request, said: Said) -> Response:
        _check_seen(request, said)
        body = TakeOutSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = set_asides.take_out(
            by=request.user, said=said, why=body.validated_data["why"], now=clock.now()
        )
        return Response(SetAsideSerializer(made).data)

    def _put_back(self, request: Request, said: Said) -> Response:
        _check_seen(request, said)
        return Response(
            SetAsideSerializer(set_asides.put_back(by=request.user, said=said, now=clock.now())).data
        )


class ReasonOut(_Out):
    @extend_schema(
        operation_id="reasons_take_out",
        summary="Take a hurtful or identifying reason out, before the vote is announced",
        request=TakeOutSerializer,
        responses={200: SetAsideSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        return self._take_out(request, reasons.find(pk))

    @extend_schema(
        operation_id="reasons_put_back",
        summary="Put a reason back, before the vote is announced",
        responses={200: SetAsideSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        return self._put_back(request, reasons.find(pk))


class ObjectionOut(_Out):
    @extend_schema(
        operation_id="objections_take_out",
        summary="Take a hurtful or identifying objection out, before the vote is announced",
        request=TakeOutSerializer,
        responses={200: SetAsideSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        return self._take_out(request, objections.find(pk))

    @extend_schema(
        operation_id="objections_put_back",
        summary="Put an objection back, before the vote is announced",
        responses={200: SetAsideSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        return self._put_back(request, objections.find(pk))


def _check_seen(request: Request, said: Said) -> None:
    """For members; for anybody else, not here."""
    capacity, subject = capacity_of(request), subject_of(said)
    if not capacity.is_member:
        raise Missing("missing", visibility.NOT_HERE)
    if isinstance(subject, Initiative):
        initiatives.visible_initiative(subject.pk, viewer=request.user, capacity=capacity)
