"""The public pages: no name, no quote, no count from 1 to 4; rules in words; dates in a file."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from accounts.models import Mandate
from common import clock
from common.day_fields import day_of
from deliberation.models import Thread
from participation.domain import concerns
from participation.domain.calendar import add_event
from participation.enums import EventScope, InitiativeState, RuleChangeState
from participation.models import RuleChange, Support
from participation.web import rule_words
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def main_part(answer) -> str:
    return re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]


@pytest.mark.parametrize(
    ("key", "value", "more", "words"),
    [
        ("quorum_share", {"num": 20, "den": 100}, {}, "5"),
        ("reserved_share_new", {"num": 40, "den": 100}, {}, "40"),
        ("min_voting_age", 16, {"unit": "ans"}, "16\u00a0ans"),
        ("min_territories", 3, {}, "3"),
        ("threshold", "simple", {"options": [{"value": "simple", "label": "Plus de pour"}]}, "Plus de pour"),
        ("vote_channels", ["autre_facon", "mi-parcours"], {}, "autre facon, mi-parcours"),
        ("fil_hours", "9 h à 21 h", {}, "9 h à 21 h"),
        ("table_accepts_clock_on", "2026-09-01", {}, "2026"),
    ],
)
def test_values_are_read_as_words(key, value, more, words):
    rule = world.rule(key, value, **more)

    assert words in rule_words.words_of(rule)
    assert "{" not in rule_words.words_of(rule)


def test_yes_and_no_are_words():
    yes, no = world.rule("alternates", True), world.rule("proxy_voting", False)

    assert {rule_words.words_of(yes), rule_words.words_of(no)} & {"True", "False"} == set()


def test_the_rules_say_that_they_are_provisional_until_adopted(client):
    world.rule("voting_days", 10, "Durée d'un vote")
    world.rule("only_citizens_vote", True, "Seules les personnes citoyennes votent", is_locked=True)
    before = client.get(url("rules"))
    world.rule("rules_adopted", True, "Adoptées")
    after = client.get(url("rules"))

    assert (before.context["is_provisional"], after.context["is_provisional"]) == (True, False)
    assert [row["rule"].key for row in before.context["locked"]] == ["only_citizens_vote"]


def test_a_citizen_proposes_a_change_and_bad_values_come_back(client):
    world.rule("voting_days", 10, "Durée d'un vote", unit="jours", minimum=5)
    cast.sign_in(client, cast.citizen())

    words = client.post(url("rule", "voting_days"), {"value": "beaucoup", "reason": "Plus de temps."})
    small = client.post(url("rule", "voting_days"), {"value": "2", "reason": "Plus de temps."})
    same = client.post(url("rule", "voting_days"), {"value": "10", "reason": "Plus de temps."})
    done = client.post(url("rule", "voting_days"), {"value": "14", "reason": "Plus de temps."})

    assert [a.status_code for a in (words, small, same, done)] == [422, 422, 422, 302]
    assert "Plus de temps." in words.content.decode()
    assert 'value="beaucoup"' in words.content.decode()
    assert RuleChange.objects.get().proposed_value == 14


def test_a_locked_rule_has_no_form_and_refuses(client):
    world.rule("only_citizens_vote", True, is_locked=True)
    cast.sign_in(client, cast.citizen())

    page = client.get(url("rule", "only_citizens_vote"))
    answer = client.post(url("rule", "only_citizens_vote"), {"value": "non", "reason": "Pour voir."})

    assert (page.context["form"], answer.status_code, RuleChange.objects.count()) == (None, 403, 0)


@pytest.mark.parametrize("who", [cast.facilitator, cast.support, cast.table_member, cast.admin])
def test_only_citizens_propose_and_support(client, who):
    change = world.rule_change()
    cast.sign_in(client, who())

    proposed = client.post(url("rule", "voting_days"), {"value": "14", "reason": "Plus de temps."})
    supported = client.post(url("rule_change_support", change.pk))

    assert (proposed.status_code, supported.status_code) == (403, 403)
    assert Support.objects.count() == 0


def test_a_change_shows_its_reason_to_members_only_and_few_supports_as_words(client):
    author = cast.citizen("Étoile du nord")
    change = world.rule_change(author=author)
    lise = cast.citizen("Lise")
    cast.sign_in(client, lise)
    client.post(url("rule_change_support", change.pk))
    inside = main_part(client.get(url("rule_change", change.pk)))
    client.logout()
    outside = main_part(client.get(url("rule_change", change.pk)))

    assert "Étoile du nord" in inside
    assert "Deux fins de semaine." in inside
    assert "Étoile du nord" not in outside
    assert "Deux fins de semaine." not in outside
    assert re.search(r"5", outside)
    assert Support.objects.count() == 1


def test_the_author_of_a_change_takes_it_back(client):
    author = cast.citizen()
    change = world.rule_change(author=author)
    cast.sign_in(client, cast.citizen("Lise"))
    refused = client.post(url("rule_change_withdraw", change.pk))
    cast.sign_in(client, author)
    done = client.post(url("rule_change_withdraw", change.pk))
    change.refresh_from_db()

    assert (refused.status_code, done.status_code) == (403, 302)
    assert change.state == RuleChangeState.WITHDRAWN


def test_an_unknown_rule_or_mrc_is_missing(client):
    assert client.get(url("rule", "inconnue")).status_code == 404
    assert client.get("/mrc/inconnue/").status_code == 404


def event(slug: str, starts_on: date, **more) -> None:
    add_event(
        by=None,
        slug=slug,
        scope=EventScope.TABLE,
        title=f"Date {slug}",
        starts_on=starts_on,
        now=world.NOW,
        **more,
    )


def test_the_calendar_groups_by_month_and_keeps_the_past_behind(client):
    event("passee", date(2026, 10, 28))
    event("decembre", date(2026, 12, 2))
    event("fevrier", date(2027, 2, 10))
    with world.frozen():
        page = client.get(url("calendar"))

    assert [[line.title for line in month["lines"]] for month in page.context["months"]] == [
        ["Date decembre"],
        ["Date fevrier"],
    ]
    assert [line.title for line in page.context["past"]] == ["Date passee"]


def test_a_date_that_comes_soon_also_says_how_many_days_are_left(client):
    for slug, on in (
        ("demain", date(2026, 11, 17)),
        ("proche", date(2026, 11, 30)),
        ("loin", date(2026, 12, 1)),
    ):
        event(slug, on)
    with clock.frozen(datetime(2026, 11, 16, 15, tzinfo=UTC)):
        lines = [line for month in client.get(url("calendar")).context["months"] for line in month["lines"]]

    assert {line.title: line.near for line in lines} == {
        "Date demain": "demain",
        "Date proche": "dans 14 jours",
        "Date loin": "",
    }


def test_the_calendar_says_who_waits_for_whom(client):
    with world.frozen():
        sent = world.sent()
        checked = world.initiative(InitiativeState.IN_REVIEW, title="Jeunes qui s'écoutent")
        lines = [line for month in client.get(url("calendar")).context["months"] for line in month["lines"]]

    assert {line.key for line in lines} == {f"envoi-{sent.pk}", f"verification-{checked.pk}"}


def test_the_calendar_file_is_well_formed_and_says_no_name(client):
    event("decembre", date(2026, 12, 2))
    event("longue", date(2027, 2, 10), ends_on=None)
    with world.frozen():
        world.initiative(
            InitiativeState.IN_REVIEW,
            author=cast.citizen("Étoile du nord"),
            title="Un titre; long, " + "é" * 60,
        )
        answer = client.get(url("calendar_ics"))
    body = answer.content.decode()

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert body.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert body.count("BEGIN:VEVENT") == body.count("END:VEVENT") == 3
    assert "DTSTART;VALUE=DATE:20261202\r\nDTEND;VALUE=DATE:20261203" in body
    assert max(len(line.encode()) for line in body.split("\r\n")) <= 75
    assert "Un titre\\; long\\," in body.replace("\r\n ", "")
    assert "Étoile du nord" not in body


def test_a_referred_concern_shows_its_words_to_members_only(client):
    elodie = cast.facilitator()
    concern = world.discussed(cast.citizen("Étoile du nord"), elodie)
    place = cast.territories()["la-mitis"]
    concerns.refer(
        by=elodie,
        concern=concern,
        territory=place,
        plain_reason="Pour La Mitis.",
        accord_on=world.NOW.date(),
        now=world.NOW,
    )
    outside = main_part(client.get(url("territory", place.slug)))
    cast.sign_in(client, cast.citizen("Lise"))
    inside = main_part(client.get(url("territory", place.slug)))

    assert "Pour La Mitis." in inside
    assert "Pour La Mitis." not in outside
    assert concern.title not in outside.replace("&#x27;", "'")


def test_signed_out_no_page_shows_a_name_or_a_thread(client):
    author = cast.citizen("Étoile du nord")
    concern = world.discussed(author)
    sent = world.sent(concern=concern)
    change = world.rule_change(author=author)
    world.initiative(author=author)
    pages = [
        url("answers"),
        url("rules"),
        url("rule", "voting_days"),
        url("rule_change", change.pk),
        url("calendar"),
        url("territory", "la-mitis"),
        url("territories"),
        url("seats"),
        url("transmission", sent.pk),
    ]

    assert Thread.objects.exists()
    for page in pages:
        words = main_part(client.get(page))
        assert "Étoile du nord" not in words, page
        assert "/fils/" not in words, page
        assert "/preoccupations/" not in words, page


def test_a_seat_is_vacant_only_when_somebody_left_it(client):
    cast.table_member()
    cast.table_member("Siège Jeunesse", seat_slug="t-jeunes", label="Jeunesse")
    Mandate.objects.filter(seat__slug="t-jeunes").update(ends_on=date(2026, 9, 30), end_reason="Départ.")
    cast.seat("t-vide", "Petite enfance")
    with world.frozen():
        page = client.get(url("seats"))

    assert {row["seat"]: row["who"] for row in page.context["groups"][0]["rows"]} == {
        "Logement": "pourvu, depuis le 5\u00a0janvier 2026, jusqu'au 31\u00a0décembre 2029",
        "Jeunesse": "vacant",
        "Petite enfance": "pas encore connu",
    }
    assert page.context["parity"].community == 3
    assert "Siège Jeunesse" not in main_part(page)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("31 mars 2027", date(2027, 3, 31)),
        ("1er avril 2027", date(2027, 4, 1)),
        ("2\u00a0août 2026", date(2026, 8, 2)),
        ("2026-12-02", date(2026, 12, 2)),
        ("March 31, 2027", date(2027, 3, 31)),
        ("31 février 2027", None),
        ("demain", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, expected):
    assert day_of(typed) == expected


def test_a_support_of_a_change_is_taken_back_until_it_is_in_a_vote(client):
    change = world.rule_change()
    cast.sign_in(client, cast.citizen("Lise"))
    address = url("rule_change_unsupport", change.pk)

    none_given = client.post(address)
    client.post(url("rule_change_support", change.pk))
    shown = main_part(client.get(url("rule_change", change.pk)))
    taken_back = client.post(address)
    again = main_part(client.get(url("rule_change", change.pk)))

    assert (none_given.status_code, taken_back.status_code) == (404, 302)
    assert (address in shown, address in again) == (True, False)
    assert url("rule_change_support", change.pk) in again
    assert Support.objects.count() == 0


def test_the_support_of_somebody_else_stays(client):
    change = world.rule_change()
    cast.sign_in(client, cast.citizen("Lise"))
    client.post(url("rule_change_support", change.pk))
    refused = []
    for who in (cast.citizen("Rita"), cast.facilitator(), cast.table_member()):
        cast.sign_in(client, who)
        refused.append(client.post(url("rule_change_unsupport", change.pk)).status_code)

    assert refused == [404, 403, 403]
    assert Support.objects.count() == 1
