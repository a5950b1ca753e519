"""Enter and leave by program, and know oneself."""

from django.db import transaction
from drf_spectacular.utils import OpenApiResponse, extend_schema
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import serializers
from accounts.domain import devices, entering, proofs, second_step
from accounts.domain.queries import people
from accounts.models import Person
from accounts.rules import second_step as second_step_rules
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
        description=(
            "Same tries as the page: 5 wrong ones in 5 minutes from one address, 20 a day from all of them, then 429. "
            "A device that carries the cookie « appareil » of this account has its own. The token lasts 10 hours. "
            "Whoever works here sends « code » too, else 403 « second_step_needed »; the second step is set up on the page."
        ),
        request=serializers.EnterSerializer,
        responses={
            201: serializers.TokenSerializer,
            400: REFUSAL,
            401: REFUSAL,
            403: REFUSAL,
            422: OpenApiResponse(BadInputSerializer),
            429: REFUSAL,
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        form = serializers.EnterSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        code = form.validated_data.pop("code")
        person = entering.recognise(request=request._request, **form.validated_data)
        factor = self._second_step(request, person, code)
        devices.note_program(person=person, mark=devices.mark_of(request._request), now=clock.now())
        with transaction.atomic():
            token, secret = AuthToken.objects.create(person)
            if factor is not None:
                proofs.remember_token(token, factor=factor)
            _keep_the_latest(person)
        return Response({"token": secret, "expires_at": token.expiry}, status=201)

    def _second_step(self, request: Request, person: Person, code: str) -> int | None:
        """What proved the second step; None for whoever needs none. Refused: it is missing, or the code is wrong."""
        now = clock.now()
        if not second_step_rules.must_prove(people.capacity(person, on=clock.today())):
            return None
        if not code:
            raise second_step_rules.needed()
        return second_step.prove(request=request._request, person=person, code=code, now=now)

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
