"""Who is heard: groups and silence, for facilitation alone; no person is counted apart."""

import pytest
from django.urls import reverse

from accounts.domain.queries import people
from deliberation.domain import messages
from deliberation.domain.queries import fairness
from tests import cast
from tests.deliberation.talk import later, private_word, say, thread

pytestmark = pytest.mark.django_db
FIVE_DAYS = 5 * 24 * 60


def seen_by(person, **options):
    now = options.pop("now", later(60))
    return fairness.voices(people.capacity(person, on=now.date()), now=now, **options)


def test_shares_are_those_of_groups_and_what_is_withdrawn_counts_for_nothing():
    elodie = cast.facilitator()
    talk, ginette = thread(elodie), cast.citizen()
    say(talk, ginette, "un deux trois")
    messages.withdraw(by=ginette, message=say(talk, ginette, "quatre cinq"), now=later(1))
    say(talk, elodie, "un deux trois quatre cinq six")
    say(private_word(ginette), ginette, "en privé, cela ne compte pas")

    seen = seen_by(elodie)

    assert (seen.citizen_messages, seen.citizen_words) == (1, 3)
    assert (seen.staff_messages, seen.staff_words) == (1, 6)
    assert seen.staff_share == (6, 9)
    assert (seen.citizens, seen.new_citizens) == (1, 1)
    assert seen.territories == {"La Matapédia"}


def test_a_voice_is_new_once():
    elodie = cast.facilitator()
    ginette, first = cast.citizen(), thread(elodie)
    say(first, ginette)
    second = thread(elodie, title="Plus tard", now=later(30))
    say(second, ginette, now=later(31))

    assert seen_by(elodie, thread=first).new_citizens == 1
    assert seen_by(elodie, thread=second).new_citizens == 0


def test_silence_is_words_that_nobody_answered():
    elodie = cast.facilitator()
    ginette, rejean = cast.citizen(), cast.citizen("Réjean")
    answered, alone, fresh = thread(elodie), thread(elodie, title="Seule"), thread(elodie, title="Hier")
    say(answered, ginette)
    say(answered, rejean, now=later(2), text="Moi aussi")
    say(answered, ginette, now=later(3), text="Merci")
    waiting = say(alone, ginette, "Quelqu'un?")
    say(alone, ginette, "Personne?", now=later(1))
    say(fresh, ginette, now=later(FIVE_DAYS - 60))
    now = later(FIVE_DAYS)

    found = fairness.unanswered(people.capacity(elodie, on=now.date()), now=now)

    assert [one.message.number for one in found if one.thread_title == "Seule"] == [1, 2]
    assert found[0].message.pk == waiting.pk
    assert {one.thread_title for one in found} == {"Seule", "Une place pour dormir"}
    assert [one.message.text for one in found if one.thread_title != "Seule"] == ["Merci"]


def test_the_pages_name_nobody_and_floor_small_groups(client):
    elodie = cast.facilitator()
    talk = thread(elodie)
    say(talk, cast.citizen("Zytamille"))
    cast.sign_in(client, elodie)

    for address in (reverse("participation:voices"), reverse("participation:thread_voices", args=[talk.pk])):
        main = client.get(address).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        assert "moins de 5" in main
        assert "Zytamille" not in main


@pytest.mark.parametrize("other", [cast.citizen, cast.support, cast.admin])
def test_only_facilitation_looks(client, other):
    cast.sign_in(client, other())

    assert client.get(reverse("participation:voices")).status_code == 403
