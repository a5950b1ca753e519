"""Votes in the shape everyone knows: a question, its choices, cast, result. Same calls and refusals as the pages."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from voting.api.serializers import CastReceiptSerializer, CastSerializer, VoteResultSerializer, VoteSerializer
from voting.domain import casting
from voting.domain.queries import results
from voting.domain.queries import votes as vote_queries
from voting.models import Vote

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)


def _context(request: Request) -> dict:
    return {"request": request, "capacity": people.capacity(request.user, on=clock.today())}


@extend_schema(
    summary="Votes announced, open and closed, latest first",
    responses={200: VoteSerializer(many=True), **REFUSALS},
)
class VoteList(ListAPIView):
    permission_classes = (AllowAny,)
    serializer_class = VoteSerializer
    queryset = Vote.objects.none()

    def get_queryset(self) -> QuerySet[Vote]:
        return vote_queries.visible_votes()

    def get_serializer_context(self) -> dict:
        return _context(self.request)


class VoteDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="votes_retrieve", summary="One vote", responses={200: VoteSerializer, **REFUSALS}
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(VoteSerializer(vote_queries.find(pk), context=_context(request)).data)


class VoteCast(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="votes_cast",
        summary="Put one's ballot; until closing, the last one counts",
        request=CastSerializer,
        responses={
            200: CastReceiptSerializer,
            400: RefusalSerializer,
            409: RefusalSerializer,
            415: RefusalSerializer,
            422: BadInputSerializer,
            **REFUSALS,
        },
    )
    def post(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        form = CastSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        receipt = casting.cast(
            by=request.user, vote=vote, choice=form.validated_data["choice"], now=clock.now()
        )
        return Response(CastReceiptSerializer({"voted": True, "day": receipt.voted_on}).data)


class VoteResult(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="votes_result",
        summary="The result, once the vote is over; exact for members, floored for everyone else",
        responses={200: VoteResultSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        found = results.result(vote=vote, viewer=request.user, now=clock.now())
        return Response(VoteResultSerializer(found).data)
