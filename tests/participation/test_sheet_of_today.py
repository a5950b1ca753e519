"""What the sheet of an initiative asks besides its words: partners and what they give, dates, the citizens' part."""

import html
from datetime import date

import pytest
from django.urls import reverse

from common import clock
from common.exceptions import BadInput
from participation.domain import initiatives
from participation.rules import sheet as sheets
from participation.web import initiative_steps
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

GIFTS = [{"name": "La Maison du rang", "gives": "une salle le jeudi"}]


@pytest.fixture(autouse=True)
def _at(db):
    with clock.frozen(NOW):
        yield


def given(**changed):
    answers = {"partner_names": ["La Maison du rang", "Relais"], "partner_gifts": GIFTS}
    return builders.sheet(**answers | changed)


def text_of(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def test_a_version_without_gifts_keeps_the_hash_it_had_before_they_existed():
    fields = sheets.fields_of(builders.sheet())
    before = {name: value for name, value in fields.items() if name != "partner_gifts"}

    assert fields["partner_gifts"] == []
    assert sheets.content_hash(1, fields) == sheets.content_hash(1, before)


def test_what_partners_give_is_in_the_hash():
    one, other = given(), given(partner_gifts=[GIFTS[0] | {"gives": "deux salles"}])

    hashes = {
        sheets.content_hash(1, sheets.fields_of(sheet)) for sheet in (one, other, given(partner_gifts=[]))
    }

    assert len(hashes) == 3


@pytest.mark.parametrize(
    "gift", [{"name": "Quelqu'un d'autre", "gives": "une salle"}, {"name": "Relais", "gives": " "}]
)
def test_a_gift_has_its_partner_and_its_words(gift):
    with pytest.raises(BadInput) as refusal:
        sheets.check_sheet(given(partner_gifts=[gift]))

    assert refusal.value.code == "partner_gifts"


def test_the_answers_of_a_version_make_the_same_sheet_again():
    lines = [{"label": "animation", "cents": 2_700_000}, {"label": sheets.PARTICIPATION, "cents": 150_000}]
    made = builders.initiative(
        partner_names=["La Maison du rang", "Relais"],
        partner_gifts=GIFTS,
        budget_lines=lines,
        starts_on=date(2027, 1, 11),
        ends_on=date(2027, 6, 30),
    )

    again = initiative_steps.sheet_of(initiative_steps.answers_of(made.current))

    assert sheets.fields_of(again) == sheets.fields_of(sheets.sheet_of(made.current))


def test_the_questions_ask_partners_dates_and_what_is_for_the_citizens(client):
    idea = builders.initiative(cast.citizen("Autrice"), budget_lines=[])
    cast.sign_in(client, idea.authors.get())
    change = reverse("participation:initiative_revise", args=[idea.pk])

    sent = [
        client.post(f"{change}?question={slug}", answers).status_code
        for slug, answers in (
            ("partenaires", {"partners": "La Maison du rang : une salle le jeudi\nRelais"}),
            ("dates", {"starts_on": "11 janvier 2027", "ends_on": "2027-06-30"}),
            (
                "cout",
                {
                    "fund_cents": "19000",
                    "participation_cents": "1 500",
                    "other_cash_cents": "",
                    "in_kind_cents": "",
                    "lines": "Animation : 17 500",
                },
            ),
        )
    ]
    client.post(change, {"reason": "On sait mieux."})

    idea.refresh_from_db()
    version = idea.current
    assert sent == [302, 302, 302]
    assert (version.partner_names, version.partner_gifts) == (["La Maison du rang", "Relais"], GIFTS)
    assert (version.starts_on, version.ends_on) == (date(2027, 1, 11), date(2027, 6, 30))
    assert version.budget_lines == [
        {"label": "Animation", "cents": 1_750_000},
        {"label": "Participation des citoyennes et citoyens", "cents": 150_000},
    ]


@pytest.mark.parametrize(
    ("slug", "answers", "kept"),
    [
        ("dates", {"starts_on": "30 juin 2027", "ends_on": "11 janvier 2027"}, "30 juin 2027"),
        ("partenaires", {"partners": ": une salle"}, ": une salle"),
    ],
)
def test_an_answer_that_does_not_hold_comes_back_as_it_was_typed(client, slug, answers, kept):
    idea = builders.initiative(cast.citizen("Autrice"))
    cast.sign_in(client, idea.authors.get())

    response = client.post(
        reverse("participation:initiative_revise", args=[idea.pk]) + f"?question={slug}", answers
    )

    assert (response.status_code, kept in text_of(response)) == (422, True)


def test_partners_what_they_give_and_the_dates_are_read_by_everybody_and_compared(client):
    idea = builders.initiative(cast.citizen("Autrice"))
    initiatives.revise(
        by=idea.authors.get(),
        initiative=idea,
        sheet=given(starts_on=date(2027, 1, 11)),
        reason="On a trouvé une salle.",
        now=NOW,
    )

    page = text_of(client.get(reverse("participation:initiative", args=[idea.pk])))
    cast.sign_in(client, cast.citizen("Rita"))
    compared = text_of(client.get(reverse("participation:initiative_versions", args=[idea.pk])))

    assert "<li>La Maison du rang : une salle le jeudi</li><li>Relais</li>" in page
    assert "À partir du 11 janvier 2027." in page
    assert "une salle le jeudi" in compared
