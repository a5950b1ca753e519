"""From the Espace to the Table and back."""

from datetime import date

import pytest

from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import calendar, decisions, operating_rules, transmissions
from participation.domain.queries import transmissions as queries
from participation.enums import (
    ConcernState,
    EventScope,
    Expectation,
    IssueState,
    Readers,
    ResponseKind,
    TransmissionKind,
    TransmissionState,
)
from participation.models import StageChange, TableResponse, Transmission
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db


def answered(transmission, by=None, kind=ResponseKind.ACCEPTED, **changed):
    values = {"reason": "Les MRC s'engagent.", "plain_words": "C'est oui.", "now": scenes.on(60)}
    return transmissions.respond(
        by=by or cast.secretary(), transmission=transmission, kind=kind, **(values | changed)
    )


@pytest.mark.parametrize("make", [cast.facilitator, cast.crd_agent])
def test_facilitation_and_the_crd_officer_prepare(make):
    transmission = sendings.prepared(by=make())

    assert (transmission.state, transmission.number, transmission.sent_at) == (
        TransmissionState.PREPARED,
        None,
        None,
    )
    assert StageChange.objects.get(transmission=transmission).to_state == TransmissionState.PREPARED


@pytest.mark.parametrize("make", [cast.citizen, cast.support, cast.signatory, cast.table_member, cast.admin])
def test_nobody_else_prepares(make):
    with pytest.raises(Refused) as refusal:
        sendings.prepared(by=make())

    assert refusal.value.code == "facilitation_prepares"
    assert Transmission.objects.count() == 0


def test_only_an_approved_initiative_is_sent_as_a_decision_and_it_asks_for_links():
    eligible = scenes.eligible(scenes.espace())
    with pytest.raises(Refused) as too_early:
        sendings.prepared(TransmissionKind.DECISION, initiative=eligible, expects=Expectation.LINKAGE)
    vote = scenes.announced(eligible, None).vote
    scenes.cast_all(vote, [entry.person for entry in vote.roll.order_by("pk")][:9], scenes.choices(9))
    decisions.settle(now=scenes.CLOSES)
    eligible.refresh_from_db()
    with pytest.raises(Refused) as asks:
        sendings.prepared(TransmissionKind.DECISION, initiative=eligible, expects=Expectation.REASONED_ANSWER)

    approved = sendings.prepared(TransmissionKind.DECISION, initiative=eligible, expects=Expectation.LINKAGE)

    assert (too_early.value.code, asks.value.code) == ("not_approved", "decision_asks_nothing")
    assert approved.initiative == eligible


@pytest.mark.parametrize(
    ("kind", "readers", "may"),
    [
        (TransmissionKind.AVIS, Readers.TABLE, True),
        (TransmissionKind.AVIS, Readers.MEMBERS, False),
        (TransmissionKind.AVIS, Readers.FACILITATION, False),
        (TransmissionKind.RECOMMANDATION, Readers.MEMBERS, True),
        (TransmissionKind.RECOMMANDATION, Readers.FACILITATION, False),
    ],
)
def test_a_concern_goes_to_the_table_as_its_author_chose(kind, readers, may):
    concern = sendings.published_concern(readers)

    if may:
        assert sendings.prepared(kind, concern=concern).concern == concern
    else:
        with pytest.raises(Refused) as refusal:
            sendings.prepared(kind, concern=concern)
        assert refusal.value.code == "author_said_no"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": " "}, "title_missing"),
        ({"title": "x" * 161}, "title_too_long"),
        ({"body": ""}, "body_missing"),
        ({"body": "Odile ne peut pas lire."}, "names_somebody"),
        ({"title": "La demande d'Odile"}, "names_somebody"),
        ({"body": "Deux personnes attendent."}, "counts_too_few"),
        ({"kind": "ordre"}, "unknown_kind"),
        ({"expects": "obeissance"}, "unknown_kind"),
    ],
)
def test_words_that_cannot_leave_are_refused_where_they_are_written(words, code):
    cast.citizen("Odile")

    with pytest.raises(BadInput) as refusal:
        sendings.prepared(**words)

    assert refusal.value.code == code
    assert Transmission.objects.count() == 0


def test_nothing_leaves_before_a_citizen_has_read_it():
    transmission = sendings.prepared()
    facilitator = cast.facilitator()

    with pytest.raises(Refused) as unread:
        transmissions.send(by=facilitator, transmission=transmission, now=sendings.SENT_AT)
    with pytest.raises(Refused) as not_a_citizen:
        transmissions.reread(by=facilitator, transmission=transmission, now=scenes.on(46))
    transmissions.reread(by=cast.citizen(), transmission=transmission, now=scenes.on(46))
    transmissions.send(by=facilitator, transmission=transmission, now=sendings.SENT_AT)

    assert (unread.value.code, not_a_citizen.value.code) == ("not_reread", "citizens_reread")
    assert (transmission.state, transmission.number, transmission.sent_at) == (
        TransmissionState.SENT,
        1,
        sendings.SENT_AT,
    )


@pytest.mark.parametrize("make", [cast.citizen, cast.support, cast.table_member, cast.signatory])
def test_nobody_else_sends(make):
    transmission = sendings.prepared()
    transmissions.reread(by=cast.citizen(), transmission=transmission, now=scenes.on(46))

    with pytest.raises(Refused) as refusal:
        transmissions.send(by=make(), transmission=transmission, now=sendings.SENT_AT)

    assert refusal.value.code == "not_your_move"


def test_rewriting_asks_for_another_reading_and_stops_once_sent():
    transmission = sendings.prepared()
    facilitator = cast.facilitator()
    transmissions.reread(by=cast.citizen(), transmission=transmission, now=scenes.on(46))

    transmissions.rewrite(
        by=facilitator, transmission=transmission, title="Autre", body="Autre texte.", now=scenes.on(47)
    )

    assert (transmission.title, transmission.reread_by) == ("Autre", None)
    gone = sendings.sent()
    with pytest.raises(IllegalTransition):
        transmissions.rewrite(
            by=facilitator, transmission=gone, title="Autre", body="Autre.", now=scenes.on(51)
        )


def test_a_recommendation_leaves_only_after_the_espace_approved_its_words():
    people = scenes.espace()
    facilitator = cast.facilitator()
    transmission = sendings.prepared(TransmissionKind.RECOMMANDATION, now=scenes.on(20))
    with pytest.raises(Refused) as unread:
        decisions.put_recommendation_to_vote(
            by=facilitator,
            transmission=transmission,
            question="Est-ce qu'on recommande?",
            opens_at=scenes.OPENS,
            closes_at=scenes.CLOSES,
            now=scenes.on(20, 10),
        )
    transmissions.reread(by=people[0], transmission=transmission, now=scenes.on(21))
    with pytest.raises(Refused) as before:
        transmissions.send(by=facilitator, transmission=transmission, now=scenes.on(22))

    decision = decisions.put_recommendation_to_vote(
        by=facilitator,
        transmission=transmission,
        question="Est-ce qu'on recommande de garder un guichet?",
        opens_at=scenes.OPENS,
        closes_at=scenes.CLOSES,
        now=scenes.ANNOUNCED,
    )
    with pytest.raises(IllegalTransition):
        transmissions.rewrite(
            by=facilitator, transmission=transmission, title="Autre", body="Autre.", now=scenes.on(26)
        )
    with pytest.raises(IllegalTransition):
        decisions.put_recommendation_to_vote(
            by=facilitator,
            transmission=transmission,
            question="Encore?",
            opens_at=scenes.OPENS,
            closes_at=scenes.CLOSES,
            now=scenes.ANNOUNCED,
        )
    scenes.cast_all(decision.vote, people[:9], scenes.choices(7, 2))
    with pytest.raises(Refused) as during:
        transmissions.send(by=facilitator, transmission=transmission, now=scenes.on(30))
    decisions.settle(now=scenes.CLOSES)
    transmissions.send(by=facilitator, transmission=transmission, now=sendings.SENT_AT)

    assert unread.value.code == "not_reread"
    assert (before.value.code, during.value.code) == ("not_voted", "not_voted")
    assert transmission.state == TransmissionState.SENT
    assert queries.dossier(transmission.pk, today=scenes.on(51).date()).vote == decision


@pytest.mark.parametrize("picked", [scenes.choices(3, 6), scenes.choices(4, 4), scenes.choices(5)])
def test_a_recommendation_that_the_espace_did_not_approve_stays_here(picked):
    people = scenes.espace()
    facilitator = cast.facilitator()
    transmission = sendings.prepared(TransmissionKind.RECOMMANDATION, now=scenes.on(20))
    transmissions.reread(by=people[0], transmission=transmission, now=scenes.on(21))
    vote = decisions.put_recommendation_to_vote(
        by=facilitator,
        transmission=transmission,
        question="Est-ce qu'on recommande?",
        opens_at=scenes.OPENS,
        closes_at=scenes.CLOSES,
        now=scenes.ANNOUNCED,
    ).vote
    scenes.cast_all(vote, people[: len(picked)], picked)
    decisions.settle(now=scenes.CLOSES)

    with pytest.raises(Refused) as refusal:
        transmissions.send(by=facilitator, transmission=transmission, now=sendings.SENT_AT)

    assert refusal.value.code == "not_voted"


def test_the_espace_may_decide_to_send_recommendations_without_a_vote():
    operating_rules.establish(
        key="transmission_vote_required",
        label="Voter avant",
        value=False,
        why="Pour voir.",
        basis="jugement",
        now=scenes.STARTED,
    )

    assert sendings.sent(TransmissionKind.RECOMMANDATION).state == TransmissionState.SENT


def test_sendings_are_numbered_and_dated_by_the_rule():
    for slug, day in (("table-automne", date(2026, 10, 28)), ("table-hiver", date(2027, 2, 10))):
        calendar.add_event(
            by=None,
            slug=slug,
            scope=EventScope.TABLE,
            title="Rencontre de la Table",
            starts_on=day,
            now=scenes.STARTED,
        )

    first = sendings.sent(now=scenes.on(10))
    second = sendings.sent()
    information = sendings.sent(expects=Expectation.INFORMATION)

    # Sent on day 50 (21 October), seven days before the autumn meeting: the winter one, 120 days at most.
    assert [one.number for one in (first, second, information)] == [1, 2, 3]
    assert [one.due_on for one in (first, second, information)] == [
        date(2027, 2, 18),
        date(2027, 2, 18),
        None,
    ]


def test_the_concern_and_the_issue_take_the_same_steps():
    concern = sendings.published_concern()
    issue = sendings.shared_issue("Un autre enjeu")
    about_concern = sendings.sent(concern=concern)
    about_issue = sendings.sent(issue=issue, by=cast.crd_agent())
    concern.refresh_from_db()
    issue.refresh_from_db()
    after_sending = (concern.state, issue.state)

    answered(about_concern)
    answered(about_issue)

    concern.refresh_from_db()
    issue.refresh_from_db()
    assert after_sending == (ConcernState.SENT, IssueState.SENT)
    assert (concern.state, issue.state) == (ConcernState.ANSWERED, IssueState.ANSWERED)


def test_the_table_acknowledges_puts_on_its_agenda_answers_and_facilitation_follows():
    transmission = sendings.sent()
    table, facilitator = cast.secretary(), cast.facilitator()

    transmissions.acknowledge(by=table, transmission=transmission, now=scenes.on(52))
    transmissions.put_on_agenda(by=table, transmission=transmission, now=scenes.on(53))
    answered(transmission, table, ResponseKind.PARTLY_ACCEPTED)
    transmissions.follow(by=facilitator, transmission=transmission, now=scenes.on(61))
    answered(transmission, table, ResponseKind.ACCEPTED, now=scenes.on(62))
    transmissions.close(by=facilitator, transmission=transmission, now=scenes.on(70))

    states = (
        StageChange.objects.filter(transmission=transmission)
        .order_by("pk")
        .values_list("to_state", flat=True)
    )
    assert list(states) == [
        "preparee",
        "envoyee",
        "recue",
        "a_l_ordre_du_jour",
        "repondue",
        "en_suivi",
        "close",
    ]
    kinds = transmission.responses.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["accuse_reception", "retenue_en_partie", "retenue"]


def test_answering_what_was_not_acknowledged_acknowledges_it():
    transmission = sendings.sent()

    answered(transmission)

    assert transmission.state == TransmissionState.ANSWERED
    assert list(transmission.responses.order_by("pk").values_list("kind", flat=True)) == [
        "accuse_reception",
        "retenue",
    ]


def test_nothing_is_answered_before_it_is_sent_nor_acknowledged_twice():
    transmission = sendings.prepared()
    table = cast.secretary()

    with pytest.raises(IllegalTransition):
        answered(transmission, table)
    with pytest.raises(IllegalTransition):
        transmissions.acknowledge(by=table, transmission=transmission, now=scenes.on(52))
    gone = sendings.sent()
    transmissions.acknowledge(by=table, transmission=gone, now=scenes.on(52))
    with pytest.raises(IllegalTransition):
        transmissions.acknowledge(by=table, transmission=gone, now=scenes.on(52))

    assert TableResponse.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "missing", "code"),
    [
        (ResponseKind.NOT_ACCEPTED, {"reason": " "}, "reason_missing"),
        (ResponseKind.ACCEPTED, {"plain_words": ""}, "plain_words_missing"),
        (ResponseKind.POSTPONED, {}, "new_date_missing"),
        (ResponseKind.PASSED_ON, {}, "owner_missing"),
    ],
)
def test_an_answer_says_why_in_plain_words_when_and_who(kind, missing, code):
    transmission = sendings.sent()

    with pytest.raises(BadInput) as refusal:
        answered(transmission, kind=kind, **missing)

    assert refusal.value.code == code
    whole = {"commitment_on": date(2027, 3, 31), "commitment_owner": "Les MRC"}
    assert answered(transmission, kind=kind, **whole).kind == kind


def test_what_is_being_prepared_is_missing_for_everybody_and_the_inbox_is_by_date():
    hidden = sendings.prepared()
    request = sendings.sent()
    done = sendings.sent()
    answered(done)
    today = scenes.on(61).date()

    with pytest.raises(Missing):
        queries.dossier(hidden.pk, today=today)
    with pytest.raises(Missing):
        queries.dossier(10_000, today=today)

    assert [one.transmission for one in queries.public_answers(today)] == [done, request]
    assert [one.transmission for one in queries.inbox(today)] == [request]
    assert list(queries.waiting_to_be_reread()) == [hidden]
    assert [kind.value for kind in queries.dossier(request.pk, today=today).allowed_kinds] == [
        "retenue",
        "retenue_en_partie",
        "non_retenue",
        "reportee",
        "transmise_ailleurs",
        "hors_de_notre_pouvoir",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_public_list_costs_the_same_whatever_its_length(count, django_assert_num_queries):
    for _number in range(count):
        sendings.sent()

    with django_assert_num_queries(6):
        shown = queries.public_answers(scenes.on(61).date())
        titles = [(one.transmission.title, one.territories, one.answers) for one in shown]

    assert len(titles) == count


def test_names_of_people_stay_and_names_of_offices_do_not():
    cast.citizen("Ginette")
    cast.newcomer("Nouvelle personne")
    cast.facilitator("Élodie (animation)")
    cast.table_member("Siège Logement")
    cast.signatory()
    cast.superuser()

    assert sorted(queries.names_that_stay()) == ["Ginette", "Nouvelle personne", "Élodie (animation)"]
