"""Personal help about a concern, in JSON: offered by support or facilitation, answered by its author, then given."""

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
from participation.domain import help_offers as verbs
from participation.domain.queries import concerns
from participation.domain.queries import help_offers as queries
from participation.models import Concern, HelpOffer
from participation.models.help_offer import HelpAnswer
from participation.rules import help_offers as rules
from participation.rules import visibility

READS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = READS | {400: RefusalSerializer, 409: RefusalSerializer, 422: BadInputSerializer}


class HelpOfferSerializer(serializers.ModelSerializer):
    """`give_by`: the day by which somebody reaches whoever said yes; null before a yes."""

    give_by = serializers.SerializerMethodField()

    class Meta:
        model = HelpOffer
        fields = ("id", "concern", "words", "offered_at", "answer", "answered_at", "give_by", "done_at")
        read_only_fields = fields

    def get_give_by(self, offer: HelpOffer) -> str | None:
        day = rules.give_by(offer) if offer.answer != HelpAnswer.NO else None
        return day.isoformat() if day else None


class OfferHelpSerializer(serializers.Serializer):
    words = serializers.CharField(max_length=rules.MOST_SIGNS)


class AnswerHelpSerializer(serializers.Serializer):
    """« oui », « oui_a_part » (and nobody else reads the text any more), or « non »."""

    answer = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in HelpAnswer if one != HelpAnswer.WAITING]
    )


class HelpOffers(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_help_offers_list",
        summary="The help offered about a concern; for its author, whoever offered it and facilitation",
        responses={200: HelpOfferSerializer(many=True), **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        found, capacity = _concern(request, pk), capacity_of(request)
        if found.author_id != request.user.pk and not capacity.holds(*rules.OFFERERS):
            raise Missing("missing", visibility.NOT_HERE)
        offers = queries.of_concern(found, viewer=request.user, capacity=capacity)
        return Response(HelpOfferSerializer(offers, many=True).data)

    @extend_schema(
        operation_id="concerns_help_offers_create",
        summary="Offer personal help to the author of a concern; for support and facilitation",
        request=OfferHelpSerializer,
        responses={201: HelpOfferSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        rules.check_is_helper(capacity_of(request))
        found = _concern(request, pk)
        body = OfferHelpSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = verbs.offer(
            by=request.user, concern=found, words=body.validated_data["words"], now=clock.now()
        )
        return Response(HelpOfferSerializer(made).data, status=201)


class HelpOfferAnswer(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="help_offers_answer",
        summary="Say yes or no to the help; for the author of the concern, once",
        request=AnswerHelpSerializer,
        responses={200: HelpOfferSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        found = _offer(request, pk)
        verbs.check_is_theirs(by=request.user, offer=found)
        body = AnswerHelpSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = verbs.answer(
            by=request.user, offer=found, answer=body.validated_data["answer"], now=clock.now()
        )
        return Response(HelpOfferSerializer(said).data)


class HelpOfferDone(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="help_offers_done",
        summary="The help is given; for whoever offered it and facilitation",
        request=None,
        responses={200: HelpOfferSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        done = verbs.end(by=request.user, offer=_offer(request, pk), now=clock.now())
        return Response(HelpOfferSerializer(done).data)


def _concern(request: Request, pk: int) -> Concern:
    return concerns.visible_concern(pk, viewer=request.user, capacity=capacity_of(request))


def _offer(request: Request, pk: int) -> HelpOffer:
    return queries.find(pk, viewer=request.user, capacity=capacity_of(request))
