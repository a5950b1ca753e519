"""A proposed change waits for its answer before the check of the fund's rules, and never holds a text forever."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from common import clock
from common.exceptions import Refused
from participation.domain import amendments, initiatives
from participation.enums import AmendmentState, InitiativeState
from participation.models import Amendment, Notice
from participation.rules import notice_words
from tests import cast
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def initiative(people):
    return scenes.deliberated(people)


def proposed(people, initiative, *, day: int, by: int = 5, part: str = "phrase") -> Amendment:
    return amendments.propose(
        by=people[by],
        initiative=initiative,
        part=part,
        words="Du matériel d'école et d'hiver qu'on emprunte.",
        why="Les bottes coûtent cher.",
        now=scenes.on(day),
    )


def send(people, initiative, *, day: int, by=None):
    return initiatives.send_to_review(by=by or people[0], initiative=initiative, now=scenes.on(day))


def refusal(people, initiative, **how) -> Refused:
    with pytest.raises(Refused) as refused:
        send(people, initiative, **how)
    return refused.value


def test_a_change_without_an_answer_holds_the_text_for_its_authors_and_for_facilitation(people, initiative):
    proposed(people, initiative, day=10)

    by_author = refusal(people, initiative, day=16)
    by_facilitation = refusal(people, initiative, day=16, by=cast.facilitator())

    initiative.refresh_from_db()
    assert (by_author.code, by_author.status, by_facilitation.code) == (
        "amendments_waiting",
        409,
        "amendments_waiting",
    )
    assert "25\xa0septembre" in str(by_author.sentence)
    assert initiative.state == InitiativeState.DELIBERATING


@pytest.mark.parametrize("answer", ["accept", "decline", "withdraw"])
def test_once_each_change_has_its_answer_it_goes_on(people, initiative, answer):
    made = proposed(people, initiative, day=10)
    if answer == "withdraw":
        amendments.withdraw(by=people[5], amendment=made, now=scenes.on(12))
    elif answer == "decline":
        amendments.decline(by=people[0], amendment=made, reason="Le budget ne suit pas.", now=scenes.on(12))
    else:
        amendments.accept(by=people[0], amendment=made, now=scenes.on(12))
    initiative.refresh_from_db()

    send(people, initiative, day=16)

    assert initiative.state == InitiativeState.IN_REVIEW
    assert not Amendment.objects.passed().exists()


def test_after_its_days_the_text_goes_on_and_the_change_is_without_an_answer(people, initiative):
    made = proposed(people, initiative, day=10)
    day_before = refusal(people, initiative, day=23).code

    send(people, initiative, day=24)

    made.refresh_from_db()
    told = Notice.objects.get(person=people[5], event=f"amendment:{made.pk}:passed")
    assert day_before == "amendments_waiting"
    assert (made.state, made.is_passed, made.passed_at) == (AmendmentState.PROPOSED, True, scenes.on(24))
    assert notice_words.sentence(told, sees_private=True).endswith(
        "a continué sans réponse à ton changement."
    )


def test_changes_proposed_one_after_the_other_never_hold_it_longer(people, initiative):
    for place, day in enumerate((10, 20, 27)):
        proposed(people, initiative, day=day, by=5 + place)

    held = refusal(people, initiative, day=27).code
    send(people, initiative, day=28)

    assert held == "amendments_waiting"
    assert Amendment.objects.passed().count() == 3


def test_an_answer_that_comes_late_is_still_an_answer_and_what_passed_holds_nothing_again(people, initiative):
    made = proposed(people, initiative, day=10)
    send(people, initiative, day=24)

    amendments.decline(by=people[0], amendment=made, reason="Le budget ne suit pas.", now=scenes.on(26))

    made.refresh_from_db()
    assert (made.state, made.is_passed) == (AmendmentState.DECLINED, False)
    assert not initiative.amendments.holding().exists()


def test_the_page_lists_what_waits_and_until_when_then_sends(people, initiative):
    made = proposed(people, initiative, day=10)
    path = f"/initiatives/{initiative.pk}/verification/"
    author, other = (cast.sign_in(Client(), person) for person in (people[0], people[6]))

    with clock.frozen(scenes.on(16)):
        side = author.get(f"/initiatives/{initiative.pk}/").content.decode()
        page = author.get(path).content.decode()
        refused = (other.get(path).status_code, other.post(path).status_code, author.post(path).status_code)
    with clock.frozen(scenes.on(24)):
        late = author.get(path).content.decode()
        sent = author.post(path)
        public = Client().get(f"/initiatives/{initiative.pk}/").content.decode()
        told = author.get(f"/initiatives/{initiative.pk}/amendements/").content.decode()

    assert path in side
    assert f'href="/amendements/{made.pk}/"' in page
    assert ("à partir du vendredi 25\xa0septembre" in page, '<form method="post">' in page) == (True, False)
    assert refused == (403, 403, 409)
    assert '<form method="post">' in late
    assert sent["Location"] == f"/initiatives/{initiative.pk}/"
    assert "n&#x27;ont pas eu de réponse" in public
    assert "bottes" not in public
    assert "Sans réponse" in told


def test_the_api_says_what_waits_and_refuses_the_same(people, initiative):
    made = proposed(people, initiative, day=10)
    path = f"/api/v1/initiatives/{initiative.pk}/check-request/"

    def as_(person) -> dict:
        return {"Authorization": f"Token {cast.token(person)}"} if person else {}

    with clock.frozen(scenes.on(16)):
        told = Client().get(path, headers=as_(people[0])).json()
        refused = {
            name: Client().post(path, headers=as_(person)).status_code
            for name, person in {
                "visitor": None,
                "citizen": people[6],
                "support": cast.support(),
                "table": cast.table_member(),
                "signatory": cast.signatory(),
                "author": people[0],
            }.items()
        }
    with clock.frozen(scenes.on(24)):
        sent = Client().post(path, headers=as_(people[0]))

    assert told == {
        "state": "en_deliberation",
        "refusal": "amendments_waiting",
        "lacks": [
            {
                "field": "participation_cents",
                "sentence": "Combien pour les personnes qui participent?",
                "is_required": False,
            }
        ],
        "waiting": [{"amendment": made.pk, "goes_on_from": "2026-09-25"}],
    }
    assert refused == {
        "visitor": 401,
        "citizen": 403,
        "support": 403,
        "table": 404,
        "signatory": 404,
        "author": 409,
    }
    assert (sent.status_code, sent.json()["state"]) == (200, "en_analyse")


def test_the_database_keeps_when_it_passed(people, initiative):
    made = proposed(people, initiative, day=10)
    send(people, initiative, day=24)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE participation_amendment SET passed_at = NULL WHERE id = %s", [made.pk])
