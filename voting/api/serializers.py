from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from voting.domain.queries import votes as vote_queries
from voting.enums import NoteKind, Outcome
from voting.models import BallotNote, Vote


class ShownSerializer(serializers.Serializer):
    """A number of people. For a reader who is no member, null and `under_floor` when it is from 1 to 4.

    Null without `under_floor`: a total kept back because it would tell a hidden count.
    """

    value = serializers.IntegerField(allow_null=True)
    under_floor = serializers.BooleanField(source="is_under_floor")


class VoteChoiceSerializer(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()


class ParticipationSerializer(serializers.Serializer):
    voted = ShownSerializer()
    territories = serializers.IntegerField(allow_null=True, help_text="Null outside, under 5 people.")
    roll = serializers.IntegerField()


class NoteSerializer(serializers.ModelSerializer):
    """A sentence told beside the question, without a name; an empty reason is a place nobody filled."""

    class Meta:
        model = BallotNote
        fields = ("kind", "position", "text", "answer")
        read_only_fields = fields


class VoteSerializer(serializers.ModelSerializer):
    """A question and its choices; while it is open, nothing but the participation."""

    choices = serializers.SerializerMethodField()
    notes = serializers.SerializerMethodField(
        help_text="Reasons and objections told on the ballot page. Objections: for members only."
    )
    participation = serializers.SerializerMethodField()

    class Meta:
        model = Vote
        fields = (
            "id",
            "title",
            "question",
            "summary",
            "choices",
            "notes",
            "state",
            "kind",
            "opens_at",
            "closes_at",
            "may_change",
            "is_provisional",
            "method",
            "most_choices",
            "version_hash",
            "participation",
            "annulled_reason",
            "called_off_at",
        )

    @extend_schema_field(VoteChoiceSerializer(many=True))
    def get_choices(self, vote: Vote) -> list[dict[str, str]]:
        return [
            {"value": option.value, "label": option.label}
            for option in sorted(vote.options.all(), key=lambda option: option.position)
        ]

    @extend_schema_field(NoteSerializer(many=True))
    def get_notes(self, vote: Vote) -> list[dict]:
        is_member = self.context["capacity"].is_member
        told = [row for row in vote.notes.all() if is_member or row.kind != NoteKind.OBJECTION]
        shown = NoteSerializer(sorted(told, key=lambda row: (row.kind, row.position)), many=True).data
        return list(shown)

    @extend_schema_field(ParticipationSerializer)
    def get_participation(self, vote: Vote) -> dict:
        counted = vote_queries.participation(vote)
        shown = counted.seen_by(self.context["capacity"])
        places = counted.territories_seen_by(self.context["capacity"])
        row = {"voted": shown, "territories": places.value, "roll": counted.roll}
        return ParticipationSerializer(row).data


class CastSerializer(serializers.Serializer):
    """`ballot`, encrypted and signed by the caller as the protocol says; or `choice`, which the server encrypts."""

    choice = serializers.ListField(
        child=serializers.CharField(max_length=20), required=False, max_length=20, allow_empty=True
    )
    ballot = serializers.CharField(required=False, max_length=262_144, trim_whitespace=False)

    def to_internal_value(self, data):
        """One answer may be given alone, without a list."""
        if isinstance(data, dict) and isinstance(data.get("choice"), str):
            data = {**data, "choice": [data["choice"]]}
        return super().to_internal_value(data)

    def validate(self, attrs):
        if ("choice" in attrs) == ("ballot" in attrs):
            raise serializers.ValidationError({"choice": _("Choose one of the answers.")})
        return attrs


class CastReceiptSerializer(serializers.Serializer):
    """The day and the receipt; never the choice."""

    voted = serializers.BooleanField()
    day = serializers.DateField()
    tracking_number = serializers.CharField()
    picture = serializers.CharField()
    words = serializers.ListField(child=serializers.CharField())


class ChoiceCountSerializer(serializers.Serializer):
    value = serializers.CharField(source="choice.value")
    label = serializers.CharField(source="choice.label")
    people = ShownSerializer()


class OptionCountSerializer(serializers.Serializer):
    label = serializers.CharField()
    people = ShownSerializer()
    is_chosen = serializers.BooleanField()


class CheckSerializer(serializers.Serializer):
    code = serializers.ChoiceField(choices=["quorum", "territories", "threshold"])
    is_met = serializers.BooleanField()


class RepresentedSerializer(serializers.Serializer):
    name = serializers.CharField()
    is_represented = serializers.BooleanField()


class VoteResultSerializer(serializers.Serializer):
    """`counts` is empty when the quorum was missed (the ballots were never opened), and outside when it would tell
    a count from 1 to 4. `territories` is empty outside when fewer than 5 people voted."""

    outcome = serializers.ChoiceField(choices=Outcome.choices)
    is_exact = serializers.BooleanField()
    participation = ShownSerializer()
    roll = serializers.IntegerField()
    counts = ChoiceCountSerializer(many=True)
    options = OptionCountSerializer(many=True)
    checks = CheckSerializer(many=True)
    territories = RepresentedSerializer(many=True)


class OwnRightSerializer(serializers.Serializer):
    """The private part of one's own right: sign the ballot with it, keep it nowhere."""

    credential = serializers.CharField()


class BoardSerializer(serializers.Serializer):
    """What to compare with what was posted before the opening. The archive is at `archive`."""

    uuid = serializers.CharField()
    fingerprint = serializers.CharField()
    credentials_hash = serializers.CharField()
    first_head = serializers.CharField()
    head = serializers.CharField()
    is_ended = serializers.BooleanField()
    archive = serializers.CharField()
