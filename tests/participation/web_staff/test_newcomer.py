"""What a newcomer found: words kept, who reads, what home shows, numbers that answer, supports taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from common.day_fields import day_of
from deliberation.enums import Audience
from participation.domain import concerns, drafts, supports
from participation.domain.queries import timeline
from participation.enums import ConcernState, InitiativeState, Readers
from participation.models import Concern, Support
from tests import cast
from tests.participation.web_staff import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def ginette():
    return cast.citizen("Ginette")


@pytest.fixture
def hers(client, ginette):
    return cast.sign_in(client, ginette)


def test_finishing_later_keeps_the_first_words_and_home_shows_them(hers, ginette):
    with world.frozen():
        response = hers.post(reverse("participation:say"), {"text": "J'ai", "plus_tard": "1"})
        assert (response.status_code, response.url) == (302, reverse("participation:my_home"))
        assert Concern.objects.get(author=ginette).text == "J'ai"
        assert "Pas fini" in hers.get(response.url).content.decode()


def test_finishing_later_with_nothing_begins_nothing(hers):
    with world.frozen():
        assert hers.post(reverse("participation:say"), {"text": "", "plus_tard": "1"}).status_code == 302
        too_long = hers.post(reverse("participation:say"), {"text": "a" * 6001, "plus_tard": "1"})
    assert (too_long.status_code, Concern.objects.count()) == (422, 0)


def test_an_unfinished_initiative_waits_at_home_at_its_first_unanswered_question(hers, ginette):
    with world.frozen():
        drafts.save(
            by=ginette, form="initiative", answers={"from_concerns": ["1"], "title": "Un bus"}, now=world.NOW
        )
        step = reverse("participation:propose_step", args=["rejoint"])
        hers.post(step, {"people_planned": "beaucoup", "people_counting": "", "plus_tard": "1"})
        home = hers.get(reverse("participation:my_home")).content.decode()
        assert f'href="{reverse("participation:propose_step", args=["phrase"])}"' in home
        assert 'value="beaucoup"' in hers.get(step).content.decode()
        refused = hers.post(step, {"people_planned": "beaucoup"})
    assert (refused.status_code, "par exemple 40" in refused.content.decode()) == (422, True)


def test_the_author_changes_who_reads_until_it_is_sent(hers, ginette):
    concern = world.discussed(ginette)
    url = reverse("participation:concern_readers", args=[concern.pk])
    with world.frozen():
        assert hers.post(url, {"readers": Readers.FACILITATION}).status_code == 302
        concern.refresh_from_db()
        assert (concern.readers, concern.thread.audience) == (Readers.FACILITATION, Audience.STAFF_AND_AUTHOR)
        Concern.objects.filter(pk=concern.pk).update(state="transmise")
        assert hers.post(url, {"readers": Readers.MEMBERS}).status_code == 409


def test_no_reader_is_ticked_before_the_person_chooses(hers, ginette):
    draft = concerns.begin(by=ginette, text="L'autobus ne passe plus.", now=world.NOW)
    with world.frozen():
        page = hers.get(reverse("participation:say_readers", args=[draft.pk])).content.decode()
    assert " checked" not in page


def test_a_number_shows_the_step_and_nothing_else(ginette):
    concern = world.discussed(ginette)
    private = world.submitted(ginette, readers=Readers.FACILITATION)
    url = reverse("participation:follow")
    with world.frozen():
        found = Client().post(url, {"number": concern.tracking_number})
        hidden = Client().post(url, {"number": private.tracking_number})
        unknown = Client().post(url, {"number": "S-9999"})
    assert (found.status_code, concern.title in found.content.decode()) == (200, False)
    assert concern.get_state_display() in found.content.decode()
    assert (hidden.status_code, unknown.status_code) == (422, 422)


def test_me_too_is_confirmed_and_taken_back(hers, ginette):
    concern = world.discussed()
    with world.frozen():
        page = hers.post(reverse("participation:concern_support", args=[concern.pk]), follow=True)
        assert "compte." in page.content.decode()
        assert Support.objects.count() == 1
        hers.post(reverse("participation:concern_unsupport", args=[concern.pk]))
        assert Support.objects.count() == 0
        assert hers.post(reverse("participation:concern_unsupport", args=[concern.pk])).status_code == 404


def test_the_word_to_the_author_is_read_by_the_author_only(ginette):
    concern = world.discussed(ginette)
    concern.stages.create(from_state="en_discussion", to_state="close", note="Un mot.", at=world.at(1))
    others = [item["detail"] for item in timeline.story(concern, now=world.at(2)).items]
    hers = [item["detail"] for item in timeline.story(concern, now=world.at(2), tells_notes=True).items]
    assert ("Un mot." in others, "Un mot." in hers) == (False, True)


def test_an_initiative_starts_from_the_concern_one_comes_from_then_those_one_lives(hers, ginette):
    other, lived = world.discussed(), world.discussed(text="Le loyer monte trop vite ici.")
    supports.support_concern(by=ginette, concern=lived, now=world.NOW)
    with world.frozen():
        page = hers.get(
            reverse("participation:propose_step", args=["origine"]), {"de": other.pk}
        ).content.decode()
    ticked, free = page.index(f'value="{other.pk}"'), page.index(f'value="{lived.pk}"')
    assert ("checked" in page[ticked:free], "checked" in page[free : free + 80]) == (True, False)


@pytest.mark.parametrize("typed", ["31 mars 2027", "31/03/2027", "2027-03-31", "31-03-2027"])
def test_a_day_is_read_the_ways_people_write_it(typed):
    assert day_of(typed).isoformat() == "2027-03-31"


def test_a_concern_that_became_an_initiative_says_what_its_author_can_still_do(client):
    ginette = cast.citizen("Ginette")
    concern = Concern.objects.create(
        author=ginette,
        title="Le taxi",
        text="Le taxi coûte cher.",
        state=ConcernState.BECAME_INITIATIVE,
        created_at=cast.NOW,
        submitted_at=cast.NOW,
        published_at=cast.NOW,
    )
    world.initiative(InitiativeState.DELIBERATING).from_concerns.add(concern)
    cast.sign_in(client, ginette)

    page = client.get(reverse("participation:concern", args=[concern.pk]))

    assert page.context["view"]["may_withdraw"] is False
    assert (
        page.context["view"]["stays_because"]
        == "Une initiative en est née. Tu peux encore changer qui lit ton texte."
    )
