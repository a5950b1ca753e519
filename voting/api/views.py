"""Votes in the shape everyone knows: a question, its choices, cast, result. Same calls and refusals as the pages."""

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput, Refused
from voting.api.serializers import (
    BoardSerializer,
    CastReceiptSerializer,
    CastSerializer,
    OwnRightSerializer,
    VoteResultSerializer,
    VoteSerializer,
)
from voting.domain import casting
from voting.domain.queries import boards, results
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
        return vote_queries.visible_votes().prefetch_related("options", "notes")

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
        vote = vote_queries.find_to_cast(pk)
        form = CastSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        if "ballot" in given:
            content = given["ballot"].encode()
            receipt = casting.cast_sealed(content=content, **_asked(request, vote))
        else:
            receipt = _cast_here(request, vote, given["choice"])
        row = {
            "voted": True,
            "day": receipt.voted_on,
            "tracking_number": receipt.tracking_number,
            "picture": receipt.picture,
            "words": receipt.words,
        }
        return Response(CastReceiptSerializer(row).data)


def _asked(request: Request, vote: Vote) -> dict:
    return {"by": request.user, "vote": vote, "now": clock.now(), "capacity": capacity_of(request)}


def _cast_here(request: Request, vote: Vote, choice: list[str]) -> casting.Receipt:
    try:
        return casting.cast(choice=choice, **_asked(request, vote))
    except BadInput as refusal:
        raise ValidationError({"choice": [str(refusal.sentence)]}) from refusal


class VoteRight(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="votes_right",
        summary="The private part of one's own right to this vote",
        responses={200: OwnRightSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        standing = vote_queries.standing(vote=vote, capacity=_context(request)["capacity"], now=clock.now())
        if not standing.may_cast:
            raise Refused(standing.code, standing.refusal)
        credential = casting.own_credential(by=request.user, vote=vote)
        return Response(OwnRightSerializer({"credential": credential}).data)


class VoteBoard(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="votes_board",
        summary="The public board of a vote: its hashes, and where its archive is",
        responses={200: BoardSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        urn = boards.find(vote)
        row = {
            name: getattr(urn, name)
            for name in ("uuid", "fingerprint", "credentials_hash", "first_head", "head", "is_ended")
        }
        row["archive"] = request.build_absolute_uri(reverse("voting:archive", args=[vote.pk]))
        return Response(BoardSerializer(row).data)


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
