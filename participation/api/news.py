"""Being told: what the person was told, what waits for them in the threads, and « I read it ». Theirs alone."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.api_shapes import BadInputSerializer, RefusalSerializer
from deliberation.domain.queries import news as thread_news
from participation.api.message_shapes import ListedMessageSerializer
from participation.domain import notices
from participation.domain.queries import notices as queries
from participation.models import Notice
from participation.rules import notice_words

MAX_NUMBER = 2**31 - 1


class ToldSerializer(serializers.ModelSerializer):
    """One thing told to this person. `delivered_at` is empty while they have not read it."""

    sentence = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField()
    outcome = serializers.CharField(read_only=True)

    class Meta:
        model = Notice
        fields = (
            "id",
            "sentence",
            "about",
            "words",
            "link",
            "concern",
            "vote",
            "created_at",
            "outcome",
            "delivered_at",
        )
        read_only_fields = fields

    def get_sentence(self, notice: Notice) -> str:
        return notice_words.sentence(notice, sees_private=True, is_for_them=True)

    def get_about(self, notice: Notice) -> str:
        return notice_words.about(notice, sees_private=True)

    def get_words(self, notice: Notice) -> str:
        return notice_words.words(notice, sees_private=True, is_for_them=True)


class NewInThreadSerializer(serializers.Serializer):
    thread = serializers.IntegerField(source="thread_id")
    title = serializers.CharField()
    count = serializers.IntegerField()


class NewsSerializer(serializers.Serializer):
    fresh = ToldSerializer(many=True, help_text="Not read yet.")
    told = ToldSerializer(many=True, help_text="The last ones read, or told another way.")
    answers = ListedMessageSerializer(many=True, help_text="Answers to one's own messages, not seen yet.")
    threads = NewInThreadSerializer(many=True, help_text="Other new messages where one speaks.")


class ReadNewsSerializer(serializers.Serializer):
    news = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_NUMBER), min_length=1, max_length=200
    )


class NewsReadSerializer(serializers.Serializer):
    read = serializers.IntegerField(read_only=True, help_text="How many were new.")


class News(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="news_list",
        summary="What this person was told, and what is new in their threads",
        responses={200: NewsSerializer, 401: RefusalSerializer},
    )
    def get(self, request: Request) -> Response:
        fresh, told = queries.news_of(request.user, now=clock.now())
        talk = thread_news.news_of(capacity_of(request))
        found = {"fresh": fresh, "told": told, "answers": talk.answers, "threads": talk.threads}
        return Response(NewsSerializer(found).data)


class NewsRead(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="news_read",
        summary="These news are read; those of somebody else are left alone",
        request=ReadNewsSerializer,
        responses={200: NewsReadSerializer, 401: RefusalSerializer, 422: BadInputSerializer},
    )
    def post(self, request: Request) -> Response:
        body = ReadNewsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        new = notices.read(by=request.user, pks=body.validated_data["news"], now=clock.now())
        return Response({"read": new})
