from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from voting.domain.queries import votes as vote_queries
from voting.enums import Choice, Outcome
from voting.models import Vote


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


class VoteSerializer(serializers.ModelSerializer):
    """A question and its choices; while it is open, nothing but the participation."""

    choices = serializers.SerializerMethodField()
    participation = serializers.SerializerMethodField()

    class Meta:
        model = Vote
        fields = (
            "id",
            "title",
            "question",
            "summary",
            "choices",
            "state",
            "kind",
            "opens_at",
            "closes_at",
            "may_change",
            "version_hash",
            "participation",
        )

    @extend_schema_field(VoteChoiceSerializer(many=True))
    def get_choices(self, vote: Vote) -> list[dict[str, str]]:
        return [{"value": choice.value, "label": str(choice.label)} for choice in Choice]

    @extend_schema_field(ParticipationSerializer)
    def get_participation(self, vote: Vote) -> dict:
        counted = vote_queries.participation(vote)
        shown = counted.seen_by(self.context["capacity"])
        places = counted.territories_seen_by(self.context["capacity"])
        row = {"voted": shown, "territories": places.value, "roll": counted.roll}
        return ParticipationSerializer(row).data


class CastSerializer(serializers.Serializer):
    choice = serializers.ChoiceField(choices=Choice.choices)


class CastReceiptSerializer(serializers.Serializer):
    """The day only; never the choice."""

    voted = serializers.BooleanField()
    day = serializers.DateField()


class ChoiceCountSerializer(serializers.Serializer):
    value = serializers.CharField(source="choice.value")
    label = serializers.CharField(source="choice.label")
    people = ShownSerializer()


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
    checks = CheckSerializer(many=True)
    territories = RepresentedSerializer(many=True)
