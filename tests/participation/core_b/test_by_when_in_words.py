"""By when: the words of the clock of what was sent; hoped for, of an MRC; without a date, what is waited for."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from common.dates import NBSP
from participation.domain import referrals
from participation.domain.queries import timeline
from participation.enums import Expectation
from participation.models import ClockAcceptance, Referral
from participation.rules import awaits, lifecycles
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes, sendings

pytestmark = pytest.mark.django_db

NOW = scenes.on(60)


def past(sent):
    """The day after its date."""
    return NOW.replace(year=sent.due_on.year, month=sent.due_on.month, day=sent.due_on.day) + timedelta(
        days=1
    )


def accepted() -> None:
    ClockAcceptance.objects.create(
        accepted_on=scenes.on(10).date(),
        resolution="2026-01",
        written_by=cast.secretary(),
        written_at=scenes.on(10),
    )


def step_of(thing, now=NOW):
    return timeline.story(thing, now=now).step


@pytest.mark.parametrize("noun", ["issue", "concern"])
def test_what_was_sent_says_the_day_that_is_hoped_for_and_is_never_late_before_the_table_accepts(noun):
    source = sendings.shared_issue() if noun == "issue" else sendings.published_concern()
    sent = sendings.sent(**{noun: source})
    source.refresh_from_db()

    before, after = step_of(source), step_of(source, past(sent))

    assert (before.who, before.on, before.is_late) == ("table_member", sent.due_on, False)
    assert before.when.startswith("Réponse souhaitée")
    assert (after.on, after.is_late) == (sent.due_on, False)
    assert "souhaitée" in after.when


@pytest.mark.parametrize("noun", ["issue", "concern"])
def test_once_the_table_accepted_the_clock_it_is_late(noun):
    source = sendings.shared_issue() if noun == "issue" else sendings.published_concern()
    accepted()
    sent = sendings.sent(**{noun: source})
    source.refresh_from_db()

    assert step_of(source).is_late is False
    assert [step_of(thing, past(sent)).is_late for thing in (source, sent)] == [True, True]


def test_what_asks_for_nothing_says_so():
    issue = sendings.shared_issue()
    sendings.sent(issue=issue, expects=Expectation.INFORMATION)
    issue.refresh_from_db()
    step = step_of(issue)

    assert (step.on, step.sentence) == (None, "La Table lit ce texte.")
    assert step.when == "Pour information. Aucune réponse n'est attendue."


def test_an_mrc_is_hoped_for_then_said_to_have_answered():
    concern = builders.concern(cast.citizen("Odile"))
    referrals.refer(
        by=cast.facilitator(),
        thing=concern,
        territory=cast.territories()["la-mitis"],
        plain_reason="C'est pour la MRC.",
        accord_on=cast.NOW.date(),
        now=cast.NOW,
    )
    before, after = step_of(concern, cast.NOW), step_of(concern, cast.NOW + timedelta(days=31))
    resource = cast.mrc_resource(territory="la-mitis")
    referrals.answer(by=resource, referral=concern.referral, plain_words="C'est oui.", now=cast.NOW)

    assert (before.who, before.on is not None, before.is_late, after.is_late) == (
        "mrc_resource",
        True,
        False,
        False,
    )
    assert "souhaitée" in before.when
    assert "souhaitée" in after.when
    assert step_of(concern, cast.NOW).who == "facilitator"


def test_the_board_says_that_an_mrc_is_hoped_for_and_what_no_date_waits_for(client):
    idea = builders.initiative(cast.citizen("Odile"), title="Le coffre")
    sent = builders.put_at(builders.initiative(cast.citizen("Rita"), title="Le banc"), "orientee_territoire")
    Referral.objects.create(
        initiative=sent,
        territory=cast.territories()["la-mitis"],
        plain_reason="C'est pour la MRC.",
        referred_at=cast.NOW,
        by=cast.facilitator(),
        accord_on=cast.NOW.date(),
    )

    with clock.frozen(cast.NOW):
        page = client.get(reverse("participation:board"))
    rows = {row["title"]: row["words"] for step in page.context["steps"] for row in step["rows"]}

    assert "souhaitée" in rows["Le banc"]
    assert "D'ici le" not in rows["Le banc"]
    assert rows[idea.title].endswith("Pas encore de date\u00a0: il faut plus d'appuis.")


def test_every_step_without_a_date_says_what_is_waited_for():
    dated = {
        noun: {state for state, step in steps.items() if step.next_in or not step.who}
        for noun, steps in lifecycles.NEXT.items()
    }
    by_a_clock = {
        "concern": {"transmise", "orientee_territoire"},
        "issue": {"transmise"},
        "initiative": {"orientee_territoire"},
        "transmission": {"envoyee", "recue", "a_l_ordre_du_jour"},
        "rule_change": set(),
    }

    silent = {
        noun: {str(state) for state in steps}
        - dated[noun]
        - by_a_clock[noun]
        - {str(one) for one in awaits.WORDS[noun]}
        for noun, steps in lifecycles.NEXT.items()
    }

    assert silent == {noun: set() for noun in lifecycles.NEXT}


def test_by_its_number_it_says_so_on_the_page_and_to_a_program(client):
    concern = sendings.published_concern()
    sent = sendings.sent(concern=concern)
    number = {"number": concern.tracking_number}

    with clock.frozen(past(sent)):
        page = client.post(reverse("participation:follow"), number).content.decode().replace(NBSP, " ")
        told = client.post(
            reverse("participation-api:follow"), number, content_type="application/json"
        ).json()

    assert "souhaitée" in page
    assert "en retard" not in page
    assert (told["on"], told["is_late"], "souhaitée" in told["when"]) == (
        sent.due_on.isoformat(),
        False,
        True,
    )


@pytest.mark.parametrize("is_accepted", [False, True])
def test_what_is_in_motion_is_late_only_once_the_table_accepted_the_clock(client, is_accepted):
    if is_accepted:
        accepted()
    sent = sendings.sent()

    with clock.frozen(past(sent)):
        rows = client.get(reverse("participation-api:in-motion")).json()

    late = {row["path"]: row["is_late"] for row in rows}
    assert (late[f"/envois/{sent.pk}/"], late[f"/enjeux/{sent.issue_id}/"]) == (is_accepted, is_accepted)
