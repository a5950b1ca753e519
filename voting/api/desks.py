"""The desks around a vote, by program: paper, parts of the key, acts of two people. Same calls and refusals as the pages.

None of them reads a ballot: they receive envelopes, totals of paper and parts of a key.
"""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.domain.queries import people
from accounts.models import Person
from common import clock
from common.exceptions import BadInput
from voting.api.around import WRITES
from voting.domain import joint_acts as joint_verbs
from voting.domain import paper as paper_verbs
from voting.domain import paper_desk, scrutiny
from voting.domain.queries import joint_acts as joint_queries
from voting.domain.queries import votes as vote_queries
from voting.models import JointAct, Trustee, Vote
from voting.rules import acts, timing


class PaperDeskSerializer(serializers.Serializer):
    """How many envelopes came, and whether they are received or counted now. Never whose."""

    received = serializers.IntegerField()
    is_receiving = serializers.BooleanField()
    waits_for_count = serializers.BooleanField()
    counts_differ = serializers.BooleanField(help_text="Two employers do not agree: a third person counts.")


class OnRollSerializer(serializers.Serializer):
    person = serializers.IntegerField(help_text="Somebody of the roll of this vote.")


class EnvelopeSerializer(OnRollSerializer):
    stub = serializers.CharField(max_length=60, help_text="The number on the stub of the envelope.")


class PaperTotalsSerializer(serializers.Serializer):
    counts = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=100_000),
        help_text="Ballots by what is ticked: « pour », or « o1+o4 » among several.",
    )


class KeyPartSerializer(serializers.Serializer):
    part = serializers.CharField(
        max_length=1_000_000, help_text="This key's part of the total, as made offline."
    )


class AskTogetherSerializer(serializers.Serializer):
    reason = serializers.CharField(allow_blank=True, max_length=60_000, help_text="It is published.")
    trustee = serializers.IntegerField(required=False, allow_null=True, default=None)


class DoTogetherSerializer(serializers.Serializer):
    part = serializers.CharField(required=False, default="", allow_blank=True, max_length=1_000_000)


class JointActSerializer(serializers.ModelSerializer):
    """What one person asked, until another of another employer does it. `may_do`: you are that other."""

    may_do = serializers.SerializerMethodField()

    class Meta:
        model = JointAct
        fields = ("id", "vote", "kind", "trustee", "reason", "asked_at", "done_at", "dropped_at", "may_do")
        read_only_fields = fields

    def get_may_do(self, act: JointAct) -> bool:
        day = clock.today()
        return joint_queries.shown(act, capacity=self.context["capacity"], day=day).may_do


class CountersDesk(APIView):
    """Staff who count, with an employer; the refusal comes before anything is looked for."""

    permission_classes = (IsAuthenticated,)

    def check(self, request: Request) -> None:
        acts.check_may_count_paper(people.capacity(request.user, on=clock.today()))


class FacilitationDesk(APIView):
    permission_classes = (IsAuthenticated,)

    def check(self, request: Request) -> None:
        acts.check_is_facilitator(people.capacity(request.user, on=clock.today()))


class PaperDesk(FacilitationDesk):
    @extend_schema(
        operation_id="votes_paper_retrieve",
        summary="The paper desk of a vote: how many envelopes came",
        responses={200: PaperDeskSerializer, **WRITES},
    )
    def get(self, request: Request, pk: int) -> Response:
        self.check(request)
        vote = vote_queries.find(pk)
        row = {
            "received": paper_verbs.received(vote),
            "is_receiving": timing.is_receiving(vote, now=clock.now()),
            "waits_for_count": paper_verbs.is_waited_for(vote),
            "counts_differ": paper_verbs.counts_differ(vote),
        }
        return Response(PaperDeskSerializer(row).data)

    @extend_schema(
        operation_id="votes_paper_receive",
        summary="Receive somebody's sealed envelope: their vote on screen is closed",
        request=EnvelopeSerializer,
        responses={201: PaperDeskSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        vote = vote_queries.find(pk)
        body = EnvelopeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        person = _on_roll(vote, body.validated_data["person"])
        stub, now = body.validated_data["stub"], clock.now()
        paper_desk.receive(by=request.user, vote=vote, person=person, stub=stub, now=now)
        answer = self.get(request, pk)
        answer.status_code = 201
        return answer


class AskedByPost(FacilitationDesk):
    @extend_schema(
        operation_id="votes_paper_by_post",
        summary="Note that somebody asked, by phone or in person, for a ballot by mail",
        request=OnRollSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        vote = vote_queries.find(pk)
        body = OnRollSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        person = _on_roll(vote, body.validated_data["person"])
        paper_desk.note_ask_by_post(by=request.user, vote=vote, person=person, now=clock.now())
        return Response(status=204)


def _on_roll(vote: Vote, pk: int) -> Person:
    person = vote_queries.roll_people(vote).filter(pk=pk).first()
    if person is None:  # nobody, or somebody who may not vote: one answer
        raise BadInput("person", _("This person is not on the list of this vote."))
    return person


class PaperTotals(CountersDesk):
    @extend_schema(
        operation_id="votes_paper_count",
        summary="One person's count of the paper; two of two employers must agree",
        request=PaperTotalsSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        vote = vote_queries.find(pk)
        body = PaperTotalsSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        counts = body.validated_data["counts"]
        paper_verbs.record_paper_count(by=request.user, vote=vote, counts=counts, now=clock.now())
        return Response(status=204)


class KeyPart(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="votes_key_part",
        summary="A scrutineer's part of the total of a closed urn",
        request=KeyPartSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        vote = vote_queries.find(pk)
        body = KeyPartSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        content = body.validated_data["part"].strip().encode()
        scrutiny.give_share(by=request.user, vote=vote, content=content, now=clock.now())
        return Response(status=204)


class JointActs(CountersDesk):
    @extend_schema(
        operation_id="votes_joint_acts_list",
        summary="Acts that wait for a second person: annulling a vote, opening a sealed sheet",
        responses={200: JointActSerializer(many=True), **WRITES},
    )
    def get(self, request: Request, pk: int) -> Response:
        self.check(request)
        capacity = people.capacity(request.user, on=clock.today())
        waiting = joint_queries.waiting(vote_queries.find(pk), capacity=capacity, day=clock.today())
        shown = JointActSerializer([one.act for one in waiting], many=True, context={"capacity": capacity})
        return Response(shown.data)

    @extend_schema(
        operation_id="votes_joint_acts_ask",
        summary="Ask to annul the vote; with `trustee`, to open the sealed sheet of a key that does not come",
        request=AskTogetherSerializer,
        responses={201: JointActSerializer, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        vote = vote_queries.find(pk)
        body = AskTogetherSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        reason, now = body.validated_data["reason"], clock.now()
        if number := body.validated_data["trustee"]:
            trustee = Trustee.objects.filter(urn__vote=vote, pk=number).first()
            if trustee is None:
                raise BadInput("trustee", _("This vote has no such key."))
            act = joint_verbs.ask_to_open_sheet(by=request.user, trustee=trustee, reason=reason, now=now)
        else:
            act = joint_verbs.ask_to_annul(by=request.user, vote=vote, reason=reason, now=now)
        capacity = people.capacity(request.user, on=clock.today())
        return Response(JointActSerializer(act, context={"capacity": capacity}).data, status=201)


class JointActDetail(CountersDesk):
    @extend_schema(
        operation_id="joint_acts_do",
        summary="Do it, as the second person; opening a sheet takes its `part`",
        request=DoTogetherSerializer,
        responses={204: None, **WRITES},
    )
    def post(self, request: Request, pk: int) -> Response:
        self.check(request)
        act = joint_queries.find(pk)
        body = DoTogetherSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        if act.trustee_id is None:
            joint_verbs.annul(by=request.user, act=act, now=clock.now())
        else:
            part = body.validated_data["part"].strip().encode()
            joint_verbs.open_sheet(by=request.user, act=act, content=part, now=clock.now())
        return Response(status=204)

    @extend_schema(
        operation_id="joint_acts_drop",
        summary="Drop the request: nothing is done",
        responses={204: None, **WRITES},
    )
    def delete(self, request: Request, pk: int) -> Response:
        self.check(request)
        joint_verbs.drop(by=request.user, act=joint_queries.find(pk), now=clock.now())
        return Response(status=204)
