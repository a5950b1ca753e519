"""Citizens find that it does not answer: those it is about ask again, once, and the Table's clock begins again."""

import pytest
from django.db import DatabaseError, connection, transaction

from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import answers, asking_again, calendar, echoes, supports, transmissions
from participation.domain.queries import transmissions as queries
from participation.enums import Expectation, NoticeKind, ResponseKind, TransmissionKind
from participation.models import Notice, Transmission
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW, LATER = scenes.on(60), scenes.on(70)
WORDS = "Il manque la date du guichet."
TITLE = "On redemande\u00a0: Garder un guichet"


def answered(kind: str = ResponseKind.PARTLY_ACCEPTED, table=None, **source):
    """An answer on a concern that its author let the Table read, unless another source is given."""
    source = source or {"concern": sendings.published_concern()}
    return transmissions.respond(
        by=table or cast.secretary(),
        transmission=sendings.sent(**source),
        kind=kind,
        reason="Les MRC y pensent.",
        plain_words="On y pense.",
        now=NOW,
    )


def found_wanting(made) -> None:
    for number in range(5):
        echoes.say(by=cast.citizen(f"Voix {number}"), response=made, choice="pas", now=NOW)


def author_of(made):
    return made.transmission.concern.author


def asked(made, by=None, words: str = WORDS) -> Transmission:
    return asking_again.ask(by=by or author_of(made), response=made, words=words, now=LATER)


def refusal(act) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def left(again: Transmission) -> Transmission:
    transmissions.reread(by=cast.citizen("Carmen"), transmission=again, now=LATER)
    return transmissions.send(by=cast.facilitator(), transmission=again, now=LATER)


def test_it_goes_to_the_table_with_a_date_by_the_rule_tied_to_the_first_answer():
    made = answered()
    found_wanting(made)
    meeting = scenes.on(90).date()
    calendar.add_event(
        by=None, slug="table", scope="table", title="Table", starts_on=meeting, now=scenes.on(40)
    )

    sent = left(asked(made))

    first = queries.dossier(made.transmission_id, today=LATER.date())
    waiting = queries.inbox(LATER.date())
    assert (sent.kind, sent.title, sent.body) == (
        TransmissionKind.AVIS,
        TITLE,
        WORDS,
    )
    assert (sent.expects, sent.due_on > meeting) == (Expectation.REASONED_ANSWER, True)
    assert [one.pk for one in first.answers[0].sent_again] == [sent.pk]
    assert [one.transmission.asks_again for one in waiting] == [made]
    assert [one.clock.status for one in waiting] == ["waiting"]


def test_its_answer_goes_back_to_the_same_people():
    table = cast.secretary()
    made = answered(table=table)
    found_wanting(made)
    sent = left(asked(made))

    last = transmissions.respond(
        by=table,
        transmission=sent,
        kind=ResponseKind.ACCEPTED,
        reason="La date est trouvée.",
        plain_words="C'est en mai.",
        now=scenes.on(80),
    )

    told = Notice.objects.filter(kind=NoticeKind.ANSWER, person=author_of(made)).order_by("pk")
    assert list(told.values_list("words", flat=True)) == ["On y pense.", "C'est en mai."]
    found_wanting(last)
    third = asked(last, by=author_of(made))
    assert third.title == TITLE


def test_a_supporter_asks_too_and_a_vote_is_not_needed():
    made = answered()
    found_wanting(made)
    lise = cast.citizen("Lise")
    supports.support_concern(by=lise, concern=made.transmission.concern, now=NOW)

    assert asked(made, by=lise).prepared_by == lise


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (cast.citizen, "not_concerned"),
        (cast.facilitator, "citizens_only"),
        (cast.support, "citizens_only"),
        (cast.secretary, "citizens_only"),
        (cast.signatory, "citizens_only"),
        (cast.admin, "citizens_only"),
        (cast.newcomer, "citizens_only"),
    ],
)
def test_nobody_else_asks_again(who, code):
    table = cast.secretary()
    made = answered(table=table)
    found_wanting(made)
    by = table if who is cast.secretary else who()

    assert refusal(lambda: asked(made, by=by)) == code
    assert Transmission.objects.count() == 1


def test_not_before_enough_citizens_say_that_it_does_not_answer():
    made = answered()
    for number in range(4):
        echoes.say(by=cast.citizen(f"Voix {number}"), response=made, choice="pas", now=NOW)
    few = refusal(lambda: asked(made))
    for number in range(9):
        echoes.say(by=cast.citizen(f"Oui {number}"), response=made, choice="repond", now=NOW)

    assert (few, refusal(lambda: asked(made))) == ("not_wanting", "not_wanting")


def test_one_at_a_time_and_anew_once_facilitation_dropped_it():
    table = cast.secretary()
    made = answered(table=table)
    found_wanting(made)
    first = asked(made)
    waiting = refusal(lambda: asked(made))
    transmissions.drop(by=cast.facilitator(), transmission=first, now=LATER)
    again = left(asked(made))
    transmissions.respond(
        by=table,
        transmission=again,
        kind=ResponseKind.ACCEPTED,
        reason="La date est trouvée.",
        plain_words="C'est en mai.",
        now=LATER,
    )
    over = refusal(lambda: asked(made))

    assert (waiting, over) == ("already_asked", "already_asked")
    assert Transmission.objects.asking_again().get() == again


def test_a_decision_of_the_espace_and_a_corrected_answer_are_not_asked_again():
    decision = transmissions.respond(
        by=cast.table_member(),
        transmission=sendings.sent_decision(),
        kind=ResponseKind.LINKAGE,
        reason="Un projet existe.",
        plain_words="Un lien existe.",
        now=NOW,
    )
    found_wanting(decision)
    table = cast.secretary()
    made = answered(table=table)
    found_wanting(made)
    words = answers.Words("retenue", "Oui.", "C'est oui.")
    draft = answers.begin(
        by=table,
        transmission=made.transmission,
        words=words,
        corrects=made,
        correction_reason="Une erreur.",
        now=NOW,
    )
    answers.adopt(by=table, draft=draft, resolution="2026-15", adopted_on=NOW.date(), now=NOW)
    answers.publish(by=table, draft=draft, now=NOW)
    author = decision.transmission.initiative.authors.first()

    assert refusal(lambda: asked(decision, by=author)) == "decision_asks_nothing"
    with pytest.raises(IllegalTransition) as corrected:
        asked(made)
    assert corrected.value.code == "answer_corrected"


@pytest.mark.parametrize(
    "words", [" ", "Appelez Étoile du nord.", "Appelez le 418 555-0199.", "Nous sommes 3 personnes à Matane."]
)
def test_what_asks_again_names_nobody(words):
    cast.citizen("Étoile du nord")
    made = answered()
    found_wanting(made)

    with pytest.raises(BadInput):
        asked(made, words=words)

    assert Transmission.objects.count() == 1


def test_another_citizen_rereads_it_and_nothing_leaves_before():
    made = answered()
    found_wanting(made)
    again = asked(made)

    own = refusal(lambda: transmissions.reread(by=author_of(made), transmission=again, now=LATER))
    unread = refusal(lambda: transmissions.send(by=cast.facilitator(), transmission=again, now=LATER))

    assert (own, unread, queries.inbox(LATER.date())) == ("own_words", "not_reread", [])


def test_the_database_holds_one_for_each_answer_about_the_same_thing():
    made = answered()
    found_wanting(made)
    again = asked(made)
    other = sendings.shared_issue()
    # This table, row by row, under another source or once more.
    tries = (
        {"asks_again": made, "concern": made.transmission.concern},
        {"asks_again": made, "issue": other},
    )

    for one in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            Transmission.objects.create(
                kind=TransmissionKind.AVIS,
                title="Encore",
                body="Encore",
                expects=Expectation.REASONED_ANSWER,
                prepared_by=again.prepared_by,
                prepared_at=LATER,
                **one,
            )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE participation_transmission SET asks_again_id = NULL WHERE id = %s", [again.pk])

    assert list(Transmission.objects.filter(asks_again=made)) == [again]
