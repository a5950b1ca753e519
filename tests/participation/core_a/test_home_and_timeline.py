"""What waits for each person, and where the things they said are: always a next step."""

from datetime import timedelta

from accounts.domain.queries.people import NOBODY, capacity
from participation.domain import concerns, issues
from participation.domain.queries import home, initiatives, timeline
from participation.domain.queries import issues as issue_queries
from participation.domain.queries.waiting import waiting_for
from participation.enums import Readers, Theme
from participation.models import Initiative
from participation.rules import visibility
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders


def waiting(person, now=NOW) -> list[tuple]:
    held = capacity(person, on=now.date())
    return [(item.kind, item.on, item.is_late) for item in waiting_for(person, held, now)]


def test_nothing_waits_for_a_newcomer(db):
    assert waiting(cast.newcomer()) == []


def test_an_author_finds_the_question_about_joining_an_issue_and_a_draft(db):
    rita = cast.citizen("Rita")
    joined = [builders.concern(rita), builders.concern(cast.citizen("Nadia"))]
    issues.propose(
        by=cast.facilitator(),
        title="L'hiver",
        theme=Theme.HEATING,
        text="",
        territories=[],
        concerns=joined,
        now=NOW,
    )
    builders.draft(rita)
    due = NOW.date() + timedelta(days=3)

    assert waiting(rita) == [("grouping", due, False), ("draft", None, False)]
    assert waiting(rita, NOW + timedelta(days=4)) == [("grouping", due, True), ("draft", None, False)]


def test_facilitation_finds_what_to_read_and_sees_when_it_is_late(db):
    builders.private_word()
    facilitator = cast.facilitator()
    due = NOW.date() + timedelta(days=1)

    assert waiting(facilitator) == [("to_read", due, False)]
    assert waiting(facilitator, NOW + timedelta(days=2)) == [("to_read", due, True)]


def test_the_signatory_finds_what_to_check_by_its_date(db):
    builders.in_review()

    assert waiting(cast.signatory()) == [("to_review", NOW.date() + timedelta(days=21), False)]


def test_an_author_finds_what_to_change_and_what_to_send(db):
    author = cast.citizen("Autrice")
    builders.in_deliberation(author, now=NOW - timedelta(days=15))
    builders.put_at(builders.initiative(author), "a_ajuster")

    assert sorted(waiting(author), key=str) == [("to_change", None, False), ("to_send", None, False)]


def test_where_it_is_says_the_step_the_next_one_and_its_date(db):
    ginette = cast.citizen()
    word = builders.private_word(ginette)
    builders.draft(ginette)

    (said,) = home.where_it_is(ginette, NOW)

    assert (said.thing, said.path, said.moved_on) == (word, f"/preoccupations/{word.pk}/", NOW.date())
    assert (said.step.who, said.step.on, said.step.is_late) == (
        "facilitator",
        NOW.date() + timedelta(days=1),
        False,
    )


def test_what_was_taken_back_leaves_the_home(db):
    concern = builders.concern()
    concerns.withdraw(by=concern.author, concern=concern, now=NOW)

    assert home.where_it_is(concern.author, NOW) == []


def test_a_timeline_has_the_past_the_present_and_what_comes(db):
    idea = builders.in_deliberation(now=NOW - timedelta(days=2))

    items = timeline.story(idea, now=NOW).items

    began = NOW.date() - timedelta(days=2)
    assert [(item["state"], item["on"]) for item in items] == [
        ("done", began),
        ("now", began),
        ("later", began + timedelta(days=14)),
        ("later", None),
        ("later", None),
    ]


def test_the_board_follows_the_journey_and_leaves_out_what_was_withdrawn(db):
    builders.initiative()
    builders.put_at(builders.initiative(cast.citizen("Autre")), "retiree")
    discussed = builders.in_deliberation(cast.citizen("Autrice 2"), "la-matanie", "la-mitis")

    everywhere = initiatives.board(now=NOW)
    in_matanie = initiatives.board(now=NOW, territory_slug="la-matanie")

    assert [(step.states, len(step.rows)) for step in everywhere] == [
        (("idee",), 1),
        (("en_deliberation",), 1),
    ]
    assert [row.initiative for step in in_matanie for row in step.rows] == [discussed]
    assert Initiative.objects.count() == 3


def test_signed_out_sees_shared_issues_and_no_name(db):
    shared, proposed = builders.issue(), builders.issue(shared=False)

    assert list(issue_queries.visible_issues(NOBODY)) == [shared]
    assert [visibility.sees("issue", one, NOBODY, None) for one in (shared, proposed)] == [True, False]
    assert visibility.sees_names(NOBODY) is False
    member = capacity(cast.citizen("Membre"), on=NOW.date())
    assert [visibility.sees("issue", one, member, member.person) for one in (shared, proposed)] == [
        True,
        True,
    ]


def test_the_public_home_is_ready_when_nothing_has_happened_yet(db):
    builders.concern(readers=Readers.TABLE)

    assert list(home.votes_under_way()) == []
    assert home.answers_past_their_date(NOW) == []
    assert home.next_meeting(NOW) is None
