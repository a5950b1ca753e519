"""Proposing, changing and sending an initiative to the check of the fund's rules."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from participation.domain import drafts, initiatives, operating_rules
from participation.domain.queries import initiatives as queries
from participation.enums import InitiativeKind
from participation.models import AdmissibilityReview, Initiative, InitiativeVersion, StageChange
from participation.rules import scope
from participation.rules import sheet as sheets
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_an_idea_has_a_first_version_a_thread_and_the_concerns_it_cites(db):
    author = cast.citizen()
    concern = builders.concern(author)

    idea = builders.initiative(author, from_concerns=[concern])

    concern.refresh_from_db()
    assert (idea.state, idea.scope, idea.current.number, idea.title) == (
        "idee",
        "regionale",
        1,
        "Les jeudis qui cuisinent",
    )
    assert (concern.state, list(idea.from_concerns.all())) == ("initiative_creee", [concern])
    assert (idea.thread.back_path, builders.history(idea)) == (f"/initiatives/{idea.pk}/", [("", "idee")])


@pytest.mark.parametrize(
    "role", [cast.facilitator, cast.support, cast.crd_agent, cast.signatory, cast.table_member, cast.carrier]
)
def test_only_citizens_propose_alone_or_together(db, role):
    person = role()
    together = {"by": cast.citizen(), "sheet": builders.sheet(), "from_concerns": [], "now": NOW}

    assert code_of(lambda: builders.initiative(person)) == "citizens_only"
    assert code_of(lambda: initiatives.propose(**together, co_authors=[person])) == "citizens_only"
    assert Initiative.objects.count() == 0


def test_somebody_elses_private_word_is_not_cited(db):
    word = builders.private_word(cast.citizen("Rita"))

    assert code_of(lambda: builders.initiative(cast.citizen(), from_concerns=[word])) == "concern_missing"
    assert Initiative.objects.count() == 0


@pytest.mark.parametrize(
    ("rule", "regional_from"), [("deux_mrc", 2), ("trois_mrc", 3), ("toute_region", 8), ("cas_par_cas", 1)]
)
def test_the_rule_says_from_how_many_mrc_it_is_regional(rule, regional_from):
    found = [count for count in range(1, 9) if scope.is_regional(scope.scope_of(count, rule=rule))]

    assert found == list(range(regional_from, 9))


def test_an_idea_of_one_mrc_is_referred_not_sent(db):
    idea = builders.in_deliberation(cast.citizen("Autrice"), "la-mitis", now=NOW - timedelta(days=20))
    author = idea.authors.get()
    referring = {"by": cast.facilitator(), "initiative": idea, "plain_reason": "Une seule MRC.", "now": NOW}
    mitis, kamouraska = cast.territories()["la-mitis"], cast.territories()["kamouraska"]

    assert idea.scope == "territoriale"
    assert (
        code_of(lambda: initiatives.send_to_review(by=author, initiative=idea, now=NOW))
        == "territorial_scope"
    )
    assert code_of(lambda: initiatives.refer(**referring, territory=mitis, accord_on=None)) == "accord_on"
    assert (
        code_of(lambda: initiatives.refer(**referring, territory=kamouraska, accord_on=NOW.date()))
        == "territory"
    )
    initiatives.refer(**referring, territory=mitis, accord_on=NOW.date())
    assert (idea.state, idea.referral.territory) == ("orientee_territoire", mitis)


def test_a_regional_idea_is_not_referred(db):
    idea = builders.initiative()

    refused = code_of(
        lambda: initiatives.refer(
            by=cast.facilitator(),
            initiative=idea,
            territory=cast.territories()["la-mitis"],
            plain_reason="…",
            accord_on=NOW.date(),
            now=NOW,
        )
    )

    assert (refused, Initiative.objects.get(pk=idea.pk).state) == ("regional_scope", "idee")


def test_each_change_is_a_numbered_version_with_its_reason_and_its_own_hash(db):
    idea = builders.initiative()
    author = idea.authors.get()

    initiatives.revise(
        by=author,
        initiative=idea,
        sheet=builders.sheet(title="Les vendredis"),
        reason="Le jeudi est pris.",
        now=NOW,
    )

    versions = list(idea.versions.order_by("number"))
    assert [(one.number, one.title, one.reason) for one in versions] == [
        (1, "Les jeudis qui cuisinent", ""),
        (2, "Les vendredis", "Le jeudi est pris."),
    ]
    assert Initiative.objects.get(pk=idea.pk).current == versions[1]
    assert len({one.content_hash for one in versions}) == 2
    for one in versions:
        assert one.content_hash == sheets.content_hash(one.number, sheets.fields_of(sheets.sheet_of(one)))


@pytest.mark.database
def test_a_version_is_never_rewritten(db):
    rows = InitiativeVersion.objects.filter(pk=builders.initiative().current_id)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows.update(fund_cents=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        rows._raw_delete(rows.db)

    assert rows.get().fund_cents == 1_900_000


@pytest.mark.database
def test_the_history_of_steps_is_never_rewritten(db):
    builders.initiative()

    for table in (StageChange, AdmissibilityReview):
        assert table._meta.db_table in {"participation_stagechange", "participation_admissibilityreview"}
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StageChange.objects.update(to_state="approuvee")


def test_only_its_authors_change_it_with_a_reason_at_a_step_that_allows_it(db):
    idea = builders.initiative()
    author = idea.authors.get()
    changing = {"initiative": idea, "sheet": builders.sheet(), "now": NOW}

    assert (
        code_of(lambda: initiatives.revise(**changing, by=cast.citizen("Rita"), reason="Mieux."))
        == "authors_only"
    )
    assert code_of(lambda: initiatives.revise(**changing, by=author, reason=" ")) == "reason"
    for state in ("en_analyse", "admissible", "vote_ouvert", "approuvee", "terminee", "retiree"):
        builders.put_at(idea, state)
        assert code_of(lambda: initiatives.revise(**changing, by=author, reason="Mieux.")) == "text_fixed"
    assert idea.versions.count() == 1


@pytest.mark.parametrize("state", ["a_ajuster", "non_admissible", "non_approuvee"])
def test_a_changed_text_goes_back_to_discussion(db, state):
    idea = builders.put_at(builders.in_deliberation(now=NOW - timedelta(days=20)), state)
    author = idea.authors.get()

    initiatives.revise(by=author, initiative=idea, sheet=builders.sheet(), reason="Autre porteur.", now=NOW)

    started = NOW if state == "non_approuvee" else NOW - timedelta(days=20)
    assert (idea.state, idea.deliberation_started_at) == ("en_deliberation", started)


def test_after_a_no_a_changed_version_waits_for_its_date(db):
    idea = builders.put_at(builders.initiative(), "non_approuvee")
    Initiative.objects.filter(pk=idea.pk).update(revisable_from=NOW.date() + timedelta(days=1))
    idea.refresh_from_db()
    changing = {"by": idea.authors.get(), "initiative": idea, "sheet": builders.sheet(), "reason": "Mieux."}

    early = code_of(lambda: initiatives.revise(**changing, now=NOW))
    initiatives.revise(**changing, now=NOW + timedelta(days=1))

    assert (early, idea.state) == ("too_soon", "en_deliberation")


@pytest.mark.parametrize(("days", "code"), [(13, "deliberation_too_short"), (14, None)])
def test_it_is_discussed_the_ruled_number_of_days_first(db, days, code):
    idea = builders.in_deliberation(now=NOW - timedelta(days=days))
    author = idea.authors.get()

    if code:
        assert code_of(lambda: initiatives.send_to_review(by=author, initiative=idea, now=NOW)) == code
    else:
        initiatives.send_to_review(by=author, initiative=idea, now=NOW)
    assert Initiative.objects.get(pk=idea.pk).state == ("en_deliberation" if code else "en_analyse")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": InitiativeKind.UNSURE}, "kind"),
        ({"people_planned": None}, "people_planned"),
        ({"people_counting": ""}, "people_counting"),
        ({"total_cents": None, "fund_cents": None}, "total_cents"),
        ({"budget_lines": [{"label": "animation", "cents": 1}]}, "budget_lines"),
        ({"budget_lines": []}, "budget_lines"),
        ({"is_new": False}, "renews"),
    ],
)
def test_an_incomplete_sheet_is_not_sent_and_says_what_is_missing(db, changed, field):
    idea = builders.in_deliberation(now=NOW - timedelta(days=15), **changed)

    assert (
        code_of(lambda: initiatives.send_to_review(by=idea.authors.get(), initiative=idea, now=NOW)) == field
    )
    assert Initiative.objects.get(pk=idea.pk).state == "en_deliberation"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"summary": ""}, "summary"),
        ({"summary": "a" * 301}, "summary"),
        ({"territories": []}, "territories"),
        ({"total_cents": 5}, "total_cents"),
        ({"kind": "grande"}, "kind"),
    ],
)
def test_an_idea_says_at_least_what_where_and_money_that_adds_up(db, changed, field):
    assert code_of(lambda: builders.initiative(**changed)) == field
    assert Initiative.objects.count() == 0


def test_authors_and_facilitation_send_it_and_nobody_else(db):
    idea = builders.in_deliberation(now=NOW - timedelta(days=15))

    others = code_of(lambda: initiatives.send_to_review(by=cast.citizen("Rita"), initiative=idea, now=NOW))
    signatory = code_of(lambda: initiatives.send_to_review(by=cast.signatory(), initiative=idea, now=NOW))
    initiatives.send_to_review(by=cast.facilitator(), initiative=idea, now=NOW)

    assert (others, signatory, idea.review_requested_at) == ("authors_only", "authors_only", NOW)


def test_a_withdrawn_idea_answers_like_a_missing_one_but_to_its_author(db):
    idea = builders.initiative()
    author = idea.authors.get()
    refused = code_of(lambda: initiatives.withdraw(by=cast.facilitator(), initiative=idea, now=NOW))
    initiatives.withdraw(by=author, initiative=idea, now=NOW)

    assert refused == "not_your_move"
    assert code_of(lambda: queries.visible_initiative(idea.pk)) == code_of(
        lambda: queries.visible_initiative(999_999)
    )
    assert queries.visible_initiative(idea.pk, author) == idea


def test_a_stricter_rule_makes_two_mrc_territorial(db):
    operating_rules.establish(
        key="regional_scope_rule",
        label="…",
        value="trois_mrc",
        why="…",
        basis="jugement",
        now=NOW - timedelta(days=1),
    )

    assert builders.initiative().scope == "territoriale"


def test_a_draft_of_a_form_is_kept_replaced_and_forgotten(db):
    ginette, rita = cast.citizen(), cast.citizen("Rita")
    drafts.save(by=ginette, form="initiative", answers={"title": "Un"}, now=NOW)
    drafts.save(by=ginette, form="initiative", answers={"title": "Deux"}, now=NOW)
    kept = (drafts.answers(ginette, "initiative"), drafts.answers(rita, "initiative"))

    drafts.discard(by=ginette, form="initiative")

    assert (kept, drafts.answers(ginette, "initiative")) == (({"title": "Deux"}, {}), {})


@pytest.mark.parametrize(("rule", "is_shown"), [("deux_mrc", False), ("cas_par_cas", True)])
def test_case_by_case_facilitation_has_the_door_to_an_mrc(db, client, rule, is_shown):
    operating_rules.establish(
        key="regional_scope_rule",
        label="…",
        value=rule,
        why="…",
        basis="jugement",
        now=NOW - timedelta(days=1),
    )
    idea = builders.initiative()
    cast.sign_in(client, cast.facilitator("Noé"))

    with clock.frozen(NOW):
        page = client.get(reverse("participation:initiative", args=[idea.pk])).content.decode()

    assert (reverse("participation:initiative_refer", args=[idea.pk]) in page) is is_shown
