"""Shapes of the Espace's things in JSON. No identity beyond a borrowed name, and that for members only."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.domain.people import shown_name
from accounts.models import Territory
from common.api_shapes import HelpLineSerializer
from common.care import MAX_SEEN_CHARS
from deliberation.rules import distress
from participation.domain.queries import concerns as concern_queries
from participation.enums import InitiativeKind, Readers, Theme
from participation.models import Concern, Initiative, InitiativeVersion, TableResponse, Transmission
from participation.rules.sheet import MAX_GIVES

MAX_CENTS = 10**12


class TerritoryField(serializers.SlugRelatedField):
    """An MRC by its slug."""

    def __init__(self, **kwargs):
        if not kwargs.get("read_only"):
            kwargs.setdefault("queryset", Territory.objects.all())
        super().__init__(slug_field="slug", **kwargs)


class ConcernSerializer(serializers.ModelSerializer):
    author = serializers.SerializerMethodField()
    territory = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    support_count = serializers.IntegerField(read_only=True)
    is_supported = serializers.BooleanField(read_only=True, help_text="You said « Moi aussi ».")
    thread = serializers.IntegerField(source="thread_id", read_only=True, allow_null=True)
    issue = serializers.IntegerField(source="issue_id", read_only=True, allow_null=True)
    helped_line = serializers.SerializerMethodField(help_text="How the words came, and who wrote them down.")

    class Meta:
        model = Concern
        fields = (
            "id",
            "title",
            "text",
            "content_note",
            "author",
            "territory",
            "theme",
            "state",
            "readers",
            "support_count",
            "is_supported",
            "thread",
            "issue",
            "helped_line",
            "submitted_at",
        )
        read_only_fields = fields

    def get_author(self, concern: Concern) -> str:
        return shown_name(concern.author)

    def get_helped_line(self, concern: Concern) -> str:
        return concern_queries.helped_line(concern)


class SaidConcernSerializer(ConcernSerializer):
    """Just after it is sent: also the numbers to call, when the words say danger."""

    help = serializers.SerializerMethodField(help_text="Shown to the person at once; empty most of the time.")

    class Meta(ConcernSerializer.Meta):
        fields = (*ConcernSerializer.Meta.fields, "help")
        read_only_fields = fields

    @extend_schema_field(HelpLineSerializer(many=True))
    def get_help(self, concern: Concern) -> list[dict]:
        return list(HelpLineSerializer(distress.lines_for(concern.text), many=True).data)


class SeenSerializer(serializers.Serializer):
    """Words about to be published: asked about once when they tell who somebody is."""

    seen = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=MAX_SEEN_CHARS,
        help_text="After « look_again »: its words, one a line, to publish all the same.",
    )


class SayConcernSerializer(SeenSerializer):
    """What a citizen lives; sent at once, like « Envoyer ma préoccupation »."""

    text = serializers.CharField(max_length=6000)
    title = serializers.CharField(max_length=120, required=False, allow_blank=True)
    theme = serializers.ChoiceField(choices=Theme.choices)
    territory = TerritoryField(
        required=False, allow_null=True, help_text="The slug of an MRC; yours when left out."
    )
    readers = serializers.ChoiceField(choices=Readers.choices, default=Readers.MEMBERS)


class BudgetLineSerializer(serializers.Serializer):
    label = serializers.CharField(max_length=80)
    cents = serializers.IntegerField(min_value=0, max_value=MAX_CENTS)


class GiftSerializer(serializers.Serializer):
    """What a partner gives in kind; the name is among `partner_names`."""

    name = serializers.CharField(max_length=80)
    gives = serializers.CharField(max_length=MAX_GIVES)


class VersionSerializer(serializers.ModelSerializer):
    """One immutable version. Money in cents. `reason` is a citizen's sentence: empty outside the members."""

    carrier = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    aims = serializers.ListField(child=serializers.CharField(), read_only=True)
    territory_slugs = serializers.ListField(child=serializers.CharField(), read_only=True)
    budget_lines = BudgetLineSerializer(many=True, read_only=True)
    partner_names = serializers.ListField(child=serializers.CharField(), read_only=True)
    partner_gifts = GiftSerializer(many=True, read_only=True)
    reason = serializers.SerializerMethodField()

    class Meta:
        model = InitiativeVersion
        fields = (
            "number",
            "title",
            "summary",
            "kind",
            "is_new",
            "aims",
            "territory_slugs",
            "total_cents",
            "fund_cents",
            "other_cash_cents",
            "in_kind_cents",
            "budget_lines",
            "people_planned",
            "people_counting",
            "carrier",
            "partner_names",
            "partner_gifts",
            "starts_on",
            "ends_on",
            "reason",
            "content_hash",
            "made_at",
        )
        read_only_fields = fields

    def get_reason(self, version: InitiativeVersion) -> str:
        return version.reason if self.context.get("sees_names") else ""


class InitiativeSerializer(serializers.ModelSerializer):
    current = VersionSerializer(read_only=True)
    territories = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)
    votes = serializers.SerializerMethodField()

    class Meta:
        model = Initiative
        fields = ("id", "title", "state", "scope", "territories", "current", "votes", "proposed_at")
        read_only_fields = fields

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_votes(self, initiative: Initiative) -> list[int]:
        """Ids of the votes held on it, the last one last."""
        return sorted(decision.vote_id for decision in initiative.decisions.all())


class SheetSerializer(serializers.Serializer):
    """The sheet of an initiative. Unknown answers are left out, never invented."""

    title = serializers.CharField(max_length=120)
    summary = serializers.CharField(max_length=300)
    kind = serializers.ChoiceField(choices=InitiativeKind.choices)
    is_new = serializers.BooleanField(default=True)
    renews = serializers.CharField(max_length=160, required=False, allow_blank=True, default="")
    aims = serializers.ListField(child=serializers.CharField(max_length=200), max_length=8, default=list)
    territories = TerritoryField(many=True)
    fund_cents = serializers.IntegerField(min_value=0, max_value=MAX_CENTS, required=False, allow_null=True)
    other_cash_cents = serializers.IntegerField(min_value=0, max_value=MAX_CENTS, default=0)
    in_kind_cents = serializers.IntegerField(min_value=0, max_value=MAX_CENTS, default=0)
    budget_lines = BudgetLineSerializer(many=True, default=list)
    partner_names = serializers.ListField(
        child=serializers.CharField(max_length=80), max_length=20, default=list
    )
    partner_gifts = GiftSerializer(many=True, default=list)
    people_planned = serializers.IntegerField(min_value=1, max_value=200_000, required=False, allow_null=True)
    people_counting = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)


class ProposeSerializer(SeenSerializer, SheetSerializer):
    """A new initiative, with the concerns it comes from."""

    from_concerns = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**31 - 1), min_length=1, max_length=20
    )


class ResponseSerializer(serializers.ModelSerializer):
    class Meta:
        model = TableResponse
        fields = (
            "id",
            "kind",
            "reason",
            "plain_words",
            "commitment_on",
            "commitment_owner",
            "resolution",
            "adopted_on",
            "corrects",
            "correction_reason",
            "responded_at",
        )
        read_only_fields = fields


class TransmissionSerializer(serializers.ModelSerializer):
    """What the Espace sent and what the Table answered. `quotes` are words given with consent; `clock` is the sentence shown on the public page."""

    responses = ResponseSerializer(many=True, read_only=True)
    quotes = serializers.SlugRelatedField(slug_field="words", many=True, read_only=True)
    clock_status = serializers.CharField(read_only=True)
    clock = serializers.CharField(read_only=True)

    class Meta:
        model = Transmission
        fields = (
            "id",
            "number",
            "kind",
            "state",
            "title",
            "body",
            "quotes",
            "expects",
            "asks_again",
            "sent_at",
            "due_on",
            "clock_status",
            "clock",
            "responses",
        )
        read_only_fields = fields
