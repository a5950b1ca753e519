"""Sign up without a card, by program: the same checks, the same count per address as the page."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from knox.models import AuthToken
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import own_serializers as shapes
from accounts.domain import devices, sign_ups
from accounts.domain.queries import territories
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import BadInput


class SignUp(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="sign_up_create",
        summary="Sign up without a card",
        description=(
            "No right comes with it: the person waits for their welcome talk. Phone and e-mail are optional and only "
            "serve to tell things. Many accounts from one address pass, a machine does not (429)."
        ),
        request=shapes.SignUpSerializer,
        responses={
            201: shapes.SignedUpSerializer,
            **dict.fromkeys((400, 403, 429), RefusalSerializer),
            422: BadInputSerializer,
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        body = shapes.SignUpSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = dict(body.validated_data)
        territory = territories.west_to_east().filter(slug=said.pop("territory")).first()
        if territory is None:
            raise BadInput("territory", _("Choose an MRC."))
        now = clock.now()
        person = sign_ups.open_account(
            request=request._request, secret=said.pop("pin"), territory=territory, now=now, **said
        )
        devices.note_program(person=person, mark=devices.mark_of(request._request), now=now)
        token, secret = AuthToken.objects.create(person)
        made = {"display_name": person.display_name, "login": person.username}
        shown = shapes.SignedUpSerializer({**made, "token": secret, "expires_at": token.expiry})
        return Response(shown.data, status=201)
