"""The pages of an answer in the making: written by the secretary, read by the Table alone, adopted, corrected."""

import pytest

from participation.enums import AnswerState
from participation.models import AnswerDraft, Notice, SeatOpinion, TableResponse
from tests import cast
from tests.participation.web_staff import world
from tests.participation.web_staff.test_table import TYPED, main_part, published, url

pytestmark = pytest.mark.django_db

SECOND = {"what_2": "Écrire au Ministère.", "owner_2": "Siège Services Québec", "on_2": "30 juin 2027"}
OUTSIDE = [
    *(cast.citizen, cast.facilitator, cast.signatory, cast.mrc_resource, cast.crd_agent, cast.support),
    *(cast.carrier, cast.admin),
]


@pytest.fixture
def table(client):
    person = cast.secretary()
    cast.sign_in(client, person)
    with world.frozen():
        yield person


def written(client, sent=None, **changed) -> AnswerDraft:
    sent = sent or world.sent()
    client.post(url("respond", sent.pk), {**TYPED, **changed, "confirm": "1"})
    return AnswerDraft.objects.open().get(transmission=sent)


def circulating(client) -> AnswerDraft:
    draft = written(client)
    client.post(url("answer_circulate", draft.pk))
    draft.refresh_from_db()
    return draft


def test_nothing_typed_is_public_before_the_publication(client, table):
    draft = circulating(client)
    client.post(url("answer_adopt", draft.pk), {"resolution": "2026-14", "adopted_on": "12 novembre 2026"})
    client.logout()

    pages = [url("answers"), url("transmission", draft.transmission_id), url("commitments")]

    assert [TYPED["plain_words"][:8] in main_part(client.get(page)) for page in pages] == [False] * 3
    assert client.get("/api/v1/transmissions/").json()["results"][0]["responses"] == []


def test_the_whole_way_leaves_commitments_a_resolution_and_news(client, table):
    sent = world.sent()
    first = {"commitment_what": "Garder un guichet.", **SECOND}

    made = published(client, sent, **first)
    client.logout()
    page = main_part(client.get(url("transmission", sent.pk)))

    assert list(made.commitments.nearest_first().values_list("what", "owner")) == [
        ("Garder un guichet.", "Siège Logement"),
        ("Écrire au Ministère.", "Siège Services Québec"),
    ]
    assert (made.resolution, "résolution 2026-14" in page, "Garder un guichet." in page) == (
        *("2026-14", True, True),
    )
    assert Notice.objects.filter(event=f"answer:{made.pk}").exists()


def test_a_commitment_begun_is_finished(client, table):
    sent = world.sent()

    back = client.post(url("respond", sent.pk), {**TYPED, "what_2": "Écrire.", "confirm": "1"})

    assert (back.status_code, sorted(back.context["form"].errors)) == (422, ["on_2", "owner_2"])
    assert "Écrire." in back.content.decode()


def test_the_form_comes_back_as_it_was_kept(client, table):
    draft = written(client, commitment_what="Garder un guichet.", **SECOND)

    again = client.get(url("respond", draft.transmission_id))
    page = client.get(url("answer_rewrite", draft.pk))
    sent = {name: page.context["form"].initial.get(name) or "" for name in page.context["form"].fields}
    kept = client.post(url("answer_rewrite", draft.pk), {**sent, "confirm": "1"})
    before, after = draft.promised, AnswerDraft.objects.get().promised

    assert (again.status_code, again["Location"]) == (302, url("answer_draft", draft.pk))
    assert (kept.status_code, before) == (302, after)


def test_a_seat_consents_or_comments_and_the_secretary_reads_it(client, table):
    draft = circulating(client)
    cast.sign_in(client, cast.table_member())
    address = url("answer_opinion", draft.pk)

    silent = client.post(address, {"opinion": "comment", "words": ""})
    said = client.post(address, {"opinion": "comment", "words": "Dire aussi le soir."})
    replaced = client.post(address, {"opinion": "consent", "words": ""})
    page = main_part(client.get(url("answer_draft", draft.pk)))

    assert [one.status_code for one in (silent, said, replaced)] == [422, 302, 302]
    assert list(SeatOpinion.objects.values_list("seat__label", "consents")) == [("Logement", True)]
    assert "Logement" in page
    assert url("answer_adopt", draft.pk) not in page


def test_other_words_ask_the_seats_again_and_the_former_version_stays(client, table):
    draft = circulating(client)
    client.post(url("answer_opinion", draft.pk), {"opinion": "comment", "words": "Nommer qui paie."})

    client.post(
        url("answer_rewrite", draft.pk), {**TYPED, "plain_words": "C'est oui partout.", "confirm": "1"}
    )
    page = client.get(url("answer_draft", draft.pk))

    assert [row["value"] for row in page.context["facts"]] == [0, 0, 1]
    assert "Nommer qui paie." in main_part(page)


@pytest.mark.parametrize("who", OUTSIDE)
def test_outside_the_table_nobody_reads_nor_acts(client, table, who):
    draft = circulating(client)
    cast.sign_in(client, who())
    names = ("answer_rewrite", "answer_circulate", "answer_opinion", "answer_adopt", "answer_publish")

    read = client.get(url("answer_draft", draft.pk)).status_code
    acts = [client.post(url(name, draft.pk), {"opinion": "consent"}).status_code for name in names]

    assert (read, acts, SeatOpinion.objects.count()) == (403, [403] * 5, 0)


def test_a_seat_that_does_not_lead_reads_but_writes_nothing(client, table):
    draft = circulating(client)
    cast.sign_in(client, cast.table_member())
    names = ("answer_rewrite", "answer_circulate", "answer_adopt", "answer_publish", "answer_reopen")

    read = client.get(url("answer_draft", draft.pk)).status_code
    acts = [client.post(url(name, draft.pk), TYPED).status_code for name in names]
    inbox = main_part(client.get(url("table_inbox")))
    draft.refresh_from_db()

    assert (read, acts, draft.state) == (200, [403] * 5, AnswerState.CIRCULATED)
    assert (url("answer_draft", draft.pk) in inbox, url("respond", draft.transmission_id) in inbox) == (
        *(True, False),
    )


def test_an_adoption_noted_by_mistake_goes_back_to_the_draft(client, table):
    draft = written(client)
    typed = {"resolution": "2026-14", "adopted_on": "12 novembre 2026"}

    later = client.post(url("answer_adopt", draft.pk), {**typed, "adopted_on": "12 novembre 2027"})
    client.post(url("answer_adopt", draft.pk), typed)
    early = client.post(url("answer_circulate", draft.pk))
    client.post(url("answer_reopen", draft.pk))
    draft.refresh_from_db()

    assert (later.status_code, early.status_code, draft.state) == (422, 409, AnswerState.DRAFT)


def test_a_correction_is_written_adopted_and_stands_beside_the_first_answer(client, table):
    sent = world.sent()
    former = published(client, sent)
    address = url("answer_correct", former.pk)

    without = client.post(address, {**TYPED, "confirm": "1"})
    client.post(
        address,
        {
            **TYPED,
            "plain_words": "C'est oui pour cinq MRC.",
            "correction_reason": "Cinq MRC, non huit.",
            "confirm": "1",
        },
    )
    draft = AnswerDraft.objects.open().get()
    client.post(url("answer_adopt", draft.pk), {"resolution": "2026-20", "adopted_on": "14 novembre 2026"})
    client.post(url("answer_publish", draft.pk))
    client.logout()
    page = main_part(client.get(url("transmission", sent.pk))).replace("&#x27;", "'")

    assert list(without.context["form"].errors) == ["correction_reason"]
    assert [
        words in page for words in ("un oui pour les MRC", "oui pour cinq MRC", "Cinq MRC, non huit.")
    ] == [True] * 3
    assert TableResponse.objects.get(corrects=former).resolution == "2026-20"


@pytest.mark.parametrize("who", [*OUTSIDE, cast.table_member])
def test_nobody_but_the_secretary_corrects(client, table, who):
    former = published(client, world.sent())
    cast.sign_in(client, who())

    assert client.post(url("answer_correct", former.pk), {**TYPED, "confirm": "1"}).status_code == 403
    assert AnswerDraft.objects.open().count() == 0


def test_what_is_adopted_or_missing_answers_with_its_own_sentence(client, table):
    draft = written(client)
    client.post(url("answer_adopt", draft.pk), {"resolution": "2026-14", "adopted_on": "12 novembre 2026"})

    adopted = [client.get(url(name, draft.pk)).status_code for name in ("answer_rewrite", "answer_opinion")]

    assert (adopted, client.get(url("answer_draft", 999)).status_code) == ([409, 409], 404)
