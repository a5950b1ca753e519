"""Voted « sous réserve », then the signatory asks for more: it is told, the authors bring it, the approval stays."""

from dataclasses import replace

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from common.models import AuditEvent
from participation.domain import adjusting, agreements, amendments, decisions, reviews
from participation.domain.queries import lateness, timeline
from participation.enums import AmendmentPart, InitiativeKind, InitiativeState, NoticeKind, ReviewResult
from participation.models import Amendment, Initiative, Notice, ReviewReminder
from participation.rules import notice_words
from participation.rules.sheet import Sheet, current_sheet
from tests import cast
from tests.participation.core_b import scenes
from tests.participation.core_b.test_organisation_found import funded

pytestmark = pytest.mark.django_db

SILENT = scenes.on(15 + 21 + 14 + 2)
OPENS, CLOSES, AFTER = scenes.on(56), scenes.on(67, 20), scenes.on(68)
ANSWERED, ADJUSTED, AGAIN = scenes.on(70), scenes.on(72), scenes.on(75)
WHY = {
    ReviewResult.ELIGIBLE: {"plain_reason": "", "rule_cited": ""},
    ReviewResult.TO_ADJUST: {"plain_reason": "Il manque les assurances.", "rule_cited": ""},
    ReviewResult.NOT_ELIGIBLE: {"plain_reason": "Pas d'avances d'argent.", "rule_cited": "Article 4"},
}


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def signatory():
    return cast.signatory()


def announced(people, **changed):
    initiative = scenes.in_review(people, **changed)
    reviews.remind_due(now=scenes.on(37))
    return scenes.announced(initiative, None, now=SILENT, opens_at=OPENS, closes_at=CLOSES)


@pytest.fixture
def approved(people, signatory):
    decision = announced(people)
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    decisions.settle(now=AFTER)
    return Initiative.objects.get(pk=decision.initiative_id)


def answer(initiative, signatory, result, now=ANSWERED):
    return reviews.review(by=signatory, initiative=initiative, result=result, now=now, **WHY[result])


def insured(initiative, **changed) -> Sheet:
    lines = [{"label": "Matériel", "cents": 900_000}, {"label": "Assurances", "cents": 100_000}]
    return replace(current_sheet(initiative), **({"budget_lines": lines} | changed))


def adjust(by, initiative, sheet=None, now=ADJUSTED, reason="On ajoute les assurances."):
    return adjusting.adjust(
        by=by, initiative=initiative, sheet=sheet or insured(initiative), reason=reason, now=now
    )


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def said(notice) -> str:
    return notice_words.sentence(notice, sees_private=True).replace("\u00a0", " ")


def test_what_is_asked_is_brought_checked_again_then_signed(people, signatory, approved):
    funded()
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    waited = code_of(lambda: agreements.sign(by=signatory, initiative=approved, now=ANSWERED))

    version = adjust(people[0], approved)
    still = code_of(lambda: agreements.sign(by=signatory, initiative=approved, now=ADJUSTED))
    answer(Initiative.objects.get(pk=approved.pk), signatory, ReviewResult.ELIGIBLE, now=AGAIN)
    agreements.sign(by=signatory, initiative=approved, now=AGAIN)

    assert (waited, still) == ("not_reviewed", "not_reviewed")
    assert (version.number, version.reason) == (2, "On ajoute les assurances.")
    assert approved.state == InitiativeState.AGREEMENT_SIGNED
    assert AuditEvent.objects.filter(kind="initiative.adjusted").count() == 1


@pytest.mark.parametrize("result", [ReviewResult.TO_ADJUST, ReviewResult.NOT_ELIGIBLE])
def test_no_answer_ever_takes_the_approval_back(people, signatory, approved, result):
    answer(approved, signatory, result)
    approved.refresh_from_db()

    adjust(people[0], approved)
    answer(approved, signatory, result, now=AGAIN)
    approved.refresh_from_db()

    assert approved.state == InitiativeState.APPROVED
    assert approved.decisions.get().outcome == "approuvee"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (ReviewResult.ELIGIBLE, "« Le coffre d'école » suit les règles du fonds."),
        (ReviewResult.TO_ADJUST, "Les règles du fonds demandent d'ajuster « Le coffre d'école »."),
        (ReviewResult.NOT_ELIGIBLE, "Le fonds ne peut pas payer « Le coffre d'école » tel quel."),
    ],
)
def test_a_late_answer_is_told_to_its_authors_and_to_who_took_part(
    people, signatory, approved, result, words
):
    made = answer(approved, signatory, result)

    told = Notice.objects.filter(event=f"review:{made.pk}").order_by("person_id")
    assert [one.person for one in told] == people[:4]
    assert all(said(one).startswith(words) for one in told)
    own = [said(one) for one in told if one.is_own]
    assert own[0].endswith("Tu peux changer le texte et le renvoyer.") is (result != ReviewResult.ELIGIBLE)


def test_before_the_end_of_the_vote_the_answer_is_told_and_the_vote_goes_on(people, signatory):
    decision = announced(people)

    made = answer(decision.initiative, signatory, ReviewResult.TO_ADJUST, now=scenes.on(57))
    too_soon = code_of(lambda: adjust(people[0], decision.initiative, now=scenes.on(57)))
    scenes.cast_all(decision.vote, people[:9], scenes.choices(9))
    decisions.settle(now=AFTER)
    initiative = Initiative.objects.get(pk=decision.initiative_id)

    told = Notice.objects.filter(event=f"review:{made.pk}").first()
    assert said(told).endswith("Le vote continue.")
    assert (too_soon, initiative.state) == ("text_fixed", InitiativeState.APPROVED)
    result = Notice.objects.filter(kind=NoticeKind.VOTE_RESULT).first()
    assert (
        result.words
        == "Ses autrices et auteurs ajustent ce que demandent les règles du fonds. L'approbation reste."
    )
    assert adjust(people[0], initiative).number == 2


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "Un autre nom"}, "title"),
        ({"fund_cents": 900_000, "other_cash_cents": 0}, "fund_cents"),
        ({"is_new": False, "renews": "Les jeudis"}, "kind"),
        ({"people_planned": None}, "people_planned"),
        ({"people_planned": 159}, "people_planned"),
        ({"summary": "Un camion de crème glacée."}, "summary"),
        ({"aims": ["Autre chose"]}, "aims"),
        ({"kind": InitiativeKind.STRUCTURANTE}, "kind"),
        ({"renews": "Les jeudis"}, "renews"),
    ],
)
def test_what_the_espace_approved_stays(people, signatory, approved, changed, code):
    answer(approved, signatory, ReviewResult.TO_ADJUST)

    assert code_of(lambda: adjust(people[0], approved, insured(approved, **changed))) == code
    assert approved.versions.count() == 1


def test_other_mrcs_no_reason_and_no_change_are_refused(people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    places = [cast.territories()["la-mitis"]]

    assert (
        code_of(lambda: adjust(people[0], approved, insured(approved, territories=places))) == "territories"
    )
    assert code_of(lambda: adjust(people[0], approved, reason=" ")) == "reason"
    assert code_of(lambda: adjust(people[0], approved, current_sheet(approved))) == "nothing_changed"


def test_only_its_authors_and_only_what_was_asked_once(people, signatory, approved):
    before = code_of(lambda: adjust(people[0], approved))
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    others = {
        code_of(lambda by=by: adjust(by, approved))
        for by in (people[5], signatory, cast.facilitator(), cast.table_member())
    }
    adjust(people[0], approved)
    twice = code_of(lambda: adjust(people[0], approved, insured(approved, people_planned=12)))

    assert (before, others, twice) == ("text_fixed", {"authors_only"}, "text_fixed")


def test_the_signatory_waits_for_the_authors_but_may_still_say_yes(people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)

    again = code_of(lambda: answer(approved, signatory, ReviewResult.NOT_ELIGIBLE, now=ADJUSTED))
    answer(approved, signatory, ReviewResult.ELIGIBLE, now=ADJUSTED)

    assert again == "with_its_authors"
    assert code_of(lambda: adjust(people[0], approved)) == "text_fixed"


def test_an_answer_is_to_the_text_that_was_read(people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    stale = Initiative.objects.get(pk=approved.pk)
    adjust(people[0], approved)

    def eligible(read: int):
        return reviews.review(
            by=signatory,
            initiative=stale,
            result=ReviewResult.ELIGIBLE,
            now=AGAIN,
            based_on=read,
            **WHY[ReviewResult.ELIGIBLE],
        )

    assert code_of(lambda: adjust(people[0], stale, insured(stale, people_planned=170))) == "text_fixed"
    assert code_of(lambda: eligible(1)) == "text_moved"
    assert eligible(2).version.number == 2


def test_the_page_shows_the_new_text_with_the_words_that_were_typed(client, people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    cast.sign_in(client, signatory)
    address = reverse("participation:review_answer", args=[approved.pk])
    with clock.frozen(AGAIN):
        read = client.get(address).context["form"].initial["version"]
        adjust(people[0], approved)
        typed = {"version": read, "result": "admissible", "condition": "Garder ceci", "confirm": "1"}
        refused = client.post(address, typed)
        unread = client.post(address, typed | {"version": ""})
        shown = refused.context["form"]
        done = client.post(address, typed | {"version": shown["version"].value()})

    page = refused.content.decode()
    assert (read, refused.status_code, unread.status_code, done.status_code) == (1, 409, 422, 302)
    assert ("Garder ceci" in page, "Assurances" in page) == (True, True)
    assert "Son texte a changé pendant votre lecture." in page
    assert [one.version.number for one in approved.reviews.order_by("pk")] == [1, 2]


def test_a_change_proposed_before_the_vote_is_no_way_to_change_what_was_approved(people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    left = Amendment.objects.create(
        initiative=approved,
        version=approved.current,
        part=AmendmentPart.TITLE,
        words="Autre",
        why="Pour voir.",
        author=people[6],
        proposed_at=scenes.on(3),
    )

    assert code_of(lambda: amendments.accept(by=people[0], amendment=left, now=ADJUSTED)) == "text_fixed"


def test_without_an_organisation_that_the_fund_can_pay_one_is_looked_for_again(people, signatory, approved):
    answer(approved, signatory, ReviewResult.NOT_ELIGIBLE)

    adjust(people[0], approved, insured(approved, carrier=None))

    assert approved.state == InitiativeState.SEEKING_CARRIER


def test_the_next_step_says_whose_turn_it_is(people, signatory, approved):
    unanswered = timeline.next_steps([approved], now=AFTER)[0]
    answer(approved, signatory, ReviewResult.NOT_ELIGIBLE)
    asked = timeline.next_steps([approved], now=ANSWERED)[0]
    adjust(people[0], approved)
    resent = timeline.next_steps([approved], now=ADJUSTED)[0]
    answer(approved, signatory, ReviewResult.ELIGIBLE, now=AGAIN)
    over = timeline.next_steps([approved], now=AGAIN)[0]

    assert [step.who for step in (unanswered, asked, resent, over)] == [
        "signatory",
        "author",
        "signatory",
        "signatory",
    ]
    assert asked.sentence.startswith("Le fonds ne peut pas la payer")
    assert (unanswered.is_late, resent.on, resent.is_late) == (True, scenes.on(72 + 21).date(), False)
    assert over.sentence == "Le partenaire signataire signe l'entente."


def test_a_check_that_is_late_again_is_reminded_once_and_the_public_list_says_it(people, signatory, approved):
    unanswered = list(lateness.of_the_signatory(AFTER))
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    reviews.remind_due(now=scenes.on(150))
    with_its_authors = list(lateness.of_the_signatory(scenes.on(150)))
    asked = Initiative.objects.get(pk=approved.pk)
    adjust(people[0], asked, now=scenes.on(151))
    due, late = scenes.on(151 + 21), scenes.on(151 + 22)
    reviews.remind_due(now=due)
    on_time, before = list(lateness.of_the_signatory(due)), ReviewReminder.objects.count()
    silent = list(lateness.of_the_signatory(late))
    reviews.remind_due(now=late)
    reviews.remind_due(now=scenes.on(180))
    reminded = list(lateness.of_the_signatory(scenes.on(180)))
    step = timeline.next_steps([asked], now=late)[0]
    answer(asked, signatory, ReviewResult.ELIGIBLE, now=scenes.on(181))

    assert [one.since for one in unanswered] == [scenes.on(15 + 21).date()]
    assert (with_its_authors, on_time, before) == ([], [], 1)
    assert [(one.since, one.url) for one in silent] == [(due.date(), f"/initiatives/{approved.pk}/")]
    assert (step.who, step.on, step.is_late) == ("signatory", due.date(), True)
    assert ReviewReminder.objects.count() == 2
    assert "rappelé en public le 21 février 2027. L'entente l'attend." in reminded[0].sentence.replace(
        "\u00a0", " "
    )
    assert list(lateness.of_the_signatory(scenes.on(182))) == []


def test_the_page_of_its_authors_offers_it_and_the_desk_follows(client, people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    cast.sign_in(client, people[0])
    address = reverse("participation:initiative_revise", args=[approved.pk])
    with clock.frozen(ADJUSTED):
        page = client.get(reverse("participation:initiative", args=[approved.pk])).content.decode()
        asked = client.get(address).content.decode()
        refused = client.post(address, {"reason": "Rien de changé."})
        client.post(f"{address}?question=rejoint", {"people_planned": "15", "people_counting": "enfants"})
        fewer = client.post(address, {"reason": "Moins de monde."})
        client.post(f"{address}?question=rejoint", {"people_planned": "165", "people_counting": "enfants"})
        done = client.post(address, {"reason": "On compte autrement."})
    cast.sign_in(client, signatory)
    with clock.frozen(ADJUSTED):
        desk = client.get(reverse("participation:reviews"))

    assert address in page
    assert "Il manque les assurances." in asked
    assert (refused.status_code, fewer.status_code, done.status_code) == (422, 422, 302)
    assert approved.versions.count() == 2
    assert ([one.pk for one in desk.context["late"]], desk.context["returned"]) == ([approved.pk], [])


def test_until_then_the_desk_shows_it_with_its_authors(client, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    cast.sign_in(client, signatory)

    with clock.frozen(ANSWERED):
        desk = client.get(reverse("participation:reviews"))

    assert desk.context["late"] == []
    assert [row["initiative"].pk for row in desk.context["returned"]] == [approved.pk]


def test_the_api_brings_it_too(client, people, signatory, approved):
    address = f"/api/v1/initiatives/{approved.pk}/versions/"
    sheet = {
        "title": approved.title,
        "summary": "Du matériel d'école qu'on emprunte gratuitement.",
        "aims": ["Une rentrée sans dette"],
        "kind": "experimentale",
        "territories": ["kamouraska", "temiscouata"],
        "total_cents": 1_000_000,
        "fund_cents": 800_000,
        "other_cash_cents": 100_000,
        "in_kind_cents": 100_000,
        "budget_lines": [{"label": "Matériel", "cents": 1_000_000}],
        "people_planned": 160,
        "people_counting": "enfants",
        "reason": "On l'écrit mieux.",
    }
    cast.sign_in(client, people[0])
    post = {"content_type": "application/json"}
    with clock.frozen(ADJUSTED):
        early = client.post(address, sheet, **post)
        answer(approved, signatory, ReviewResult.TO_ADJUST)
        renamed = client.post(address, sheet | {"title": "Autre"}, **post)
        fewer = client.post(address, sheet | {"people_planned": 12}, **post)
        done = client.post(address, sheet, **post)

    assert (early.status_code, done.status_code) == (409, 201)
    assert (renamed.status_code, fewer.status_code) == (422, 422)
    assert Initiative.objects.get(pk=approved.pk).state == InitiativeState.APPROVED


def test_the_api_lists_what_waits_for_the_signatory_even_after_the_vote(client, people, signatory, approved):
    cast.sign_in(client, signatory)

    def listed(now) -> list[tuple]:
        with clock.frozen(now):
            rows = client.get("/api/v1/reviews/").json()
        return [(row["initiative"], row["answer_by"], row["is_late"], row["is_after_vote"]) for row in rows]

    unanswered = listed(AFTER)
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    with_its_authors = listed(ANSWERED)
    adjust(people[0], approved)
    again = listed(ADJUSTED)

    assert unanswered == [(approved.pk, scenes.on(15 + 21).date().isoformat(), True, True)]
    assert with_its_authors == []
    assert again == [(approved.pk, scenes.on(72 + 21).date().isoformat(), False, True)]


def test_the_signatory_is_told_when_asked_when_late_and_when_asked_again(people, signatory, approved):
    answer(approved, signatory, ReviewResult.TO_ADJUST)
    adjust(people[0], approved)

    told = Notice.objects.filter(kind=NoticeKind.FOR_THE_SIGNATORY).order_by("pk")
    assert [(one.person, one.state, one.outcome) for one in told] == [
        (signatory, "demandee", "remplacee"),
        (signatory, "retard", "remplacee"),
        (signatory, "redemandee", ""),
    ]
    assert told[2].link == reverse("participation:review_answer", args=[approved.pk])
