"""The MRC's resource answers what was sent to its own MRC; the author hears it; nobody else answers."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from common.exceptions import Refused
from participation.domain import concerns, referrals
from participation.domain.calendar import add_event
from participation.enums import EventScope, NoticeKind, Readers
from participation.models import Notice, ReferralAnswer, TerritorialDeposit
from participation.rules import notice_words
from tests import cast
from tests.participation.web_staff import world

NOW = world.NOW
WORDS = "La MRC ajoute un arrêt. Il ouvre au printemps."
pytestmark = pytest.mark.django_db


def referred(author=None, territory: str = "temiscouata", readers: str = Readers.TABLE):
    facilitator = cast.facilitator()
    author = author or cast.citizen()
    concern = world.discussed(author, facilitator)
    if readers != Readers.TABLE:
        concerns.write(by=author, concern=concern, now=NOW, readers=readers)
    concerns.refer(
        by=facilitator,
        concern=concern,
        territory=cast.territories()[territory],
        plain_reason="L'autobus de cette MRC.",
        accord_on=NOW.date(),
        now=NOW,
    )
    return concern.referral


def code_of(act) -> tuple[str, int]:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code, refusal.value.status


def test_the_author_hears_the_answer_and_reads_it(client):
    author = cast.citizen()
    referral = referred(author)

    referrals.answer(by=cast.mrc_resource(), referral=referral, plain_words=WORDS, now=NOW)

    notice = Notice.objects.get(kind=NoticeKind.REFERRAL)
    assert (notice.person, notice.is_own, notice.words) == (author, True, WORDS)
    assert "MRC" in notice_words.sentence(notice, sees_private=True)
    cast.sign_in(client, author)
    page = client.get(reverse("participation:concern", args=[referral.concern_id])).content.decode()
    assert "La MRC ajoute un arrêt." in page


def test_a_private_word_stays_private_on_paper():
    referral = referred(readers=Readers.FACILITATION)

    referrals.answer(by=cast.mrc_resource(), referral=referral, plain_words=WORDS, now=NOW)

    notice = Notice.objects.get(kind=NoticeKind.REFERRAL)
    assert notice_words.words(notice, sees_private=True, on_paper=True) == ""
    assert notice.title not in notice_words.about(notice, sees_private=True, on_paper=True)
    assert notice.title not in notice_words.sentence(notice, sees_private=True)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (lambda: cast.mrc_resource(territory="la-mitis"), ("referral_missing", 404)),
        (cast.table_member, ("not_your_role", 403)),
        (cast.signatory, ("not_your_role", 403)),
        (cast.facilitator, ("not_your_role", 403)),
        (cast.crd_agent, ("not_your_role", 403)),
        (lambda: cast.citizen("Lise"), ("not_your_role", 403)),
    ],
    ids=["other_mrc", "table", "signatory", "facilitator", "crd_agent", "citizen"],
)
def test_nobody_else_answers_by_the_domain_nor_by_the_page(client, who, refusal):
    referral, person = referred(), who()
    cast.sign_in(client, person)

    by_the_domain = code_of(
        lambda: referrals.answer(by=person, referral=referral, plain_words=WORDS, now=NOW)
    )
    answer = client.post(
        reverse("participation:referral_answer", args=[referral.pk]), {"plain_words": WORDS, "confirm": "1"}
    )

    assert by_the_domain == refusal
    assert answer.status_code == refusal[1]
    assert ReferralAnswer.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "plain_words"), ("Écrivez à a.b@exemple.ca.", "public_plain_words")],
)
def test_an_answer_has_words_that_name_nobody(words, code):
    referral, resource = referred(), cast.mrc_resource()

    refused = code_of(lambda: referrals.answer(by=resource, referral=referral, plain_words=words, now=NOW))

    assert refused == (code, 422)


def test_the_desk_shows_its_own_mrc_alone_and_why_it_was_sent(client):
    mine, other = referred(), referred(cast.citizen("Lise"), territory="la-mitis")
    cast.sign_in(client, cast.mrc_resource())

    with world.frozen():
        page = client.get(reverse("participation:mrc_desk"))

    assert [row["pk"] for row in page.context["waiting"]] == [mine.pk]
    assert "L&#x27;autobus de cette MRC." in page.content.decode()
    assert reverse("participation:referral_answer", args=[other.pk]) not in page.content.decode()


def test_the_page_asks_then_answers_then_waits_no_more(client):
    referral = referred()
    cast.sign_in(client, cast.mrc_resource())
    url = reverse("participation:referral_answer", args=[referral.pk])

    with world.frozen():
        checked = client.post(url, {"plain_words": WORDS})
        refused = client.post(url, {"plain_words": ""})
        done = client.post(url, {"plain_words": WORDS, "confirm": "1"})
        desk = client.get(reverse("participation:mrc_desk"))

    assert (checked.status_code, refused.status_code, done.status_code) == (200, 422, 302)
    assert (len(desk.context["waiting"]), len(desk.context["answered"])) == (0, 1)


def test_the_page_of_the_mrc_says_who_must_act_and_since_when(client):
    referral = referred()
    cast.sign_in(client, cast.citizen("Lise"))
    url = reverse("participation:territory", args=["temiscouata"])

    before = client.get(url).content.decode()
    referrals.answer(by=cast.mrc_resource(), referral=referral, plain_words=WORDS, now=NOW)
    after = client.get(url).content.decode()
    client.logout()
    outside = client.get(url).content.decode()

    assert "doit répondre" in before
    assert WORDS[:20] in after
    assert WORDS[:20] not in outside


def test_the_database_refuses_the_answer_of_another_and_any_change():
    referral, resource = referred(), cast.mrc_resource()
    said = referrals.answer(by=resource, referral=referral, plain_words=WORDS, now=NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralAnswer.objects.create(
            referral=referral, plain_words="Non.", by=cast.table_member(), answered_at=NOW
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralAnswer.objects.filter(pk=said.pk).update(plain_words="Non.")
    with pytest.raises(DatabaseError), transaction.atomic():
        ReferralAnswer.objects.filter(pk=said.pk).delete()
    assert ReferralAnswer.objects.get().plain_words == WORDS


def deadline(**more):
    return add_event(
        by=None,
        now=NOW,
        slug=more.pop("slug", "terr-plan"),
        title="Dépôt du plan de territoire",
        scope=EventScope.TERRITORY,
        starts_on=NOW.date().replace(month=2),
        **{"is_per_territory": True, "is_deadline": True, "is_founding": True} | more,
    )


def test_a_deposit_is_done_on_its_day_and_never_late(client):
    event, place = deadline(), cast.territories()["temiscouata"]
    url = reverse("participation:territory", args=[place.slug])
    cast.sign_in(client, cast.mrc_resource())

    before = client.get(url)
    form = reverse("participation:mrc_deposit", args=[place.slug])
    done = client.post(form, {"event": event.slug, "deposited_on": "2026-03-02", "confirm": "1"})
    after = client.get(url)

    assert done.status_code == 302
    assert [row["state"] for row in before.context["deposits"]] == ["later"]
    assert "retard" not in before.content.decode().split("<main")[1]
    assert [row["state"] for row in after.context["deposits"]] == ["done"]


def test_only_the_own_resource_notes_a_deposit_once_and_not_before_its_day():
    event, place, resource = deadline(), cast.territories()["temiscouata"], cast.mrc_resource()
    start = deadline(slug="terr-debut", is_deadline=False)
    said = {"territory": place, "event": event, "deposited_on": NOW.date(), "now": NOW}

    def refused(**changed) -> tuple[str, int]:
        return code_of(lambda: referrals.note_deposit(**{"by": resource} | said | changed))

    assert refused(by=cast.mrc_resource(territory="la-mitis")) == ("referral_missing", 404)
    assert refused(by=cast.table_member()) == ("not_your_role", 403)
    assert refused(event=start) == ("event", 422)
    assert refused(deposited_on=world.at(2).date()) == ("deposited_on", 422)
    referrals.note_deposit(by=resource, **said)
    assert refused() == ("already_noted", 409)
    assert TerritorialDeposit.objects.count() == 1
