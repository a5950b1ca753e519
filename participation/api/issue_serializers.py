"""Shapes of issues and of the versions of their text. What older versions said stays among the members."""

from rest_framework import serializers

from accounts.domain.people import shown_name
from participation.models import Issue, IssueVersion


class IssueSerializer(serializers.ModelSerializer):
    territories = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)
    thread = serializers.IntegerField(source="thread_id", read_only=True, allow_null=True)

    consultation = serializers.IntegerField(
        source="consultation.pk",
        read_only=True,
        allow_null=True,
        help_text="What the Table asked, if it did.",
    )

    class Meta:
        model = Issue
        fields = (
            "id",
            "title",
            "text",
            "theme",
            "state",
            "territories",
            "thread",
            "shared_at",
            "consultation",
        )
        read_only_fields = fields


class IssueVersionSerializer(serializers.ModelSerializer):
    """One immutable text. Outside the members: no author, no reason, and the words of the last one only."""

    text = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    made_by = serializers.SerializerMethodField()

    class Meta:
        model = IssueVersion
        fields = ("number", "text", "reason", "made_by", "made_at")
        read_only_fields = fields

    def get_text(self, version: IssueVersion) -> str:
        is_shown = self.context["sees_words"] or version.number == self.context["latest"]
        return version.text if is_shown else ""

    def get_reason(self, version: IssueVersion) -> str:
        return version.reason if self.context["sees_words"] else ""

    def get_made_by(self, version: IssueVersion) -> str:
        return shown_name(version.made_by) if self.context["sees_words"] else ""


class RewriteIssueSerializer(serializers.Serializer):
    """`based_on`: the number of the version that was read; 409 when somebody wrote another one meanwhile."""

    text = serializers.CharField(max_length=4000)
    reason = serializers.CharField(max_length=300, help_text="« On l'a changé parce que… »")
    based_on = serializers.IntegerField(min_value=1, max_value=32_000)


class EndIssueSerializer(serializers.Serializer):
    word = serializers.CharField(max_length=300, help_text="What became of it; everybody reads it.")


class AskToJoinSerializer(serializers.Serializer):
    concern = serializers.IntegerField(min_value=1)


class AskedToJoinSerializer(serializers.Serializer):
    """One question put to the author of a concern, who may say no."""

    issue = serializers.IntegerField(source="issue_id", read_only=True)
    concern = serializers.IntegerField(source="concern_id", read_only=True)
    asked_at = serializers.DateTimeField(source="proposed_at", read_only=True)
