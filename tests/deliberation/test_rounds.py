"""A round of speech: a turn for each, new voices first, passing is fine, nobody forced."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.enums import ContactPath
from common.exceptions import Refused
from deliberation.domain import fragments, rounds, threads
from deliberation.domain.queries import rounds as round_queries
from deliberation.enums import ThreadState, TurnState
from deliberation.models import Round, Turn
from deliberation.rules import turns
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
# All that says that a turn ends, or that it waits for a call.
UNTIL = ("au plus tard", "jusqu'à", "n'a pas de date de fin", "avant de passer son tour", "s'assure")


def states(found) -> list[str]:
    return list(Turn.objects.filter(round=found).in_order().values_list("state", flat=True))


def opened(talk, **more):
    options = {"question": "Qu'est-ce qui manque?", "hours": 24, "now": NOW, **more}
    return rounds.open_round(by=options.pop("by", None) or cast.facilitator(), thread=talk, **options)


@pytest.fixture
def talk():
    made = thread()
    for name in ("Ginette", "Réjean", "Loup"):
        say(made, cast.citizen(name))
    say(made, cast.support("Doris"))
    return made


def reached(name: str, path: str):
    person = cast.citizen(name)
    type(person).objects.filter(pk=person.pk).update(contact_path=path)
    return person


def person_called(found):
    return Turn.objects.get(round=found, state=TurnState.CALLED).person


def test_each_citizen_who_wrote_has_a_turn_and_one_has_the_floor(talk):
    found = opened(talk)

    assert states(found) == ["a_son_tour", "attend", "attend"]
    assert Turn.objects.called().get().due_at == NOW + timedelta(hours=24)


def test_new_voices_come_first(talk):
    talkative = cast.citizen("Bavarde")
    for minute in range(turns.NEW_VOICE_UNDER):
        say(talk, talkative, now=later(minute))

    drawn = [Turn.objects.filter(round=opened(talk)).in_order().last().person for _ in range(1)]

    assert drawn == [talkative]


def test_speaking_or_passing_gives_the_floor_to_the_next_until_all_have_had_it(talk):
    found = opened(talk)
    first = person_called(found)
    said = say(talk, first, "Un siège dans l'auto")
    second = person_called(found)
    rounds.pass_turn(by=second, round=found, now=later(1))
    rounds.move_on(now=later(1) + timedelta(hours=23))
    before = states(found)
    rounds.move_on(now=later(1) + timedelta(hours=24))

    assert (before, states(found)) == (
        ["a_parle", "a_passe", "a_son_tour"],
        ["a_parle", "a_passe", "a_passe"],
    )
    assert Turn.objects.get(person=first).message == said
    assert second != first


def test_words_on_the_phone_are_a_turn_and_a_worker_notes_a_pass(talk):
    found, doris = opened(talk), cast.support("Doris B")
    first = person_called(found)
    say(talk, doris, "Dites-leur", author=first)
    second = person_called(found)
    rounds.pass_turn(by=doris, round=found, now=later(1), person=second)

    assert list(Turn.objects.filter(typed_by=doris).values_list("state", flat=True).order_by("position")) == [
        "a_parle",
        "a_passe",
    ]
    with pytest.raises(Refused):
        rounds.pass_turn(by=first, round=found, now=later(1), person=person_called(found))


def test_one_asks_for_a_turn_passes_before_it_comes_and_comes_after_the_others(talk):
    found, line = opened(talk), cast.citizen("Line T.")

    for _ in range(2):
        rounds.join(by=line, round=found, now=NOW)
    joined = states(found)
    rounds.pass_turn(by=line, round=found, now=NOW)

    assert (joined[-1], len(joined), states(found)[-1]) == ("attend", 4, "a_passe")
    with pytest.raises(Refused) as refusal:
        rounds.pass_turn(by=line, round=found, now=NOW)
    assert refusal.value.code == "turn_state"


@pytest.mark.parametrize(
    ("who", "code"),
    [("citizen", "facilitation_only"), ("support", "facilitation_only"), ("table_member", "thread_missing")],
)
def test_only_facilitation_opens_a_round(talk, who, code):
    with pytest.raises(Refused) as refusal:
        opened(talk, by=getattr(cast, who)())

    assert (refusal.value.code, Round.objects.count()) == (code, 0)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"question": " "}, "question"),
        ({"question": "a" * 201}, "question"),
        ({"hours": 0}, "hours"),
        ({"hours": 169}, "hours"),
    ],
)
def test_a_round_has_a_question_and_a_length(talk, more, code):
    with pytest.raises(Refused) as refusal:
        opened(talk, **more)

    assert refusal.value.code == code


def test_a_thread_that_rests_or_already_has_a_round_opens_none(talk):
    opened(talk)
    with pytest.raises(Refused) as twice:
        opened(talk)
    threads.change_state(by=cast.facilitator(), thread=talk, state=ThreadState.PAUSED, now=NOW)
    with pytest.raises(Refused) as paused:
        opened(talk)

    assert (twice.value.code, paused.value.code) == ("round_open", "thread_paused")


@pytest.mark.parametrize("path", [ContactPath.PHONE, ContactPath.POST, ContactPath.MEETING])
def test_the_turn_of_somebody_who_is_called_goes_by_only_when_facilitation_passes_it(client, path):
    talk, elodie = thread(), cast.facilitator("Élodie")
    called = reached("Denis-Paul", path)
    say(talk, called)
    found = opened(talk, by=elodie, hours=1)
    rounds.join(by=cast.citizen("Line T."), round=found, now=NOW)

    assert rounds.move_on(now=NOW + timedelta(days=30)) == 0
    shown = {}
    for who in (elodie, cast.citizen("Rita")):
        cast.sign_in(client, who)
        page = client.get(reverse("deliberation:round", args=[found.pk])).content.decode()
        shown[who.display_name] = "avant de passer son tour" in page
    address = f"{reverse('deliberation-api:turn', args=[found.pk])}?person={called.pk}"
    refused = client.delete(address)
    cast.sign_in(client, elodie)
    passed = client.delete(address)
    nobody = client.delete(f"{address}000")

    assert shown == {"Élodie": True, "Rita": False}
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_helper")
    assert (passed.status_code, nobody.status_code) == (200, 404)
    assert states(found) == ["a_passe", "a_son_tour"]


def test_whoever_is_written_to_by_mail_has_two_days_at_least():
    talk = thread()
    say(talk, reached("Denis-Paul", ContactPath.EMAIL))
    opened(talk, hours=1)

    assert Turn.objects.called().get().due_at == NOW + timedelta(hours=48)


@pytest.mark.parametrize("path", ContactPath.values)
def test_nobody_reads_in_a_round_how_the_speaker_is_reached(client, monkeypatch, path):
    told = []
    monkeypatch.setattr(fragments.live, "publish", lambda _group, frame: told.append(frame))
    talk, elodie = thread(), cast.facilitator("Élodie")
    speaker = reached("Denis-Paul", path)
    say(talk, speaker)
    found = opened(talk, by=elodie, hours=1)
    end = Turn.objects.called().get().due_at
    # What a program reads, and what is said on the page of the round.
    others, knowing = [cast.citizen("Rita"), cast.crd_agent()], [speaker, elodie, cast.mrc_resource()]
    known = {}
    for who in (*others, *knowing):
        cast.sign_in(client, who)
        due = client.get(reverse("deliberation-api:round", args=[talk.pk])).json()["turns"][0]["due_at"]
        pages = [
            client.get(reverse(name, args=[pk])).content.decode().replace("\xa0", " ").replace("&#x27;", "'")
            for name, pk in (("deliberation:round", found.pk), ("deliberation:thread", talk.pk))
        ]
        banner = pages[1].split('id="tour"')[1].split("</section>")[0]
        assert "Denis-Paul a la parole.</p>" in banner
        known[who] = (due, any(words in pages[0] for words in UNTIL), any(words in banner for words in UNTIL))

    assert {known[who] for who in others} == {(None, False, False)}
    assert {known[who] for who in knowing} == {(end and localtime(end).isoformat(), True, False)}
    assert "a la parole.</p>" in json.dumps(told)
    assert not any(words in json.dumps(told, ensure_ascii=False) for words in UNTIL)


def test_a_closed_round_takes_nothing_more(talk):
    found, elodie = opened(talk), cast.facilitator("Élodie")
    first = person_called(found)
    rounds.close_round(by=elodie, round=found, now=NOW)

    say(talk, first)
    for act in (rounds.join, rounds.pass_turn, rounds.close_round):
        with pytest.raises(Refused):
            act(by=elodie if act is rounds.close_round else first, round=found, now=NOW)
    assert states(found)[0] == "a_son_tour"
    assert rounds.move_on(now=NOW + timedelta(days=30)) == 0


@pytest.mark.database
def test_the_database_keeps_one_open_round_and_one_person_with_the_floor(talk):
    found = opened(talk)

    for sql in (
        "UPDATE deliberation_turn SET state = 'a_son_tour' WHERE round_id = %s",
        (
            "INSERT INTO deliberation_round (thread_id, question, hours_per_turn, opened_by_id, opened_at)"
            " SELECT thread_id, question, hours_per_turn, opened_by_id, opened_at FROM deliberation_round WHERE id = %s"
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [found.pk])


def test_the_page_the_thread_and_the_home_say_whose_turn_it_is(client, talk):
    found = opened(talk)
    first = person_called(found)
    other = next(turn.person for turn in Turn.objects.filter(round=found, state="attend"))

    seen = {}
    for person in (first, other):
        cast.sign_in(client, person)
        seen[person] = [
            "C&#x27;est ton tour"
            in client.get(path).content.decode().replace("’", "&#x27;").replace("'", "&#x27;")
            for path in (reverse("deliberation:round", args=[found.pk]), reverse("participation:my_home"))
        ]
        banner = client.get(reverse("deliberation:thread", args=[talk.pk])).content.decode()
        assert (f'data-for="{first.pk}" hidden' in banner) is (person != first)

    assert seen == {first: [True, True], other: [False, False]}


def test_the_live_banner_is_the_same_for_all_and_hides_what_is_for_one(talk, monkeypatch):
    told = []
    groups = []
    monkeypatch.setattr(
        fragments.live, "publish", lambda group, frame: (told.append(frame), groups.append(group))
    )

    found = opened(talk)

    # Once a language.
    assert [frame["type"] for frame in told] == ["thread.round", "thread.round"]
    assert groups == [f"thread.{talk.pk}.membres.fr", f"thread.{talk.pk}.membres.en"]
    assert f'data-for="{person_called(found).pk}" hidden' in json.dumps(told[0]["html"]).replace("\\", "")


def test_one_joins_passes_and_facilitation_closes_on_the_page(client, talk):
    elodie = cast.facilitator("Élodie")
    cast.sign_in(client, elodie)
    client.post(reverse("deliberation:round_new", args=[talk.pk]), {"question": "Et toi?", "duree": "24"})
    found = Round.objects.get()
    line = cast.citizen("Line T.")
    noted = client.post(
        reverse("deliberation:round_pass", args=[found.pk]), {"pour": person_called(found).pk}
    )
    odd = client.post(reverse("deliberation:round_pass", args=[found.pk]), {"pour": "x"})
    cast.sign_in(client, line)
    client.post(reverse("deliberation:round_join", args=[found.pk]))
    client.post(reverse("deliberation:round_pass", args=[found.pk]))
    refused = client.post(reverse("deliberation:round_close", args=[found.pk]))
    cast.sign_in(client, elodie)
    closed = client.post(reverse("deliberation:round_close", args=[found.pk]))

    assert (noted.status_code, odd.status_code, refused.status_code, closed.status_code) == (
        302,
        422,
        403,
        302,
    )
    assert states(found) == ["a_passe", "a_son_tour", "attend", "a_passe"]
    assert round_queries.current(talk) is None


def test_who_does_not_read_the_thread_finds_no_round(client, talk):
    found = opened(talk)
    cast.sign_in(client, cast.table_member())

    assert client.get(reverse("deliberation:round", args=[found.pk])).status_code == 404
    assert client.post(reverse("deliberation:round_join", args=[found.pk])).status_code == 404
