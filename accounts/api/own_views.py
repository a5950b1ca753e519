"""One's own account for programs: how to be reached, where it is open, what happened to it. The verbs are the pages'."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from knox.auth import TokenAuthentication
from knox.models import AuthToken
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api import own_serializers as shapes
from accounts.domain import contacts, disputes, people, sessions
from accounts.domain.queries import journal as journal_queries
from accounts.enums import ContactPath
from accounts.models import Person
from accounts.rules.visibility import shown_badge
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing

READS = dict.fromkeys((401, 403), RefusalSerializer)
WRITES = {**READS, 400: RefusalSerializer, 422: BadInputSerializer}
PER_PAGE = 20
LAST_PAGE = 1000
SESSION, PROGRAM, DEVICE = "session", "program", "device"


class Own(APIView):
    # The token first: somebody unknown gets 401, not 403.
    authentication_classes = (TokenAuthentication, SessionAuthentication)
    permission_classes = (IsAuthenticated,)


class MyContact(Own):
    @extend_schema(
        operation_id="me_contact_retrieve",
        summary="How I am reached",
        responses={200: shapes.ContactSerializer, **READS},
    )
    def get(self, request: Request) -> Response:
        person = people.reread(request.user)
        details = contacts.details_of(person)
        known = {"path": person.contact_path, "email": person.email}
        for name in ("phone", "call_name", "postal_address"):
            known[name] = getattr(details, name) if details else ""
        known["may_leave_message"] = bool(details and details.may_leave_message)
        return Response(shapes.ContactSerializer(known).data)

    @extend_schema(
        operation_id="me_contact_update",
        summary="Say how to reach me",
        request=shapes.ContactSerializer,
        responses={200: shapes.ContactSerializer, **WRITES},
    )
    def put(self, request: Request) -> Response:
        body = shapes.ContactSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        person = people.reread(request.user)
        contacts.choose(by=person, person=person, now=clock.now(), **body.validated_data)
        return self.get(request)

    @extend_schema(
        operation_id="me_contact_destroy",
        summary="Keep nothing",
        request=None,
        responses={204: None, **READS},
    )
    def delete(self, request: Request) -> Response:
        person = people.reread(request.user)
        contacts.choose(by=person, person=person, path=ContactPath.WEB, now=clock.now())
        return Response(status=204)


class MyDevices(Own):
    @extend_schema(
        operation_id="me_devices_list",
        summary="Where my account is open",
        responses={200: shapes.DoorSerializer(many=True), **READS},
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.DoorSerializer(_doors(request), many=True).data)

    @extend_schema(
        operation_id="me_devices_close_others",
        summary="Sign out everywhere else",
        request=None,
        responses={200: shapes.ClosedSerializer, **READS},
    )
    def delete(self, request: Request) -> Response:
        key, token = _here(request)
        closed = sessions.sign_out_others(by=request.user, key=key, token=token, now=clock.now())
        return Response({"closed": closed})


class MyDevice(Own):
    @extend_schema(
        operation_id="me_devices_close",
        summary="Sign one of them out, or forget it",
        parameters=[OpenApiParameter("what", OpenApiTypes.STR, OpenApiParameter.PATH)],
        request=None,
        responses={204: None, **READS, 404: RefusalSerializer},
    )
    def delete(self, request: Request, what: str) -> Response:
        kind, _dash, which = what.partition("-")
        now = clock.now()
        if kind == PROGRAM:
            sessions.end_token(by=request.user, pk=which, now=now)
        elif kind == SESSION:
            sessions.sign_out(by=request.user, pk=_number(which), now=now)
        elif kind == DEVICE:
            sessions.forget_device(by=request.user, pk=_number(which), now=now)
        else:
            raise Missing("missing", _("This is not here."))
        return Response(status=204)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _here(request: Request) -> tuple[str, str]:
    """The session, or the token, of this very request."""
    if isinstance(request.auth, AuthToken):
        return "", request.auth.pk
    return str(request.session.session_key), ""


def _doors(request: Request) -> list[dict]:
    key, token = _here(request)
    found = sessions.doors_of(request.user)
    inside = {row.device_id for row in found.sessions}
    rows = [
        (f"{SESSION}-{row.pk}", SESSION, str(row), row.opened_at, row.session_key == key)
        for row in found.sessions
    ]
    rows += [
        (f"{PROGRAM}-{one.pk}", PROGRAM, str(_("Program")), one.created, one.pk == token)
        for one in found.tokens
    ]
    rows += [
        (f"{DEVICE}-{one.pk}", DEVICE, str(one), None, False) for one in found.devices if one.pk not in inside
    ]
    names = ("what", "kind", "name", "since", "is_here")
    return [dict(zip(names, row, strict=True)) for row in rows]


class MyJournal(Own):
    @extend_schema(
        operation_id="me_journal_list",
        summary="What happened to my account, and who looked: 20 lines a page, the latest first",
        parameters=[OpenApiParameter("page", OpenApiTypes.INT, OpenApiParameter.QUERY)],
        responses={200: shapes.JournalLineSerializer(many=True), **READS},
    )
    def get(self, request: Request) -> Response:
        page = min(max(_number(request.query_params.get("page", "")), 1), LAST_PAGE)
        first = (page - 1) * PER_PAGE
        lines = journal_queries.lines(request.user, now=clock.now(), first=first, last=first + PER_PAGE)
        return Response(shapes.JournalLineSerializer([_line(one) for one in lines], many=True).data)


def _line(line: journal_queries.Line) -> dict:
    said = line.event.get_kind_display() if line.event else line.look.get_part_display() if line.look else ""
    return {
        "id": line.event.pk if line.event else None,
        "at": line.at,
        "kind": line.event.kind if line.event else "look",
        "part": line.look.part if line.look else None,
        "sentence": said,
        "detail": line.event.detail if line.event else "",
        "is_mine": line.is_mine,
        "who": shown_badge(line.by) if line.by else "",
        "may_say_not_me": line.may_dispute,
    }


class JournalSeen(Own):
    @extend_schema(
        operation_id="me_journal_seen",
        summary="« It was me »: the note on my home goes away",
        request=None,
        responses={204: None, **READS},
    )
    def post(self, request: Request) -> Response:
        disputes.mark_seen(person=people.reread(request.user), now=clock.now())
        return Response(status=204)


class NotMe(Own):
    @extend_schema(
        operation_id="me_journal_not_me",
        summary="« It was not me »: everything closes, this token too; people of another employer are told",
        request=shapes.NotMeSerializer,
        responses={204: None, **WRITES, **dict.fromkeys((404, 409, 429), RefusalSerializer)},
    )
    def post(self, request: Request, pk: int) -> Response:
        body = shapes.NotMeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        now, person = clock.now(), request.user
        assert isinstance(person, Person)
        event = journal_queries.disputable(pk, person=person, now=now)
        disputes.raise_dispute(request=request._request, event=event, pin=body.validated_data["pin"], now=now)
        return Response(status=204)
