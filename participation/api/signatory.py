"""The signatory's gate and the carrier's reports: the rules of the fund, the agreement, what was done."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.doors import capacity_of
from common import clock
from common.exceptions import Missing
from participation.api.views import REFUSALS, WRITES
from participation.domain import agreements, reviews
from participation.domain.queries import admissibility, timeline
from participation.domain.queries import initiatives as queries
from participation.domain.queries import rules as rule_queries
from participation.enums import ReportConformity, ReviewResult
from participation.models import AccountabilityReport, AdmissibilityReview, Agreement, Initiative
from participation.rules import funding, visibility


class ToReviewSerializer(serializers.Serializer):
    """`version`: the number of its text of today. `answer_by`: the day our rules give. `is_late` is public.
    `is_after_vote`: the vote did not wait; the agreement does."""

    initiative = serializers.IntegerField()
    title = serializers.CharField()
    version = serializers.IntegerField()
    asked_at = serializers.DateTimeField()
    answer_by = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField()
    is_after_vote = serializers.BooleanField()


class ReviewSerializer(serializers.ModelSerializer):
    version = serializers.IntegerField(source="version.number", read_only=True)

    class Meta:
        model = AdmissibilityReview
        fields = ("id", "version", "result", "plain_reason", "rule_cited", "condition", "reviewed_at")
        read_only_fields = fields


class WriteReviewSerializer(serializers.Serializer):
    """« a_ajuster » and « non_admissible » say why in plain words; « non_admissible » cites the rule of the fund too.

    `based_on`: the number of the version that was read; 409 when its authors published another one meanwhile.
    """

    result = serializers.ChoiceField(choices=ReviewResult.choices)
    plain_reason = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    rule_cited = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    condition = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    based_on = serializers.IntegerField(min_value=1, max_value=32_000)


class AgreementSerializer(serializers.ModelSerializer):
    carrier = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = Agreement
        fields = ("id", "initiative", "carrier", "signed_on")
        read_only_fields = fields


class ReportSerializer(serializers.ModelSerializer):
    """Money in cents. `people_reached`: directly, counted as the initiative says."""

    class Meta:
        model = AccountabilityReport
        fields = (
            "id",
            "initiative",
            "kind",
            "received_on",
            "spent_fund_cents",
            "people_reached",
            "plain_results",
            "conformity",
            "correction",
        )
        read_only_fields = fields


class WriteReportSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=[(one, one) for one in agreements.REPORT_KINDS])
    spent_fund_cents = serializers.IntegerField(min_value=0, max_value=10**12)
    people_reached = serializers.IntegerField(min_value=0, max_value=200_000)
    plain_results = serializers.CharField(max_length=4000)


class AnswerReportSerializer(serializers.Serializer):
    """« a_corriger » says what must be corrected."""

    conformity = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in (ReportConformity.CONFORM, ReportConformity.TO_CORRECT)]
    )
    correction = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class _Door(APIView):
    permission_classes = (IsAuthenticated,)

    def check_signatory(self, request: Request) -> None:
        """Told so before anything is looked for."""
        funding.check_is_signatory(capacity_of(request))

    def check_carrier(self, request: Request) -> None:
        funding.check_is_carrier(capacity_of(request))


class Reviews(_Door):
    @extend_schema(
        operation_id="reviews_list",
        summary="What waits for the check of the fund's rules, the oldest request first; for the signatory",
        responses={200: ToReviewSerializer(many=True), **REFUSALS},
    )
    def get(self, request: Request) -> Response:
        self.check_signatory(request)
        asked = list(queries.to_review())
        rows = [
            {
                "initiative": one.pk,
                "title": one.title,
                "version": _number(one),
                "asked_at": one.review_requested_at,
                "answer_by": step.on,
                "is_late": step.is_late,
                "is_after_vote": False,
            }
            for one, step in zip(asked, timeline.next_steps(asked, now=clock.now()), strict=True)
        ]
        rows += _after_a_vote()
        return Response(ToReviewSerializer(rows, many=True).data)


def _after_a_vote() -> list[dict[str, Any]]:
    late = admissibility.to_answer_late()
    days = rule_queries.value("admissibility_days", at=clock.now()) if late else 0
    rows = []
    for one in late:
        on = admissibility.answer_by(one, days=days)
        rows.append(
            {
                "initiative": one.pk,
                "title": one.title,
                "version": _number(one),
                "asked_at": one.review_requested_at,
                "answer_by": on,
                "is_late": on is not None and on < clock.today(),
                "is_after_vote": True,
            }
        )
    return rows


def _number(one: Initiative) -> int:
    assert one.current is not None  # it has a version from its first moment
    return one.current.number


class InitiativeReview(_Door):
    @extend_schema(
        operation_id="initiatives_review_create",
        summary="Eligible, to adjust, or not eligible, by the rules of the fund alone; for the signatory",
        request=WriteReviewSerializer,
        responses={201: ReviewSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_signatory(request)
        found = _initiative(request, pk)
        body = WriteReviewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = reviews.review(by=request.user, initiative=found, now=clock.now(), **body.validated_data)
        return Response(ReviewSerializer(made).data, status=201)


class InitiativeAgreement(_Door):
    @extend_schema(
        operation_id="initiatives_agreement_create",
        summary="Write that the agreement with its organisation is signed; for the signatory",
        request=None,
        responses={201: AgreementSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_signatory(request)
        made = agreements.sign(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return Response(AgreementSerializer(made).data, status=201)


class InitiativeStart(_Door):
    @extend_schema(
        operation_id="initiatives_start",
        summary="It begins; for the organisation of its agreement",
        request=None,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_carrier(request)
        agreements.start(by=request.user, initiative=_initiative(request, pk), now=clock.now())
        return Response(status=204)


class InitiativeReports(_Door):
    @extend_schema(
        operation_id="initiatives_reports_create",
        summary="Send a report: the money spent, the people directly reached; for its organisation",
        request=WriteReportSerializer,
        responses={201: ReportSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_carrier(request)
        found = _initiative(request, pk)
        body = WriteReportSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = agreements.report(by=request.user, initiative=found, now=clock.now(), **body.validated_data)
        return Response(ReportSerializer(made).data, status=201)


class ReportAnswer(_Door):
    @extend_schema(
        operation_id="reports_answer",
        summary="Say whether a report is whole; for the signatory",
        request=AnswerReportSerializer,
        responses={200: ReportSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check_signatory(request)
        found = AccountabilityReport.objects.select_related("initiative").filter(pk=pk).first()
        if found is None:
            raise Missing("missing", visibility.NOT_HERE)
        body = AnswerReportSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = agreements.validate(by=request.user, report=found, now=clock.now(), **body.validated_data)
        return Response(ReportSerializer(said).data)


def _initiative(request: Request, pk: int) -> Initiative:
    return queries.visible_initiative(pk, viewer=request.user, capacity=capacity_of(request))
