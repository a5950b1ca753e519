"""A published concern, issue or initiative is flagged like a message, and read by facilitation."""

import html
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common import clock, dates
from common.exceptions import Refused
from common.models import AuditEvent
from deliberation.domain import messages, moderation
from deliberation.enums import FlagOutcome, FlagReason, ModerationAct
from deliberation.models import ModerationAction
from participation.domain import concerns, text_flags
from participation.domain.queries import lateness
from participation.domain.queries import text_flags as queries
from participation.models import TextFlag
from tests import cast
from tests.participation.core_a import builders
from tests.participation.core_b import scenes

pytestmark = pytest.mark.django_db
ATTACK = FlagReason.ATTACK
NOW = cast.NOW


@pytest.fixture(params=["concern", "issue", "initiative"])
def text(request):
    if request.param == "concern":
        return builders.concern(cast.citizen("Rita"))
    return builders.issue() if request.param == "issue" else scenes.eligible(scenes.espace())


def noun(text) -> str:
    return type(text).__name__.lower()


def flag(text, by, reason=ATTACK, at=NOW):
    return text_flags.flag(by=by, text=text, reason=reason, now=at)


def code(act, **how) -> str:
    with pytest.raises(Refused) as refusal:
        act(**how)
    return refusal.value.code


def test_a_member_flags_on_the_page_and_facilitation_reads_it_on_the_dashboard(client, text):
    kim, elodie = cast.citizen("Kim"), cast.facilitator()
    page, path = (reverse(f"participation:{noun(text)}{end}", args=[text.pk]) for end in ("", "_flag"))
    desk = reverse("participation:facilitation")
    with clock.frozen(NOW):
        cast.sign_in(client, kim)
        shown = path in client.get(page).content.decode()
        unchosen = client.post(path, {})
        sent = [client.post(path, {"raison": ATTACK}) for _ in range(2)]
        refused = client.get(desk)
        raised = TextFlag.objects.get()
        handle = reverse("participation:text_flag", args=[raised.pk])
        away = client.get(handle)
        cast.sign_in(client, elodie)
        queue = client.get(desk).content.decode()
        read = html.unescape(client.get(handle).content.decode()).replace("\xa0", " ")
        done = client.post(handle, {"geste": FlagOutcome.UNFOUNDED})
        twice = client.post(handle, {"geste": FlagOutcome.UNFOUNDED})

    raised.refresh_from_db()
    assert (shown, unchosen.status_code, [one.url for one in sent]) == (True, 422, [page, page])
    assert (refused.status_code, away.status_code) == (403, 403)
    assert (handle in queue, text.title.replace("\xa0", " ") in read, "Kim" in read) == (True, True, False)
    assert (done.url, twice.status_code) == (desk, 404)
    assert (raised.outcome, raised.handled_by) == (FlagOutcome.UNFOUNDED, elodie)
    assert raised.due_at == NOW + timedelta(hours=24)
    assert [one.act for one in ModerationAction.objects.all()] == [ModerationAct.LEAVE]
    kinds = AuditEvent.objects.filter(kind__in=("text.flagged", "text_flag.handled"))
    assert sorted(kinds.values_list("kind", flat=True)) == ["text.flagged", "text_flag.handled"]


def test_outside_the_members_nobody_flags_and_no_link_is_shown(client, text):
    page, path = (reverse(f"participation:{noun(text)}{end}", args=[text.pk]) for end in ("", "_flag"))
    cast.sign_in(client, cast.table_member())

    assert path not in client.get(page).content.decode()
    assert client.post(path, {"raison": ATTACK}).status_code == 404
    assert not TextFlag.objects.exists()


def test_ones_own_words_and_what_nobody_reads_are_not_flagged():
    rita = cast.citizen("Rita")
    published = builders.concern(rita)
    type(published).objects.filter(pk=published.pk).update(published_at=None)
    waiting = type(published).objects.get(pk=published.pk)

    assert code(flag, text=published, by=rita) == "own_words"
    assert code(flag, text=waiting, by=cast.citizen("Kim")) == "not_published"
    assert [
        code(flag, text=published, by=cast.citizen("Kim"), reason=why)
        for why in ("hors_sujet", "oriente_vote", "x")
    ] == ["reason"] * 3


@pytest.mark.parametrize("reason", [FlagReason.DISTRESS, FlagReason.PRIVATE_DATA, FlagReason.THREAT])
def test_what_cannot_wait_is_due_at_once(reason):
    raised = flag(builders.concern(cast.citizen("Rita")), cast.citizen("Kim"), reason)

    assert raised.due_at == NOW


def test_only_facilitation_answers_and_not_what_names_them():
    concern = builders.concern(cast.citizen("Rita"))
    type(concern).objects.filter(pk=concern.pk).update(text="Élodie ne rappelle jamais.")
    raised = flag(concern, cast.citizen("Kim"))
    how = {"flag": raised, "outcome": FlagOutcome.CALLED, "now": NOW}

    others = [code(text_flags.handle, by=one, **how) for one in (cast.citizen("Kim"), cast.support())]
    own = code(text_flags.handle, by=cast.facilitator(), **how)
    odd = code(text_flags.handle, by=cast.second_facilitator(), **{**how, "outcome": "x"})
    text_flags.handle(by=cast.second_facilitator(), **how)

    assert (others, own, odd) == (["facilitation_only"] * 2, "own_case", "outcome")
    # About somebody: counted in the public log, never listed.
    assert ModerationAction.objects.get().act == ModerationAct.HUMAN_CALL


@pytest.mark.parametrize(
    "words",
    [
        {"summary": "Élodie conduit tout le monde."},
        {"aims": ["Manger mieux", "Sans attendre Élodie"]},
        {"people_counting": "les personnes qu'Élodie a vues"},
        {"budget_lines": [{"label": "repas d'Élodie", "cents": 2_850_000}]},
        {"partner_names": ["Le CLSC"], "partner_gifts": [{"name": "Le CLSC", "gives": "le bureau d'Élodie"}]},
    ],
)
def test_the_words_of_an_initiative_are_those_of_its_sheet(words):
    initiative = builders.initiative(cast.citizen("Rita"), **words)
    raised = flag(initiative, cast.citizen("Kim"))
    how = {"flag": raised, "outcome": FlagOutcome.UNFOUNDED, "now": NOW}

    own = code(text_flags.handle, by=cast.facilitator(), **how)
    text_flags.handle(by=cast.second_facilitator(), **how)

    version = initiative.current
    assert own == "own_case"
    assert queries.words_of(initiative) == "\n".join([version.title, "", version.summary, *version.aims])


def test_programs_flag_list_and_answer_with_the_same_refusals(client, text):
    kim, elodie = cast.citizen("Kim"), cast.facilitator()
    path = reverse(f"participation-api:{noun(text)}-flag", args=[text.pk])
    every = reverse("participation-api:text-flags")

    def post(to: str, **body):
        return client.post(to, body, content_type="application/json")

    with clock.frozen(NOW):
        cast.sign_in(client, kim)
        raised, odd, hidden = post(path, reason=ATTACK), post(path, reason="oriente_vote"), client.get(every)
        one = reverse("participation-api:text-flag-handle", args=[raised.json()["id"]])
        refused = post(one, outcome="fonde")
        cast.sign_in(client, elodie)
        listed = client.get(every).json()
        done, again = post(one, outcome="fonde"), post(one, outcome="fonde")

    assert (raised.status_code, odd.status_code, hidden.status_code, refused.status_code) == (
        201,
        422,
        403,
        403,
    )
    assert [(row["reason"], text.title in row["words"]) for row in listed] == [("attaque", True)]
    assert "Kim" not in str(listed)
    assert (done.json()["outcome"], again.status_code) == ("fonde", 404)


def test_what_its_author_took_back_is_no_longer_read_by_facilitation(client):
    """Beside another flag that is."""
    taken, stays = (builders.concern(cast.citizen(name)) for name in ("Rita", "Odile"))
    gone, kept = (flag(one, cast.citizen("Kim")) for one in (taken, stays))
    concerns.withdraw(by=taken.author, concern=taken, now=NOW)
    every, one, desk = (
        reverse("participation-api:text-flags"),
        reverse("participation:text_flag", args=[gone.pk]),
        reverse("participation:facilitation"),
    )

    how = {"flag": gone, "outcome": FlagOutcome.UNFOUNDED, "now": NOW}
    with clock.frozen(NOW):
        cast.sign_in(client, cast.facilitator())
        listed = [row["id"] for row in client.get(every).json()]
        answered = client.post(
            reverse("participation-api:text-flag-handle", args=[gone.pk]), {"outcome": "laisse"}
        )
        shown = client.get(desk).content.decode()

    assert (listed, answered.status_code, client.get(one).status_code) == ([kept.pk], 404, 404)
    assert (one in shown, reverse("participation:text_flag", args=[kept.pk]) in shown) == (False, True)
    assert code(text_flags.handle, by=cast.facilitator(), **how) == "missing"


def test_said_again_for_what_cannot_wait_it_is_read_at_once(client, text):
    kim = cast.citizen("Kim")
    path = reverse(f"participation:{noun(text)}_flag", args=[text.pk])
    later = NOW + timedelta(hours=2)
    said = []

    cast.sign_in(client, kim)
    for at, why in (
        (NOW, ATTACK),
        (later, FlagReason.HATE),
        (later, FlagReason.PRIVATE_DATA),
        (later, FlagReason.DISTRESS),
        (later + timedelta(hours=1), FlagReason.THREAT),
        (later, ATTACK),
    ):
        with clock.frozen(at):
            answer = client.post(path, {"raison": why}, follow=True).content.decode()
        kept = TextFlag.objects.get()
        said.append((kept.reason, kept.due_at, "Tu as déjà signalé ce texte" in answer))

    assert said == [
        (ATTACK, NOW + timedelta(hours=24), False),
        (ATTACK, NOW + timedelta(hours=24), True),
        (FlagReason.PRIVATE_DATA, later, False),
        (FlagReason.DISTRESS, later, False),
        (FlagReason.DISTRESS, later, False),
        (FlagReason.DISTRESS, later, False),
    ]
    told = AuditEvent.objects.filter(kind="text.flagged")
    assert told.count() == 3


def test_once_it_is_read_somebody_may_flag_the_text_again(text):
    kim = cast.citizen("Kim")
    first = flag(text, kim)
    text_flags.handle(by=cast.facilitator(), flag=first, outcome=FlagOutcome.UNFOUNDED, now=NOW)

    again = flag(text, kim, FlagReason.DISTRESS, at=NOW + timedelta(days=1))

    assert (again.pk != first.pk, again.due_at) == (True, NOW + timedelta(days=1))
    assert list(queries.to_handle()) == [again]
    with pytest.raises(IntegrityError), transaction.atomic():
        TextFlag.objects.create(by=kim, reason=ATTACK, raised_at=NOW, due_at=NOW, **queries.key_of(text))


@pytest.mark.database
@pytest.mark.parametrize(
    "change",
    [
        "reason = 'haine'",
        "reason = 'menace', handled_at = raised_at, handled_by_id = by_id, outcome = 'laisse'",
    ],
)
def test_until_then_the_database_lets_a_reason_press_more_and_nothing_else(change):
    raised = flag(builders.concern(cast.citizen("Rita")), cast.citizen("Kim"))

    with connection.cursor() as cursor:
        cursor.execute("UPDATE participation_textflag SET reason = 'donnees_privees'")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE participation_textflag SET {change}")

    raised.refresh_from_db()
    assert raised.reason == FlagReason.PRIVATE_DATA


def test_late_flags_of_texts_are_counted_in_public_with_those_of_messages(client):
    """On what is late and in the log, on the page and for programs; never the text. What was taken back waits no more."""
    late, taken, fresh = (builders.concern(cast.citizen(name)) for name in ("Rita", "Odile", "Nadia"))
    kim, now = cast.citizen("Kim"), NOW + timedelta(days=3)
    raised = flag(late, kim)
    flag(taken, kim, at=NOW - timedelta(days=2))
    flag(fresh, kim, at=now)
    message = messages.post(by=late.author, thread=late.thread, text="Il fait froid ici.", now=NOW)
    moderation.flag(by=kim, message=message, reason=ATTACK, now=NOW + timedelta(hours=1))
    concerns.withdraw(by=taken.author, concern=taken, now=NOW)

    def said() -> tuple[dict, str, str]:
        told = client.get(reverse("deliberation-api:moderation-log")).json()
        pages = [reverse("deliberation:moderation_log"), reverse("participation:in_motion")]
        log, board = (html.unescape(client.get(page).content.decode()) for page in pages)
        return told, log, board

    with clock.frozen(now):
        told, log, board = said()
        before = [one.since for one in lateness.of_the_espace(now)]
        text_flags.handle(by=cast.facilitator(), flag=raised, outcome=FlagOutcome.FOUNDED, now=now)
        after = said()[0]

    assert (told["waiting"], told["late"], after["waiting"], after["late"]) == (3, 2, 2, 1)
    assert ("<dd>3</dd>" in log, "<dd>2</dd>" in log, late.title in log + board) == (True, True, False)
    assert dates.local_day(raised.due_at) in before
    assert "L'animation est en retard pour lire des signalements" in board


@pytest.mark.database
def test_the_database_settles_and_keeps_flags():
    raised = flag(builders.concern(cast.citizen("Rita")), cast.citizen("Kim"))
    text_flags.handle(by=cast.facilitator(), flag=raised, outcome=FlagOutcome.FOUNDED, now=NOW)

    for statement in (
        "DELETE FROM participation_textflag",
        "UPDATE participation_textflag SET outcome = 'laisse'",
        "UPDATE participation_textflag SET concern_id = NULL",
        "UPDATE participation_textflag SET reason = 'detresse'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
