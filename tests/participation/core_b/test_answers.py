"""The Table's answer from draft to published: who writes, who gives an opinion, what stays, what the database refuses."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from common.exceptions import BadInput, IllegalTransition, Refused
from participation.domain import answers, transmissions
from participation.domain.queries import answers as queries
from participation.enums import AnswerState, NoticeKind, ResponseKind
from participation.models import AnswerDraft, Notice, TableResponse
from participation.rules.commitments import Promised
from tests import cast
from tests.participation.core_b import scenes, sendings

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = scenes.on(60)
TODAY = NOW.date()
WORDS = answers.Words("retenue", "Les MRC s'engagent.", "C'est oui.")
LINK = answers.Words(ResponseKind.LINKAGE, "Un groupe d'aînés.", "Un groupe se joint.")


def begun(by=None, transmission=None, words=WORDS, **more) -> AnswerDraft:
    by = by or cast.secretary()
    return answers.begin(by=by, transmission=transmission or sendings.sent(), words=words, now=NOW, **more)


def adopted(draft: AnswerDraft) -> AnswerDraft:
    return answers.adopt(by=draft.begun_by, draft=draft, resolution="2026-14", adopted_on=TODAY, now=NOW)


def published(draft: AnswerDraft) -> TableResponse:
    return answers.publish(by=draft.begun_by, draft=adopted(draft), now=NOW)


def test_what_the_table_adopted_at_its_meeting_is_published_with_its_resolution():
    promised = [Promised("Ouvrir un guichet.", "Les MRC", TODAY + timedelta(days=30))]
    draft = begun(words=answers.Words("retenue", "Les MRC.", "C'est oui.", promised=promised))

    made = published(draft)

    assert (made.resolution, made.adopted_on, made.kind, made.plain_words) == (
        *("2026-14", TODAY, "retenue", "C'est oui."),
    )
    assert list(made.commitments.values_list("what", "owner")) == [("Ouvrir un guichet.", "Les MRC")]
    assert (draft.state, made.transmission.state) == (AnswerState.PUBLISHED, "repondue")


def test_each_seat_says_one_thing_of_each_version_and_may_replace_it():
    logement, sante = cast.table_member(), cast.table_member("Siège Santé", "t-sante", "Santé mentale")
    draft = begun()
    answers.circulate(by=draft.begun_by, draft=draft, now=NOW)

    answers.give_opinion(by=logement, draft=draft, consents=False, words="Dire aussi le soir.", now=NOW)
    answers.give_opinion(by=sante, draft=draft, consents=True, now=NOW)
    answers.give_opinion(by=logement, draft=draft, consents=True, now=NOW)
    [first] = queries.heard(draft)
    answers.rewrite(
        by=draft.begun_by, draft=draft, words=answers.Words("retenue", "Le soir aussi.", "Oui."), now=NOW
    )
    second, former = queries.heard(draft)

    assert (first.consents, first.comments, first.silent) == (2, 0, 1)
    assert (draft.version, second.version.plain_words, second.opinions) == (2, "Oui.", ())
    assert (former.version.plain_words, former.consents) == ("C'est oui.", 2)


def test_the_seats_are_told_of_each_version():
    logement = cast.table_member()
    draft = begun()
    answers.circulate(by=draft.begun_by, draft=draft, now=NOW)
    answers.rewrite(by=draft.begun_by, draft=draft, words=WORDS, now=NOW)

    told = Notice.objects.filter(kind=NoticeKind.TABLE, event__startswith="draft:")

    assert list(told.values_list("person_id", "state")) == [(logement.pk, "avis")] * 2


NOT_THE_SECRETARY = [
    *(cast.citizen, cast.facilitator, cast.table_member, cast.signatory, cast.mrc_resource, cast.crd_agent),
    cast.admin,
]


@pytest.mark.parametrize("who", NOT_THE_SECRETARY)
def test_only_the_secretary_writes_circulates_adopts_and_publishes(who):
    by, draft, ready = who(), begun(), adopted(begun())
    acts = [
        lambda: begun(by=by),
        lambda: answers.rewrite(by=by, draft=draft, words=WORDS, now=NOW),
        lambda: answers.circulate(by=by, draft=draft, now=NOW),
        lambda: answers.adopt(by=by, draft=draft, resolution="1", adopted_on=TODAY, now=NOW),
        lambda: answers.reopen(by=by, draft=ready, now=NOW),
        lambda: answers.publish(by=by, draft=ready, now=NOW),
    ]

    codes = []
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        codes.append(refused.value.code)

    assert codes == ["secretary_only"] * 6


@pytest.mark.parametrize("who", [cast.citizen, cast.facilitator, cast.signatory, cast.crd_agent, cast.admin])
def test_only_a_seat_gives_an_opinion(who):
    draft = begun()
    answers.circulate(by=draft.begun_by, draft=draft, now=NOW)

    with pytest.raises(Refused) as refused:
        answers.give_opinion(by=who(), draft=draft, consents=True, now=NOW)

    assert refused.value.code == "seats_only"


def test_an_opinion_only_while_it_circulates_and_a_comment_has_words():
    draft, seat = begun(), cast.table_member()
    with pytest.raises(IllegalTransition):
        answers.give_opinion(by=seat, draft=draft, consents=True, now=NOW)
    answers.circulate(by=draft.begun_by, draft=draft, now=NOW)
    with pytest.raises(BadInput) as silent:
        answers.give_opinion(by=seat, draft=draft, consents=False, words=" ", now=NOW)
    adopted(draft)

    with pytest.raises(IllegalTransition):
        answers.give_opinion(by=seat, draft=draft, consents=True, now=NOW)

    assert silent.value.code == "words_missing"


def test_an_adoption_has_its_number_and_a_day_that_has_come():
    draft, codes = begun(), []
    for resolution, day in ((" ", TODAY), ("2026-14", TODAY + timedelta(days=1))):
        with pytest.raises(BadInput) as refused:
            answers.adopt(by=draft.begun_by, draft=draft, resolution=resolution, adopted_on=day, now=NOW)
        codes.append(refused.value.code)

    assert codes == ["resolution_missing", "adopted_later"]


def test_adopted_words_stay_until_the_adoption_is_taken_back():
    draft = adopted(begun())
    with pytest.raises(IllegalTransition):
        answers.rewrite(by=draft.begun_by, draft=draft, words=WORDS, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        AnswerDraft.objects.update(plain_words="Non.")

    answers.reopen(by=draft.begun_by, draft=draft, now=NOW)
    answers.rewrite(by=draft.begun_by, draft=draft, words=WORDS, now=NOW)

    assert (draft.state, draft.resolution, draft.adopted_on) == (AnswerState.DRAFT, "", None)


def test_nothing_is_published_that_the_table_did_not_adopt():
    draft = begun()

    with pytest.raises(IllegalTransition):
        answers.publish(by=draft.begun_by, draft=draft, now=NOW)

    assert TableResponse.objects.count() == 0


def test_one_answer_in_the_making_per_dossier():
    first = begun()

    with pytest.raises(IllegalTransition) as refused:
        begun(by=first.begun_by, transmission=first.transmission)

    assert refused.value.code == "draft_open"


def test_a_correction_stands_beside_the_answer_it_corrects():
    draft = begun()
    former = published(draft)
    with pytest.raises(BadInput) as without:
        begun(by=draft.begun_by, transmission=former.transmission, corrects=former)
    fixed = begun(
        by=draft.begun_by,
        transmission=former.transmission,
        words=answers.Words("retenue_en_partie", "Cinq MRC sur huit.", "C'est oui pour cinq MRC."),
        corrects=former,
        correction_reason="La première réponse comptait huit MRC.",
    )

    later = published(fixed)
    draft.refresh_from_db()

    assert without.value.code == "correction_reason_missing"
    assert (later.corrects, former.corrections.get(), draft.state) == (former, later, AnswerState.CORRECTED)
    assert TableResponse.objects.get(pk=former.pk).plain_words == "C'est oui."
    with pytest.raises(IllegalTransition):
        begun(by=draft.begun_by, transmission=former.transmission, corrects=former, correction_reason="Non.")


@pytest.mark.parametrize("kind", [*ResponseKind.values, "approuver", "refuser"])
def test_a_draft_on_a_decision_of_the_espace_is_a_link_or_a_lever(kind):
    decision, by = sendings.sent_decision(), cast.secretary()
    fits = kind in (ResponseKind.LINKAGE, ResponseKind.LEVER)

    got = {}
    try:
        with transaction.atomic():
            begun(by=by, transmission=decision, words=answers.Words(kind, "Avec un groupe.", "Un lien."))
            got["domain"] = True
            transaction.set_rollback(True)
    except Refused:
        got["domain"] = False
    for name, says_decision in (("honest", True), ("lying", False)):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO participation_answerdraft (transmission_id, is_on_decision, kind, reason,"
                    " plain_words, commitment_owner, promised, state, version, correction_reason, begun_by_id,"
                    " begun_at, resolution) VALUES"
                    " (%s, %s, %s, 'x', 'x', '', '[]', 'brouillon', 0, '', %s, %s, '')",
                    [decision.pk, says_decision, kind, by.pk, NOW],
                )
                got[name] = True
                transaction.set_rollback(True)
        except DatabaseError:
            got[name] = False

    assert got == {"domain": fits, "honest": fits, "lying": False}


def test_what_was_written_or_said_is_never_deleted():
    draft = begun()
    answers.circulate(by=draft.begun_by, draft=draft, now=NOW)
    answers.give_opinion(by=cast.table_member(), draft=draft, consents=True, now=NOW)
    refused = 0

    for table in ("answerdraft", "circulatedanswer", "seatopinion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM participation_{table}")
        refused += 1

    assert refused == 3


def test_a_published_link_may_be_corrected_by_a_link():
    decision, by = sendings.sent_decision(), cast.secretary()
    former = transmissions.respond(
        by=by,
        transmission=decision,
        kind=ResponseKind.LINKAGE,
        reason="Avec Rimouski.",
        plain_words="Un lien.",
        now=NOW,
    )
    draft = begun(
        by=by, transmission=decision, words=LINK, corrects=former, correction_reason="Un autre groupe."
    )

    assert published(draft).corrects == former
