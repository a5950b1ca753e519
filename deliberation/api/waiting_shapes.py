"""What waits, what is private and what the public log says, in JSON."""

from rest_framework import serializers

from accounts.domain.people import shown_name
from deliberation.domain.messages import MAX_CHARS, MAX_KEY_CHARS
from deliberation.domain.threads import MAX_GUARDED_CHARS
from deliberation.enums import FlagReason, ReadingMode, SubmissionState
from deliberation.models import Submission, Thread

PUBLISH, REFUSE = "publish", "refuse"
MOST_NAMES = 200


class SubmissionSerializer(serializers.ModelSerializer):
    """Words that wait, for their author and facilitation. `message` comes once they are published."""

    author = serializers.SerializerMethodField()
    thread_title = serializers.CharField(source="thread.title", read_only=True)
    kind = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(choices=SubmissionState.values, read_only=True)

    class Meta:
        model = Submission
        fields = (
            "id",
            "thread",
            "thread_title",
            "author",
            "kind",
            "text",
            "content_note",
            "state",
            "reason",
            "sent_at",
            "due_at",
            "read_at",
            "message",
        )
        read_only_fields = fields

    def get_author(self, submission: Submission) -> str:
        return shown_name(submission.author)


class SubmissionDecisionSerializer(serializers.Serializer):
    decision = serializers.ChoiceField(choices=[PUBLISH, REFUSE])
    reason = serializers.ChoiceField(
        required=False,
        allow_blank=True,
        default="",
        choices=FlagReason.choices,
        help_text="Needed to refuse; the author reads it.",
    )


class ModeSerializer(serializers.Serializer):
    mode = serializers.ChoiceField(choices=ReadingMode.values)


class GuardedNamesSerializer(serializers.Serializer):
    names = serializers.ListField(
        child=serializers.CharField(max_length=MAX_GUARDED_CHARS), max_length=MOST_NAMES
    )


class MoveSerializer(serializers.Serializer):
    thread = serializers.IntegerField(min_value=1, max_value=2**31 - 1, help_text="Where it goes.")


class WordWaitingSerializer(serializers.Serializer):
    """Somebody wrote last and waits; their words stay in the private word."""

    thread = serializers.IntegerField(source="pk")
    person = serializers.IntegerField(source="opened_by_id")
    name = serializers.SerializerMethodField()
    waits_since = serializers.DateTimeField()

    def get_name(self, word: Thread) -> str:
        return shown_name(word.opened_by) if word.opened_by else ""


class WriteWordSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=MAX_CHARS, trim_whitespace=False)
    client_key = serializers.CharField(required=False, allow_blank=True, max_length=MAX_KEY_CHARS, default="")


class LogLineSerializer(serializers.Serializer):
    """One act: what, why, which day. The thread only for those who read it."""

    day = serializers.CharField()
    act = serializers.CharField()
    reason = serializers.CharField()
    thread = serializers.IntegerField(source="thread_id", allow_null=True)
    thread_title = serializers.CharField()


class LogFigureSerializer(serializers.Serializer):
    label = serializers.CharField()
    value = serializers.CharField(help_text="« Fewer than 5 » from 1 to 4.")


class LogDrawSerializer(serializers.Serializer):
    """With the seed, anybody can do the draw again; it comes with the decision."""

    day = serializers.CharField()
    hash = serializers.CharField()
    seed = serializers.CharField()


class LogPageSerializer(serializers.Serializer):
    page = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)


class LogSerializer(serializers.Serializer):
    page = serializers.IntegerField(source="page.number")
    pages = serializers.IntegerField(source="page.paginator.num_pages", help_text="How many pages of acts.")
    waiting = serializers.IntegerField()
    late = serializers.IntegerField()
    lines = LogLineSerializer(many=True)
    figures = LogFigureSerializer(many=True)
    reasons = LogFigureSerializer(many=True)
    draws = LogDrawSerializer(many=True)
