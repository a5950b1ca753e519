"""Enter and leave by program, and know oneself."""

from drf_spectacular.utils import OpenApiResponse, extend_schema
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import serializers
from accounts.domain import entering
from accounts.domain.queries import people
from accounts.models import Person
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer

TOKENS_PER_PERSON = 10

REFUSAL = OpenApiResponse(RefusalSerializer)


class TokenView(APIView):
    """A token instead of a session, for programs."""

    def get_authenticators(self):
        # Asking for a token starts from nothing: a session or a stale token is not looked at.
        return [] if self.request and self.request.method == "POST" else [TokenAuthentication()]

    def get_permissions(self):
        return [AllowAny()] if self.request and self.request.method == "POST" else [IsAuthenticated()]

    @extend_schema(
        summary="Enter: get a token",
        description="Same tries as the page: 5 wrong ones in 5 minutes, then 429. The token lasts 10 hours.",
        request=serializers.EnterSerializer,
        responses={
            201: serializers.TokenSerializer,
            400: REFUSAL,
            401: REFUSAL,
            422: OpenApiResponse(BadInputSerializer),
            429: REFUSAL,
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        form = serializers.EnterSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        person = entering.recognise(request=request._request, **form.validated_data)
        token, secret = AuthToken.objects.create(person)
        _keep_the_latest(person)
        return Response({"token": secret, "expires_at": token.expiry}, status=201)

    @extend_schema(summary="Leave: end this token", request=None, responses={204: None, 401: REFUSAL})
    def delete(self, request: Request) -> Response:
        request.auth.delete()
        return Response(status=204)


def _keep_the_latest(person: Person) -> None:
    tokens = AuthToken.objects.filter(user=person)
    latest = tokens.order_by("-created", "-pk").values_list("pk", flat=True)[:TOKENS_PER_PERSON]
    tokens.exclude(pk__in=list(latest)).delete()


class MeView(APIView):
    """What others see of me, and what I may be here today."""

    # The token first: somebody unknown gets 401, not 403.
    authentication_classes = [TokenAuthentication, SessionAuthentication]
    permission_classes = [IsAuthenticated]

    @extend_schema(summary="Who am I?", responses={200: serializers.MeSerializer, 401: REFUSAL, 403: REFUSAL})
    def get(self, request: Request) -> Response:
        person = request.user
        assert isinstance(person, Person)
        roles = people.capacity(person, on=clock.today()).roles
        me = {"display_name": person.display_name, "territory": person.territory, "roles": sorted(roles)}
        return Response(serializers.MeSerializer(me).data)
