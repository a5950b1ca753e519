"""The shapes of the Table's work: an answer in the making, what the seats say of it, a meeting and its agenda."""

from rest_framework import serializers

from participation.enums import REQUEST_RESPONSES, AnswerState, ResponseKind
from participation.models import AnswerDraft, CalendarEvent

# What a reasoned answer may be: nothing here approves nor refuses an initiative of the Espace.
KINDS = [
    (kind.value, kind.label) for kind in ResponseKind if kind in REQUEST_RESPONSES - {"accuse_reception"}
]


class PromisedSerializer(serializers.Serializer):
    what = serializers.CharField(max_length=300)
    owner = serializers.CharField(max_length=120)
    due_on = serializers.DateField()


class AnswerWordsSerializer(serializers.Serializer):
    """What the secretary writes. `corrects`: a published answer, with why."""

    kind = serializers.ChoiceField(choices=KINDS)
    reason = serializers.CharField()
    plain_words = serializers.CharField()
    commitment_on = serializers.DateField(required=False, allow_null=True, default=None)
    commitment_owner = serializers.CharField(required=False, allow_blank=True, default="", max_length=120)
    promised = PromisedSerializer(many=True, required=False, default=list)
    corrects = serializers.IntegerField(required=False, allow_null=True, default=None)
    correction_reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)


class SeatOpinionSerializer(serializers.Serializer):
    """What one seat says of the version that circulates: a comment has words."""

    seat = serializers.CharField(source="seat.slug", read_only=True)
    consents = serializers.BooleanField()
    words = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
    given_at = serializers.DateTimeField(read_only=True)


class AdoptionSerializer(serializers.Serializer):
    resolution = serializers.CharField(max_length=40)
    adopted_on = serializers.DateField()


class CirculatedVersionSerializer(serializers.Serializer):
    """The words as the seats received them, and what they say of them; `silent` seats have not answered."""

    number = serializers.IntegerField(source="version.number", read_only=True)
    circulated_at = serializers.DateTimeField(source="version.at", read_only=True)
    opinions = SeatOpinionSerializer(many=True, read_only=True)
    silent = serializers.IntegerField(read_only=True)


class AnswerDraftSerializer(serializers.ModelSerializer):
    """Only the Table reads it; once published, `published` is the answer that everybody reads."""

    kind = serializers.ChoiceField(choices=ResponseKind.choices, read_only=True)
    state = serializers.ChoiceField(choices=AnswerState.choices, read_only=True)
    promised = PromisedSerializer(many=True, read_only=True)

    class Meta:
        model = AnswerDraft
        fields = (
            "id",
            "transmission",
            "state",
            "version",
            "kind",
            "reason",
            "plain_words",
            "commitment_on",
            "commitment_owner",
            "promised",
            "corrects",
            "correction_reason",
            "resolution",
            "adopted_on",
            "published",
        )
        read_only_fields = fields


class HeardDraftSerializer(AnswerDraftSerializer):
    versions = CirculatedVersionSerializer(many=True, read_only=True)

    class Meta(AnswerDraftSerializer.Meta):
        fields = (*AnswerDraftSerializer.Meta.fields, "versions")
        read_only_fields = fields


class MeetingSerializer(serializers.ModelSerializer):
    class Meta:
        model = CalendarEvent
        fields = ("slug", "title", "starts_on")
        read_only_fields = fields


class AgendaLineSerializer(serializers.Serializer):
    """One dossier of the agenda, with its clock and the answer in the making."""

    transmission = serializers.IntegerField(source="dossier.transmission.pk", read_only=True)
    number = serializers.IntegerField(source="dossier.transmission.number", read_only=True)
    title = serializers.CharField(source="dossier.transmission.title", read_only=True)
    clock = serializers.CharField(source="dossier.clock.sentence", read_only=True)
    due_on = serializers.DateField(source="dossier.clock.due_on", read_only=True, allow_null=True)
    draft = serializers.IntegerField(source="draft.pk", read_only=True, allow_null=True, default=None)


class AgendaSerializer(MeetingSerializer):
    agenda = AgendaLineSerializer(source="lines", many=True, read_only=True)

    class Meta(MeetingSerializer.Meta):
        fields = (*MeetingSerializer.Meta.fields, "agenda")
        read_only_fields = fields


class PutOnAgendaSerializer(serializers.Serializer):
    transmission = serializers.IntegerField()
