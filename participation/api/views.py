"""The same reads, verbs and refusals as the pages, in JSON."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.domain.queries.people import Capacity
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput
from participation.api import looking, sheets
from participation.api.serializers import (
    ConcernSerializer,
    InitiativeSerializer,
    ProposeSerializer,
    SaidConcernSerializer,
    SayConcernSerializer,
    TransmissionSerializer,
)
from participation.domain import concerns, initiatives, supports
from participation.domain.queries import concerns as concern_queries
from participation.domain.queries import initiatives as initiative_queries
from participation.domain.queries import mine
from participation.domain.queries import transmissions as transmission_queries
from participation.models import Concern, Initiative, Transmission
from participation.rules import clock_words, speaking, visibility

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = {**REFUSALS, **dict.fromkeys((400, 409), RefusalSerializer), 422: BadInputSerializer}


def _capacity(request: Request) -> Capacity:
    return people.capacity(request.user if request.user.is_authenticated else None, on=clock.today())


def _concern(request: Request, pk: int) -> Concern:
    return concern_queries.visible_concern(pk, viewer=request.user, capacity=_capacity(request))


def _initiative(request: Request, pk: int) -> Initiative:
    return initiative_queries.visible_initiative(pk, viewer=request.user, capacity=_capacity(request))


def _words_context(request: Request) -> dict:
    return {"request": request, "sees_names": visibility.sees_names(_capacity(request))}


def _initiative_response(request: Request, pk: int, status: int = 200) -> Response:
    shown = InitiativeSerializer(_initiative(request, pk), context=_words_context(request))
    return Response(shown.data, status=status)


class ConcernList(ListAPIView):
    permission_classes = (IsAuthenticated,)
    serializer_class = ConcernSerializer
    queryset = Concern.objects.none()

    def get_queryset(self) -> QuerySet[Concern]:
        return concern_queries.visible_concerns(self.request.user, _capacity(self.request))

    @extend_schema(
        summary="The concerns this person may read, newest first",
        responses={200: ConcernSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request, *args, **kwargs) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Say a concern",
        request=SayConcernSerializer,
        responses={201: SaidConcernSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        body = SayConcernSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = dict(body.validated_data)
        looking.check_looked_at([said.get("title", ""), said["text"]], seen=said.pop("seen"))
        made = concerns.say(by=request.user, now=clock.now(), **said)
        return Response(SaidConcernSerializer(_concern(request, made.pk)).data, status=201)


class ConcernDetail(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="concerns_retrieve",
        summary="One concern",
        responses={200: ConcernSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return Response(ConcernSerializer(_concern(request, pk)).data)

    @extend_schema(
        operation_id="concerns_withdraw",
        summary="Take one's own concern back, until it is sent to the Table",
        responses={200: ConcernSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        concerns.withdraw(by=request.user, concern=mine.concern(pk, request.user), now=clock.now())
        return Response(ConcernSerializer(_concern(request, pk)).data)


class ConcernSupport(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(summary="« Moi aussi »", request=None, responses={200: ConcernSerializer, **WRITES})
    def post(self, request: Request, pk: int) -> Response:
        supports.support_concern(by=request.user, concern=_concern(request, pk), now=clock.now())
        return Response(ConcernSerializer(_concern(request, pk)).data)

    @extend_schema(
        operation_id="concerns_support_destroy",
        summary="Take back « Moi aussi »",
        responses={200: ConcernSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        supports.withdraw_support(by=request.user, concern=_concern(request, pk), now=clock.now())
        return Response(ConcernSerializer(_concern(request, pk)).data)


class InitiativeList(ListAPIView):
    permission_classes = (AllowAny,)
    serializer_class = InitiativeSerializer
    queryset = Initiative.objects.none()

    def get_queryset(self) -> QuerySet[Initiative]:
        found = initiative_queries.visible_initiatives(
            viewer=self.request.user, capacity=_capacity(self.request)
        )
        return found.prefetch_related("decisions").newest_first()

    def get_serializer_context(self) -> dict:
        return _words_context(self.request)

    @extend_schema(
        summary="The initiatives, newest first", responses={200: InitiativeSerializer(many=True), **REFUSALS}
    )
    def get(self, request: Request, *args, **kwargs) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(
        summary="Propose an initiative",
        request=ProposeSerializer,
        responses={201: InitiativeSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        speaking.check_may_speak(_capacity(request))
        body = ProposeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        sheet = sheets.sheet_of(dict(body.validated_data))
        looking.check_looked_at(looking.words_of(sheet), seen=body.validated_data["seen"])
        made = initiatives.propose(
            by=request.user if request.user.is_authenticated else None,
            sheet=sheet,
            from_concerns=_cited(request, body.validated_data["from_concerns"]),
            now=clock.now(),
        )
        return _initiative_response(request, made.pk, status=201)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "POST" else super().get_permissions()


class InitiativeDetail(APIView):
    permission_classes = (AllowAny,)

    def get_permissions(self):
        return [IsAuthenticated()] if self.request.method == "DELETE" else super().get_permissions()

    @extend_schema(
        operation_id="initiatives_retrieve",
        summary="One initiative",
        responses={200: InitiativeSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _initiative_response(request, pk)

    @extend_schema(
        operation_id="initiatives_withdraw",
        summary="Take one's own initiative back, until its vote opens",
        responses={200: InitiativeSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        initiatives.withdraw(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return _initiative_response(request, pk)


class InitiativeSupport(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(summary="« J'appuie »", request=None, responses={200: InitiativeSerializer, **WRITES})
    def post(self, request: Request, pk: int) -> Response:
        supports.support_initiative(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return _initiative_response(request, pk)

    @extend_schema(
        operation_id="initiatives_support_destroy",
        summary="Take back « J'appuie »",
        responses={200: InitiativeSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        supports.withdraw_support(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return _initiative_response(request, pk)


class TransmissionList(ListAPIView):
    """What the Espace sent to the Table, with its answers: public, without identities."""

    permission_classes = (AllowAny,)
    serializer_class = TransmissionSerializer
    queryset = Transmission.objects.none()

    def get_queryset(self) -> QuerySet[Transmission]:
        return Transmission.objects.sent().prefetch_related("responses", "quotes").newest_first()

    @extend_schema(
        summary="What was sent to the Table, newest first", responses={200: TransmissionSerializer(many=True)}
    )
    def get(self, request: Request, *args, **kwargs) -> Response:
        return super().get(request, *args, **kwargs)

    def paginate_queryset(self, queryset):
        return _with_clock(super().paginate_queryset(queryset))


class TransmissionDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="transmissions_retrieve",
        summary="One dossier",
        responses={200: TransmissionSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        found = transmission_queries.dossier(pk, today=clock.today()).transmission
        return Response(TransmissionSerializer(_with_clock([found])[0]).data)


def _with_clock(transmissions: list[Transmission]) -> list[Transmission]:
    """Each sending with the words of its clock, the same as on the public page."""
    today = clock.today()
    accepted_on = transmission_queries.clock_accepted_on(today)
    for one in transmissions:
        found = clock_words.clock_of(one, today=today, accepted_on=accepted_on)
        one.clock_status, one.clock = found.status, found.sentence
    return transmissions


def _cited(request: Request, ids: list[int]) -> list[Concern]:
    found = list(mine.citable_by_id(request.user, ids, now=clock.now()))
    if len(found) != len(set(ids)):
        raise BadInput("from_concerns", _("One of these concerns is not here."))
    return found
