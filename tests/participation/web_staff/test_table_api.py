"""The Table's work by the API: answers in the making and agendas, for the seats; acts that are not theirs refused."""

import pytest

from participation.domain import calendar
from participation.models import AgendaItem, AnswerDraft, SeatOpinion, TableResponse
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db

API = "/api/v1/"
WORDS = {"kind": "retenue", "reason": "Les MRC s'engagent.", "plain_words": "C'est oui. Les MRC le font."}
OUTSIDE = [
    *(cast.citizen, cast.facilitator, cast.signatory, cast.mrc_resource, cast.crd_agent, cast.support),
    *(cast.carrier, cast.admin),
]


@pytest.fixture(autouse=True)
def _day():
    with world.frozen():
        yield


def call(client, method: str, address: str, **body):
    return getattr(client, method)(f"{API}{address}", body, content_type="application/json")


def begun(client, by=None) -> AnswerDraft:
    """By the secretary, who stays signed in."""
    cast.sign_in(client, by or cast.secretary())
    made = call(client, "post", f"transmissions/{world.sent().pk}/drafts/", **WORDS)
    assert made.status_code == 201
    return AnswerDraft.objects.get(pk=made.json()["id"])


def test_the_whole_way_from_the_draft_to_the_answer_everybody_reads(client):
    secretary = cast.secretary()
    draft = begun(client, secretary)
    own = f"table/drafts/{draft.pk}/"
    promised = [{"what": "Ouvrir un guichet.", "owner": "Les MRC", "due_on": "2027-03-31"}]

    rewritten = call(client, "put", own, **{**WORDS, "promised": promised}).json()
    circulated = call(client, "post", f"{own}circulate/").json()
    cast.sign_in(client, cast.table_member())
    silent_comment = call(client, "put", f"{own}opinion/", consents=False)
    heard = call(client, "put", f"{own}opinion/", consents=False, words="Dire aussi le soir.").json()
    cast.sign_in(client, secretary)
    adopted = call(client, "post", f"{own}adopt/", resolution="2026-14", adopted_on="2026-11-12").json()
    late = call(client, "put", own, **WORDS)
    published = call(client, "post", f"{own}publish/").json()
    client.logout()
    public = client.get(f"{API}transmissions/{draft.transmission_id}/").json()["responses"]

    assert (rewritten["promised"], circulated["version"], adopted["state"]) == (promised, 1, "adoptee")
    assert silent_comment.status_code == 422
    assert [one["words"] for one in heard["versions"][0]["opinions"]] == ["Dire aussi le soir."]
    assert (late.status_code, published["state"]) == (409, "publiee")
    assert [one["plain_words"] for one in public if one["id"] == published["published"]] == [
        WORDS["plain_words"]
    ]


def test_a_published_answer_is_corrected_with_why(client):
    draft = begun(client)
    own = f"table/drafts/{draft.pk}/"
    adoption = {"resolution": "2026-14", "adopted_on": "2026-11-12"}
    call(client, "post", f"{own}adopt/", **adoption)
    reopened = call(client, "post", f"{own}reopen/").json()["state"]
    call(client, "post", f"{own}adopt/", **adoption)
    first = call(client, "post", f"{own}publish/").json()["published"]
    address = f"transmissions/{draft.transmission_id}/drafts/"

    without = call(client, "post", address, **WORDS, corrects=first)
    second = call(
        client, "post", address, **WORDS, corrects=first, correction_reason="Une date manquait."
    ).json()

    assert (reopened, without.status_code) == ("brouillon", 422)
    assert (second["corrects"], second["correction_reason"]) == (first, "Une date manquait.")


@pytest.mark.parametrize("kind", ["approuvee", "refusee", "accuse_reception", "arrimage_propose"])
def test_no_word_approves_or_refuses(client, kind):
    cast.sign_in(client, cast.secretary())
    address = f"transmissions/{world.sent().pk}/drafts/"

    assert call(client, "post", address, **{**WORDS, "kind": kind}).status_code == 422
    assert AnswerDraft.objects.count() == 0


def test_a_decision_of_the_espace_gets_no_reasoned_answer(client):
    cast.sign_in(client, cast.secretary())
    decision = world.sent(
        initiative=world.approved_initiative(), kind="decision", expects="arrimage", title="Le fil"
    )

    refused = call(client, "post", f"transmissions/{decision.pk}/drafts/", **WORDS)

    assert (refused.status_code, refused.json()["code"]) == (403, "table_never_decides_for_the_espace")


def acts(draft: AnswerDraft, slug: str) -> list[tuple[str, str, dict]]:
    own = f"table/drafts/{draft.pk}/"
    sent = {"transmission": draft.transmission_id}
    return [
        ("post", f"transmissions/{draft.transmission_id}/drafts/", WORDS),
        ("put", own, WORDS),
        ("post", f"{own}circulate/", {}),
        ("post", f"{own}adopt/", {"resolution": "2026-14", "adopted_on": "2026-11-12"}),
        ("post", f"{own}reopen/", {}),
        ("post", f"{own}publish/", {}),
        ("put", f"{own}opinion/", {"consents": True}),
        ("post", f"table/meetings/{slug}/", sent),
        ("post", f"table/meetings/{slug}/remove/", sent),
        ("get", own, {}),
        ("get", "table/drafts/", {}),
        ("get", "table/meetings/", {}),
        ("get", f"table/meetings/{slug}/", {}),
    ]


def meeting() -> str:
    made = calendar.add_event(
        by=None,
        slug="table-hiver",
        scope="table",
        title="Rencontre de la Table",
        starts_on=world.at(60).date(),
        now=world.at(-1),
    )
    return made.slug


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_the_table_reads_or_acts(client, who):
    draft, slug = begun(client), meeting()
    cast.sign_in(client, who())

    answers = [
        call(client, method, address, **body).status_code for method, address, body in acts(draft, slug)
    ]

    assert answers == [403] * 13
    assert (SeatOpinion.objects.count(), AgendaItem.objects.count(), TableResponse.objects.count()) == (
        0,
        0,
        0,
    )


def test_signed_out_nothing_is_there(client):
    draft, slug = begun(client), meeting()
    client.logout()

    assert {
        call(client, method, address, **body).status_code for method, address, body in acts(draft, slug)
    } == {401}


def test_another_seat_than_the_secretary_reads_and_gives_its_opinion_alone(client):
    draft, slug = begun(client), meeting()
    call(client, "post", f"table/drafts/{draft.pk}/circulate/")
    cast.sign_in(client, cast.table_member())

    answers = [
        call(client, method, address, **body).status_code for method, address, body in acts(draft, slug)
    ]

    assert answers[:7] == [403, 403, 403, 403, 403, 403, 200]
    assert answers[9:] == [200] * 4


def test_the_agenda_is_filled_and_emptied(client):
    draft, slug = begun(client), meeting()
    sent = {"transmission": draft.transmission_id}

    early = call(client, "post", f"table/meetings/{slug}/", **sent)
    client.post(f"/table/{draft.transmission_id}/accuser/")
    added = call(client, "post", f"table/meetings/{slug}/", **sent).json()
    removed = call(client, "post", f"table/meetings/{slug}/remove/", **sent).json()
    twice = call(client, "post", f"table/meetings/{slug}/remove/", **sent)
    unknown = call(client, "post", f"table/meetings/{slug}/", transmission=999_999)
    listed = client.get(f"{API}table/meetings/").json()

    assert (early.status_code, [one["transmission"] for one in added["agenda"]]) == (
        409,
        [sent["transmission"]],
    )
    assert (added["agenda"][0]["draft"], removed["agenda"]) == (draft.pk, [])
    assert (twice.status_code, unknown.status_code) == (404, 404)
    assert [one["slug"] for one in listed] == [slug]


def test_nothing_of_a_person_is_told(client):
    author = cast.citizen("Étoile du nord")
    cast.sign_in(client, cast.secretary())
    sent = world.sent(concern=world.discussed(author))
    made = call(client, "post", f"transmissions/{sent.pk}/drafts/", **WORDS).json()

    words = str(
        [client.get(f"{API}{one}").json() for one in (f"table/drafts/{made['id']}/", "table/drafts/")]
    )

    assert "Étoile du nord" not in words
