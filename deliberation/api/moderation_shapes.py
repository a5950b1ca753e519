"""What moderation, rounds and pauses look like in JSON. No name of whoever flagged or acted is in them."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.domain.people import shown_name
from accounts.enums import VoiceReason
from accounts.models import VoicePause
from accounts.models.voice_pause import MOST_DAYS
from accounts.rules.voices import MAX_WHY
from common.exceptions import BadInput
from deliberation.domain.messages import MAX_CHARS
from deliberation.domain.queries.messages import shown
from deliberation.enums import FlagReason, ThreadState, TurnState
from deliberation.models import Flag
from deliberation.rules import turns


class ReasonSerializer(serializers.Serializer):
    reason = serializers.ChoiceField(choices=FlagReason.choices)


class FlagSerializer(serializers.ModelSerializer):
    class Meta:
        model = Flag
        fields = ("id", "reason", "raised_at", "due_at", "hid_first", "handled_at", "outcome")
        read_only_fields = fields


class WaitingFlagSerializer(FlagSerializer):
    """For facilitation: with the words to judge, also when a flag has hidden them."""

    message = serializers.IntegerField(source="message_id")
    thread = serializers.IntegerField(source="message.thread_id")
    words = serializers.SerializerMethodField()

    class Meta(FlagSerializer.Meta):
        fields = (*FlagSerializer.Meta.fields, "message", "thread", "words")
        read_only_fields = fields

    def get_words(self, flag: Flag) -> str:
        message = flag.message
        return message.text if message.hidden_until_read else shown(message).text


class HandleSerializer(serializers.Serializer):
    called = serializers.BooleanField(default=False, help_text="Somebody called the person.")
    keep_hidden = serializers.BooleanField(
        default=False, help_text="A flag hid it first: it stays hidden, and the author is told why."
    )

    def validate(self, attrs: dict) -> dict:
        if attrs["called"] and attrs["keep_hidden"]:
            raise BadInput("keep_hidden", _("One answer at a time: note the call, or keep it hidden."))
        return attrs


class HideSerializer(ReasonSerializer):
    passage = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=MAX_CHARS,
        help_text="The words to hide, as they are written; without them, the whole message.",
    )


class StateSerializer(serializers.Serializer):
    state = serializers.ChoiceField(choices=ThreadState.values)
    reason = serializers.ChoiceField(required=False, allow_blank=True, choices=FlagReason.choices)


class RoundAskSerializer(serializers.Serializer):
    question = serializers.CharField(max_length=200)
    hours = serializers.IntegerField(min_value=turns.LEAST_HOURS, max_value=turns.MOST_HOURS)


class WhoseTurnSerializer(serializers.Serializer):
    person = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="For a worker who notes it; without it, one's own turn.",
    )


class TurnSerializer(serializers.Serializer):
    person = serializers.IntegerField(source="person_id")
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=TurnState.values)
    due_at = serializers.DateTimeField(
        allow_null=True,
        help_text="For the person and those who help; null for others, or when there is no end.",
    )
    message = serializers.IntegerField(
        source="number", allow_null=True, help_text="The number of the message."
    )


class RoundSerializer(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    thread = serializers.IntegerField(source="thread_id")
    question = serializers.CharField()
    is_over = serializers.BooleanField()
    turns = TurnSerializer(many=True)


class PauseAskSerializer(serializers.Serializer):
    person = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    reason = serializers.ChoiceField(choices=VoiceReason.choices)
    why = serializers.CharField(max_length=MAX_WHY, help_text="What the person will read.")
    days = serializers.IntegerField(min_value=1, max_value=MOST_DAYS)


class PauseDecisionSerializer(serializers.Serializer):
    decision = serializers.ChoiceField(choices=["confirm", "drop", "end"])


class PauseSerializer(serializers.ModelSerializer):
    ends_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = VoicePause
        fields = (
            "id",
            "reason",
            "why",
            "days",
            "asked_at",
            "confirmed_at",
            "dropped_at",
            "ended_at",
            "ends_at",
        )
        read_only_fields = fields


class KnownPauseSerializer(PauseSerializer):
    """With whose voice it is; never who asked."""

    person = serializers.IntegerField(source="person_id", read_only=True)
    name = serializers.SerializerMethodField()

    class Meta(PauseSerializer.Meta):
        fields = (*PauseSerializer.Meta.fields, "person", "name")
        read_only_fields = fields

    def get_name(self, pause: VoicePause) -> str:
        return shown_name(pause.person)
