"""Shapes of the phone and paper desk: who waits for news, what came of a try, what somebody said."""

from rest_framework import serializers

from accounts.domain.people import shown_name
from accounts.enums import ContactPath, Via
from participation.domain.queries.notices import ToTell
from participation.enums import HelpedKind, NoticeOutcome, Readers
from participation.models import HelpedContribution, Notice, NoticeTry
from participation.rules import helping, notice_words

NOTABLE = (
    NoticeOutcome.TOLD,
    NoticeOutcome.NO_ANSWER,
    NoticeOutcome.MESSAGE_LEFT,
    NoticeOutcome.POSTED,
    NoticeOutcome.RETURNED,
)
MAX_NUMBER = 2**31 - 1


class NewsToTellSerializer(serializers.ModelSerializer):
    """One thing to say. `about` and `words`: facilitation alone reads those of a private text, and of personal help."""

    sentence = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = ("id", "sentence", "about", "words", "due_on", "created_at")
        read_only_fields = fields

    def get_sentence(self, notice: Notice) -> str:
        return notice_words.sentence(notice, sees_private=self.context["sees_private"])

    def get_about(self, notice: Notice) -> str:
        return notice_words.about(notice, sees_private=self.context["sees_private"])

    def get_words(self, notice: Notice) -> str:
        return notice_words.words(notice, sees_private=self.context["sees_private"])


class TryToTellSerializer(serializers.ModelSerializer):
    outcome = serializers.CharField(read_only=True)
    path = serializers.CharField(read_only=True)

    class Meta:
        model = NoticeTry
        fields = ("outcome", "path", "at")
        read_only_fields = fields


class PersonToTellSerializer(serializers.Serializer[ToTell]):
    """One person, the way that works today (« inconnu »: nobody knows how), and everything to tell them at once."""

    person = serializers.IntegerField(source="person.pk", read_only=True)
    name = serializers.SerializerMethodField()
    way = serializers.CharField(read_only=True)
    due_on = serializers.DateField(read_only=True)
    news = NewsToTellSerializer(source="notices", many=True, read_only=True)
    tries = TryToTellSerializer(many=True, read_only=True)

    def get_name(self, one: ToTell) -> str:
        return shown_name(one.person)


class ReachToTellSerializer(PersonToTellSerializer):
    """With how to reach them: reading it is written in the person's journal."""

    phone = serializers.CharField(read_only=True)
    call_name = serializers.CharField(read_only=True)
    may_leave_message = serializers.BooleanField(read_only=True)
    postal_address = serializers.CharField(read_only=True)


class NoteTrySerializer(serializers.Serializer):
    """What came of one call, letter or meeting."""

    news = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_NUMBER), min_length=1, max_length=200
    )
    outcome = serializers.ChoiceField(choices=[(one.value, one.label) for one in NOTABLE])
    path = serializers.ChoiceField(
        choices=[ContactPath.PHONE.value, ContactPath.POST.value, ContactPath.MEETING.value], required=False
    )


class NotedTrySerializer(serializers.Serializer):
    noted = serializers.IntegerField(read_only=True, help_text="How many news this was about.")


class WriteForSerializer(serializers.Serializer):
    """What somebody said, with their agreement. Never a vote, nor a support to an initiative or a rule."""

    who = serializers.CharField(max_length=80, help_text="Borrowed name or card number.")
    what = serializers.ChoiceField(choices=HelpedKind.choices)
    via = serializers.ChoiceField(choices=[(path.value, path.label) for path in helping.PATHS])
    has_agreed = serializers.BooleanField(help_text="The words were read back, and the person agrees.")
    text = serializers.CharField(max_length=6000, required=False, allow_blank=True, default="")
    target = serializers.IntegerField(
        min_value=0,
        max_value=MAX_NUMBER,
        default=0,
        help_text="The thread of a reply, the concern of a « moi aussi ».",
    )
    readers = serializers.ChoiceField(choices=Readers.choices, default=Readers.MEMBERS)
    path = serializers.ChoiceField(
        choices=ContactPath.choices, required=False, allow_blank=True, default="", help_text="Their way back."
    )
    detail = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class WrittenForSerializer(serializers.ModelSerializer):
    what = serializers.CharField(source="kind", read_only=True)
    concern = serializers.IntegerField(source="concern_id", read_only=True, allow_null=True)
    message = serializers.IntegerField(source="message_id", read_only=True, allow_null=True)
    submission = serializers.IntegerField(
        source="submission_id",
        read_only=True,
        allow_null=True,
        help_text="Instead of a message, when facilitation reads it before it is published.",
    )
    tracking_number = serializers.SerializerMethodField(help_text="To read out; for a concern only.")
    via = serializers.ChoiceField(choices=Via.choices, read_only=True)

    class Meta:
        model = HelpedContribution
        fields = ("id", "what", "via", "concern", "message", "submission", "tracking_number", "consented_at")
        read_only_fields = fields

    def get_tracking_number(self, made: HelpedContribution) -> str:
        return made.concern.tracking_number if made.kind == HelpedKind.CONCERN and made.concern else ""
