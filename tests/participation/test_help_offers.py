"""Personal help: offered by support or facilitation, answered by its author, then given; nobody else knows of it."""

import html

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.domain.queries.people import capacity
from common import clock
from common.audit import AuditEvent
from common.exceptions import Refused
from participation.domain import concerns, help_offers
from participation.domain.queries import waiting
from participation.enums import ConcernState, NoticeKind, Readers
from participation.models import Concern, HelpOffer, Notice
from participation.models.help_offer import HelpAnswer
from participation.rules import notice_words
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db

WORDS = "Josée peut remplir le formulaire avec toi."


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def concern() -> Concern:
    return builders.concern(cast.citizen("Autrice"))


@pytest.fixture
def offered(concern) -> HelpOffer:
    return help_offers.offer(by=cast.support(), concern=concern, words=WORDS, now=NOW)


def refusal(act, **how) -> str:
    with pytest.raises(Refused) as refused:
        act(**how)
    return refused.value.code


def others() -> dict:
    return {
        "citizen": cast.citizen("Autre"),
        "crd": cast.crd_agent(),
        "mrc": cast.mrc_resource(),
        "table": cast.table_member(),
        "signatory": cast.signatory(),
        "admin": cast.superuser(),
    }


def page(person) -> Client:
    return cast.sign_in(Client(), person)


def api(person, path: str, **said):
    headers = {"Authorization": f"Token {cast.token(person)}"} if person else {}
    return Client().post(f"/api/v1{path}", said, content_type="application/json", headers=headers)


def test_support_and_facilitation_offer_and_nobody_else_does(concern):
    codes = {
        name: refusal(help_offers.offer, by=person, concern=concern, words=WORDS, now=NOW)
        for name, person in others().items()
    }
    by_author = refusal(help_offers.offer, by=concern.author, concern=concern, words=WORDS, now=NOW)
    empty = refusal(help_offers.offer, by=cast.support(), concern=concern, words=" ", now=NOW)
    made = help_offers.offer(by=cast.support(), concern=concern, words=WORDS, now=NOW)
    again = refusal(help_offers.offer, by=cast.facilitator(), concern=concern, words=WORDS, now=NOW)

    assert codes == {
        "citizen": "not_a_helper",
        "crd": "not_a_helper",
        "mrc": "not_a_helper",
        "table": "missing",
        "signatory": "missing",
        "admin": "missing",
    }
    assert (by_author, empty, again) == ("not_a_helper", "words", "already_offered")
    concern.refresh_from_db()
    assert (made.answer, concern.state) == (HelpAnswer.WAITING, ConcernState.DISCUSSED)
    notice = Notice.objects.get(person=concern.author, kind=NoticeKind.HELP)
    assert (notice.title, notice.words) == ("", "")


def test_support_does_not_offer_about_a_word_it_does_not_read():
    private = concerns.say(
        by=cast.citizen("Autrice"),
        text="Je ne dors plus depuis que le chauffage est coupé.",
        readers=Readers.FACILITATION,
        now=NOW,
    )

    assert refusal(help_offers.offer, by=cast.support(), concern=private, words=WORDS, now=NOW) == "missing"
    assert help_offers.offer(by=cast.facilitator(), concern=private, words=WORDS, now=NOW).pk


def test_the_author_says_yes_and_their_text_stays(concern, offered):
    author = concern.author
    home = waiting.waiting_for(author, capacity(author, on=NOW), NOW)

    by_other = refusal(help_offers.answer, by=cast.citizen("Autre"), offer=offered, answer="oui", now=NOW)
    nothing = refusal(help_offers.answer, by=author, offer=offered, answer="peut-être", now=NOW)
    said = help_offers.answer(by=author, offer=offered, answer="oui", now=NOW)
    twice = refusal(help_offers.answer, by=author, offer=offered, answer="non", now=NOW)

    concern.refresh_from_db()
    assert waiting.HELP in [one.kind for one in home]
    assert (by_other, nothing, twice) == ("missing", "answer", "already_answered")
    assert (said.answer, concern.state) == (HelpAnswer.YES, ConcernState.DISCUSSED)
    assert set(AuditEvent.objects.values_list("kind", flat=True)) >= {"help.offered", "help.answered"}


def test_the_author_says_yes_and_their_text_is_read_by_nobody_else(concern, offered):
    help_offers.answer(by=concern.author, offer=offered, answer="oui_a_part", now=NOW)

    concern.refresh_from_db()
    assert concern.state == ConcernState.HELPED
    assert concern.stages.order_by("-pk").first().by == offered.offered_by


def test_a_no_changes_nothing_and_another_help_may_be_offered(concern, offered):
    help_offers.answer(by=concern.author, offer=offered, answer="non", now=NOW)

    concern.refresh_from_db()
    assert concern.state == ConcernState.DISCUSSED
    assert help_offers.offer(by=cast.facilitator(), concern=concern, words=WORDS, now=NOW).pk != offered.pk


def test_it_is_given_by_whoever_offered_it_or_facilitation(concern, offered):
    early = refusal(help_offers.end, by=offered.offered_by, offer=offered, now=NOW)
    help_offers.answer(by=concern.author, offer=offered, answer="oui", now=NOW)
    by_another = refusal(help_offers.end, by=cast.support(), offer=offered, now=NOW)
    by_author = refusal(help_offers.end, by=concern.author, offer=offered, now=NOW)
    done = help_offers.end(by=offered.offered_by, offer=offered, now=NOW)
    twice = refusal(help_offers.end, by=cast.facilitator(), offer=offered, now=NOW)

    assert (early, by_another, by_author, twice) == (
        "nothing_to_give",
        "not_your_offer",
        "not_your_offer",
        "nothing_to_give",
    )
    assert done.done_by == offered.offered_by


@pytest.mark.parametrize("role", ["support", "facilitator"])
def test_the_audit_says_in_which_role_help_was_offered(concern, role):
    made = help_offers.offer(by=getattr(cast, role)(), concern=concern, words=WORDS, now=NOW)

    help_offers.answer(by=concern.author, offer=made, answer="oui_a_part", now=NOW)

    moved = AuditEvent.objects.filter(kind="concern.moved").order_by("-pk").first()
    assert (moved.actor_id, moved.capacity) == (made.offered_by_id, role)


def test_whoever_calls_and_the_paper_say_nothing_of_the_help(concern, offered):
    notice = Notice.objects.get(person=concern.author, kind=NoticeKind.HELP)

    told = {
        who: notice_words.sentence(notice, **how)
        for who, how in {
            "author": {"sees_private": True},
            "support": {"sees_private": False},
            "paper": {"sees_private": True, "on_paper": True},
        }.items()
    }
    help_offers.answer(by=concern.author, offer=offered, answer="oui_a_part", now=NOW)
    moved = Notice.objects.get(person=concern.author, state=ConcernState.HELPED)

    neutral = "Un mot t'attend sur ta page."
    assert "aide" in told["author"]
    assert (told["support"], told["paper"]) == (neutral, neutral)
    assert notice_words.sentence(moved, sees_private=False) == neutral


def test_help_that_the_person_asked_for_is_on_the_list_of_help_to_give(concern):
    facilitator = cast.facilitator()
    act = f"/animation/preoccupations/{concern.pk}/aide/"

    refused = {name: page(person).post(act).status_code for name, person in others().items()}
    client = page(facilitator)
    done = client.post(act)
    desk = html.unescape(client.get("/animation/").content.decode())
    made = HelpOffer.objects.get()

    assert set(refused.values()) == {403}
    assert (done.status_code, made.answer, made.offered_by) == (302, HelpAnswer.YES_APART, facilitator)
    assert ("C'est noté" in desk, "Aide à donner" in desk, made.words in desk) == (True, True, True)
    assert AuditEvent.objects.filter(kind="help.asked").exists()


def test_asking_for_help_answers_the_offer_that_waits(concern, offered):
    concerns.offer_help(by=cast.facilitator(), concern=concern, now=NOW)

    offered.refresh_from_db()
    assert (HelpOffer.objects.count(), offered.answer, offered.words) == (1, HelpAnswer.YES_APART, WORDS)
    assert not Notice.objects.filter(kind=NoticeKind.HELP, outcome="").exists()


def test_the_page_and_the_api_refuse_the_same_and_say_nothing_of_what_is_there(concern):
    private = concerns.say(
        by=cast.citizen("Autrice"), text="Je ne dors plus.", readers=Readers.FACILITATION, now=NOW
    )
    everybody = others() | {"support": cast.support()}

    def answers(number: int) -> dict:
        return {
            name: (
                page(person)
                .post(f"/animation/preoccupations/{number}/offrir-aide/", {"words": ""})
                .status_code,
                api(person, f"/concerns/{number}/help-offers/", words="").status_code,
            )
            for name, person in everybody.items()
        }

    missing = answers(private.pk + 999)
    assert {one[0] == one[1] for one in (*missing.values(), *answers(concern.pk).values())} == {True}
    assert answers(private.pk) == missing == dict.fromkeys(everybody, (403, 403)) | {"support": (404, 404)}


def test_by_the_pages_from_the_offer_to_the_help(concern):
    helper, author = cast.support(), concern.author
    here, form = f"/preoccupations/{concern.pk}/", f"/animation/preoccupations/{concern.pk}/offrir-aide/"

    refused = {
        name: page(person).post(form, {"words": WORDS}).status_code for name, person in others().items()
    }
    empty = page(helper).post(form, {"words": ""}).status_code
    sent = page(helper).post(form, {"words": WORDS})
    offer = HelpOffer.objects.get()
    mine = html.unescape(page(author).get(here).content.decode())
    seen = [
        WORDS in html.unescape(page(one).get(here).content.decode())
        for one in (cast.citizen("A"), cast.crd_agent(), cast.support())
    ]
    answered = page(author).post(f"/aide-offerte/{offer.pk}/repondre/", {"reponse": "oui"})
    not_theirs = page(cast.citizen("B")).post(f"/aide-offerte/{offer.pk}/repondre/", {"reponse": "oui"})
    desk = html.unescape(page(helper).get("/animation/").content.decode())
    done = page(helper).post(f"/animation/aide-offerte/{offer.pk}/faite/")
    after = html.unescape(page(author).get(here).content.decode())

    assert refused == {
        "citizen": 403,
        "crd": 403,
        "mrc": 403,
        "table": 403,
        "signatory": 403,
        "admin": 403,
    }
    assert (empty, sent["Location"]) == (422, here)
    assert (WORDS in mine, "Non, merci" in mine, seen) == (True, True, [False] * 3)
    assert (answered["Location"], not_theirs.status_code) == (here, 404)
    assert ("Aide à donner" in desk, WORDS in desk) == (True, True)
    assert (done.status_code, "L'aide a été donnée" in after) == (302, True)


def test_by_the_api_who_may_and_who_is_refused(concern):
    path = f"/concerns/{concern.pk}/help-offers/"

    refused = {name: api(person, path, words=WORDS).status_code for name, person in others().items()}
    helper = cast.support()
    made = api(helper, path, words=WORDS)
    offer = f"/help-offers/{made.json()['id']}/"
    by_other = api(cast.citizen("Autre"), f"{offer}answer/", answer="oui").status_code
    wrong = api(concern.author, f"{offer}answer/", answer="peut-être").status_code
    said = api(concern.author, f"{offer}answer/", answer="oui")
    author_done = api(concern.author, f"{offer}done/").status_code
    done = api(helper, f"{offer}done/")

    assert refused == {
        "citizen": 403,
        "crd": 403,
        "mrc": 403,
        "table": 403,
        "signatory": 403,
        "admin": 403,
    }
    assert (made.status_code, by_other, wrong, author_done) == (201, 404, 422, 403)
    assert (said.json()["answer"], said.json()["give_by"] > NOW.date().isoformat()) == ("oui", True)
    assert done.json()["done_at"]


def test_the_database_keeps_the_words_and_the_answer(concern, offered):
    def refused(**changed) -> bool:
        try:
            with transaction.atomic():
                HelpOffer.objects.filter(pk=offered.pk).update(**changed)
        except DatabaseError:
            return True
        return False

    help_offers.answer(by=concern.author, offer=offered, answer="non", now=NOW)

    assert refused(words="Autre chose.")
    assert refused(answer="oui")
    with pytest.raises(DatabaseError), transaction.atomic():
        HelpOffer.objects.create(concern=concern, words="x", offered_by=concern.author, offered_at=NOW)
