"""The pages and the API of proposed changes: read by members, written by citizens, answered by authors."""

import html

import pytest
from django.urls import reverse

from common import clock
from participation.domain import amendments
from participation.models import Amendment
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

WORDS = "Une cuisine collective le mardi soir."
WHY = "Le jeudi, l'autobus ne passe pas."


@pytest.fixture(autouse=True)
def _at(db):
    with clock.frozen(NOW):
        yield


@pytest.fixture
def idea():
    return builders.in_deliberation(cast.citizen("Autrice"))


def propose(idea, by=None, **changed) -> Amendment:
    asked = {"part": "phrase", "words": WORDS, "why": WHY, "now": NOW} | changed
    return amendments.propose(by=by or cast.citizen("Rita"), initiative=idea, **asked)


def url(name: str, pk: int) -> str:
    return reverse(f"participation:{name}", args=[pk])


def text_of(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def test_a_citizen_chooses_a_part_changes_its_words_and_checks_before_sending(client, idea):
    cast.sign_in(client, cast.citizen("Rita"))
    page = url("amendment_propose", idea.pk)

    parts = text_of(client.get(page))
    form = text_of(client.get(page + "?partie=phrase"))
    check = text_of(client.post(page + "?partie=phrase", {"words": WORDS, "why": WHY}))
    count_before = Amendment.objects.count()
    sent = client.post(page + "?partie=phrase", {"words": WORDS, "why": WHY, "confirm": "1"})

    made = Amendment.objects.get()
    assert f"{page}?partie=phrase" in parts
    assert "Une cuisine collective le jeudi soir.</textarea>" in form
    assert (WORDS in check, count_before) == (True, 0)
    assert (sent.status_code, sent["Location"]) == (302, url("amendment", made.pk))


@pytest.mark.parametrize("field", ["words", "why"])
def test_the_check_shows_what_tells_who_somebody_is_and_blocks_nothing(client, idea, field):
    cast.sign_in(client, cast.citizen("Rita"))
    page = url("amendment_propose", idea.pk) + "?partie=phrase"
    said = {"words": WORDS, "why": WHY}

    plain = text_of(client.post(page, said))
    said[field] = "Appeler Normand Untel au 418 555-1234."
    check = text_of(client.post(page, said)).replace("\u2011", "-")
    sent = client.post(page, said | {"confirm": "1"})

    looks = ("On dirait un numéro de téléphone", "On dirait le nom de quelqu'un")
    assert [one in plain for one in looks] == [False, False]
    assert [one in check for one in looks] == [True, True]
    assert (sent.status_code, Amendment.objects.count()) == (302, 1)


def test_the_words_of_today_sent_back_are_refused_beside_what_was_typed(client, idea):
    cast.sign_in(client, cast.citizen("Rita"))

    response = client.post(
        url("amendment_propose", idea.pk) + "?partie=phrase",
        {"words": "Une cuisine collective le jeudi soir.", "why": WHY, "confirm": "1"},
    )

    assert response.status_code == 422
    assert WHY in text_of(response)
    assert Amendment.objects.count() == 0


def test_members_read_the_words_side_by_side_and_outside_nobody_does(client, idea):
    propose(idea)
    page = url("amendments", idea.pk)
    outside = client.get(page)
    cast.sign_in(client, cast.support())

    read = text_of(client.get(page))

    assert (outside.status_code, outside["Location"].startswith("/entrer/")) == (302, True)
    assert "jeudi</del>" in read
    assert "mardi</ins>" in read
    assert ("Rita" in read, WHY in read) == (True, True)
    assert url("amendment_propose", idea.pk) not in read


def test_somebody_who_is_no_member_reads_them_like_missing_ones(client, idea):
    made = propose(idea)
    cast.sign_in(client, cast.signatory())

    answers = [
        client.get(address).status_code for address in (url("amendments", idea.pk), url("amendment", made.pk))
    ]

    assert answers == [404, 404]


def test_an_author_accepts_words_with_one_button(client, idea):
    made = propose(idea)
    cast.sign_in(client, idea.authors.get())

    page = text_of(client.get(url("amendment", made.pk)))
    client.post(url("amendment_accept", made.pk))

    idea.refresh_from_db()
    assert url("amendment_accept", made.pk) in page
    assert (idea.current.number, idea.current.summary) == (2, WORDS)


def test_somebody_else_finds_no_button_and_is_refused(client, idea):
    made = propose(idea)
    cast.sign_in(client, cast.citizen("Nadia"))

    page = text_of(client.get(url("amendment", made.pk)))
    refused = client.post(url("amendment_accept", made.pk))
    declined = client.post(url("amendment", made.pk), {"reason": "Non."})

    assert url("amendment_accept", made.pk) not in page
    assert (refused.status_code, declined.status_code) == (403, 403)
    assert Amendment.objects.get().state == "proposee"


def test_a_no_without_reason_is_asked_for_one(client, idea):
    made = propose(idea)
    cast.sign_in(client, idea.authors.get())

    empty = client.post(url("amendment", made.pk), {"reason": ""})
    given = client.post(url("amendment", made.pk), {"reason": "Le local n'est libre que le jeudi."})

    assert (empty.status_code, given.status_code) == (422, 302)
    assert Amendment.objects.get().answer_reason == "Le local n'est libre que le jeudi."


def test_money_is_first_written_in_the_sheet_then_the_proposal_is_accepted(client, idea):
    made = propose(idea, part="cout", words="Demander 500 $ de moins au fonds.")
    cast.sign_in(client, idea.authors.get())
    change = url("initiative_revise", idea.pk)

    to_sheet = client.post(url("amendment_accept", made.pk))
    page = text_of(client.get(change))
    too_early = client.post(change, {"reason": WHY})
    waiting = Amendment.objects.get().state
    client.post(
        change + "?question=cout",
        {"fund_cents": "18500", "other_cash_cents": "4000", "in_kind_cents": "6000", "lines": ""},
    )
    client.post(change, {"reason": WHY})

    idea.refresh_from_db()
    assert to_sheet["Location"] == change
    assert "Demander 500 $ de moins au fonds." in page
    assert (too_early.status_code, waiting) == (422, "proposee")
    assert (idea.current.fund_cents, Amendment.objects.get().resulting) == (1_850_000, idea.current)


def test_an_older_text_is_told_and_an_answered_proposal_shows_no_form(client, idea):
    first, second = propose(idea), propose(idea, cast.citizen("Nadia"), part="titre", words="Les mardis")
    author = idea.authors.get()
    amendments.accept(by=author, amendment=second, now=NOW)
    cast.sign_in(client, author)

    old = text_of(client.get(url("amendment", first.pk)))
    over = text_of(client.get(url("amendment", second.pk)))

    assert "Le texte a changé depuis cette proposition." in old
    assert "C'est dans la version 2." in over
    assert url("amendment_accept", second.pk) not in over


def test_the_initiative_leads_members_to_its_proposed_changes(client, idea):
    propose(idea)
    pages = [text_of(client.get(url("initiative", idea.pk)))]
    cast.sign_in(client, cast.citizen("Nadia"))
    pages.append(text_of(client.get(url("initiative", idea.pk))))

    assert [url("amendments", idea.pk) in page for page in pages] == [False, True]
    assert "1 proposition attend les autrices et auteurs." in pages[1]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_proposals_costs_the_same_whatever_their_number(
    client, idea, count, django_assert_num_queries
):
    reader = cast.citizen("Nadia")
    for number in range(count):
        propose(idea, cast.citizen(f"Rita {number}"))
    cast.sign_in(client, reader)

    with django_assert_num_queries(12):
        client.get(url("amendments", idea.pk))


def asks(client, person, verb: str, path: str, **body):
    """The status, and the code of a refusal or the body."""
    cast.sign_in(client, person)
    answer = getattr(client, verb)(f"/api/v1{path}", body, content_type="application/json")
    found = answer.json()
    return answer.status_code, found.get("code", found)


def test_programs_propose_answer_and_take_back(client, idea):
    rita, author = cast.citizen("Rita"), idea.authors.get()
    listed = f"/initiatives/{idea.pk}/amendments/"
    asked = {"part": "phrase", "words": WORDS, "why": WHY}

    status, made = asks(client, rita, "post", listed, **asked)
    one = f"/amendments/{made['id']}/"
    refused = [
        asks(client, rita, "post", listed, **asked),
        asks(client, cast.support(), "post", listed, **asked),
        asks(client, rita, "post", one + "answer/", accepts=True),
        asks(client, author, "delete", one),
        asks(client, author, "post", one + "answer/", accepts=False)[:1],
    ]
    accepted = asks(client, author, "post", one + "answer/", accepts=True)
    late = asks(client, rita, "delete", one)
    _status, other = asks(client, rita, "post", listed, **asked | {"part": "titre", "words": "Les mardis"})
    taken_back = asks(client, rita, "delete", f"/amendments/{other['id']}/")
    _status, page = asks(client, rita, "get", listed)

    assert (status, made["author"], made["version"], made["is_superseded"]) == (201, "Rita", 1, False)
    assert refused == [
        (409, "already_proposed"),
        (403, "citizens_only"),
        (403, "not_your_move"),
        (403, "not_your_move"),
        (422,),
    ]
    assert (accepted[0], accepted[1]["state"], accepted[1]["resulting"]) == (200, "acceptee", 2)
    assert late == (409, "already_answered")
    assert (taken_back[0], taken_back[1]["state"]) == (200, "retiree")
    assert [row["state"] for row in page["results"]] == ["retiree", "acceptee"]


def test_programs_accept_money_with_the_whole_new_sheet(client, idea):
    made = propose(idea, part="cout", words="Demander moins au fonds.")
    author, one = idea.authors.get(), f"/amendments/{made.pk}/answer/"
    sheet = {
        "title": "Les jeudis qui cuisinent",
        "summary": "Une cuisine collective le jeudi soir.",
        "kind": "experimentale",
        "territories": ["kamouraska", "la-mitis"],
        "fund_cents": 1_800_000,
    }

    alone = asks(client, author, "post", one, accepts=True)
    whole = asks(client, author, "post", one, accepts=True, sheet=sheet)

    idea.refresh_from_db()
    assert (alone[0], whole[0], idea.current.fund_cents) == (422, 200, 1_800_000)
