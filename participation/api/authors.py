"""Who writes an initiative, in JSON: an author invites by a code, the other answers, and may leave."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.people import shown_name
from accounts.domain.queries import people
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from participation.domain import co_authors
from participation.domain.queries import amendments as queries
from participation.models import AuthorInvitation, Initiative

REFUSALS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = {**REFUSALS, **dict.fromkeys((400, 409, 429), RefusalSerializer), 422: BadInputSerializer}


class AuthorsSerializer(serializers.Serializer):
    """Borrowed names, for members only."""

    authors = serializers.ListField(child=serializers.CharField(), read_only=True)


class CodeSerializer(serializers.Serializer):
    code = serializers.CharField(max_length=20, help_text="Nine digits.")


class MadeCodeSerializer(CodeSerializer):
    """Shown once, kept nowhere."""

    expires_at = serializers.DateTimeField(read_only=True)


class AnswerInvitationSerializer(CodeSerializer):
    accepts = serializers.BooleanField()


class InvitationSerializer(serializers.Serializer):
    """What one is asked, before saying yes or no."""

    initiative = serializers.IntegerField(source="initiative_id", read_only=True)
    title = serializers.CharField(source="initiative.title", read_only=True)
    invited_by = serializers.SerializerMethodField(help_text="A borrowed name.")
    expires_at = serializers.DateTimeField(read_only=True)

    def get_invited_by(self, invitation: AuthorInvitation) -> str:
        return shown_name(invitation.invited_by)


def _initiative(request: Request, pk: int) -> Initiative:
    capacity = people.capacity(request.user, on=clock.today())
    return queries.amended_initiative(pk, viewer=request.user, capacity=capacity)


def _shown(initiative: Initiative) -> Response:
    names = [shown_name(one) for one in initiative.authors.order_by("pk")]
    return Response(AuthorsSerializer({"authors": names}).data)


class Authors(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_authors_retrieve",
        summary="Who writes an initiative",
        responses={200: AuthorsSerializer, **REFUSALS},
    )
    def get(self, request: Request, pk: int) -> Response:
        return _shown(_initiative(request, pk))

    @extend_schema(
        operation_id="initiatives_authors_leave",
        summary="Stop writing it, as long as somebody else does",
        responses={200: AuthorsSerializer, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        found = _initiative(request, pk)
        co_authors.leave(by=request.user, initiative=found, now=clock.now())
        return _shown(found)


class Invitation(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="initiatives_invitation_create",
        summary="Make a code to write it together, shown once",
        request=None,
        responses={201: MadeCodeSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        made = co_authors.invite(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return Response(
            MadeCodeSerializer({"code": made.code, "expires_at": made.expires_at}).data, status=201
        )

    @extend_schema(
        operation_id="initiatives_invitation_cancel",
        summary="The code that waits stops working",
        responses={204: None, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        co_authors.cancel(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return Response(status=204)


class OpenInvitation(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="author_invitations_open",
        summary="What a code invites to",
        request=CodeSerializer,
        responses={200: InvitationSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        body = CodeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(InvitationSerializer(_opened(request, body.validated_data["code"])).data)


class AnswerInvitation(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="author_invitations_answer",
        summary="Say yes or no to writing an initiative together",
        request=AnswerInvitationSerializer,
        responses={200: InvitationSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        body = AnswerInvitationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        found = _opened(request, body.validated_data["code"])
        act = co_authors.accept if body.validated_data["accepts"] else co_authors.decline
        act(by=request.user, invitation=found, now=clock.now())
        return Response(InvitationSerializer(found).data)


def _opened(request: Request, code: str) -> AuthorInvitation:
    return co_authors.open_with_code(request=request._request, by=request.user, code=code, now=clock.now())
