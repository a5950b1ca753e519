"""Saying a concern, from the draft to its withdrawal."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import NOBODY, capacity
from common.dates import REGION
from common.exceptions import Refused
from deliberation.enums import Audience
from deliberation.models import Thread
from participation.domain import concerns, operating_rules
from participation.domain.queries import concerns as queries
from participation.domain.queries import mine
from participation.enums import Readers
from participation.models import Concern
from participation.rules import reading_hours, visibility, wording
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def moderation(mode: str) -> None:
    operating_rules.establish(
        key="moderation_mode",
        label="Quand",
        value=mode,
        why="…",
        basis="jugement",
        now=NOW - timedelta(days=1),
    )


def test_a_draft_is_kept_answer_by_answer_and_read_by_nobody_else(db):
    ginette, rita, facilitator = cast.citizen(), cast.citizen("Rita"), cast.facilitator()
    begun = concerns.start(by=ginette, now=NOW)
    concerns.write(by=ginette, concern=begun, now=NOW, text="Le taxi me coûte 40 $.")
    concerns.write(by=ginette, concern=begun, now=NOW, theme="transport")

    kept = mine.last_draft(ginette)

    assert (kept.text, kept.theme, kept.state) == ("Le taxi me coûte 40 $.", "transport", "brouillon")
    for person in (rita, facilitator):
        assert list(queries.visible_concerns(person, capacity(person, on=NOW.date()))) == []
        assert (
            code_of(lambda person=person: concerns.write(by=person, concern=begun, now=NOW, text="Autre"))
            == "concern_missing"
        )


def test_a_concern_is_published_at_once_with_its_thread_and_a_title_of_its_words(db):
    concern = builders.concern()

    assert (concern.state, concern.published_at, concern.title) == (
        "en_discussion",
        NOW,
        "Le taxi pour l'épicerie me coûte 40 $",
    )
    assert (concern.thread.audience, concern.thread.back_path) == (
        Audience.MEMBERS,
        f"/preoccupations/{concern.pk}/",
    )
    assert builders.history(concern) == [
        ("", "brouillon"),
        ("brouillon", "soumise"),
        ("soumise", "en_discussion"),
    ]


@pytest.mark.parametrize("text", ["", "Loyer", "          "])
def test_less_than_a_sentence_is_not_sent_and_stays_a_draft(db, text):
    begun = builders.draft(text=text)

    assert code_of(lambda: concerns.submit(by=begun.author, concern=begun, now=NOW)) == "text"
    assert Concern.objects.get(pk=begun.pk).state == "brouillon"


@pytest.mark.parametrize(
    "role",
    [
        cast.facilitator,
        cast.support,
        cast.signatory,
        cast.table_member,
        cast.carrier,
        cast.admin,
        cast.superuser,
    ],
)
def test_only_a_citizen_says_a_concern(db, role):
    person = role()

    assert code_of(lambda: concerns.start(by=person, now=NOW)) == "citizens_only"
    assert Concern.objects.count() == 0


def test_words_written_by_support_carry_the_help_and_stay_the_persons(db):
    ginette, josee = cast.citizen(), cast.support()
    begun = concerns.start(by=josee, author=ginette, via="telephone", now=NOW)
    concerns.write(by=josee, concern=begun, now=NOW, text=builders.WORDS)

    concerns.submit(by=josee, concern=begun, now=NOW)

    assert (begun.author, begun.assisted_by, begun.via, begun.state) == (
        ginette,
        josee,
        "telephone",
        "en_discussion",
    )
    assert code_of(lambda: concerns.withdraw(by=josee, concern=begun, now=NOW)) == "not_your_move"


def test_a_citizen_does_not_write_for_another(db):
    ginette, rita = cast.citizen(), cast.citizen("Rita")

    assert code_of(lambda: concerns.start(by=rita, author=ginette, now=NOW)) == "not_a_helper"


def test_when_the_rule_says_before_facilitation_reads_first(db):
    moderation("avant")
    concern = builders.concern()
    waiting = list(queries.waiting())

    published = concerns.publish(by=cast.facilitator(), concern=concern, now=NOW)

    assert (waiting, published.state) == ([concern], "en_discussion")


def test_when_the_rule_says_first_message_only_the_first_waits(db):
    moderation("premier_message")
    ginette = cast.citizen()
    first = builders.concern(ginette)
    states = [first.state]
    concerns.publish(by=cast.facilitator(), concern=first, now=NOW)

    states.append(builders.concern(ginette).state)

    assert states == ["soumise", "en_discussion"]


@pytest.mark.parametrize("role", [cast.citizen, cast.support, cast.table_member, cast.signatory])
def test_nobody_but_facilitation_publishes(db, role):
    moderation("avant")
    concern = builders.concern(cast.citizen("Autrice"))

    assert code_of(lambda: concerns.publish(by=role(), concern=concern, now=NOW)) == "not_your_move"
    assert Concern.objects.get(pk=concern.pk).state == "soumise"


def test_a_private_word_is_talked_about_with_facilitation_only(db):
    word = builders.private_word()
    facilitator, rita = cast.facilitator(), cast.citizen("Rita")

    assert (word.state, word.thread.audience) == ("soumise", Audience.STAFF_AND_AUTHOR)
    assert code_of(lambda: concerns.publish(by=facilitator, concern=word, now=NOW)) == "private_word"
    assert queries.visible_concern(word.pk, facilitator, capacity(facilitator, on=NOW.date())) == word
    assert code_of(lambda: queries.visible_concern(word.pk, rita, capacity(rita, on=NOW.date()))) == "missing"


def test_a_private_concern_answers_exactly_like_a_missing_one(db):
    word = builders.private_word()
    answers = []

    for role in (cast.citizen, cast.support, cast.table_member, cast.signatory, cast.carrier, cast.admin):
        person = role()
        for pk in (word.pk, 999_999):
            with pytest.raises(Refused) as refusal:
                queries.visible_concern(pk, person, capacity(person, on=NOW.date()))
            answers.append((refusal.value.code, str(refusal.value.sentence), refusal.value.status))

    assert set(answers) == {("missing", str(visibility.NOT_HERE), 404)}


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        (cast.citizen, True),
        (cast.facilitator, True),
        (cast.support, True),
        (cast.crd_agent, True),
        (cast.mrc_resource, True),
        (cast.table_member, False),
        (cast.signatory, False),
        (cast.carrier, False),
        (cast.admin, False),
    ],
)
def test_members_read_a_published_concern_and_nobody_else(db, role, reads):
    concern = builders.concern(cast.citizen("Autrice"))
    viewer = role()
    held = capacity(viewer, on=NOW.date())

    assert list(queries.visible_concerns(viewer, held)) == ([concern] if reads else [])
    assert visibility.sees("concern", concern, held, viewer) is reads
    assert visibility.sees("concern", concern, NOBODY, None) is False


def test_facilitation_calls_first_and_nobody_reads_meanwhile(db):
    concern, facilitator, rita = builders.concern(), cast.facilitator(), cast.citizen("Rita")
    held = capacity(rita, on=NOW.date())

    concerns.hold(by=facilitator, concern=concern, reason="Un nom de voisin", now=NOW)
    during = (list(queries.visible_concerns(rita, held)), Thread.objects.get(pk=concern.thread_id).audience)
    concerns.publish(by=facilitator, concern=concern, now=NOW)

    assert during == ([], Audience.STAFF_AND_AUTHOR)
    assert list(queries.visible_concerns(rita, held)) == [concern]
    assert Thread.objects.get(pk=concern.thread_id).audience == Audience.MEMBERS


def test_what_is_written_for_good_is_in_the_espaces_language_whatever_the_screen(db):
    concern, facilitator = builders.concern(), cast.facilitator()

    with translation.override("en"):
        concerns.hold(by=facilitator, concern=concern, reason="Un nom de voisin", now=NOW)
        concerns.publish(by=facilitator, concern=concern, now=NOW)
        on_screen = str(_("The person agreed."))

    assert on_screen == "The person agreed."
    assert concern.stages.latest("pk").note == "La personne est d'accord."


@pytest.mark.parametrize("state", ["brouillon", "soumise", "en_verification", "en_discussion", "regroupee"])
def test_its_author_withdraws_it_at_any_step_before_it_is_sent(db, state):
    concern, rita = builders.concern(), cast.citizen("Rita")
    builders.put_at(concern, state)

    refused = code_of(lambda: concerns.withdraw(by=rita, concern=concern, now=NOW))
    concerns.withdraw(by=concern.author, concern=concern, now=NOW)

    assert (refused, concern.state) == ("not_your_move", "retiree")
    assert Thread.objects.get(pk=concern.thread_id).audience == Audience.STAFF_AND_AUTHOR
    assert list(queries.visible_concerns(rita, capacity(rita, on=NOW.date()))) == []


@pytest.mark.parametrize("state", ["transmise", "repondue", "orientee_territoire"])
def test_what_has_left_is_not_withdrawn_any_more(db, state):
    concern = builders.put_at(builders.concern(), state)

    assert (
        code_of(lambda: concerns.withdraw(by=concern.author, concern=concern, now=NOW))
        == "illegal_transition"
    )
    assert Concern.objects.get(pk=concern.pk).state == state


def test_words_others_have_read_stay_but_their_readers_may_be_fewer(db):
    concern = builders.concern()
    author = concern.author

    refused = code_of(
        lambda: concerns.write(by=author, concern=concern, now=NOW, text="Tout autre chose, vraiment.")
    )
    concerns.write(by=author, concern=concern, now=NOW, readers=Readers.FACILITATION)

    assert (refused, concern.readers) == ("already_read", Readers.FACILITATION)
    assert Thread.objects.get(pk=concern.thread_id).audience == Audience.STAFF_AND_AUTHOR


def test_a_referral_needs_its_authors_dated_accord(db):
    concern, facilitator = builders.concern(), cast.facilitator()
    mitis = cast.territories()["la-mitis"]
    sending = {"by": facilitator, "concern": concern, "territory": mitis, "now": NOW}

    without = code_of(lambda: concerns.refer(**sending, plain_reason="Une seule MRC.", accord_on=None))
    future = code_of(
        lambda: concerns.refer(
            **sending, plain_reason="Une seule MRC.", accord_on=NOW.date() + timedelta(days=1)
        )
    )
    concerns.refer(**sending, plain_reason="Une seule MRC.", accord_on=NOW.date())

    assert (without, future, concern.state) == ("accord_on", "accord_on", "orientee_territoire")
    assert concern.referral.territory == mitis


def test_it_is_closed_with_a_word_to_its_author_who_may_open_it_again(db):
    concern = builders.put_at(builders.concern(), "repondue")
    facilitator = cast.facilitator()

    silent = code_of(lambda: concerns.close(by=facilitator, concern=concern, now=NOW))
    concerns.close(by=facilitator, concern=concern, word="La Table a répondu oui.", now=NOW)
    others = code_of(lambda: concerns.reopen(by=facilitator, concern=concern, now=NOW))
    concerns.reopen(by=concern.author, concern=concern, now=NOW)

    assert (silent, others, concern.state) == ("word", "not_your_move", "en_discussion")


@pytest.mark.parametrize(
    ("sent", "read_by"),
    [
        (datetime(2026, 11, 15, 12, 0), datetime(2026, 11, 16, 12, 0)),
        (datetime(2026, 11, 15, 23, 30), datetime(2026, 11, 17, 9, 0)),
        (datetime(2026, 11, 15, 3, 0), datetime(2026, 11, 16, 9, 0)),
        (datetime(2026, 11, 15, 21, 0), datetime(2026, 11, 16, 21, 0)),
    ],
)
def test_the_hour_we_promise_is_an_hour_when_somebody_is_there(sent, read_by):
    found = reading_hours.read_by(sent.replace(tzinfo=REGION), hours=24, open_hours="9 h à 21 h")

    assert found == read_by.replace(tzinfo=REGION)


@pytest.mark.parametrize(
    ("value", "is_well", "opens", "closes"),
    [
        ("10 h 30 à 20 h", True, time(10, 30), time(20)),
        ("8\u00a0h à 17\u00a0h\u00a015", True, time(8), time(17, 15)),
        ("21 h à 9 h", False, time(9), time(21)),
        ("le soir", False, time(9), time(21)),
        ("9 h à 25 h", False, time(9), time(21)),
    ],
)
def test_the_hours_of_facilitation_are_those_of_the_rule(value, is_well, opens, closes):
    assert (reading_hours.is_said_well(value), reading_hours.hours_of(value)) == (is_well, (opens, closes))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mon loyer a monté. J'ai deux enfants.", "Mon loyer a monté"),
        ("Est-ce que c'est normal? Non.", "Est-ce que c'est normal?"),
        ("a" * 40 + " " + "b" * 40, "a" * 40 + "…"),
    ],
)
def test_a_title_is_taken_from_the_first_words(text, title):
    assert wording.title_from(text) == title
