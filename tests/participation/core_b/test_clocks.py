"""Due dates, and what the pages say about them before and after the Table accepts the clock."""

from datetime import date

import pytest
from django.utils import translation

from participation.enums import Expectation, TransmissionKind, TransmissionState
from participation.models import Transmission
from participation.rules import clock_words, due_dates
from tests.participation.core_b.test_anonymity import pack

MEETINGS = [date(2026, 10, 28), date(2027, 2, 10)]


@pytest.mark.parametrize("sent", pack("transmissions")["transmissions"], ids=lambda sent: sent["id"])
def test_the_due_dates_of_the_pack(sent):
    sent_on = date.fromisoformat(sent["sent_on"])
    kind = TransmissionKind(sent["kind"])
    expects = Expectation.LINKAGE if sent["expects"] == "arrimage" else Expectation(sent["expects"])

    is_due = due_dates.expects_an_answer(kind, expects)
    due_on = due_dates.due_on(sent_on, MEETINGS, 14).isoformat() if is_due else None

    assert due_on == sent.get("due_on")


@pytest.mark.parametrize(
    ("sent_on", "meetings", "due_on"),
    [
        (date(2026, 10, 18), MEETINGS, date(2026, 11, 11)),  # ten days before: that meeting counts
        (date(2026, 10, 19), MEETINGS, date(2027, 2, 16)),  # nine days before: the next one, 120 days at most
        (date(2026, 6, 1), [], date(2026, 9, 29)),
        (date(2026, 6, 1), [date(2026, 6, 11)], date(2026, 6, 25)),
    ],
)
def test_the_first_meeting_ten_days_after_and_never_more_than_120_days(sent_on, meetings, due_on):
    assert due_dates.due_on(sent_on, meetings, 14) == due_on


@pytest.mark.parametrize("kind", TransmissionKind)
@pytest.mark.parametrize("expects", Expectation)
def test_only_what_asks_for_an_answer_has_a_date(kind, expects):
    asked = kind != TransmissionKind.DECISION and expects in {Expectation.REASONED_ANSWER, Expectation.AGENDA}

    assert due_dates.expects_an_answer(kind, expects) is asked


def sent(**changed) -> Transmission:
    values = {
        "kind": TransmissionKind.RECOMMANDATION,
        "state": TransmissionState.RECEIVED,
        "due_on": date(2026, 11, 11),
    }
    return Transmission(**(values | changed))


DUE, LATER, ACCEPTED = date(2026, 11, 11), date(2026, 11, 15), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("today", "accepted_on", "status", "over", "sentence"),
    [
        (DUE, None, "waiting", 0, "Answer hoped for by November 11, 2026."),
        (
            LATER,
            None,
            "past_wished",
            4,
            "The Table has not answered yet. Answer hoped for by November 11, 2026.",
        ),
        (DUE, ACCEPTED, "waiting", 0, "The Table committed to answer by November 11, 2026."),
        (
            LATER,
            ACCEPTED,
            "late",
            4,
            "The Table has not answered yet. The answer was expected on November 11, 2026.",
        ),
        # Accepted after the date had passed: nothing becomes late backwards.
        (
            LATER,
            date(2026, 11, 12),
            "past_wished",
            4,
            "The Table has not answered yet. Answer hoped for by November 11, 2026.",
        ),
        # Accepted from a day that is not here yet.
        (date(2026, 8, 31), ACCEPTED, "waiting", 0, "Answer hoped for by November 11, 2026."),
    ],
)
def test_the_table_is_late_only_once_it_accepted_the_clock(today, accepted_on, status, over, sentence):
    with translation.override("en"):
        clock = clock_words.clock_of(sent(), today=today, accepted_on=accepted_on)

        said = str(clock.sentence).replace("\u00a0", " ")
        assert (clock.status, clock.days_over, said) == (status, over, sentence)


@pytest.mark.parametrize(
    "state", [TransmissionState.ANSWERED, TransmissionState.FOLLOWED, TransmissionState.CLOSED]
)
def test_an_answered_sending_is_never_late(state):
    assert clock_words.clock_of(sent(state=state), today=LATER, accepted_on=ACCEPTED).status == "answered"


def test_a_decision_of_the_espace_has_no_clock():
    clock = clock_words.clock_of(
        sent(kind=TransmissionKind.DECISION, due_on=None), today=LATER, accepted_on=ACCEPTED
    )

    assert (clock.status, clock.due_on, clock.is_committed) == ("no_clock", None, False)


def test_the_french_sentences_are_those_of_the_reference():
    said = (
        "The Table has not answered yet. Answer hoped for by %(date)s.",
        "The Table has not answered yet. The answer was expected on %(date)s.",
        "Answer hoped for by %(date)s.",
        "The Table committed to answer by %(date)s.",
    )
    with translation.override("fr"):
        french = {msgid: translation.gettext(msgid) for msgid in said}

    assert french["The Table has not answered yet. Answer hoped for by %(date)s."] == (
        "La Table n'a pas encore répondu. Réponse souhaitée le %(date)s."
    )
    assert french["The Table has not answered yet. The answer was expected on %(date)s."] == (
        "La Table n'a pas encore répondu. La réponse était attendue le %(date)s."
    )
    assert french["Answer hoped for by %(date)s."] == "Réponse souhaitée le %(date)s."
    assert french["The Table committed to answer by %(date)s."] == (
        "La Table s'est engagée à répondre avant le %(date)s."
    )
