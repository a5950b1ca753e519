"""Other words for a text in discussion: who proposes, who answers, what becomes of the text and of the people."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from common.exceptions import Refused
from participation.domain import amendments, initiatives
from participation.enums import AmendmentState
from participation.models import Amendment, Notice
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

WORDS = "Une cuisine collective le jeudi soir, avec un coin pour les enfants."
WHY = "On vient avec nos enfants."
LATER = NOW + timedelta(days=1)


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def propose(idea, by=None, **changed) -> Amendment:
    asked = {"part": "phrase", "words": WORDS, "why": WHY, "now": NOW} | changed
    return amendments.propose(by=by or cast.citizen("Rita"), initiative=idea, **asked)


@pytest.fixture
def idea():
    return builders.in_deliberation(cast.citizen("Autrice"))


@pytest.fixture
def author(idea):
    return idea.authors.get()


def told(person) -> list[tuple[str, str, str]]:
    found = Notice.objects.filter(person=person, kind="amendement").order_by("pk")
    return [(one.state, one.words, one.outcome) for one in found]


def test_a_citizen_proposes_other_words_and_the_authors_are_told(idea, author):
    made = propose(idea)

    assert (made.state, made.version.number, made.is_superseded) == ("proposee", 1, False)
    assert told(author) == [("proposee", "", "")]
    assert told(made.author) == []


@pytest.mark.parametrize(
    "role",
    [
        cast.facilitator,
        cast.support,
        cast.crd_agent,
        cast.signatory,
        cast.table_member,
        cast.carrier,
        cast.admin,
    ],
)
def test_whoever_is_not_a_citizen_proposes_nothing(idea, role):
    assert code_of(lambda: propose(idea, role())) == "citizens_only"
    assert Amendment.objects.count() == 0


def test_an_author_changes_the_text_itself(idea, author):
    assert code_of(lambda: propose(idea, author)) == "own_text"


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("idee", "not_discussed"),
        ("en_deliberation", "made"),
        ("a_ajuster", "made"),
        ("en_analyse", "not_discussed"),
        ("admissible", "not_discussed"),
        ("vote_ouvert", "not_discussed"),
        ("approuvee", "not_discussed"),
        ("retiree", "not_discussed"),
    ],
)
def test_changes_are_proposed_while_the_text_is_discussed(idea, state, expected):
    builders.put_at(idea, state)
    rita = cast.citizen("Rita")

    if expected == "made":
        assert propose(idea, rita).state == "proposee"
    else:
        assert code_of(lambda: propose(idea, rita)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"words": "   "}, "words"),
        ({"words": "Une cuisine collective le jeudi soir."}, "words"),
        ({"words": "m" * 301}, "words"),
        ({"part": "titre", "words": "t" * 121}, "words"),
        ({"part": "cout", "words": "c" * 601}, "words"),
        ({"why": " "}, "why"),
        ({"part": "genre"}, "part"),
    ],
)
def test_a_proposal_says_what_and_why_and_changes_something(idea, changed, expected):
    rita = cast.citizen("Rita")

    assert code_of(lambda: propose(idea, rita, **changed)) == expected
    assert Amendment.objects.count() == 0


def test_one_proposal_of_a_part_waits_at_a_time_for_each_person(idea):
    rita = cast.citizen("Rita")
    first = propose(idea, rita)

    assert code_of(lambda: propose(idea, rita, words="Autre chose.")) == "already_proposed"
    propose(idea, rita, part="titre", words="Les jeudis")
    propose(idea, cast.citizen("Nadia"))
    amendments.withdraw(by=rita, amendment=first, now=NOW)
    propose(idea, rita, words="Autre chose.")
    assert Amendment.objects.waiting().count() == 3


def test_accepted_words_make_a_new_version_and_nothing_else_changes(idea, author):
    before = idea.current
    made = propose(idea)

    accepted = amendments.accept(by=author, amendment=made, now=LATER)

    idea.refresh_from_db()
    assert (idea.current.number, idea.current.summary, idea.current.reason) == (2, WORDS, WHY)
    assert (idea.current.title, idea.current.aims, idea.current.total_cents) == (
        before.title,
        before.aims,
        before.total_cents,
    )
    assert (accepted.state, accepted.resulting, accepted.answered_by) == ("acceptee", idea.current, author)
    assert told(made.author) == [("acceptee", "", "")]
    assert told(author) == [("proposee", "", "remplacee")]


def test_lines_of_what_it_would_change_are_accepted_one_by_one(idea, author):
    made = propose(idea, part="buts", words="Manger mieux\n\n  Sortir de chez soi ")

    amendments.accept(by=author, amendment=made, now=LATER)

    idea.refresh_from_db()
    assert idea.current.aims == ["Manger mieux", "Sortir de chez soi"]


def test_a_proposal_of_an_older_text_is_put_in_the_text_of_today(idea, author):
    made = propose(idea)
    initiatives.revise(
        by=author,
        initiative=idea,
        sheet=builders.sheet(title="Les jeudis qui mijotent"),
        reason="Plus joli.",
        now=NOW,
    )
    made.refresh_from_db()
    was_superseded = Amendment.objects.get(pk=made.pk).is_superseded

    amendments.accept(by=author, amendment=made, now=LATER)

    idea.refresh_from_db()
    assert was_superseded
    assert (idea.current.number, idea.current.title, idea.current.summary) == (
        3,
        "Les jeudis qui mijotent",
        WORDS,
    )


def test_accepting_while_it_is_to_adjust_brings_it_back_to_discussion(idea, author):
    made = propose(idea)
    builders.put_at(idea, "a_ajuster")

    amendments.accept(by=author, amendment=made, now=LATER)

    idea.refresh_from_db()
    assert idea.state == "en_deliberation"


def test_money_is_accepted_by_the_sheet_that_carries_it(idea, author):
    made = propose(idea, part="cout", words="Garder 500 $ pour le gardiennage.")
    same, changed = builders.sheet(), builders.sheet(fund_cents=1_850_000, other_cash_cents=400_000)

    assert code_of(lambda: amendments.accept(by=author, amendment=made, now=LATER)) == "sheet"
    assert code_of(lambda: amendments.accept(by=author, amendment=made, sheet=same, now=LATER)) == "part"
    amendments.accept(by=author, amendment=made, sheet=changed, reason="On garde 500 $.", now=LATER)
    idea.refresh_from_db()
    assert (idea.current.number, idea.current.fund_cents, idea.current.reason) == (
        2,
        1_850_000,
        "On garde 500 $.",
    )


def test_declining_says_why_to_whoever_proposed_it(idea, author):
    made = propose(idea)

    assert code_of(lambda: amendments.decline(by=author, amendment=made, reason=" ", now=LATER)) == "reason"
    amendments.decline(by=author, amendment=made, reason="Le local est trop petit.", now=LATER)
    idea.refresh_from_db()
    assert (Amendment.objects.get(pk=made.pk).state, idea.current.number) == ("refusee", 1)
    assert told(made.author) == [("refusee", "Le local est trop petit.", "")]


def test_only_the_authors_answer_and_only_its_own_author_takes_it_back(idea, author):
    made = propose(idea)

    for other in (cast.citizen("Nadia"), made.author, cast.facilitator(), cast.support()):
        accepting = lambda other=other: amendments.accept(by=other, amendment=made, now=LATER)  # noqa: E731
        declining = lambda other=other: amendments.decline(  # noqa: E731
            by=other, amendment=made, reason="Non.", now=LATER
        )
        assert (code_of(accepting), code_of(declining)) == ("not_your_move", "not_your_move")
    assert code_of(lambda: amendments.withdraw(by=author, amendment=made, now=LATER)) == "not_your_move"
    assert Amendment.objects.get(pk=made.pk).state == "proposee"


def test_an_answer_is_given_once(idea, author):
    rita = cast.citizen("Rita")
    made = propose(idea, rita)
    amendments.decline(by=author, amendment=made, reason="Le local est trop petit.", now=LATER)

    assert {
        code_of(lambda: amendments.accept(by=author, amendment=made, now=LATER)),
        code_of(lambda: amendments.decline(by=author, amendment=made, reason="Non.", now=LATER)),
        code_of(lambda: amendments.withdraw(by=rita, amendment=made, now=LATER)),
    } == {"already_answered"}


def test_a_text_that_left_keeps_its_words_and_a_late_no_still_says_why(idea, author):
    made = propose(idea)
    builders.put_at(idea, "en_analyse")

    assert code_of(lambda: amendments.accept(by=author, amendment=made, now=LATER)) == "text_fixed"
    assert amendments.decline(by=author, amendment=made, reason="Trop tard.", now=LATER).state == "refusee"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (
            "state = 'proposee', answered_by_id = NULL, answered_at = NULL, answer_reason = ''",
            "amendment_words",
        ),
        ("answer_reason = 'Autre raison.'", "amendment_words"),
        ("words = 'Autres mots.'", "amendment_words"),
    ],
)
def test_the_database_keeps_an_answer_as_it_was_given(idea, author, change, refusal):
    made = propose(idea)
    amendments.decline(by=author, amendment=made, reason="Le local est trop petit.", now=LATER)

    with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE participation_amendment SET {change} WHERE id = %s", [made.pk])


def test_the_database_refuses_other_words_another_answerer_and_a_removal(idea):
    made = propose(idea)
    other = cast.citizen("Nadia")

    def run(sql: str, *values) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    with pytest.raises(DatabaseError, match="amendment_words"):
        run("UPDATE participation_amendment SET words = 'Autres mots.' WHERE id = %s", made.pk)
    with pytest.raises(DatabaseError, match="amendment_authors"):
        run(
            "UPDATE participation_amendment SET state = 'refusee', answer_reason = 'Non.', answered_at = %s, "
            "answered_by_id = %s WHERE id = %s",
            NOW,
            other.pk,
            made.pk,
        )
    with pytest.raises(DatabaseError, match="amendment_kept"):
        run("DELETE FROM participation_amendment WHERE id = %s", made.pk)
    with pytest.raises(DatabaseError, match="amendment_born"), transaction.atomic():
        Amendment.objects.create(
            initiative=idea,
            version=idea.current,
            part="titre",
            words="Jeudi",
            why="Court.",
            author=other,
            proposed_at=NOW,
            state=AmendmentState.WITHDRAWN,
            answered_by=other,
            answered_at=NOW,
        )
