"""The second step of whoever works here: at every door, before anything else."""

import json
from datetime import timedelta

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib import admin
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from knox.models import AuthToken

from accounts.domain import factors, people, second_step
from accounts.enums import AccountEventKind, Role
from accounts.models import AccountEvent, ProvenToken, RecoveryCode, UsedStep
from accounts.rules import second_step as rules
from accounts.web.gate import SHUT, SecondStepSockets
from common import clock
from common.exceptions import BadInput, IllegalTransition, Refused
from config.asgi import application
from tests import cast

pytestmark = pytest.mark.django_db
ASK, SET_UP = "/deuxieme-etape/", "/deuxieme-etape/preparer/"
TOKEN, ME = "/api/v1/token/", "/api/v1/me/"
EVERYBODY_WHO_WORKS_HERE = [
    cast.facilitator, cast.support, cast.crd_agent, cast.mrc_resource, cast.signatory, cast.table_member,
    cast.carrier, cast.admin, cast.superuser,
]  # fmt: skip


def first_step_only(client, person):
    """In with the password, and no further."""
    client.force_login(person)
    return client


def token(client, login, code=None):
    body = {"login": login, "pin": cast.PIN} | ({} if code is None else {"code": code})
    return client.post(TOKEN, body, content_type="application/json")


def carrying(secret):
    return {"Authorization": f"Token {secret}"}


@pytest.mark.parametrize("who", EVERYBODY_WHO_WORKS_HERE)
def test_nothing_opens_before_the_second_step(client, who):
    first_step_only(client, who())

    for path in ("/", "/moi/", "/animation/", "/table/", "/admin/", "/preoccupations/", "/votes/"):
        answer = client.get(path)
        assert (path, answer.status_code, answer.get("Location")) == (path, 302, f"{ASK}?next={path}")
    assert client.post("/moi/nom/", {"name": "Autre"})["Location"].startswith(ASK)
    api = client.get(ME)
    assert (api.status_code, api.json()["code"]) == (403, rules.NEEDED)
    assert api.json()["sentence"]


def test_what_must_open_before_it_does(client):
    first_step_only(client, cast.facilitator())

    assert client.get("/aide/").status_code == 200
    assert client.get("/affichage/").status_code == 200
    assert client.get("/sante/").status_code == 200
    assert client.post("/quitter/").status_code == 302
    first_step_only(client, cast.facilitator())
    assert client.get("/sortir/").status_code == 302


@pytest.mark.parametrize("who", [cast.citizen, cast.newcomer])
def test_a_citizen_is_never_asked(client, who):
    first_step_only(client, who())

    assert client.get("/moi/").status_code == 200
    assert client.get(ME).status_code == 200
    assert client.get(ASK)["Location"] == "/mon-accueil/"
    assert client.get(SET_UP).status_code == 403


def test_one_sets_it_up_reads_recovery_codes_once_and_goes_on(client):
    elodie = cast.facilitator(username="elodie", pin=cast.PIN)
    entered = client.post("/entrer/", {"login": "elodie", "pin": cast.PIN}, follow=True)
    assert entered.redirect_chain[-1][0].startswith(SET_UP)
    secret = entered.context["application"].secret
    assert "".join(entered.context["application"].groups) == secret
    code = rules.code_of(secret, rules.step_at(clock.now().timestamp()))

    wrong = client.post(SET_UP, {"code": "000000" if code != "000000" else "111111"})
    shown = client.post(f"{SET_UP}?next=/animation/cartes/", {"code": code})

    assert wrong.status_code == 422
    codes = shown.context["codes"]
    assert (len(codes), shown.context["next_url"]) == (10, "/animation/cartes/")
    assert client.get("/animation/").status_code == 200
    again = client.get("/deuxieme-etape/codes/").content.decode()
    assert not any(shown_code in again for shown_code in codes)
    assert not RecoveryCode.objects.filter(digest__in=[each.replace(" ", "") for each in codes]).exists()
    stored = factors.application_of(elodie).data["secret"]
    assert secret not in stored
    kinds = set(AccountEvent.objects.filter(person=elodie).values_list("kind", flat=True))
    assert AccountEventKind.SECOND_FACTOR_SET in kinds


def test_with_the_code_one_goes_where_one_wanted_and_no_further_than_ours(client):
    elodie = cast.facilitator()
    code = cast.code_of(elodie)
    second_step.make_recovery_codes(person=elodie, now=clock.now())
    first_step_only(client, elodie)
    before = client.session.session_key

    answer = client.post(f"{ASK}?next=//ailleurs.example/", {"code": f"{code[:3]} {code[3:]}"})

    assert answer["Location"] == reverse("participation:facilitation")
    assert client.session.session_key != before
    assert client.get("/animation/").status_code == 200


def test_a_code_serves_once_whatever_the_door(client):
    elodie = cast.facilitator(username="elodie", pin=cast.PIN)
    code = cast.code_of(elodie)
    assert token(client, "elodie", code).status_code == 201

    again = token(client, "elodie", code)
    first_step_only(client, elodie)
    by_page = client.post(ASK, {"code": code})

    assert (again.status_code, again.json()["code"]) == (401, "wrong_code")
    assert by_page.status_code == 422
    assert client.get("/animation/").status_code == 302


@pytest.mark.parametrize("away", [-90, 90])
def test_a_code_of_another_moment_opens_nothing(client, away):
    elodie = cast.facilitator()
    first_step_only(client, elodie)
    code = cast.code_of(elodie, now=clock.now() + timedelta(seconds=away))

    assert client.post(ASK, {"code": code}).status_code == 422


def test_a_recovery_code_opens_once(client):
    elodie = cast.facilitator()
    cast.application(elodie)
    code = second_step.make_recovery_codes(person=elodie, now=clock.now())[0]
    first_step_only(client, elodie)

    assert client.post(ASK, {"code": code}).status_code == 302
    assert client.get("/animation/").status_code == 200
    assert second_step.recovery_codes_left(elodie) == 9
    client.logout()
    first_step_only(client, elodie)
    assert client.post(ASK, {"code": code}).status_code == 422


def test_new_recovery_codes_cancel_those_before():
    elodie = cast.facilitator()
    with pytest.raises(IllegalTransition):
        second_step.make_recovery_codes(person=elodie, now=clock.now())
    cast.application(elodie)
    old = second_step.make_recovery_codes(person=elodie, now=clock.now())
    second_step.make_recovery_codes(person=elodie, now=clock.now())

    assert not second_step._spend_recovery_code(elodie, old[0], now=clock.now())


def test_the_sixth_wrong_code_is_refused_and_a_badly_written_one_is_not_a_try(client):
    elodie = cast.facilitator()
    good = cast.code_of(elodie)
    wrong = "123456" if good != "123456" else "654321"
    first_step_only(client, elodie)

    badly = [client.post(ASK, {"code": "12"}).status_code for _n in range(7)]
    tries = [client.post(ASK, {"code": wrong}).status_code for _n in range(6)]

    assert set(badly) == {422}
    assert tries == [422] * 5 + [429]
    assert client.post(ASK, {"code": good}).status_code == 429


def test_a_token_needs_the_code_and_says_so(client):
    cast.facilitator(username="elodie", pin=cast.PIN)
    cast.citizen(username="ginette", pin=cast.PIN)

    without = token(client, "elodie")

    assert (without.status_code, without.json()["code"]) == (403, rules.NEEDED)
    assert token(client, "elodie", "123456").status_code == 401
    assert token(client, "ginette").status_code == 201
    assert not AuthToken.objects.filter(user__username="elodie").exists()


def test_a_proven_token_opens_and_stops_with_what_proved_it(client):
    elodie = cast.facilitator(username="elodie", pin=cast.PIN)
    secret = token(client, "elodie", cast.code_of(elodie)).json()["token"]
    assert client.get(ME, headers=carrying(secret)).status_code == 200

    factors.of_person(elodie).delete()

    assert client.get(ME, headers=carrying(secret)).json()["code"] == rules.NEEDED


def test_a_token_made_around_the_door_opens_nothing(client):
    _made, secret = AuthToken.objects.create(cast.facilitator())

    for path in (ME, "/api/v1/votes/", "/api/v1/concerns/"):
        answer = client.get(path, headers=carrying(secret))
        assert (path, answer.status_code, answer.json()["code"]) == (path, 403, rules.NEEDED)


def test_the_door_shuts_the_moment_somebody_works_here(client):
    person = cast.newcomer(username="alex", pin=cast.PIN)
    secret = token(client, "alex").json()["token"]
    first_step_only(client, person)
    assert client.get("/moi/").status_code == 200

    cast.mandates.grant(
        by=None, person=person, role=Role.SUPPORT, starts_on=clock.today(), now=clock.now(),
        organisation=cast.organisation(),
    )  # fmt: skip

    assert client.get("/moi/")["Location"] == f"{ASK}?next=/moi/"
    client.logout()
    assert client.get(ME, headers=carrying(secret)).json()["code"] == rules.NEEDED


def test_a_session_proven_by_somebody_else_is_not_mine(client):
    cast.sign_in(client, cast.facilitator("Élodie 1"))
    session = dict(client.session["second_step"])
    other = cast.facilitator("Élodie 2")
    cast.application(other)
    client.force_login(other)
    kept = client.session
    kept["second_step"] = session
    kept.save()

    assert client.get("/animation/").status_code == 302


def test_a_lost_second_step_is_taken_away_by_somebody_else_with_a_reason(client):
    elodie, technical = cast.facilitator(), cast.admin()
    cast.sign_in(client, elodie)
    AuthToken.objects.create(elodie)

    second_step.remove(by=technical, person=elodie, reason="Téléphone perdu", now=clock.now())

    assert "sessionid" in client.cookies
    assert client.get("/moi/")["Location"].startswith("/entrer/")
    assert not factors.has_any(elodie)
    assert not AuthToken.objects.filter(user=elodie).exists()
    line = AccountEvent.objects.get(person=elodie, kind=AccountEventKind.SECOND_FACTOR_REMOVED)
    assert (line.by, line.detail) == (technical, "Téléphone perdu")


@pytest.mark.parametrize(
    ("by", "of", "reason", "code"),
    [
        ("facilitator", "other", "x", "not_allowed"),
        ("citizen", "other", "x", "not_allowed"),
        ("admin", "admin", "x", "own_second_step"),
        ("superuser", "superuser", "x", "own_second_step"),
        ("admin", "other", " ", "reason"),
        ("admin", "without", "x", "no_second_step"),
    ],
)
def test_nobody_else_takes_it_away_nor_for_themself(by, of, reason, code):
    everybody = {
        "facilitator": cast.facilitator(),
        "citizen": cast.citizen(),
        "admin": cast.admin(),
        "superuser": cast.superuser(),
        "other": cast.support(),
        "without": cast.signatory(),
    }
    for name in ("admin", "superuser", "other"):
        cast.application(everybody[name])

    with pytest.raises(Refused) as refused:
        second_step.remove(by=everybody[by], person=everybody[of], reason=reason, now=clock.now())

    assert refused.value.code == code
    assert factors.has_any(everybody["other"])


def test_leaving_erases_it():
    elodie = cast.facilitator()
    cast.application(elodie)
    second_step.make_recovery_codes(person=elodie, now=clock.now())

    people.leave(by=elodie, person=elodie, now=clock.now())

    assert not factors.has_any(elodie)
    assert not RecoveryCode.objects.filter(person=elodie).exists()


def test_every_address_of_the_administration_waits_for_it_and_none_reaches_a_ballot(client):
    first_step_only(client, cast.admin())
    paths = [reverse("admin:index"), reverse("admin:password_change"), reverse("admin:logout")]
    for model in admin.site._registry:
        kind = f"{model._meta.app_label}_{model._meta.model_name}"
        paths += [reverse(f"admin:{kind}_{page}") for page in ("changelist", "add")]
        paths += [reverse(f"admin:{kind}_{page}", args=[1]) for page in ("change", "history", "delete")]

    assert {client.get(path)["Location"].partition("?")[0] for path in paths} == {ASK}
    assert {client.post(path)["Location"].partition("?")[0] for path in paths} == {ASK}
    shown = {f"{model._meta.app_label}.{model.__name__}" for model in admin.site._registry}
    assert shown == {
        "accounts.Person", "accounts.Mandate", "accounts.AccessCard", "accounts.Organisation",
        "accounts.Territory", "accounts.Body", "accounts.Seat",
        "participation.Initiative", "participation.Transmission", "participation.OperatingRule",
        "voting.Vote", "deliberation.Thread",
        "participation.CalendarEvent", "participation.FundingYear",
    }  # fmt: skip
    cast.sign_in(client, cast.admin("Autre"))
    for path in ("voting/interimballot/", "voting/rollentry/", "deliberation/message/", "participation/concern/", "mfa/authenticator/"):  # fmt: skip
        assert (path, client.get(f"/admin/{path}").status_code) == (path, 404)


@pytest.mark.database
def test_the_database_refuses_a_code_twice_and_a_used_recovery_code_again():
    elodie, now = cast.facilitator(), clock.now()
    cast.application(elodie)
    second_step.make_recovery_codes(person=elodie, now=now)
    code = RecoveryCode.objects.filter(person=elodie).first()
    RecoveryCode.objects.filter(pk=code.pk).update(used_at=now)
    UsedStep.objects.create(person=elodie, step=7)
    made, _secret = AuthToken.objects.create(elodie)
    ProvenToken.objects.create(token=made)
    columns = "type, data, created_at"
    again = (
        f"INSERT INTO mfa_authenticator (user_id, {columns}) SELECT user_id, {columns} FROM mfa_authenticator"
    )

    for refused in (
        f"UPDATE accounts_recoverycode SET used_at = NULL WHERE id = {code.pk}",
        f"INSERT INTO accounts_usedstep (person_id, step) VALUES ({elodie.pk}, 7)",
        f"INSERT INTO accounts_proventoken (token_id, factor) VALUES ('{made.pk}', 0)",
        again,
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(refused)


async def echo(scope, receive, send):
    """What stands behind the gate of sockets."""
    while True:
        event = await receive()
        if event["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
        elif event["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": event["text"]})
        else:
            return


def socket(person, session) -> WebsocketCommunicator:
    communicator = WebsocketCommunicator(SecondStepSockets(echo), "/ws/")
    communicator.scope.update({"user": person, "session": session})
    return communicator


@pytest.mark.django_db(transaction=True)
class TestSockets:
    async def test_a_socket_of_the_first_step_only_is_closed_with_a_code(self):
        person = await made(cast.facilitator)
        tab = socket(person, {})
        assert (await tab.connect())[0]

        assert (await tab.receive_output())["code"] == SHUT

    async def test_a_socket_shuts_at_the_next_frame_once_somebody_works_here(self):
        person = await made(cast.newcomer)
        tab = socket(person, {})
        await tab.connect()
        await tab.send_to(text_data=json.dumps("a"))
        assert await tab.receive_from() == '"a"'

        await made(
            lambda: cast.mandates.grant(
                by=None, person=person, role=Role.SUPPORT, starts_on=clock.today(), now=clock.now(),
                organisation=cast.organisation(),
            )
        )  # fmt: skip
        await tab.send_to(text_data=json.dumps("b"))

        assert (await tab.receive_output())["code"] == SHUT

    async def test_a_proven_socket_stays_open(self):
        person = await made(cast.facilitator)
        factor = (await made(lambda: cast.application(person))).pk
        tab = socket(person, {"second_step": {"person": person.pk, "factor": factor}})
        await tab.connect()
        await tab.send_to(text_data="a")

        assert await tab.receive_from() == "a"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("is_proven", "first"), [(False, {"type": "websocket.close", "code": SHUT}), (True, None)]
)
async def test_the_application_itself_shuts_a_session_of_the_first_step(client, is_proven, first):
    """The one that the server runs: cookie, origin, gate and switchboard, nothing put in their place."""
    person = await made(cast.facilitator)
    await made(lambda: cast.sign_in(client, person) if is_proven else first_step_only(client, person))
    cookie = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    headers = [(b"origin", settings.ALLOWED_ORIGINS[0].encode()), (b"cookie", cookie.encode())]
    tab = WebsocketCommunicator(application, "/ws/", headers=headers)

    assert (await tab.connect())[0]

    if first is None:
        assert await tab.receive_nothing(timeout=1)
        await tab.disconnect()
    else:
        shut = await tab.receive_output()
        assert {name: shut[name] for name in first} == first


async def made(act):
    return await database_sync_to_async(act)()


def test_a_code_is_read_with_spaces_and_nothing_else_passes():
    assert rules.typed_code("123 456") == "123456"
    for text in ("12345", "1234567", "abcdef", "", "١٢٣٤٥٦"):
        with pytest.raises(BadInput):
            rules.typed_code(text)
