"""Before a text goes to an MRC, its author says yes or no themself; the MRC's resource is told, and told again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from common import clock
from common.exceptions import BadInput, IllegalTransition, Missing, Refused
from participation.domain import accords, concerns, due, initiatives, notices, referrals
from participation.domain.queries import accords as queries
from participation.domain.queries.referrals import past_wished
from participation.enums import ConcernState, InitiativeState, NoticeKind
from participation.models import Notice, Referral, ReferralAccord
from participation.rules import notice_words
from tests import cast
from tests.participation.web_staff import world

NOW = world.NOW
pytestmark = pytest.mark.django_db


def asked(author=None, facilitator=None, now=NOW) -> ReferralAccord:
    facilitator = facilitator or cast.facilitator()
    concern = world.discussed(author or cast.citizen(), facilitator)
    return accords.ask(
        by=facilitator,
        thing=concern,
        territory=cast.territories()["temiscouata"],
        plain_reason="L'autobus de cette MRC.",
        now=now,
    )


def test_the_author_is_asked_and_their_yes_sends_it_to_the_mrc():
    author, resource = cast.citizen(), cast.mrc_resource()
    accord = asked(author)
    told = Notice.objects.get(kind=NoticeKind.ACCORD)

    accords.answer(by=author, accord=accord, accepts=True, now=NOW)

    referral = Referral.objects.get()
    told_of_it = Notice.objects.get(kind=NoticeKind.FOR_THE_MRC)
    told.refresh_from_db()
    assert (told.person, told.outcome) == (author, "remplacee")
    assert (referral.concern, referral.accord_on) == (accord.concern, NOW.date())
    assert (accord.answered_by, accord.heard_by) == (author, None)
    assert (told_of_it.person, told_of_it.title, told_of_it.words) == (resource, "", "")
    assert "MRC" in notice_words.sentence(told_of_it, sees_private=True)


def test_a_no_leaves_it_where_it_is_and_nobody_else_is_told():
    author = cast.citizen()
    cast.mrc_resource()
    accord = asked(author)

    accords.answer(by=author, accord=accord, accepts=False, now=NOW)
    accord.concern.refresh_from_db()

    assert accord.concern.state == ConcernState.DISCUSSED
    assert not Referral.objects.exists()
    assert not Notice.objects.filter(kind=NoticeKind.FOR_THE_MRC).exists()
    with pytest.raises(IllegalTransition):
        accords.answer(by=author, accord=accord, accepts=True, now=NOW)


def test_what_the_author_says_by_phone_is_their_answer_heard_by_facilitation():
    author, elodie = cast.citizen(), cast.facilitator()
    accord = asked(author, elodie)

    accords.answer(by=elodie, accord=accord, accepts=True, now=NOW)

    assert (accord.answered_by, accord.heard_by) == (author, elodie)


@pytest.mark.parametrize(
    "who", [lambda: cast.citizen("Lise"), cast.support, cast.mrc_resource, cast.table_member, cast.crd_agent]
)
def test_nobody_else_asks_nor_answers(who, client):
    accord, person = asked(), who()

    with pytest.raises(Missing):
        accords.answer(by=person, accord=accord, accepts=True, now=NOW)
    with pytest.raises(Refused):
        accords.ask(
            by=person,
            thing=world.discussed(cast.citizen("Rose")),
            territory=cast.territories()["la-mitis"],
            plain_reason="Ici.",
            now=NOW,
        )
    cast.sign_in(client, person)
    page = client.post(reverse("participation:referral_accord", args=[accord.pk]), {"reponse": "oui"})
    by_api = client.post(
        reverse("participation-api:accord-answer", args=[accord.pk]),
        {"accepts": True},
        content_type="application/json",
    )
    assert (page.status_code, by_api.status_code) == (404, 404)


def test_facilitation_neither_asks_twice_nor_goes_around_the_question():
    author, elodie = cast.citizen(), cast.facilitator()
    accord = asked(author, elodie)
    again = {"territory": accord.territory, "plain_reason": "Ici.", "now": NOW}

    with pytest.raises(IllegalTransition):
        accords.ask(by=elodie, thing=accord.concern, **again)
    with pytest.raises(IllegalTransition):
        referrals.refer(by=elodie, thing=accord.concern, accord_on=NOW.date(), **again)


def test_a_regional_idea_is_not_asked_about():
    local = world.initiative(title="Le comptoir", territories=[cast.territories()["la-mitis"]])
    elodie = cast.facilitator()
    regional = world.initiative(title="Le siège")
    why = {"plain_reason": "Une MRC.", "now": NOW}

    with pytest.raises(Refused):
        accords.ask(by=elodie, thing=regional, territory=cast.territories()["la-mitis"], **why)
    with pytest.raises(BadInput):
        accords.ask(by=elodie, thing=local, territory=cast.territories()["temiscouata"], **why)
    made = accords.ask(by=elodie, thing=local, territory=cast.territories()["la-mitis"], **why)
    accords.answer(by=local.authors.first(), accord=made, accepts=True, now=NOW)
    local.refresh_from_db()
    assert local.state == InitiativeState.REFERRED


def test_the_database_wants_the_authors_own_answer_once():
    accord = asked()
    other = cast.citizen("Lise")
    rows = ReferralAccord.objects.filter(pk=accord.pk)

    for forged in (
        {"answer": "oui", "answered_by": other, "answered_at": NOW},
        {"answer": "oui"},
        {"plain_reason": "Autre chose"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**forged)
    accords.answer(by=accord.concern.author, accord=accord, accepts=False, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(answer="oui")


def test_by_pages_asked_read_and_answered_without_javascript(client):
    author, elodie = cast.citizen(), cast.facilitator()
    concern = world.discussed(author, elodie)
    cast.sign_in(client, elodie)
    typed = {"territory": cast.territories()["la-mitis"].pk, "plain_reason": "C'est ici.", "confirm": "1"}
    with clock.frozen(NOW):
        done = client.post(reverse("participation:concern_refer", args=[concern.pk]), typed)
        card = client.get(reverse("participation:concern_read", args=[concern.pk])).content.decode()
        accord = ReferralAccord.objects.get()
        cast.sign_in(client, author)
        page = reverse("participation:referral_accord", args=[accord.pk])
        home = client.get(reverse("participation:my_home")).content.decode()
        neither, yes, again = (client.post(page, {"reponse": word}) for word in ("peut-être", "oui", "oui"))

    concern.refresh_from_db()
    assert (done.status_code, page in home) == (302, True)
    assert "Au téléphone, c'est oui" in card
    assert (neither.status_code, yes.status_code, again.status_code) == (422, 302, 404)
    assert concern.state == ConcernState.REFERRED


def test_by_the_api(client):
    author = cast.citizen()
    accord = asked(author)
    cast.sign_in(client, author)

    listed = client.get(reverse("participation-api:accords")).json()
    said = client.post(
        reverse("participation-api:accord-answer", args=[accord.pk]),
        {"accepts": False},
        content_type="application/json",
    )

    assert [one["id"] for one in listed] == [accord.pk]
    assert (said.status_code, said.json()["answer"]) == (200, "non")


def test_past_the_day_hoped_for_the_resource_is_told_once_and_everybody_reads_it(client):
    author, resource = cast.citizen(), cast.mrc_resource()
    accords.answer(by=author, accord=asked(author), accepts=True, now=NOW)
    page = reverse("participation:territory", args=["temiscouata"])

    def seen(days: int) -> tuple[int, bool]:
        due.run_due(now=NOW + timedelta(days=days))
        with clock.frozen(NOW + timedelta(days=days)):
            words = client.get(page).content.decode()
        late = Notice.objects.filter(kind=NoticeKind.FOR_THE_MRC, state="retard", person=resource)
        return late.count(), "pas encore venue." in words

    assert (seen(30), seen(31), seen(33)) == ((0, False), (1, True), (1, True))
    referrals.answer(by=resource, referral=Referral.objects.get(), plain_words="C'est oui.", now=NOW)
    assert seen(40) == (1, False)
    assert notices.is_told(f"referral:{Referral.objects.get().pk}:recue")


def test_an_idea_is_referred_as_before_when_the_accord_was_heard():
    local = world.initiative(title="Le comptoir", territories=[cast.territories()["la-mitis"]])

    initiatives.refer(
        by=cast.facilitator(),
        initiative=local,
        territory=cast.territories()["la-mitis"],
        plain_reason="Une MRC.",
        accord_on=NOW.date(),
        now=NOW,
    )

    assert Referral.objects.get().accord_on == NOW.date()


def later(days: int):
    return NOW + timedelta(days=days)


def test_after_a_no_nobody_asks_again_nor_sends_it_that_day():
    author, elodie = cast.citizen(), cast.facilitator()
    accord = asked(author, elodie)
    accords.answer(by=author, accord=accord, accepts=False, now=NOW)
    to = {"by": elodie, "thing": accord.concern, "territory": accord.territory, "plain_reason": "Ici."}

    for again in (
        lambda: accords.ask(now=later(1), **to),
        lambda: referrals.refer(accord_on=NOW.date(), now=later(1), **to),
    ):
        with pytest.raises(IllegalTransition) as refused:
            again()
        assert refused.value.code == "declined"
    assert not Referral.objects.exists()


def test_after_a_no_it_goes_when_the_author_says_yes_on_a_later_day_or_elsewhere():
    author, elodie = cast.citizen(), cast.facilitator()
    accord = asked(author, elodie)
    accords.answer(by=author, accord=accord, accepts=False, now=NOW)
    to = {"by": elodie, "thing": accord.concern, "plain_reason": "Ici.", "now": later(1)}

    elsewhere = accords.ask(territory=cast.territories()["la-mitis"], **to)
    accords.answer(by=author, accord=elsewhere, accepts=False, now=later(1))
    referrals.refer(territory=accord.territory, accord_on=later(1).date(), **to)

    assert Referral.objects.get().territory == accord.territory


def test_a_yes_does_not_send_an_idea_that_is_for_another_mrc_by_now():
    here, there = cast.territories()["la-mitis"], cast.territories()["temiscouata"]
    local, elodie = world.initiative(title="Le comptoir", territories=[here]), cast.facilitator()
    accord = accords.ask(by=elodie, thing=local, territory=here, plain_reason="Une MRC.", now=NOW)
    author = local.authors.first()
    local.territories.set([there])

    with pytest.raises(BadInput):
        accords.answer(by=author, accord=accord, accepts=True, now=NOW)
    assert not Referral.objects.exists()
    accords.answer(by=author, accord=accord, accepts=False, now=NOW)


def test_a_question_about_a_text_taken_back_is_no_longer_asked(client):
    author, elodie = cast.citizen(), cast.facilitator()
    gone, kept = asked(author, elodie), asked(author, elodie)

    concerns.withdraw(by=author, concern=gone.concern, now=NOW)

    told = dict(Notice.objects.filter(kind=NoticeKind.ACCORD).values_list("event", "outcome"))
    assert told == {f"accord:{gone.pk}": "remplacee", f"accord:{kept.pk}": ""}
    assert [one.pk for one in queries.asked_of(author)] == [kept.pk]
    assert [queries.waiting_about(one.concern) for one in (gone, kept)] == [None, kept]
    cast.sign_in(client, author)
    pages = [client.get(reverse("participation:referral_accord", args=[one.pk])) for one in (gone, kept)]
    assert [page.status_code for page in pages] == [404, 200]
    with pytest.raises(IllegalTransition):
        accords.answer(by=author, accord=gone, accepts=True, now=NOW)


def test_what_facilitation_ended_no_longer_waits_for_its_mrc(client):
    author, elodie = cast.citizen(), cast.facilitator()
    accord = asked(author, elodie)
    accords.answer(by=author, accord=accord, accepts=True, now=NOW)
    page = reverse("participation:territory", args=["temiscouata"])

    def seen() -> tuple[int, bool]:
        with clock.frozen(later(31)):
            words = client.get(page).content.decode()
        return len(past_wished(later(31).date())), "pas encore venue." in words

    before = seen()
    concern = accord.concern
    concern.refresh_from_db()
    concerns.close(by=elodie, concern=concern, word="C'est réglé.", now=later(2))
    ended = seen()
    concerns.reopen(by=author, concern=concern, now=later(3))

    assert (before, ended, seen()) == ((1, True), (0, False), (0, False))
