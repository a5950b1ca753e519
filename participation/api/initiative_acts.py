"""What authors and facilitation do with an initiative: versions, an MRC, the three agreements, its organisation."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from accounts.models import Organisation
from common import clock
from participation.api import looking, sheets
from participation.api.referring import ReferSerializer, refer_or_ask
from participation.api.serializers import (
    InitiativeSerializer,
    SeenSerializer,
    SheetSerializer,
    VersionSerializer,
)
from participation.api.views import REFUSALS, WRITES
from participation.domain import adjusting, initiatives, reviews
from participation.domain.queries import admissibility
from participation.domain.queries import initiatives as queries
from participation.enums import RenewalGroup
from participation.models import Initiative, RenewalConsensus
from participation.rules import speaking, visibility


class ReviseSerializer(SeenSerializer, SheetSerializer):
    """The whole new sheet, and why it changes. `carrier`: the slug of an organisation; the one of today when left out."""

    reason = serializers.CharField(max_length=300)
    carrier = serializers.SlugRelatedField(
        slug_field="slug", queryset=Organisation.objects.all(), required=False, allow_null=True
    )


class RenewalSerializer(serializers.ModelSerializer):
    """One of the three groups that agree before a project that already exists is voted."""

    class Meta:
        model = RenewalConsensus
        fields = ("group", "agreed_on")
        read_only_fields = fields


class AgreeSerializer(serializers.Serializer):
    group = serializers.ChoiceField(choices=RenewalGroup.choices)
    agreed_on = serializers.DateField()


class CarrierSerializer(serializers.Serializer):
    carrier = serializers.SlugRelatedField(slug_field="slug", queryset=Organisation.objects.all())


class InitiativeVersions(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="initiatives_versions_list",
        summary="Every version of its text, the first one first",
        responses={200: VersionSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk).versions.select_related("carrier").order_by("number")
        context = {"sees_names": visibility.sees_names(capacity_of(request))}
        return Response(VersionSerializer(found, many=True, context=context).data)

    @extend_schema(
        operation_id="initiatives_revise",
        summary="Publish a new version, and why; for its authors",
        description="After an approval on condition of the check, it may change for what the signatory asked to adjust, and is "
        "then checked again. These stay as approved: the title, the summary, the aims, the MRCs, the kind, the project it "
        "keeps going. It asks the fund for no more money, and reaches no fewer people.",
        request=ReviseSerializer,
        responses={201: InitiativeSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk)
        is_asked = admissibility.adjustment_asked(found) is not None
        check = adjusting.check_may_adjust if is_asked else initiatives.check_may_revise
        verb = adjusting.adjust if is_asked else initiatives.revise
        check(by=request.user, initiative=found, now=clock.now())
        body = ReviseSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = dict(body.validated_data)
        reason, seen = said.pop("reason"), said.pop("seen")
        said.setdefault("carrier", found.current.carrier if found.current else None)
        sheet = sheets.sheet_of(said)
        looking.check_looked_at([*looking.words_of(sheet), reason], seen=seen)
        verb(by=request.user, initiative=found, sheet=sheet, reason=reason, now=clock.now())
        return _shown(request, pk, status=201)


class InitiativeRefer(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_refer",
        summary="Send an idea of one MRC to its concertation, or ask an author first; for facilitation",
        request=ReferSerializer,
        responses={200: InitiativeSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        refer_or_ask(request, _initiative(request, pk))
        return _shown(request, pk)


class RenewalAgreements(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()

    @extend_schema(
        operation_id="initiatives_renewal_agreements_list",
        summary="Which of the three groups agree to keep this project going, and since when",
        responses={200: RenewalSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk).renewal_agreements.order_by("agreed_on", "pk")
        return Response(RenewalSerializer(found, many=True).data)

    @extend_schema(
        operation_id="initiatives_renewal_agreements_create",
        summary="Write down that a group agreed, on that day, once; for facilitation",
        request=AgreeSerializer,
        responses={201: RenewalSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        found = _initiative(request, pk)
        body = AgreeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = reviews.record_renewal_agreement(
            by=request.user, initiative=found, now=clock.now(), **body.validated_data
        )
        return Response(RenewalSerializer(made).data, status=201)


class InitiativeCarrier(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_carrier_update",
        summary="Confirm which organisation carries it, once approved; for facilitation",
        request=CarrierSerializer,
        responses={200: InitiativeSerializer, **WRITES},
    )
    def put(self, request: Request, pk: int) -> Response:
        speaking.check_may_facilitate(capacity_of(request))
        found = _initiative(request, pk)
        body = CarrierSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        initiatives.confirm_carrier(by=request.user, initiative=found, now=clock.now(), **body.validated_data)
        return _shown(request, pk)


def _initiative(request: Request, pk: int) -> Initiative:
    return queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))


def _shown(request: Request, pk: int, status: int = 200) -> Response:
    context = {"request": request, "sees_names": visibility.sees_names(capacity_of(request))}
    shown = InitiativeSerializer(_initiative(request, pk), context=context)
    return Response(shown.data, status=status)
