"""Threads and messages in JSON, from what readers see: hidden words are not in the input."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api_shapes import HelpLineSerializer
from common.care import MAX_SEEN_CHARS
from deliberation.domain.messages import MAX_CHARS, MAX_KEY_CHARS, MAX_NOTE_CHARS
from deliberation.domain.queries.messages import HIDDEN, PARTLY_HIDDEN, SHOWN, WITHDRAWN, ShownMessage
from deliberation.enums import MessageKind
from deliberation.models import Thread
from deliberation.rules import distress

STATES = [(one, one) for one in (SHOWN, PARTLY_HIDDEN, HIDDEN, WITHDRAWN)]


class ThreadSerializer(serializers.ModelSerializer):
    class Meta:
        model = Thread
        fields = (
            "id",
            "title",
            "audience",
            "state",
            "mode",
            "is_private_word",
            "content_note",
            "back_path",
            "last_number",
            "opened_at",
            "last_posted_at",
        )
        read_only_fields = fields


class ThreadMessageSerializer(serializers.Serializer):
    """A message as its readers see it; `text` and `html` are empty when it is hidden or taken back."""

    id = serializers.IntegerField(source="pk")
    thread = serializers.IntegerField(source="thread_id")
    number = serializers.IntegerField()
    author_id = serializers.IntegerField()
    author = serializers.CharField(source="author_name")
    role = serializers.CharField(source="author_role")
    role_label = serializers.CharField()
    badge = serializers.CharField()
    territory = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    text = serializers.CharField()
    html = serializers.CharField()
    reason = serializers.CharField()
    via = serializers.CharField()
    path_line = serializers.CharField()
    reply_to = serializers.IntegerField(allow_null=True, help_text="The message that begins the talk.")
    quoted = serializers.IntegerField(allow_null=True, help_text="The message answered, one of that talk.")
    quoted_words = serializers.CharField()
    content_note = serializers.CharField()
    thanks = serializers.IntegerField()
    me_too = serializers.IntegerField()
    edited_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    posted_at = serializers.DateTimeField()
    moved_to = serializers.IntegerField(
        source="moved_to_id", allow_null=True, help_text="The thread where facilitation moved it."
    )
    moved_to_number = serializers.IntegerField(help_text="Its number there; 0 when it was not moved.")


class PostedMessageSerializer(ThreadMessageSerializer):
    """Just after it is sent: also the numbers to call, when the words say danger."""

    help = serializers.SerializerMethodField(help_text="Shown to the person at once; empty most of the time.")

    @extend_schema_field(HelpLineSerializer(many=True))
    def get_help(self, message: ShownMessage) -> list[dict]:
        return list(HelpLineSerializer(distress.lines_for(message.text), many=True).data)


class MessagesSerializer(serializers.Serializer):
    """What came after; `more` says to ask again after `last`."""

    messages = ThreadMessageSerializer(many=True)
    last = serializers.IntegerField()
    more = serializers.BooleanField()


class WaitingSerializer(serializers.Serializer):
    """Sent, and read by facilitation before anybody else: it has no number yet."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=["waiting"])
    due_at = serializers.DateTimeField()
    help = HelpLineSerializer(many=True, help_text="The numbers to call, when the words say danger.")


class PostSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=MAX_CHARS, trim_whitespace=False)
    reply_to = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=2**31 - 1,
        help_text="The number of a message.",
    )
    client_key = serializers.CharField(required=False, allow_blank=True, max_length=MAX_KEY_CHARS)
    kind = serializers.ChoiceField(required=False, choices=MessageKind.values)
    content_note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE_CHARS)
    seen = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MAX_SEEN_CHARS,
        help_text="After « look_again »: its words, one a line, to publish all the same.",
    )


class ChangeSerializer(serializers.Serializer):
    text = serializers.CharField(required=False, max_length=MAX_CHARS, trim_whitespace=False)
    content_note = serializers.CharField(required=False, allow_blank=True, max_length=MAX_NOTE_CHARS)
    seen = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MAX_SEEN_CHARS,
        help_text="After « look_again »: its words, one a line, to publish all the same.",
    )


class MessageVersionSerializer(serializers.Serializer):
    text = serializers.CharField()
    html = serializers.CharField()
    written_at = serializers.DateTimeField()
    replaced_at = serializers.DateTimeField()


class ReadSerializer(serializers.Serializer):
    up_to = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class AfterSerializer(serializers.Serializer):
    """The query of a catch-up."""

    after = serializers.IntegerField(required=False, default=0, min_value=0, max_value=2**31 - 1)
    limit = serializers.IntegerField(required=False, default=50, min_value=1, max_value=100)
