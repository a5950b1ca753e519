"""Words written down for somebody: always labelled, with their agreement, never their vote."""

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.domain import contacts, people
from accounts.enums import AccountEventKind, ContactPath
from accounts.models import AccountEvent, IdentityView
from common import clock
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from deliberation.domain import private_words, submissions
from deliberation.enums import Audience, ReadingMode
from deliberation.models import Message, Submission, Thread
from participation.domain import desk, helping, notices
from participation.domain.queries import notices as queries
from participation.enums import ConcernState, HelpedKind, NoticeOutcome
from participation.models import Concern, Draft, HelpedContribution, Notice, Support
from participation.rules import notices as rules
from participation.web.pages import helped
from tests import cast
from tests.deliberation import talk as talks
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db
WORDS = "La salle ferme de janvier à mars. C'est là qu'on en a besoin."


def record(by=None, person=None, what=HelpedKind.CONCERN, **changed):
    said = {"text": WORDS, "via": "telephone", "has_agreed": True, "now": cast.NOW} | changed
    return desk.record(by=by or cast.support(), person=person or cast.citizen(), what=what, **said)


def test_a_concern_keeps_the_words_the_label_the_agreement_and_a_line_in_the_journal():
    worker, person = cast.support(), cast.citizen()

    made = record(worker, person)

    assert (made.concern.text, made.concern.author, made.concern.assisted_by) == (WORDS, person, worker)
    assert (made.written_by, made.consented_at, made.via) == (worker, cast.NOW, "telephone")
    assert AccountEvent.objects.get(person=person, kind=AccountEventKind.WRITTEN_FOR_YOU).by == worker


def test_a_reply_and_a_me_too_are_the_persons_own():
    person, thread_of = cast.citizen(), builders.concern(cast.citizen("Rita"))

    reply = record(person=person, what=HelpedKind.REPLY, target=thread_of.thread_id)
    me_too = record(person=person, what=HelpedKind.ME_TOO, target=thread_of.pk)

    assert reply.message.author == person
    assert Support.objects.get(concern=thread_of).person == person
    assert me_too.concern == thread_of


def first_words(person, mode: str, by=None) -> tuple[HelpedContribution, Thread]:
    talk = talks.thread(mode=mode, now=cast.NOW)
    return record(by, person, what=HelpedKind.REPLY, target=talk.pk), talk


@pytest.mark.parametrize("mode", [ReadingMode.BEFORE, ReadingMode.FIRST])
def test_where_the_person_is_read_first_their_reply_waits_then_is_theirs(mode):
    person, worker = cast.citizen(), cast.support()

    made, _talk = first_words(person, mode, worker)
    waiting = (made.message, made.published, Message.objects.count())
    message = submissions.publish(by=cast.facilitator(), submission=made.submission, now=cast.NOW)
    made = queries.written_for_one(made.pk, person)

    assert waiting == (None, None, 0)
    assert (made.published, helped.words_of(made)) == (message, WORDS)
    assert (message.author, message.typed_by, message.via) == (person, worker, "telephone")
    helping.not_my_words(by=person, contribution=made, wish="retirer", now=cast.NOW)
    message.refresh_from_db()
    assert message.withdrawn_at == cast.NOW


def test_words_that_wait_or_were_refused_are_taken_back_too():
    person = cast.citizen()
    waiting, _talk = first_words(person, ReadingMode.BEFORE)
    refused, _talk = first_words(person, ReadingMode.BEFORE)
    submissions.refuse(by=cast.facilitator(), submission=refused.submission, reason="attaque", now=cast.NOW)

    for made in (waiting, refused):
        helping.not_my_words(by=person, contribution=made, wish="retirer", now=cast.NOW)

    waiting.submission.refresh_from_db()
    refused.submission.refresh_from_db()
    assert (waiting.submission.state, refused.submission.state) == ("repris", "refuse")
    assert queries.not_recognised().count() == 2


def test_what_facilitation_itself_writes_down_does_not_wait():
    made, talk = first_words(cast.citizen(), ReadingMode.BEFORE, cast.facilitator())

    assert (made.message.thread, made.submission) == (talk, None)


@pytest.mark.parametrize(("text", "is_shown"), [("Appelez mon frère au 418 555-1234.", True), (WORDS, False)])
def test_what_tells_who_somebody_is_is_shown_when_the_words_are_read_back(client, text, is_shown):
    person, worker = desk_person()
    with clock.frozen(cast.NOW):
        cast.sign_in(client, worker)
        client.post("/guichet/", {"who": "denis-paul", "what": "preoccupation"})
        page = client.post(
            "/guichet/mots/", {"text": text, "via": "telephone", "readers": "membres"}, follow=True
        )
        client.post("/guichet/relire/", {"agreed": "oui", "path": "telephone"})

    assert ("On dirait un numéro de téléphone" in page.content.decode().replace("\xa0", " ")) is is_shown
    assert Concern.objects.get(author=person).text == text


@pytest.mark.parametrize("mode", [ReadingMode.BEFORE, ReadingMode.FIRST])
def test_the_screens_say_that_facilitation_reads_it_first(client, mode):
    person, worker = desk_person()
    talk = talks.thread(mode=mode, now=cast.NOW)
    with clock.frozen(cast.NOW):
        cast.sign_in(client, worker)
        client.post("/guichet/", {"who": "denis-paul", "what": "reponse"})
        client.post("/guichet/mots/", {"text": WORDS, "via": "telephone", "target": talk.pk})
        last = client.post("/guichet/relire/", {"agreed": "oui", "path": "telephone"}, follow=True)

    assert last.status_code == 200
    assert "L'animation le lit d'ici" in last.content.decode().replace("&#x27;", "'")
    assert (Submission.objects.get(author=person).text, Message.objects.count()) == (WORDS, 0)


@pytest.mark.parametrize(
    ("audience", "read_aloud", "then"),
    [
        (Audience.STAFF_AND_AUTHOR, "Qui peut le lire : L'animation seulement.", "et te répond"),
        (Audience.PUBLIC, "Qui peut le lire : tout le monde, sans les noms.", "D'autres peuvent te répondre"),
        (Audience.MEMBERS, "Les membres de l'Espace vont le lire.", "D'autres peuvent te répondre"),
    ],
)
def test_what_is_read_aloud_is_who_reads_that_thread(client, audience, read_aloud, then):
    person, _worker = desk_person()
    elodie = cast.facilitator()
    if audience == Audience.STAFF_AND_AUTHOR:
        word = private_words.write(by=person, person=person, text="Bonjour", now=cast.NOW).thread
    else:
        word = talks.thread(now=cast.NOW)
        Thread.objects.filter(pk=word.pk).update(audience=audience, public_since_vote_on=cast.NOW.date())
    with clock.frozen(cast.NOW):
        cast.sign_in(client, elodie)
        client.post("/guichet/", {"who": "denis-paul", "what": "reponse"})
        shown = [
            client.post(
                "/guichet/mots/", {"text": WORDS, "via": "telephone", "target": word.pk}, follow=True
            ),
            client.post("/guichet/relire/", {"agreed": "oui", "path": "telephone"}, follow=True),
        ]
    pages = [page.content.decode().replace("&#x27;", "'").replace("\xa0", " ") for page in shown]

    assert read_aloud in pages[0]
    assert then in pages[1]
    assert [
        "Les membres de l'Espace vont le lire" in pages[0],
        "D'autres peuvent te répondre" in pages[1],
    ] == [audience == Audience.MEMBERS, audience != Audience.STAFF_AND_AUTHOR]


@pytest.mark.parametrize(("text", "is_urgent"), [("Des soirs, à quoi bon.", True), (WORDS, False)])
@pytest.mark.parametrize("mode", [ReadingMode.BEFORE, ReadingMode.AFTER])
def test_words_of_danger_noted_at_the_desk_show_the_numbers_to_say(client, mode, text, is_urgent):
    person, worker = desk_person()
    made = record(worker, person, HelpedKind.REPLY, target=talks.thread(mode=mode).pk, text=text)
    cast.sign_in(client, worker)

    page = client.get(reverse("participation:desk_done", args=[made.pk])).content.decode()

    assert ('href="tel:18662773553"' in page.split("</main>")[0]) is is_urgent


def test_from_a_thread_the_desk_asks_who_and_keeps_the_thread(client):
    _person, worker = desk_person()
    talk = talks.thread(now=cast.NOW)
    path = f"/guichet/?fil={talk.pk}"
    with clock.frozen(cast.NOW):
        cast.sign_in(client, worker)
        first = client.get(path).content.decode()
        second = client.post(path, {"who": "denis-paul", "what": "reponse"}, follow=True).content.decode()
        odd = client.get("/guichet/?fil=%C2%B2x")

    assert re.search(r'value="reponse"[^>]*checked', first)
    assert f'<option value="{talk.pk}" selected' in second
    assert odd.status_code == 200
    assert not Message.objects.exists()


def test_the_desk_offers_the_private_word_of_this_person_alone_and_only_to_facilitation(client):
    person, worker = desk_person()
    animator = cast.facilitator()
    for one in (person, cast.citizen("Rita")):
        private_words.write(by=animator, person=one, text="Bonjour, ça va?", now=cast.NOW)
    shown = {}
    with clock.frozen(cast.NOW):
        for helper in (animator, worker):
            cast.sign_in(client, helper)
            client.post("/guichet/", {"who": "denis-paul", "what": "reponse"})
            shown[helper] = client.get("/guichet/mots/").content.decode()

    assert [
        page.count("Mot privé de Denis-Paul avec l'animation") for page in map(straight, shown.values())
    ] == [1, 0]
    assert not any("mot privé</option>" in page.lower() or "Rita" in page for page in shown.values())


def straight(page: str) -> str:
    return page.replace("&#x27;", "'").replace("’", "'").replace("\xa0", " ")


@pytest.mark.parametrize("what", HelpedKind.values)
def test_without_the_persons_agreement_nothing_at_all_is_recorded(what):
    concern = builders.concern(cast.citizen("Rita"))
    target = concern.thread_id if what == HelpedKind.REPLY else concern.pk

    with pytest.raises(BadInput) as refusal:
        record(what=what, target=target, has_agreed=False)

    assert refusal.value.code == "agreed"
    assert (Concern.objects.count(), Message.objects.count(), Support.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize(
    "make", [cast.citizen, cast.crd_agent, cast.signatory, cast.table_member, cast.admin]
)
def test_nobody_but_a_helper_writes_for_somebody(make):
    with pytest.raises(Refused) as refusal:
        record(by=make())

    assert refusal.value.code == "not_a_helper"
    assert not Concern.objects.exists()


def test_somebody_who_left_is_not_welcomed_or_works_here_is_refused_with_a_sentence():
    gone = cast.citizen("Partie")
    people.leave(by=gone, person=gone, now=cast.NOW)
    codes = []
    for person in (gone, cast.newcomer(), cast.facilitator()):
        with pytest.raises(Refused) as refusal:
            record(person=person)
        codes.append(refusal.value.code)

    assert codes == ["has_left", "not_welcomed", "not_a_citizen"]


def test_words_do_not_come_from_a_screen():
    with pytest.raises(BadInput) as refusal:
        record(via="web")

    assert refusal.value.code == "via"


def test_whoever_wrote_them_changes_nothing_after_the_agreement():
    from participation.domain import concerns

    worker = cast.support()
    made = record(worker)

    with pytest.raises(Missing):
        concerns.write(by=worker, concern=made.concern, text="Autre chose.", now=cast.NOW)


def test_the_person_takes_their_words_back_and_facilitation_is_alerted():
    person = cast.citizen()
    made = record(person=person)

    said = helping.not_my_words(by=person, contribution=made, wish="retirer", now=cast.NOW)

    made.concern.refresh_from_db()
    assert made.concern.state == ConcernState.WITHDRAWN
    assert list(queries.not_recognised()) == [said]
    assert AccountEvent.objects.filter(person=person, kind=AccountEventKind.NOT_ME).exists()
    with pytest.raises(IllegalTransition):
        helping.not_my_words(by=person, contribution=made, wish="retirer", now=cast.NOW)


def test_somebody_elses_words_are_not_there_and_the_writer_does_not_handle_it():
    writer, person = cast.facilitator(), cast.citizen()
    made = record(writer, person)
    with pytest.raises(Missing):
        helping.not_my_words(by=cast.citizen("Autre"), contribution=made, wish="corriger", now=cast.NOW)
    said = helping.not_my_words(by=person, contribution=made, wish="corriger", now=cast.NOW)
    with pytest.raises(IllegalTransition):
        helping.handle(by=writer, said=said, now=cast.NOW)
    with pytest.raises(Refused):
        helping.handle(by=cast.support(), said=said, now=cast.NOW)

    handled = helping.handle(by=cast.second_facilitator(), said=said, now=cast.NOW)

    assert handled.handled_at == cast.NOW
    assert not queries.not_recognised().exists()


@pytest.mark.database
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE participation_helpedcontribution SET via = 'papier'",
        "DELETE FROM participation_helpedcontribution",
        (
            "INSERT INTO participation_helpedcontribution (person_id, kind, concern_id, via, written_by_id, "
            "written_by_role, written_by_badge, consented_on, consented_at) SELECT person_id, 'moi_aussi', concern_id, "
            "via, person_id, written_by_role, '', consented_on, consented_at FROM participation_helpedcontribution"
        ),
        # There is no column for an initiative, a rule nor a vote: nothing else fits.
        "UPDATE participation_helpedcontribution SET kind = 'vote'",
    ],
)
def test_the_database_refuses_it_too(change):
    record()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_way_back_is_kept_and_a_call_needs_a_number():
    person = cast.citizen()

    with pytest.raises(BadInput):
        record(person=person, path=ContactPath.PHONE)
    assert not HelpedContribution.objects.exists()
    record(person=person, path=ContactPath.PHONE, detail="418 555-0101")

    person.refresh_from_db()
    assert (person.contact_path, contacts.details_of(person).phone) == ("telephone", "418 555-0101")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"path": "web"}, rules.UNKNOWN),
        ({"path": "web", "has_entered": True}, "web"),
        ({"path": "telephone"}, rules.UNKNOWN),
        ({"path": "courrier", "has_address": True}, "courrier"),
        ({"path": "courrier", "has_address": True, "failed_path": "courrier"}, rules.UNKNOWN),
        ({"path": "courriel", "has_email": True, "failed_path": "courriel", "has_phone": True}, "telephone"),
        ({"path": "rencontre"}, "rencontre"),
    ],
)
def test_whoever_cannot_be_reached_comes_first_instead_of_being_forgotten(known, expected):
    empty = dict.fromkeys(("has_entered", "has_phone", "has_address", "has_email"), False)

    assert rules.way(rules.Reach(**(empty | known))) == expected


def desk_person() -> tuple:
    person = cast.citizen("Denis-Paul", "temiscouata", pin=cast.PIN)
    contacts.choose(by=None, person=person, path=ContactPath.PHONE, phone="418 555-0101", now=cast.NOW)
    return person, cast.support()


def test_four_screens_record_a_concern_and_the_draft_loses_nothing(client):
    person, worker = desk_person()
    with clock.frozen(cast.NOW):
        cast.sign_in(client, worker)
        first = client.post("/guichet/", {"who": "denis-paul", "what": "preoccupation"}, follow=True)
        incomplete = client.post("/guichet/mots/", {"text": WORDS})
        second = client.post(
            "/guichet/mots/", {"text": WORDS, "via": "telephone", "readers": "membres"}, follow=True
        )
        refused = client.post("/guichet/relire/", {"path": "telephone"})
        last = client.post("/guichet/relire/", {"agreed": "oui", "path": "telephone"}, follow=True)

    concern = Concern.objects.get(author=person)
    assert first.redirect_chain == [("/guichet/mots/", 302)]
    assert (incomplete.status_code, refused.status_code) == (422, 422)
    assert WORDS.split(".")[0] in second.content.decode()
    assert concern.tracking_number in last.content.decode()
    assert not Draft.objects.exists()
    assert IdentityView.objects.filter(person=person, viewer=worker).exists()


def test_the_page_the_api_and_the_list_say_who_wrote_it(client):
    person, worker = desk_person()
    made = record(worker, person)
    cast.sign_in(client, person)
    says = re.compile(r"Dit au téléphone, écrit par Josée")

    with clock.frozen(cast.NOW):
        pages = [
            client.get(path).content.decode()
            for path in (f"/preoccupations/{made.concern_id}/", "/nouvelles/")
        ]
        program = APIClient()
        program.force_authenticate(person)
        api = program.get(reverse("participation-api:concern", args=[made.concern_id])).json()

    assert all(says.search(page) for page in pages)
    assert says.match(api["helped_line"])


def test_a_call_tells_everything_at_once_and_leaves_the_list(client):
    person, worker = desk_person()
    builders.concern(person)
    with clock.frozen(cast.NOW):
        cast.sign_in(client, worker)
        listed = client.get("/a-rappeler/").content.decode()
        page = client.get(f"/a-rappeler/{person.pk}/").content.decode()
        pks = re.findall(r'name="pks" value="(\d+)"', page)
        client.post(f"/a-rappeler/{person.pk}/", {"pks": pks, "outcome": "pas_de_reponse"})
        still = client.get("/a-rappeler/").content.decode()
        client.post(f"/a-rappeler/{person.pk}/", {"pks": pks, "outcome": "dite"})
        after = client.get("/a-rappeler/").content.decode()

    assert "Denis-Paul" in listed
    assert "555-0101" not in listed.replace("\u2011", "-")
    assert "555-0101" in page.replace("\u00a0", " ").replace("\u2011", "-")
    assert "Denis-Paul" in still
    assert "Denis-Paul" not in after
    assert set(Notice.objects.values_list("outcome", flat=True)) == {NoticeOutcome.TOLD}


def test_a_letter_carries_no_title_of_somebodys_words(client):
    person = cast.citizen("Gaétan", "kamouraska")
    contacts.choose(
        by=None, person=person, path=ContactPath.POST, postal_address="1, rang 2\nKamouraska", now=cast.NOW
    )
    concern = builders.concern(person, title="Mon voisin me fait peur")
    with clock.frozen(cast.NOW):
        page = cast.sign_in(client, cast.support()).get("/a-rappeler/lettres/").content.decode()

    assert "1, rang 2" in page
    assert concern.tracking_number in page
    assert "voisin" not in page


def test_people_read_their_own_news_and_nobody_calls_for_them(client):
    person, _worker = desk_person()
    builders.concern(person)
    with clock.frozen(cast.NOW):
        page = cast.sign_in(client, person).get("/nouvelles/").content.decode()
        pks = re.findall(r'name="pks" value="(\d+)"', page)
        client.post("/nouvelles/", {"pks": pks})

    assert queries.to_tell() == []
    assert notices.Notice.objects.get().path == "web"


def test_a_letter_that_comes_back_brings_back_all_that_was_in_it(client):
    person, worker = cast.citizen("Gaétan", "kamouraska"), cast.support()
    contacts.choose(by=None, person=person, path=ContactPath.POST, postal_address="1, rang 2", now=cast.NOW)
    pks = [
        Notice.objects.get(concern=builders.concern(person, title=title)).pk for title in ("Froid", "Loyer")
    ]
    with clock.frozen(cast.NOW):
        cast.sign_in(client, worker)
        client.post(f"/a-rappeler/{person.pk}/", {"pks": pks, "outcome": "postee"})
        page = client.get("/a-rappeler/postees/").content.decode()
        [letter] = re.findall(r'name="pks" value="(\d+)"', page)
        client.post("/a-rappeler/postees/", {"pks": letter})

    assert Notice.objects.waiting().count() == 2
    assert "Froid" not in page
    assert [one.way for one in queries.to_tell()] == [rules.UNKNOWN]


def test_the_desk_asks_for_a_concern_first_and_is_one_press_from_the_dashboard(client):
    cast.sign_in(client, cast.support())

    desk_page = client.get("/guichet/").content.decode()
    before_the_facts = client.get("/animation/").content.decode().split('class="facts"')[0]

    assert re.search(r'value="preoccupation"[^>]*checked', desk_page)
    assert 'href="/guichet/"' in before_the_facts
    assert 'href="/a-rappeler/"' in before_the_facts
