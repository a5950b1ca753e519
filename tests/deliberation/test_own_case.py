"""A facilitator silences nothing that is about themself; what cannot be known goes to the second look."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain import voices
from common.dates import local_day
from common.exceptions import Refused
from common.models import AuditEvent
from deliberation.domain import moderation, private_words, silencing, submissions, threads
from deliberation.domain.queries.own_case import is_own_case
from deliberation.enums import FlagReason, ReadingMode, SubmissionState, ThreadState
from deliberation.models import Message, Submission, Thread
from deliberation.rules import own_case
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
ATTACK = FlagReason.ATTACK
DAY = local_day(NOW)


def own_case_refused():
    return pytest.raises(Refused, match=r"^own_case:")


def waiting(talk: Thread, author, text: str = "Je ne comprends pas", **said) -> Submission:
    Thread.objects.filter(pk=talk.pk).update(mode=ReadingMode.BEFORE)
    talk.refresh_from_db()
    found = submissions.say(by=author, thread=talk, text=text, **{"now": later(20), **said})
    assert isinstance(found, Submission)
    return found


def test_a_criticism_that_names_or_answers_them_is_refused_by_another_only():
    talk, elodie, tommy = thread(), cast.facilitator(), cast.second_facilitator()
    hers = say(talk, elodie, "On se calme")
    mine = [
        waiting(talk, cast.citizen("Kim"), "Tu exagères", reply_to=hers),
        waiting(talk, cast.citizen("Odile"), "ÉLODIE décide toute seule"),
    ]

    for one in mine:
        with own_case_refused():
            submissions.refuse(by=elodie, submission=one, reason=ATTACK, now=later(30))
    assert set(Submission.objects.values_list("state", flat=True)) == {SubmissionState.WAITING}
    submissions.refuse(by=tommy, submission=mine[0], reason=ATTACK, now=later(31))
    # Nobody is silenced by publishing.
    submissions.publish(by=elodie, submission=mine[1], now=later(31))

    assert AuditEvent.objects.filter(kind__in=("submission.refuse", "submission.publie")).count() == 2


def test_what_somebody_sends_after_their_words_were_refused_is_for_another():
    talk, elodie, ginette = thread(), cast.facilitator(), cast.citizen()
    other = waiting(talk, cast.citizen("Kim"))
    first = waiting(talk, ginette, now=later(1))
    submissions.refuse(by=elodie, submission=first, reason=ATTACK, now=later(2))
    again = waiting(talk, ginette, "Et ça?", now=later(10))

    with own_case_refused():
        submissions.refuse(by=elodie, submission=again, reason=ATTACK, now=later(30))
    submissions.refuse(by=elodie, submission=other, reason=ATTACK, now=later(30))

    other.refresh_from_db()
    assert other.state == SubmissionState.REFUSED


@pytest.mark.parametrize(
    ("text", "is_about"),
    [
        ("On cache tout ce qui dérange, la modération fait taire les gens", True),
        ("Pourquoi avez-vous supprimé son message?", True),
        ("Son message a disparu : on l'a enlevé, ce message a été retiré du fil", True),
        ("C'est de la censure", True),
        ("Le bus ne passe plus le soir", False),
        ("Ils ont refusé ma demande de logement", False),
        ("Je cache mon chauffage pour payer moins", False),
    ],
)
def test_a_third_citizen_who_speaks_of_moderation_where_they_acted_is_judged_by_another(text, is_about):
    talk, elodie, tommy = thread(), cast.facilitator(), cast.second_facilitator()
    hidden = say(talk, cast.citizen(), "N'importe quoi")
    before = say(talk, cast.citizen("Rita"), text)
    moderation.hide_message(by=elodie, message=hidden, reason=ATTACK, now=later(1))
    third = say(talk, cast.citizen("Odile"), text, now=later(2))
    elsewhere = say(thread(title="Autre"), cast.citizen("Odile"), text, now=later(2))

    assert own_case.speaks_of_moderation(text) is is_about
    assert [is_own_case(one, elodie, on=DAY) for one in (before, third, elsewhere)] == [
        False,
        is_about,
        False,
    ]
    assert not is_own_case(third, tommy, on=DAY)


def test_whoever_slowed_the_thread_does_not_judge_what_is_said_of_it():
    talk, elodie, tommy = thread(), cast.facilitator(), cast.second_facilitator()
    threads.change_state(by=elodie, thread=talk, state=ThreadState.SLOWED, reason="", now=later(1))

    said = say(talk, cast.citizen(), "L'animation ralentit le fil pour rien", now=later(2))

    with own_case_refused():
        moderation.hide_message(by=elodie, message=said, reason=ATTACK, now=later(3))
    moderation.hide_message(by=tommy, message=said, reason=ATTACK, now=later(4))


def test_an_insult_that_says_moderation_is_judged_once_every_facilitator_acted_in_the_thread():
    elodie, tommy = cast.facilitator(), cast.second_facilitator()
    talk = thread(elodie)
    threads.change_state(by=elodie, thread=talk, state=ThreadState.SLOWED, reason="", now=later(1))
    threads.change_state(by=elodie, thread=talk, state=ThreadState.OPEN, reason="", now=later(2))
    threads.change_state(by=tommy, thread=talk, state=ThreadState.SLOWED, reason="", now=later(2))
    insult, named = "Les gens de l'animation sont des pourris", "La modération d'Élodie est pourrie"
    hidden = say(talk, cast.citizen(), insult, now=later(3))
    about_her = say(talk, cast.citizen("Odile"), named, now=later(4))
    sent = waiting(talk, cast.citizen("Kim"), insult)

    moderation.hide_message(by=elodie, message=hidden, reason=ATTACK, now=later(30))
    submissions.refuse(by=elodie, submission=sent, reason=ATTACK, now=later(30))
    # Only that word is let go: what names her is still hers.
    with own_case_refused():
        moderation.hide_message(by=elodie, message=about_her, reason=ATTACK, now=later(30))
    moderation.hide_message(by=tommy, message=about_her, reason=ATTACK, now=later(30))

    assert AuditEvent.objects.filter(kind="message.hidden").count() == 2
    assert AuditEvent.objects.filter(kind="submission.refuse").count() == 1


def test_a_facilitator_who_is_named_or_holds_the_role_no_more_is_nobody_left_to_judge():
    elodie, tommy = cast.facilitator(), cast.second_facilitator()
    talk = thread(elodie)
    threads.change_state(by=elodie, thread=talk, state=ThreadState.SLOWED, reason="", now=later(1))
    said = say(talk, cast.citizen(), "L'animation ne vaut rien", now=later(2))
    both = say(talk, cast.citizen("Kim"), f"{tommy.display_name} et l'animation ne valent rien", now=later(2))

    found = [is_own_case(one, elodie, on=DAY) for one in (said, both)]
    tommy.mandates.update(ends_on=DAY, end_reason="Fin de contrat", ended_by=elodie)
    after = is_own_case(said, elodie, on=DAY + timedelta(days=1))

    assert (found, after) == ([True, False], False)


def test_a_quote_of_their_words_is_their_case_and_a_few_common_words_are_not():
    talk, elodie = thread(), cast.facilitator()
    say(talk, elodie, "On a décidé que la salle ferme à huit heures le soir.")
    quoted = say(talk, cast.citizen(), "« la salle ferme à huit heures le soir » : qui a voulu ça?")
    common = say(talk, cast.citizen("Kim"), "La salle ferme à midi chez nous.")

    assert [is_own_case(one, elodie, on=DAY) for one in (quoted, common)] == [True, False]


def test_whoever_paused_a_voice_does_not_judge_that_person_for_thirty_days():
    ginette, elodie, tommy = cast.citizen(), cast.facilitator(), cast.second_facilitator()
    asked = voices.ask_pause(by=elodie, person=ginette, reason="attaque", why="Des insultes", days=1, now=NOW)
    silencing.confirm(by=tommy, pause=asked, now=NOW)
    talk = thread()
    soon, late = (say(talk, ginette, "Bonjour", now=later(60 * 24 * days)) for days in (3, 31))

    assert [[is_own_case(one, who, on=DAY) for one in (soon, late)] for who in (elodie, tommy)] == [
        [True, False]
    ] * 2


def test_a_flag_of_theirs_does_not_hide_their_own_case_first():
    talk, elodie = thread(), cast.facilitator()
    about_her = say(talk, cast.citizen(), "Élodie ne répond jamais")
    other = say(talk, cast.citizen("Kim"), "Mon voisin est au 12, rue des Pins")

    flags = [
        moderation.flag(by=elodie, message=one, reason=FlagReason.PRIVATE_DATA, now=later(1))
        for one in (about_her, other)
    ]

    assert [one.hid_first for one in flags] == [False, True]
    assert Message.objects.get(pk=about_her.pk).hidden_at is None


def test_the_page_and_programs_say_who_decides_and_keep_the_words(client):
    talk, elodie = thread(), cast.facilitator()
    one = waiting(talk, cast.citizen(), "Élodie ne répond jamais")
    cast.sign_in(client, elodie)

    page = client.post(
        reverse("deliberation:submission", args=[one.pk]), {"geste": "refuser", "raison": ATTACK}
    )
    program = client.post(
        reverse("deliberation-api:submission", args=[one.pk]),
        {"decision": "refuse", "reason": ATTACK},
        content_type="application/json",
    )
    log = client.get(reverse("deliberation:moderation_log")).content.decode()

    assert page.status_code == 422
    assert "Une autre personne de l'animation décide" in page.content.decode().replace("&#x27;", "'")
    assert (program.status_code, program.json()["code"]) == (403, "own_case")
    assert not private_words.open_word(one.author)
    assert "ne peut pas tout reconnaître" in log
