"""A private word between one person and facilitation. Once open, it is read like a thread (`threads/<id>/messages/`)."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.doors import capacity_of
from accounts.models import Person
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from common.exceptions import Missing
from deliberation.api.serializers import PostedMessageSerializer, ThreadSerializer
from deliberation.api.waiting_shapes import WordWaitingSerializer, WriteWordSerializer
from deliberation.domain import private_words
from deliberation.domain.queries import messages as message_queries
from deliberation.domain.queries import private_words as queries
from deliberation.models import Message, Thread
from deliberation.rules import moderation, visibility
from deliberation.rules import private_words as rules

READS = dict.fromkeys((401, 403, 404), RefusalSerializer)
WRITES = READS | dict.fromkeys((400, 409, 429), RefusalSerializer) | {422: BadInputSerializer}


def _open_word(person: Person | None) -> Thread:
    word = queries.open_word(person) if person is not None else None
    if word is None:
        raise Missing("thread_missing", visibility.MISSING_THREAD)
    return word


def _write(request: Request, person: Person) -> Response:
    body = WriteWordSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    written = private_words.write(by=request.user, person=person, now=clock.now(), **body.validated_data)
    found = message_queries.with_people(Message.objects.filter(pk=written.pk)).get()
    return Response(PostedMessageSerializer(message_queries.shown(found)).data, status=201)


class WordsWaiting(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="private_words_list",
        summary="Who wrote to facilitation and waits, the longest wait first; facilitation alone reads it",
        responses={200: WordWaitingSerializer(many=True), **READS},
    )
    def get(self, request: Request) -> Response:
        moderation.check_may_moderate(capacity_of(request))
        return Response(WordWaitingSerializer(queries.words_waiting(), many=True).data)


class MyWord(APIView):
    """One's own, with facilitation. Facilitation has none with itself."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="private_words_mine_retrieve",
        summary="The thread of one's own private word; 404 when none is open",
        responses={200: ThreadSerializer, **READS},
    )
    def get(self, request: Request) -> Response:
        return Response(ThreadSerializer(_open_word(_me(request))).data)

    @extend_schema(
        operation_id="private_words_mine_write",
        summary="Write to facilitation in private; opened when needed",
        request=WriteWordSerializer,
        responses={201: PostedMessageSerializer, **WRITES},
    )
    def post(self, request: Request) -> Response:
        return _write(request, _me(request))

    @extend_schema(
        operation_id="private_words_mine_close",
        summary="Close one's private word: it is still read, nothing more is written in it",
        responses={200: ThreadSerializer, **READS, 409: RefusalSerializer},
    )
    def delete(self, request: Request) -> Response:
        word = _open_word(_me(request))
        return Response(
            ThreadSerializer(private_words.close(by=request.user, thread=word, now=clock.now())).data
        )


class WordWith(APIView):
    """With one person, for facilitation."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="private_words_with_retrieve",
        summary="The thread of the private word with one person; 404 when none is open",
        responses={200: ThreadSerializer, **READS},
    )
    def get(self, request: Request, pk: int) -> Response:
        moderation.check_may_moderate(capacity_of(request))
        return Response(ThreadSerializer(_open_word(Person.objects.filter(pk=pk).first())).data)

    @extend_schema(
        operation_id="private_words_with_write",
        summary="Write to one person in private; opened when needed",
        request=WriteWordSerializer,
        responses={201: PostedMessageSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        return _write(request, _written_to(request, pk))


def _me(request: Request) -> Person:
    me = capacity_of(request)
    rules.check_may_write(by=me, person=me)
    assert me.person is not None  # Whoever is unknown is refused just above.
    return me.person


def _written_to(request: Request, pk: int) -> Person:
    by = capacity_of(request)
    moderation.check_may_moderate(by)
    person = Person.objects.present().filter(pk=pk).first()
    rules.check_may_write(by=by, person=people.capacity(person, on=clock.today()))
    assert person is not None  # Somebody unknown is refused just above, like a missing person.
    return person
