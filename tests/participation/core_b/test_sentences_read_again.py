"""A sentence taken out before a vote is read again like a hidden message, and nobody learns who wrote it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Mandate, Person
from common import clock
from common.exceptions import Missing, Refused
from common.models import AuditEvent
from deliberation.domain import appeals, moderation
from deliberation.domain.queries import appeals as appeal_queries
from deliberation.domain.queries import private_words
from deliberation.domain.queries.own_case import is_own_case
from deliberation.enums import AppealSide, AppealState, FlagReason, ModerationAct, Opinion
from deliberation.models import ModerationAction
from participation.domain import due, objections, reasons, set_asides
from participation.models import Notice, SentenceAppeal, SetAside
from participation.models.objection import ObjectionState
from participation.rules import notice_words
from tests import cast
from tests.deliberation.talk import say, thread
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db
HURTS = "xqphrase Ces gens-là sont des paresseux."


@pytest.fixture
def people():
    return scenes.espace()


@pytest.fixture
def initiative(people):
    return scenes.eligible(people)


@pytest.fixture
def reason(people, initiative):
    made = reasons.write(
        by=people[5], subject=initiative, side="contre", slot=1, text=HURTS, seen=0, now=scenes.on(21)
    )
    set_asides.take_out(by=cast.facilitator(), said=made, why=FlagReason.ATTACK, now=scenes.on(21))
    return made


@pytest.fixture
def objection(people, initiative):
    made = objections.object_to(by=people[5], subject=initiative, text=HURTS, now=scenes.on(21))
    set_asides.take_out(by=cast.facilitator(), said=made, why=FlagReason.ATTACK, now=scenes.on(21))
    return made


@pytest.fixture(params=["reason", "objection"])
def said(request):
    cast.second_facilitator()
    cast.citizens(4)
    return request.getfixturevalue(request.param)


def ask(said, by, day: int = 22):
    return set_asides.ask_again(by=by, said=said, text="C'est une opinion", citizens=2, now=scenes.on(day))


def decide(appeal, opinion: str, day: int = 22) -> None:
    for seat in list(appeal.readers.seated().order_by("pk")):
        appeal.refresh_from_db()
        if appeal.state == AppealState.HEARD:
            appeals.give_opinion(by=seat.person, appeal=appeal, opinion=opinion, now=scenes.on(day))
    set_asides.apply_second_looks(now=scenes.on(day))
    set_asides.apply_second_looks(now=scenes.on(day))


def refusals() -> list[str]:
    return [one.facts["code"] for one in AuditEvent.objects.filter(kind="appeal.not_applied").order_by("pk")]


def news(person) -> list[str]:
    found = Notice.objects.filter(person=person, event__startswith="set_aside:").order_by("pk")
    return [one.state for one in found]


def test_readers_put_it_back_and_facilitation_learns_nothing_of_its_author(people, said):
    appeal = ask(said, people[5])
    facilitator = appeal.readers.get(side=AppealSide.FACILITATION).person
    judged = appeal_queries.to_judge(appeal.pk, facilitator)
    decide(appeal, Opinion.UNDO)

    made = SetAside.objects.get()
    assert (judged.words, judged.added, str(judged.reason)) == (
        HURTS,
        "C'est une opinion",
        "Insulte ou attaque une personne",
    )
    assert made.ended_by == facilitator
    assert made.ended_by != made.by
    assert news(people[5]) == ["ecartee", "remise"]
    assert private_words.open_word(people[5]) is None
    acts = list(ModerationAction.objects.order_by("pk").values_list("act", flat=True))
    assert acts == [ModerationAct.SET_ASIDE, ModerationAct.APPEAL_UNDONE, ModerationAct.PUT_BACK]
    assert not any(HURTS in str(event.facts) for event in AuditEvent.objects.all())
    if hasattr(said, "state"):
        said.refresh_from_db()
        assert said.state == ObjectionState.OPEN


def test_their_words_elsewhere_are_nobodys_own_case_so_nothing_tells_who_wrote_it(people, said):
    talk = thread(now=scenes.on(20))
    elsewhere = [say(talk, one, "Bonjour", now=scenes.on(22)) for one in (people[5], people[6])]
    who = SetAside.objects.get().by

    before = [is_own_case(one, who, on=scenes.on(22).date()) for one in elsewhere]
    appeal = ask(said, people[5])

    assert appeal.acted_by == who
    assert [before, [is_own_case(one, who, on=scenes.on(22).date()) for one in elsewhere]] == [
        [False] * 2
    ] * 2
    hidden = moderation.hide_passage(
        by=who, message=elsewhere[0], passage="Bonjour", reason=FlagReason.ATTACK, now=scenes.on(22)
    )
    assert hidden.hidden_passage == "Bonjour"


def test_kept_it_stays_out_and_its_author_is_told_once(people, said):
    decide(ask(said, people[5]), Opinion.KEEP)

    assert SetAside.objects.running().count() == 1
    assert news(people[5]) == ["ecartee", "relue"]


def test_only_its_author_asks_once_while_it_is_out_and_before_the_vote(people, said):
    for other in (people[6], cast.facilitator(), cast.support()):
        with pytest.raises(Missing):
            ask(said, other)
    appeal = ask(said, people[5])
    with pytest.raises(Refused, match=r"^already_read_again:"):
        ask(said, people[5])
    decide(appeal, Opinion.UNDO)
    with pytest.raises(Missing):
        ask(said, people[5])

    assert SentenceAppeal.objects.count() == 1


def test_once_the_vote_is_announced_nothing_moves_and_its_author_is_told(people, initiative, reason):
    cast.second_facilitator()
    appeal = ask(reason, people[5])
    scenes.announced(initiative, None)
    late = appeal.due_at

    due.run_due(now=late)
    due.run_due(now=late)

    appeal.refresh_from_db()
    assert (appeal.state, SetAside.objects.running().count()) == (AppealState.UNDONE, 1)
    assert news(people[5]) == ["ecartee", "relue_tard"]


def test_another_objection_since_is_not_told_as_too_late(people, objection):
    cast.second_facilitator()
    cast.citizens(4)
    appeal = ask(objection, people[5])
    objections.object_to(
        by=people[5], subject=objection.initiative, text="C'est loin du village.", now=scenes.on(22)
    )
    decide(appeal, Opinion.UNDO)

    told = Notice.objects.get(person=people[5], state="relue_sans_suite")
    said = notice_words.sentence(told, sees_private=True, is_for_them=True)
    assert notice_words.sentence(told, sees_private=True) == "Un mot t'attend sur ta page."
    assert (news(people[5]), SetAside.objects.running().count()) == (["ecartee", "relue_sans_suite"], 1)
    # Nobody is sent to ask why: asking would say who wrote it.
    assert said.endswith("quelque chose a changé depuis.")
    assert "animation" not in said
    assert refusals() == ["objects_again"]


def test_without_anybody_to_put_it_back_its_author_is_not_told_of_a_vote(people, reason):
    appeal = ask(reason, people[5])
    Mandate.objects.filter(role=Role.FACILITATOR).update(ends_on=scenes.on(22).date(), end_reason="Départ.")

    due.run_due(now=appeal.due_at)
    due.run_due(now=appeal.due_at)

    assert news(people[5]) == ["ecartee", "relue_sans_suite"]
    assert refusals() == ["nobody_signs"]


def test_for_an_author_who_has_left_it_is_tried_once(people, initiative, reason):
    cast.second_facilitator()
    appeal = ask(reason, people[5])
    scenes.announced(initiative, None)
    Person.objects.filter(pk=people[5].pk).update(left_at=scenes.on(26), is_active=False)

    due.run_due(now=appeal.due_at)
    due.run_due(now=appeal.due_at)

    assert news(people[5]) == ["ecartee"]
    assert refusals() == ["reasons_fixed"]


def test_after_the_announcement_nobody_asks(people, initiative, reason):
    scenes.announced(initiative, None)

    with pytest.raises(Refused, match=r"^reasons_fixed:"):
        ask(reason, people[5], day=26)


def test_the_author_alone_finds_the_page_and_programs_ask_the_same(client, people, initiative, said):
    noun = "objection" if hasattr(said, "state") else "reason"
    path = reverse(f"participation:appeal_{noun}", args=[said.pk])
    name = "participation:initiative_round" if noun == "objection" else "participation:initiative_reasons"
    shown = {}
    with clock.frozen(scenes.on(22)):
        for who in (people[6], people[5]):
            cast.sign_in(client, who)
            page = client.get(reverse(name, args=[initiative.pk])).content.decode()
            shown[who] = (path in page, client.get(path).status_code)
        check = client.post(path, {"mots": "C'est une opinion"})
        api = reverse(f"participation-api:second-look-of-{noun}", args=[said.pk])
        asked = client.post(api, {"words": "C'est une opinion"}, content_type="application/json")
        again = client.post(api, {}, content_type="application/json")
        cast.sign_in(client, people[6])
        other = client.post(api, {}, content_type="application/json")

    assert list(shown.values()) == [(False, 404), (True, 200)]
    assert check.status_code == 200
    assert (asked.status_code, again.status_code, other.status_code) == (201, 409, 404)


@pytest.mark.database
def test_the_database_keeps_one_request_and_one_thing_an_appeal(people, reason):
    cast.second_facilitator()
    appeal = ask(reason, people[5])
    for statement in (
        "DELETE FROM participation_sentenceappeal",
        "UPDATE participation_sentenceappeal SET appeal_id = appeal_id",
        "UPDATE deliberation_appeal SET sentence = ''",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert appeal.sentence == HURTS
