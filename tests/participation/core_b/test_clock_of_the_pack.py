"""The five sendings of the pack, before and after the Table accepts the clock: the exact sentence at every door."""

import html
import re
from datetime import date, datetime, time, timedelta

import pytest

from common import clock, dates
from participation.enums import Expectation, TransmissionKind, TransmissionState
from participation.models import TableResponse, Transmission
from participation.rules import due_dates
from tests import cast
from tests.participation.core_b.test_anonymity import pack
from tests.participation.core_b.test_clocks import MEETINGS
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db
SENDINGS = {one["id"]: one for one in pack("transmissions")["transmissions"]}
STATES = {"accuse_reception": TransmissionState.RECEIVED}
ANSWERED = "La Table a répondu."
NO_CLOCK = "Pour information. Aucune réponse n'est attendue."
TOLD = "L'Espace a dit oui à cette initiative. On l'a dit à la Table."
NOT_YET = "La Table n'a pas encore répondu. "
EVERY_START = ("Réponse souhaitée le", "La Table s'est engagée à", NOT_YET.strip(), ANSWERED, NO_CLOCK, TOLD)


def wished(day: str) -> str:
    return f"Réponse souhaitée le {day}."


def committed(day: str) -> str:
    return f"La Table s'est engagée à répondre avant le {day}."


# Who, which day, the sentence before the acceptance, the sentence after it.
ROWS = [
    ("tr1", date(2026, 11, 15), ANSWERED, ANSWERED),
    ("tr2", date(2026, 10, 1), wished("31 octobre 2026"), committed("31 octobre 2026")),
    ("tr2", date(2026, 11, 15), ANSWERED, ANSWERED),
    ("tr3", date(2026, 11, 15), wished("23 février 2027"), committed("23 février 2027")),
    ("tr4", date(2026, 11, 11), wished("11 novembre 2026"), committed("11 novembre 2026")),
    (
        "tr4",
        date(2026, 11, 15),
        NOT_YET + wished("11 novembre 2026"),
        NOT_YET + "La réponse était attendue le 11 novembre 2026.",
    ),
    ("tr5", date(2026, 11, 15), NO_CLOCK, NO_CLOCK),
]


def day_of(response: dict) -> date:
    """Its key is « on », which YAML reads as « true »."""
    return date.fromisoformat(response[True])


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=dates.REGION)


def loaded(row: dict, today: date) -> Transmission:
    """That sending as it stands that day: its date by the rule, and what the Table had said by then."""
    kind, sent_on = TransmissionKind(row["kind"]), date.fromisoformat(row["sent_on"])
    expects = Expectation.LINKAGE if row["expects"] == "arrimage" else Expectation(row["expects"])
    is_decision = kind == TransmissionKind.DECISION
    about = {"initiative": world.initiative()} if is_decision else {"issue": world.issue()}
    said = [one for one in row["responses"] if day_of(one) <= today]
    is_due = due_dates.expects_an_answer(kind, expects)
    made = Transmission.objects.create(
        number=1,
        kind=kind,
        state=STATES.get(said[-1]["kind"], TransmissionState.ANSWERED) if said else TransmissionState.SENT,
        title=row["title"],
        body=row["body"],
        expects=expects,
        prepared_by=cast.facilitator(),
        prepared_at=at(sent_on),
        reread_by=cast.citizen("Lise"),
        reread_at=at(sent_on),
        sent_at=at(sent_on),
        due_on=due_dates.due_on(sent_on, MEETINGS, 14) if is_due else None,
        **about,
    )
    member = cast.table_member()
    for one in said:
        TableResponse.objects.create(
            transmission=made,
            is_on_decision=is_decision,
            kind=one["kind"],
            reason=one.get("reason", ""),
            plain_words=one.get("plain", ""),
            by=member,
            responded_at=at(day_of(one)),
        )
    return made


def words(response) -> str:
    assert response.status_code == 200
    text = re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode()))
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").split())


def starts(text: str) -> set[str]:
    return {one for one in EVERY_START if one in text}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize("is_accepted", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("name", "today", "before", "after"), ROWS, ids=[f"{r[0]}-{r[1]}" for r in ROWS])
def test_the_sentence_of_that_day(client, name, today, before, after, is_accepted):
    row, expected = SENDINGS[name], after if is_accepted else before
    if is_accepted:
        world.rule("table_accepts_clock_on", "2026-07-01")
    sent = loaded(row, today)
    with clock.frozen(at(today)):
        listed, page = words(client.get("/reponses/")), words(client.get(f"/envois/{sent.pk}/"))
        one = client.get(f"/api/v1/transmissions/{sent.pk}/").json()
        several = client.get("/api/v1/transmissions/").json()["results"]

    assert (None if sent.due_on is None else sent.due_on.isoformat()) == row.get("due_on")
    assert [plain(found["clock"]) for found in (one, *several)] == [expected] * 2
    assert expected in page
    assert starts(page) - {TOLD} == starts(expected)
    if expected == ANSWERED:
        # The card has the Table's own words instead.
        assert (plain(row["responses"][-1]["plain"]) in listed, starts(listed)) == (True, set())
    else:
        shown = TOLD if expected == NO_CLOCK else expected
        assert (shown in listed, starts(listed)) == (True, starts(shown))


def test_every_sending_of_the_pack_is_tried():
    assert {name for name, *_rest in ROWS} == set(SENDINGS)
    assert SENDINGS["tr4"]["expected"]["show"] == ROWS[5][3]


def test_accepting_after_the_date_makes_nothing_late_backwards(client):
    world.rule("table_accepts_clock_on", (date(2026, 11, 11) + timedelta(1)).isoformat())
    sent = loaded(SENDINGS["tr4"], date(2026, 11, 15))

    with clock.frozen(at(date(2026, 11, 15))):
        assert ROWS[5][2] in words(client.get(f"/envois/{sent.pk}/"))
        assert "pill-late" not in client.get("/reponses/").content.decode()
