"""The Table answers; it never approves nor refuses. Lateness is one sentence, and only after it accepted the delays."""

import re

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from participation.enums import Expectation, ResponseKind, TransmissionKind, TransmissionState
from participation.models import AnswerDraft, TableResponse, Transmission
from participation.web import staff_urls
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "retenue_en_partie",
    "reason": "Les MRC gardent un point de service.",
    "plain_words": "C'est un oui pour les MRC.",
    "commitment_owner": "Siège Logement",
    "commitment_on": "31 mars 2027",
}


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


@pytest.fixture
def seat(client):
    person = cast.secretary()
    cast.sign_in(client, person)
    with world.frozen():
        yield person


def published(client, sent, **changed) -> TableResponse:
    """The secretary writes, notes the adoption at the meeting, publishes."""
    client.post(url("respond", sent.pk), {**TYPED, **changed, "confirm": "1"})
    draft = AnswerDraft.objects.open().get(transmission=sent)
    adoption = {"resolution": "2026-14", "adopted_on": "12 novembre 2026"}
    client.post(url("answer_adopt", draft.pk), adoption)
    client.post(url("answer_publish", draft.pk))
    draft.refresh_from_db()
    return draft.published


def main_part(answer) -> str:
    return re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]


def test_an_answer_is_checked_then_kept_as_a_draft_and_published_once_adopted(client, seat):
    sent = world.sent()

    checked = client.post(url("respond", sent.pk), TYPED)
    assert (checked.status_code, AnswerDraft.objects.count()) == (200, 0)

    published(client, sent)
    sent.refresh_from_db()
    assert sent.state == TransmissionState.ANSWERED
    client.logout()
    public = client.get(url("answers")).content.decode()
    assert "C&#x27;est un oui pour les MRC." in public
    assert f'id="tr{sent.number}"' in public


@pytest.mark.parametrize("kind", ["approuver", "refuser", "approuvee", "arrimage_propose", ""])
def test_an_unknown_answer_is_refused_with_a_sentence(client, seat, kind):
    sent = world.sent()

    answer = client.post(url("respond", sent.pk), {**TYPED, "kind": kind, "confirm": "1"})

    assert answer.status_code == 422
    assert "Les MRC gardent un point de service." in answer.content.decode()
    assert answer.context["form"].errors["kind"]
    assert TableResponse.objects.count() == 0


@pytest.mark.parametrize("missing", ["reason", "plain_words"])
def test_no_answer_without_its_reason_in_plain_words(client, seat, missing):
    sent = world.sent()

    answer = client.post(url("respond", sent.pk), {**TYPED, missing: "", "confirm": "1"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [missing])


def test_postponing_needs_a_new_date_and_passing_on_a_name(client, seat):
    sent = world.sent()
    postponed = {**TYPED, "kind": ResponseKind.POSTPONED, "commitment_on": "", "confirm": "1"}
    passed_on = {**TYPED, "kind": ResponseKind.PASSED_ON, "commitment_owner": "", "confirm": "1"}

    first = client.post(url("respond", sent.pk), postponed)
    second = client.post(url("respond", sent.pk), passed_on)

    assert list(first.context["form"].errors) == ["commitment_on"]
    assert list(second.context["form"].errors) == ["commitment_owner"]
    assert TableResponse.objects.count() == 0


def test_a_decision_of_the_espace_gets_a_link_or_a_lever_and_nothing_else(client, seat):
    sent = world.sent_decision()
    typed = {"reason": "Un groupe d'aînés.", "plain_words": "Un groupe se joint.", "confirm": "1"}

    answered = client.post(url("respond", sent.pk), {**TYPED, "confirm": "1"})
    linked = client.post(url("linkage", sent.pk), {**typed, "kind": "approuver"})
    lever = client.post(url("lever", sent.pk), typed)

    assert (answered.status_code, linked.status_code, lever.status_code) == (403, 302, 302)
    assert list(TableResponse.objects.order_by("pk").values_list("kind", flat=True)) == [
        ResponseKind.ACKNOWLEDGED,
        ResponseKind.LINKAGE,
        ResponseKind.LEVER,
    ]


def test_links_and_levers_are_for_decisions_only(client, seat):
    sent = world.sent()

    assert [client.get(url(name, sent.pk)).status_code for name in ("linkage", "lever")] == [403, 403]


def test_no_control_of_the_table_approves_or_refuses(client, seat):
    world.sent()
    decision = world.sent_decision()
    pages = [
        client.get(url("table_inbox")),
        client.get(url("linkage", decision.pk)),
        client.get(url("transmission", decision.pk)),
    ]

    controls = []
    for page in pages:
        controls += re.findall(
            r"<button[^>]*>.*?</button>|<input[^>]*>|<a [^>]*class=\"btn[^>]*>.*?</a>", main_part(page), re.S
        )

    assert controls
    assert [one for one in controls if re.search(r"approuv|refus|approve|reject|veto", one, re.I)] == []


def test_no_address_of_the_table_approves_or_refuses():
    names = [one.name for one in staff_urls.INSTITUTIONS]
    routes = [str(pattern.pattern) for pattern in staff_urls.urlpatterns]

    assert [name for name in names if re.search(r"approv|refus|reject|veto", name)] == []
    assert [route for route in routes if re.search(r"approuv|refus", route)] == []
    with pytest.raises(NoReverseMatch):
        reverse("participation:approve", args=[1])
    assert get_resolver().resolve("/table/1/repondre/").url_name == "respond"


@pytest.mark.parametrize(
    "who", [cast.citizen, cast.facilitator, cast.crd_agent, cast.signatory, cast.carrier, cast.admin]
)
@pytest.mark.parametrize("name", ["acknowledge", "agenda", "respond"])
def test_only_the_table_acts_for_the_table(client, who, name):
    sent = world.sent()
    cast.sign_in(client, who())

    answer = client.post(url(name, sent.pk), {**TYPED, "confirm": "1"})
    sent.refresh_from_db()

    assert (answer.status_code, sent.state) == (403, TransmissionState.SENT)


def test_the_table_receives_then_puts_on_its_agenda(client, seat):
    sent = world.sent()

    early = client.post(url("agenda", sent.pk))
    received = client.post(url("acknowledge", sent.pk))
    twice = client.post(url("acknowledge", sent.pk))
    agenda = client.post(url("agenda", sent.pk))
    sent.refresh_from_db()

    assert [a.status_code for a in (early, received, twice, agenda)] == [409, 302, 409, 302]
    assert sent.state == TransmissionState.ON_AGENDA


def test_what_is_being_prepared_does_not_exist_for_the_table(client, seat):
    prepared = world.prepared()

    assert client.get(url("transmission", prepared.pk)).status_code == 404
    assert client.get(url("respond", prepared.pk)).status_code == 404
    assert client.post(url("acknowledge", prepared.pk)).status_code == 404
    assert prepared.title not in client.get(url("table_inbox")).content.decode()


def test_the_table_reads_no_name_and_no_thread(client, seat):
    author = cast.citizen("Étoile du nord")
    concern = world.discussed(author)
    sent = world.sent(concern=concern)

    for page in (url("table_inbox"), url("transmission", sent.pk), url("respond", sent.pk)):
        words = main_part(client.get(page))
        assert "Étoile du nord" not in words
        assert "/fils/" not in words
        assert "/preoccupations/" not in words


def test_before_the_table_accepts_the_delays_nothing_is_late(client, seat):
    sent = world.sent(-130)

    inbox, public = main_part(client.get(url("table_inbox"))), main_part(client.get(url("answers")))

    assert sent.due_on < world.NOW.date()
    assert "c-rose" not in inbox + public
    assert "pill-late" not in inbox + public
    assert client.get(url("answers")).context["cards"][0]["dossier"].clock.status == "past_wished"


def test_after_it_accepted_them_lateness_is_one_public_sentence(client, seat):
    world.rule("table_accepts_clock_on", "2026-06-01")
    world.sent(-130)

    inbox, public = client.get(url("table_inbox")), client.get(url("answers"))
    clock = public.context["cards"][0]["dossier"].clock

    assert clock.status == "late"
    assert "c-rose" in main_part(inbox)
    assert "pill-late" in main_part(public)
    sentence = str(clock.sentence).replace("'", "&#x27;")
    assert main_part(public).count(sentence) == 1


def test_facilitation_follows_an_answer_and_ends_it(client, seat):
    sent = world.sent()
    published(client, sent)
    refused = client.post(url("transmission_follow", sent.pk))
    cast.sign_in(client, cast.facilitator())

    followed = client.post(url("transmission_follow", sent.pk))
    ended = client.post(url("transmission_close", sent.pk))
    sent.refresh_from_db()

    assert (refused.status_code, followed.status_code, ended.status_code) == (403, 302, 302)
    assert sent.state == TransmissionState.CLOSED


def test_preparing_checks_the_words_and_keeps_them(client):
    cast.citizen("Étoile du nord")
    issue = world.issue()
    cast.sign_in(client, cast.facilitator())
    typed = {
        "source": f"enjeu-{issue.pk}",
        "kind": TransmissionKind.ENJEU,
        "title": "Sans auto",
        "body": "Étoile du nord manque ses rendez-vous.",
        "expects": Expectation.REASONED_ANSWER,
    }

    named = client.post(url("transmission_prepare"), typed)
    few = client.post(url("transmission_prepare"), {**typed, "body": "Trois personnes le vivent."})
    done = client.post(url("transmission_prepare"), {**typed, "body": "Nous demandons un transport."})

    assert (named.status_code, few.status_code, done.status_code) == (422, 422, 302)
    assert list(named.context["form"].errors) == ["body"]
    assert "Étoile du nord manque" in named.content.decode()
    assert Transmission.objects.count() == 1


def test_a_citizen_rereads_before_facilitation_sends(client):
    elodie, lise = cast.facilitator(), cast.citizen("Lise")
    prepared = world.prepared(by=elodie)
    cast.sign_in(client, elodie)
    too_early = client.post(url("transmission_send", prepared.pk))
    not_hers = client.post(url("transmission_reread", prepared.pk))

    cast.sign_in(client, lise)
    not_theirs = client.post(url("transmission_send", prepared.pk))
    reread = client.post(url("transmission_reread", prepared.pk))
    cast.sign_in(client, elodie)
    page = client.get(url("transmission", prepared.pk)).content.decode()
    sent = client.post(url("transmission_send", prepared.pk))
    prepared.refresh_from_db()

    assert [a.status_code for a in (too_early, not_hers, not_theirs)] == [403, 403, 403]
    assert url("transmission_send", prepared.pk) in page
    assert (reread.status_code, sent.status_code, prepared.number) == (302, 302, 1)


def test_a_date_accepted_for_later_changes_nothing_yet(client, seat):
    world.rule("table_accepts_clock_on", "2027-06-01")
    world.sent(-130)

    inbox = client.get(url("table_inbox"))

    assert (inbox.context["accepted_on"], inbox.context["facts"][0]["value"]) == (None, 1)
    assert "c-rose" not in main_part(inbox)
