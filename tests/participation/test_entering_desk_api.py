"""The desk for programs: the same doors, refusals and traces as its pages."""

import pytest
from django.urls import reverse

from accounts.domain import contacts
from accounts.enums import ContactPath, IdentityPart
from accounts.models import IdentityView
from common import clock
from deliberation.enums import ReadingMode
from deliberation.models import Submission
from participation.domain.queries import notices as queries
from participation.enums import HelpedKind, NoticeOutcome, Readers
from participation.models import Concern, HelpedContribution, Notice, NoticeTry, Support
from tests import cast
from tests.deliberation.talk import thread
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db
SAID = {
    "who": "Denis-Paul",
    "what": "preoccupation",
    "via": "telephone",
    "has_agreed": True,
    "text": "J'ai froid.",
}
OTHERS = [cast.citizen, cast.newcomer, cast.crd_agent, cast.mrc_resource, cast.signatory, cast.table_member]


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.frozen(cast.NOW):
        yield


@pytest.fixture
def denis():
    """Somebody to call about a private text; a message may be left."""
    person = cast.citizen("Denis-Paul", "temiscouata")
    contacts.choose(
        by=None,
        person=person,
        path=ContactPath.PHONE,
        phone="418 555-0101",
        may_leave_message=True,
        now=cast.NOW,
    )
    concern = builders.concern(person, title="Xqtitre")
    # Told without its title to whoever may not read it.
    Concern.objects.filter(pk=concern.pk).update(readers=Readers.FACILITATION)
    return person


def call(client, person, name: str, *args, data: dict | None = None):
    address = reverse(f"participation-api:{name}", args=args)
    headers = {"HTTP_AUTHORIZATION": f"Token {cast.token(person)}"}
    if data is None:
        return client.get(address, **headers)
    return client.post(address, data, content_type="application/json", **headers)


def test_the_list_has_everything_to_say_and_no_detail_of_anybody(client, denis):
    answer = call(client, cast.support(), "to-tell")

    [one] = answer.json()
    assert (one["person"], one["way"]) == (denis.pk, "telephone")
    assert one["news"][0]["sentence"] == "Ton texte est dans l'Espace. D'autres peuvent te répondre."
    assert "555" not in answer.content.decode()
    assert not IdentityView.objects.filter(part=IdentityPart.CONTACT).exists()


def test_the_title_of_a_private_text_is_for_facilitation_alone(client, denis):
    by_support = call(client, cast.support(), "to-tell").content.decode()
    by_facilitation = call(client, cast.facilitator(), "to-tell").content.decode()

    assert ("Xqtitre" in by_support, "Xqtitre" in by_facilitation) == (False, True)


def test_how_to_reach_somebody_is_read_one_by_one_and_their_journal_says_who_looked(client, denis):
    worker = cast.support()

    answer = call(client, worker, "to-tell-person", denis.pk).json()

    assert (answer["phone"], answer["may_leave_message"]) == ("418 555-0101", True)
    looked = IdentityView.objects.get(person=denis, part=IdentityPart.CONTACT)
    assert looked.viewer == worker


@pytest.mark.parametrize("outcome", [NoticeOutcome.NO_ANSWER, NoticeOutcome.MESSAGE_LEFT])
def test_a_try_without_the_person_leaves_the_news_on_the_list(client, denis, outcome):
    notice = Notice.objects.get(person=denis)

    answer = call(
        client, cast.support(), "to-tell-tries", denis.pk, data={"news": [notice.pk], "outcome": outcome}
    )

    assert (answer.status_code, answer.json()) == (201, {"noted": 1})
    assert [one.person for one in queries.to_tell()] == [denis]
    assert NoticeTry.objects.get().outcome == outcome


def test_told_is_noted_once_and_a_letter_that_comes_back_waits_again(client, denis):
    notice, worker = Notice.objects.get(person=denis), cast.support()

    def tried(outcome: str) -> int:
        data = {"news": [notice.pk], "outcome": outcome}
        return call(client, worker, "to-tell-tries", denis.pk, data=data).status_code

    seen = [tried(outcome) for outcome in ("postee", "revenue", "dite", "dite", "vue", "lue")]

    notice.refresh_from_db()
    assert seen == [201, 201, 201, 409, 422, 422]
    assert (notice.outcome, notice.delivered_by) == (NoticeOutcome.TOLD, worker)


@pytest.mark.parametrize("what", HelpedKind.values)
def test_words_are_written_for_somebody_who_agrees(client, denis, what):
    other = builders.concern(cast.citizen("Rita"))
    target = {"reponse": other.thread_id, "moi_aussi": other.pk}.get(what, 0)

    answer = call(client, cast.support(), "written-for", data=SAID | {"what": what, "target": target})

    made = HelpedContribution.objects.get()
    assert (answer.status_code, answer.json()["what"]) == (201, what)
    assert (made.person, made.kind) == (denis, what)
    assert bool(answer.json()["tracking_number"]) == (what == HelpedKind.CONCERN)
    assert IdentityView.objects.filter(person=denis, part=IdentityPart.ACCOUNT).exists()


@pytest.mark.parametrize("mode", [ReadingMode.BEFORE, ReadingMode.FIRST])
def test_a_reply_waits_where_facilitation_reads_first(client, denis, mode):
    talk = thread(mode=mode)

    answer = call(client, cast.support(), "written-for", data=SAID | {"what": "reponse", "target": talk.pk})

    waiting = Submission.objects.get()
    assert (answer.status_code, answer.json()["submission"], answer.json()["message"]) == (
        201,
        waiting.pk,
        None,
    )
    assert (waiting.author, waiting.text, talk.messages.count()) == (denis, SAID["text"], 0)


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"has_agreed": False}, 422, "agreed"),
        ({"via": "web"}, 422, "bad_input"),
        ({"what": "vote"}, 422, "bad_input"),
        ({"who": "Personne d'ici"}, 422, "who"),
        ({"who": "e"}, 422, "who"),
        ({"what": "moi_aussi", "target": 999_999}, 404, "missing"),
        ({"path": "courrier"}, 422, "postal_address"),
    ],
)
def test_what_the_pages_refuse_is_refused_and_nothing_is_recorded(client, denis, changed, status, code):
    cast.citizen("Rita-Denise")
    before = Concern.objects.count()

    answer = call(client, cast.support(), "written-for", data=SAID | changed)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (HelpedContribution.objects.count(), Support.objects.count()) == (0, 0)
    assert Concern.objects.count() == before


@pytest.mark.parametrize("make", OTHERS)
def test_nobody_else_reads_the_list_marks_a_try_or_writes_for_somebody(client, denis, make):
    other, notice = make("Quelqu'un"), Notice.objects.get(person=denis)
    said = SAID | {"who": "personne d'ici"}

    answers = [
        call(client, other, "to-tell"),
        call(client, other, "to-tell-person", denis.pk),
        call(client, other, "to-tell-person", 999_999),
        call(client, other, "to-tell-tries", denis.pk, data={"news": [notice.pk], "outcome": "dite"}),
    ]
    # The MRC's resource writes for somebody, and is not told how they are reached.
    written = [] if make is cast.mrc_resource else [call(client, other, "written-for", data=SAID)]
    # Not a way to learn who has a card.
    written += [call(client, other, "written-for", data=said)] if written else []

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(403, "not_your_role")}
    assert {(answer.status_code, answer.json()["code"]) for answer in written} <= {(403, "not_a_helper")}
    assert (NoticeTry.objects.count(), HelpedContribution.objects.count()) == (0, 0)
    assert not IdentityView.objects.exists()
