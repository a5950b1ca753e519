"""The dashboard and the acts of facilitation."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from deliberation.domain import messages, moderation
from deliberation.enums import FlagReason
from participation.domain import issues
from participation.enums import ConcernState, GroupingAnswer, InitiativeState, IssueState, Readers, Theme
from participation.models import Concern, Grouping, Initiative, Issue
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def hidden(checked) -> dict[str, str]:
    """What a check page carries: the browser sends it back as it is."""
    page = checked.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))


@pytest.fixture
def elodie(client):
    person = cast.facilitator()
    cast.sign_in(client, person)
    with world.frozen(1):
        yield person


def test_facilitation_reads_the_text_and_publishes_it(client, elodie):
    concern = world.submitted()

    page = client.get(url("concern_read", concern.pk)).content.decode()
    answer = client.post(url("concern_publish", concern.pk))
    concern.refresh_from_db()

    assert "L&#x27;autobus ne passe plus ici." in page
    assert (answer.status_code, answer["Location"]) == (302, url("facilitation"))
    assert concern.state == ConcernState.DISCUSSED


@pytest.mark.parametrize("who", [cast.support, cast.crd_agent, cast.citizen, cast.table_member, cast.admin])
def test_nobody_else_publishes(client, who):
    concern = world.submitted()
    cast.sign_in(client, who())

    answer = client.post(url("concern_publish", concern.pk))
    concern.refresh_from_db()

    assert (answer.status_code, concern.state) == (403, ConcernState.SUBMITTED)


def test_support_sees_how_much_waits_and_no_unread_word(client):
    world.submitted(text="Une phrase que personne ne lit encore.")
    cast.sign_in(client, cast.support())

    page = client.get(url("facilitation")).content.decode()

    assert "Une phrase que personne" not in page
    assert "concern_read" not in page
    assert url("concern_read", Concern.objects.get().pk) not in page


def test_a_text_past_its_hour_says_since_when(client, elodie):
    world.submitted()
    with world.frozen(5):
        page = client.get(url("facilitation")).content.decode()

    assert "c-rose" in page


def test_a_private_word_has_no_way_to_be_published(client, elodie):
    concern = world.submitted(readers=Readers.FACILITATION)

    page = client.get(url("concern_read", concern.pk)).content.decode()
    answer = client.post(url("concern_publish", concern.pk))

    assert url("concern_publish", concern.pk) not in page
    assert answer.status_code == 403


def test_holding_needs_a_reason_and_keeps_what_was_typed(client, elodie):
    concern = world.submitted()

    empty = client.post(url("concern_hold", concern.pk), {"reason": ""})
    too_long = client.post(url("concern_hold", concern.pk), {"reason": "mot " * 80})
    checked = client.post(url("concern_hold", concern.pk), {"reason": "Nomme quelqu'un"})
    still = Concern.objects.get(pk=concern.pk).state
    done = client.post(url("concern_hold", concern.pk), {"reason": "Nomme quelqu'un", "confirm": "1"})
    concern.refresh_from_db()

    statuses = [a.status_code for a in (empty, too_long, checked, done)]
    assert (statuses, still) == ([422, 422, 200, 302], "soumise")
    assert "mot mot mot" in too_long.content.decode()
    assert (concern.state, concern.check_reason) == (ConcernState.CHECKING, "Nomme quelqu'un")


def test_support_offers_help_on_what_it_reads_and_not_on_what_waits(client):
    waiting, read = world.submitted(), world.discussed(cast.citizen("Sab"))
    cast.sign_in(client, cast.support())

    unread = client.post(url("concern_help", waiting.pk))
    done = client.post(url("concern_help", read.pk))
    read.refresh_from_db()

    assert (unread.status_code, done.status_code) == (404, 302)
    assert read.state == ConcernState.HELPED


def test_referring_needs_the_dated_accord_of_the_author(client, elodie):
    concern = world.discussed(facilitator=elodie)
    place = cast.territories()["la-mitis"]
    typed = {"territory": place.pk, "plain_reason": "C'est pour La Mitis.", "accord_on": "15 novembre 2026"}

    without = client.post(url("concern_refer", concern.pk), {**typed, "agrees": "on", "accord_on": ""})
    odd_day = client.post(url("concern_refer", concern.pk), {**typed, "agrees": "on", "accord_on": "hier"})
    in_the_future = client.post(
        url("concern_refer", concern.pk), {**typed, "agrees": "on", "accord_on": "2026-12-24"}
    )
    checked = client.post(url("concern_refer", concern.pk), {**typed, "agrees": "on"})
    still = Concern.objects.get(pk=concern.pk).state
    done = client.post(url("concern_refer", concern.pk), {**hidden(checked), "confirm": "1"})
    concern.refresh_from_db()

    statuses = [a.status_code for a in (without, odd_day, in_the_future, checked, done)]
    assert (statuses, still) == ([422, 422, 422, 200, 302], ConcernState.DISCUSSED)
    assert "C&#x27;est pour La Mitis." in without.content.decode()
    assert 'value="hier"' in odd_day.content.decode()
    assert concern.state == ConcernState.REFERRED


def test_closing_needs_a_word_and_a_step_that_allows_it(client, elodie):
    concern = world.discussed(facilitator=elodie)
    early = client.post(url("concern_close", concern.pk), {"word": "C'est fait.", "confirm": "1"})
    Concern.objects.filter(pk=concern.pk).update(state=ConcernState.HELPED)

    empty = client.post(url("concern_close", concern.pk), {"word": " "})
    done = client.post(url("concern_close", concern.pk), {"word": "C'est fait.", "confirm": "1"})
    concern.refresh_from_db()

    assert (early.status_code, empty.status_code, done.status_code) == (409, 422, 302)
    assert concern.state == ConcernState.CLOSED


def test_from_je_to_nous_the_authors_answer_before_it_is_shared(client, elodie):
    world.rule("issue_min_concerns", 2)
    first = world.discussed(cast.citizen("Sab"), elodie)
    second = world.discussed(cast.citizen("Kim"), elodie)
    typed = {"title": "Sans auto", "theme": Theme.TRANSPORT, "text": "On manque nos rendez-vous."}

    alone = client.post(url("issue_propose"), {**typed, "concerns": [first.pk], "confirm": "1"})
    asked = client.post(url("issue_propose"), {**typed, "concerns": [first.pk, second.pk], "confirm": "1"})
    issue = Issue.objects.get()
    too_early = client.post(url("issue_share", issue.pk))
    for grouping in Grouping.objects.order_by("pk"):
        client.post(url("grouping_note", grouping.pk), {"reponse": "oui"})
    shared = client.post(url("issue_share", issue.pk))
    issue.refresh_from_db()

    assert (alone.status_code, asked.status_code, too_early.status_code) == (422, 302, 403)
    assert "On manque nos rendez-vous." in alone.content.decode()
    assert (shared.status_code, issue.state) == (302, IssueState.SHARED)


def test_the_share_page_says_who_answered_and_until_when(client, elodie):
    world.rule("issue_min_concerns", 2)
    concerns = [world.discussed(cast.citizen(name), elodie) for name in ("Sab", "Kim")]
    issue = issues.propose(
        by=elodie,
        title="Sans auto",
        theme=Theme.TRANSPORT,
        text="Nous.",
        territories=[],
        concerns=concerns,
        now=world.at(1),
    )
    issues.answer_grouping(
        by=concerns[0].author,
        grouping=issue.groupings.get(concern=concerns[0]),
        accepts=True,
        now=world.at(1),
    )

    page = client.get(url("issue_share", issue.pk)).content.decode()
    asked = issue.groupings.get(concern=concerns[1])
    empty = client.post(url("grouping_note", asked.pk))
    asked.refresh_from_db()
    assert (empty.status_code, asked.answer) == (422, GroupingAnswer.WAITING)
    client.post(url("grouping_note", asked.pk), {"reponse": "non"})

    assert page.count('value="oui"') == 1
    assert str(GroupingAnswer.ACCEPTED.label) in page
    assert issue.groupings.get(concern=concerns[1]).answer == GroupingAnswer.DECLINED


def test_a_citizen_does_not_note_somebody_elses_answer(client, elodie):
    concerns = [world.discussed(cast.citizen(name), elodie) for name in ("Sab", "Kim")]
    issue = issues.propose(
        by=elodie,
        title="Sans auto",
        theme=Theme.TRANSPORT,
        text="Nous.",
        territories=[],
        concerns=concerns,
        now=world.at(1),
    )
    cast.sign_in(client, cast.citizen("Loup"))

    answer = client.post(url("grouping_note", issue.groupings.first().pk), {"reponse": "oui"})

    assert answer.status_code == 403


def test_an_issue_is_written_again_but_not_once_it_left(client, elodie):
    open_one, sent = world.issue(), world.issue("transmise", "Les loyers")

    done = client.post(
        url("issue_rewrite", open_one.pk),
        {"text": "Autrement dit.", "reason": "On précise.", "version": "1", "confirm": "1"},
    )
    late = client.post(
        url("issue_rewrite", sent.pk),
        {"text": "Autrement dit.", "reason": "On précise.", "version": "1", "confirm": "1"},
    )
    open_one.refresh_from_db()

    assert (done.status_code, late.status_code) == (302, 409)
    assert open_one.text == "Autrement dit."


def test_an_initiative_of_one_mrc_is_referred_and_a_regional_one_is_not(client, elodie):
    place = cast.territories()["la-mitis"]
    local = world.initiative(title="Le comptoir", territories=[place])
    regional = world.initiative(title="Le siège")
    typed = {"territory": place.pk, "plain_reason": "Une MRC.", "agrees": "on", "accord_on": "2026-11-14"}

    checked = client.post(url("initiative_refer", local.pk), typed)
    still = Initiative.objects.get(pk=local.pk).state
    done = client.post(url("initiative_refer", local.pk), {**hidden(checked), "confirm": "1"})
    refused = client.post(url("initiative_refer", regional.pk), {**typed, "confirm": "1"})
    local.refresh_from_db()

    assert (checked.status_code, still) == (200, InitiativeState.IDEA)
    assert (done.status_code, refused.status_code) == (302, 403)
    assert local.state == InitiativeState.REFERRED


def test_an_agreement_is_noted_once_per_group(client, elodie):
    kept = world.initiative(InitiativeState.ELIGIBLE, is_new=False, renews="Le coffre")
    typed = {"group": "milieux", "agreed_on": "2 novembre 2026"}

    tomorrow = client.post(url("renewal_agreement", kept.pk), {**typed, "agreed_on": "2026-12-24"})
    checked = client.post(url("renewal_agreement", kept.pk), typed)
    before = kept.renewal_agreements.count()
    first = client.post(url("renewal_agreement", kept.pk), {**typed, "confirm": "1"})
    said = client.get(first["Location"]).content.decode()
    again = client.post(url("renewal_agreement", kept.pk), {**typed, "confirm": "1"})

    assert [a.status_code for a in (tomorrow, checked, first, again)] == [422, 200, 302, 422]
    assert (before, kept.renewal_agreements.count()) == (0, 1)
    assert "C&#x27;est noté. Il manque encore" in said


def test_only_an_organisation_that_the_fund_may_pay_is_offered_and_confirmed(client, elodie):
    approved = world.approved_initiative(carrier=None)
    good = cast.organisation("cuisine-vallee")
    assert approved.state == InitiativeState.SEEKING_CARRIER

    unknown = client.post(url("confirm_carrier", approved.pk), {"carrier": "inconnu"})
    checked = client.post(url("confirm_carrier", approved.pk), {"carrier": good.slug})
    still = Initiative.objects.get(pk=approved.pk).state
    done = client.post(url("confirm_carrier", approved.pk), {"carrier": good.slug, "confirm": "1"})
    approved.refresh_from_db()

    assert (unknown.status_code, checked.status_code, done.status_code) == (422, 200, 302)
    assert (good.name in checked.content.decode(), still) == (True, InitiativeState.SEEKING_CARRIER)
    assert (approved.state, approved.current.carrier) == (InitiativeState.APPROVED, good)


def test_a_flag_shows_its_reason_and_leads_to_the_decision(client, elodie):
    concern = world.discussed(cast.citizen("Sab"), elodie)
    said = messages.post(
        by=cast.citizen("Kim"),
        thread=concern.thread,
        text="C'est sur la rue des Pins",
        now=world.at(),
        is_read=True,
    )
    moderation.flag(by=cast.citizen("Loup"), message=said, reason=FlagReason.values[0], now=world.at())

    page = client.get(url("facilitation")).content.decode()

    assert reverse("deliberation:flagged", args=[said.flags.get().pk]) in page
    assert "rue des Pins" in page


def test_the_queue_is_by_time_left_never_by_support(client, elodie):
    later = world.submitted(cast.citizen("Sab"), text="Deuxième texte à lire ici.")
    sooner = world.submitted(cast.citizen("Kim"), text="Premier texte à lire ici.")
    Concern.objects.filter(pk=later.pk).update(read_by_at=world.at(1) + timedelta(hours=20))
    Concern.objects.filter(pk=sooner.pk).update(read_by_at=world.at(1) + timedelta(hours=2))

    page = client.get(url("facilitation")).content.decode()

    assert page.index(url("concern_read", sooner.pk)) < page.index(url("concern_read", later.pk))


LONG_BEGINNING = "mot " * 30 + "fin. " + "Une phrase de plus. " * 12
SHORT_BEGINNING = "On est coincés. " + "Une phrase de plus. " * 20


@pytest.mark.parametrize(
    ("text", "status"), [(LONG_BEGINNING, 422), (SHORT_BEGINNING, 200), ("mot " * 40, 200)]
)
def test_a_long_issue_begins_with_a_short_sentence(client, elodie, text, status):
    proposed = world.issue("proposee")

    answer = client.post(
        url("issue_rewrite", proposed.pk), {"text": text, "reason": "On précise.", "version": "1"}
    )

    assert answer.status_code == status
    assert text.split(".")[0] in answer.content.decode()


def test_the_check_page_says_gently_what_is_hard_and_changes_nothing(client, elodie):
    proposed = world.issue("proposee")

    answer = client.post(
        url("issue_rewrite", proposed.pk),
        {"text": "Afin de " + "marcher " * 25 + "ici.", "reason": "On précise.", "version": "1"},
    )

    proposed.refresh_from_db()
    assert "27 mots" in answer.content.decode() or "28 mots" in answer.content.decode()
    assert proposed.text == "On manque nos rendez-vous."
