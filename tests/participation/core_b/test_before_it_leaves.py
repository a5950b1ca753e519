"""A prepared sending is doubted, written again or dropped; the database refuses that such a one leaves."""

import pytest
from django.db import IntegrityError, transaction

from common.exceptions import IllegalTransition, Refused
from common.models import AuditEvent
from participation.domain import decisions, transmissions
from participation.domain.queries import transmissions as queries
from participation.enums import TransmissionKind, TransmissionState
from participation.models import StageChange, Transmission
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = scenes.on(46)
AGAIN = {"title": "Garder un guichet", "body": "Nous demandons un guichet par MRC."}


def doubted() -> Transmission:
    sending = sendings.prepared()
    transmissions.reread(by=cast.citizen("Carmen"), transmission=sending, now=NOW)
    return transmissions.doubt(by=cast.citizen("Odile"), transmission=sending, now=NOW)


def in_a_vote() -> Transmission:
    sending = sendings.prepared(TransmissionKind.RECOMMANDATION)
    transmissions.reread(by=cast.citizen("Carmen"), transmission=sending, now=NOW)
    scenes.espace()
    decisions.put_recommendation_to_vote(
        by=cast.facilitator(),
        transmission=sending,
        question="Envoyer?",
        opens_at=scenes.on(55),
        closes_at=scenes.on(66, 20),
        now=NOW,
    )
    return sending


def refused(verb, **asked) -> str:
    with pytest.raises(Refused) as refusal:
        verb(now=scenes.on(47), **asked)
    return refusal.value.code


def test_a_doubted_sending_leaves_only_written_again_and_reread():
    sending, elodie = doubted(), cast.facilitator()

    too_early = refused(transmissions.send, by=elodie, transmission=sending)
    as_it_is = refused(transmissions.reread, by=cast.citizen("Lise"), transmission=sending)
    assert (too_early, as_it_is, sending.is_reread) == ("doubted", "doubted", False)
    assert (list(queries.being_prepared()), list(queries.waiting_to_be_reread())) == ([sending], [])

    transmissions.rewrite(by=elodie, transmission=sending, now=scenes.on(48), **AGAIN)
    assert refused(transmissions.send, by=elodie, transmission=sending) == "not_reread"
    transmissions.reread(by=cast.citizen("Lise"), transmission=sending, now=scenes.on(48))
    sent = transmissions.send(by=elodie, transmission=sending, now=sendings.SENT_AT)
    assert (sent.state, sent.doubted_at) == (TransmissionState.SENT, None)


def test_a_doubt_is_kept_once_and_only_a_citizen_has_it():
    sending = doubted()
    transmissions.doubt(by=cast.citizen("Lise"), transmission=sending, now=scenes.on(49))

    assert sending.doubted_at == NOW
    assert AuditEvent.objects.filter(kind="transmission.doubted").count() == 1
    for make in (cast.facilitator, cast.crd_agent, cast.table_member, cast.admin):
        assert refused(transmissions.doubt, by=make(), transmission=sending) == "citizens_reread"


@pytest.mark.parametrize("make", [cast.facilitator, cast.crd_agent])
def test_a_dropped_sending_is_out_of_sight_for_good_and_its_history_stays(make):
    sending = sendings.prepared()
    transmissions.drop(by=make(), transmission=sending, now=NOW)

    assert (list(queries.being_prepared()), sending.dropped_at) == ([], NOW)
    assert StageChange.objects.filter(transmission=sending).count() == 1
    person, elodie = cast.citizen("Lise"), cast.facilitator()
    assert {
        refused(transmissions.drop, by=elodie, transmission=sending),
        refused(transmissions.rewrite, by=elodie, transmission=sending, **AGAIN),
        refused(transmissions.reread, by=person, transmission=sending),
        refused(transmissions.doubt, by=person, transmission=sending),
        refused(transmissions.send, by=elodie, transmission=sending),
    } == {"dropped"}


@pytest.mark.parametrize("make", [cast.citizen, cast.support, cast.signatory, cast.table_member, cast.admin])
def test_nobody_else_drops(make):
    sending = sendings.prepared()

    assert refused(transmissions.drop, by=make(), transmission=sending) == "facilitation_prepares"


def test_words_in_a_vote_are_neither_doubted_nor_dropped():
    sending = in_a_vote()

    assert refused(transmissions.doubt, by=cast.citizen("Lise"), transmission=sending) == "words_in_a_vote"
    assert refused(transmissions.drop, by=cast.facilitator(), transmission=sending) == "words_in_a_vote"


def test_what_was_sent_is_neither_doubted_nor_dropped():
    sending = sendings.sent()

    for verb, by in ((transmissions.doubt, cast.citizen("Lise")), (transmissions.drop, cast.facilitator())):
        with pytest.raises(IllegalTransition) as refusal:
            verb(by=by, transmission=sending, now=scenes.on(51))
        assert refusal.value.code == "already_sent"


def test_no_vote_on_doubted_or_dropped_words():
    sending = sendings.prepared(TransmissionKind.RECOMMANDATION)
    transmissions.reread(by=cast.citizen("Carmen"), transmission=sending, now=NOW)
    transmissions.doubt(by=cast.citizen("Odile"), transmission=sending, now=NOW)
    asked = {
        "by": cast.facilitator(),
        "transmission": sending,
        "question": "Envoyer?",
        "opens_at": scenes.on(55),
        "closes_at": scenes.on(66, 20),
    }

    assert refused(decisions.put_recommendation_to_vote, **asked) == "not_reread"
    transmissions.drop(by=cast.facilitator(), transmission=sending, now=NOW)
    assert refused(decisions.put_recommendation_to_vote, **asked) == "not_a_recommendation"


@pytest.mark.parametrize("column", ["doubted_at", "dropped_at"])
def test_by_any_other_door_the_database_refuses_that_it_leaves(column):
    sending = sendings.prepared()
    transmissions.reread(by=cast.citizen("Carmen"), transmission=sending, now=NOW)
    one = Transmission.objects.filter(pk=sending.pk)
    one.update(**{column: NOW})

    with pytest.raises(IntegrityError), transaction.atomic():
        one.update(state=TransmissionState.SENT, sent_at=NOW, number=1)
    assert one.get().state == TransmissionState.PREPARED


def test_by_any_other_door_the_database_refuses_that_it_comes_back():
    sending = sendings.prepared()
    one = Transmission.objects.filter(pk=sending.pk)
    one.update(dropped_at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        one.update(dropped_at=None)
