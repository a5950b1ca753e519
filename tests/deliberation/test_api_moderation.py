"""Rounds, flags, hiding, pauses and second looks through the API: the acts of the pages, and the same refusals."""

import pytest

from common import clock
from deliberation.domain import moderation
from deliberation.enums import AppealState, FlagReason
from deliberation.models import Appeal, Flag, Message
from tests import cast
from tests.deliberation.talk import NOW, later, say, thread

pytestmark = pytest.mark.django_db
API = "/api/v1"


@pytest.fixture(autouse=True)
def _at(db):
    with clock.frozen(later(5)):
        yield


def asks(client, verb: str, path: str, **body):
    """The status, and the code of a refusal or the body."""
    answer = getattr(client, verb)(f"{API}{path}", body, content_type="application/json")
    found = answer.json() if answer.content else {}
    return answer.status_code, found.get("code", found) if isinstance(found, dict) else found


def entered(client, person):
    cast.sign_in(client, person)
    return client


def test_a_flag_is_raised_read_and_handled(client):
    talk, ginette, rejean, elodie = thread(), cast.citizen(), cast.citizen("Réjean"), cast.facilitator()
    message = say(talk, ginette, "C'est au 12, rue Untel")

    raised = asks(entered(client, rejean), "post", f"/messages/{message.pk}/flag/", reason="donnees_privees")
    again = asks(client, "post", f"/messages/{message.pk}/flag/", reason="attaque")
    refused = [
        asks(client, "get", "/flags/"),
        asks(client, "post", f"/flags/{raised[1]['id']}/", called=False),
        asks(client, "post", f"/messages/{message.pk}/flag/", reason="rien"),
    ]
    own = asks(entered(client, ginette), "post", f"/messages/{message.pk}/flag/", reason="attaque")
    waiting = asks(entered(client, elodie), "get", "/flags/")
    handled = asks(client, "post", f"/flags/{raised[1]['id']}/", called=False)

    assert (raised[0], raised[1]["hid_first"]) == (201, True)
    assert again == (409, "nothing_to_flag")  # already hidden, until somebody reads
    assert refused[0] == (403, "facilitation_only")
    assert refused[1] == (403, "facilitation_only")
    assert refused[2][0] == 422
    assert own[1] == "own_message"
    assert [one["words"] for one in waiting[1]] == ["C'est au 12, rue Untel"]
    assert (handled[0], handled[1]["outcome"]) == (200, "laisse")
    assert Message.objects.get(pk=message.pk).hidden_at is None


def test_words_are_hidden_shown_again_and_the_thread_is_slowed_by_facilitation_alone(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, "C'est Untel qui fait ça")
    hidden = f"/messages/{message.pk}/hidden/"

    refused = [
        asks(entered(client, ginette), "put", hidden, reason="tierce_personne"),
        asks(client, "delete", hidden),
        asks(client, "put", f"/threads/{talk.pk}/state/", state="ralenti"),
    ]
    part = asks(entered(client, elodie), "put", hidden, reason="tierce_personne", passage="Untel qui fait ça")
    shown = asks(client, "delete", hidden)
    twice = asks(client, "delete", hidden)
    slowed = asks(client, "put", f"/threads/{talk.pk}/state/", state="ralenti", reason="hors_sujet")

    assert [one[0] for one in refused] == [403, 403, 403]
    assert (part[1]["state"], "Untel" in part[1]["text"]) == ("partly_hidden", False)
    assert (shown[1]["state"], twice) == ("shown", (409, "not_hidden"))
    assert slowed[1]["state"] == "ralenti"


def test_a_round_is_opened_joined_passed_and_closed(client):
    talk, ginette, rejean, elodie = thread(), cast.citizen(), cast.citizen("Réjean"), cast.facilitator()
    say(talk, ginette)
    path = f"/threads/{talk.pk}/round/"

    none = asks(entered(client, ginette), "get", path)
    refused = asks(client, "post", path, question="Et toi?", hours=24)
    made = asks(entered(client, elodie), "post", path, question="Et toi?", hours=24)
    turn = f"/rounds/{made[1]['id']}/turn/"
    joined = asks(entered(client, rejean), "put", turn)
    passed = asks(client, "delete", turn)
    twice = asks(client, "delete", turn)
    not_theirs = asks(client, "post", f"/rounds/{made[1]['id']}/close/")
    closed = asks(entered(client, elodie), "post", f"/rounds/{made[1]['id']}/close/")
    late = asks(entered(client, ginette), "put", turn)

    assert none == (404, "round_missing")
    assert refused == (403, "facilitation_only")
    assert [one["person"] for one in made[1]["turns"]] == [ginette.pk]
    assert [one["person"] for one in joined[1]["turns"]] == [ginette.pk, rejean.pk]
    assert passed[1]["turns"][1]["state"] == "a_passe"
    assert twice == (409, "turn_state")
    assert not_theirs == (403, "facilitation_only")
    assert (closed[1]["is_over"], late) == (True, (409, "round_over"))


def test_a_pause_takes_two_employers_here_too(client):
    ginette, elodie, other = cast.citizen(), cast.facilitator(), cast.second_facilitator()
    body = {"person": ginette.pk, "reason": "attaque", "why": "Des insultes.", "days": 2}

    refused = asks(entered(client, ginette), "post", "/pauses/", **body)
    asked = asks(entered(client, elodie), "post", "/pauses/", **body)
    alone = asks(client, "post", f"/pauses/{asked[1]['id']}/", decision="confirm")
    too_long = asks(client, "post", "/pauses/", **{**body, "days": 8})
    begun = asks(entered(client, other), "post", f"/pauses/{asked[1]['id']}/", decision="confirm")
    over = asks(client, "post", f"/pauses/{asked[1]['id']}/", decision="end")

    assert refused == (403, "facilitation_only")
    assert alone[0] == 403
    assert too_long[0] == 422
    assert begun[1]["confirmed_at"] is not None
    assert over[1]["ended_at"] is not None


def test_a_second_look_is_asked_given_and_applied(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    cast.second_facilitator()
    cast.citizens(4)
    message = say(talk, ginette, "Vous décidez tout entre vous")
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    path = f"/messages/{message.pk}/second-look/"

    stranger = asks(entered(client, cast.citizen("Réjean")), "post", path)
    asked = asks(entered(client, ginette), "post", path, words="J'étais fâchée.")
    twice = asks(client, "post", path)
    opinion = f"/second-looks/{asked[1]['id']}/opinion/"
    own = asks(client, "post", opinion, opinion="annuler")
    readers = [seat.person for seat in Appeal.objects.get().readers.seated().select_related("person")]
    given = [asks(entered(client, one), "post", opinion, opinion="annuler") for one in readers[:2]]

    assert stranger == (404, "appeal_missing")
    assert (asked[0], set(asked[1])) == (
        201,
        {"id", "state", "asked_at", "due_at", "decided_at", "seed_hash"},
    )
    assert (twice[0], own) == (409, (404, "appeal_missing"))
    assert given[-1][1]["state"] == AppealState.UNDONE
    assert Message.objects.get(pk=message.pk).hidden_at is None
    assert Flag.objects.count() == 0


def test_a_second_look_is_taken_back_by_whoever_asked(client):
    talk, ginette, elodie = thread(), cast.citizen(), cast.facilitator()
    message = say(talk, ginette, "Vous décidez tout entre vous")
    moderation.hide_message(by=elodie, message=message, reason=FlagReason.ATTACK, now=NOW)
    asked = asks(entered(client, ginette), "post", f"/messages/{message.pk}/second-look/")
    path = f"/second-looks/{asked[1]['id']}/"

    stranger = asks(entered(client, elodie), "delete", path)
    taken = asks(entered(client, ginette), "delete", path)

    assert (stranger, taken[1]["state"]) == ((404, "appeal_missing"), AppealState.WITHDRAWN)
