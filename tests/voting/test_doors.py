"""Who may vote, through every door: page, API, domain, ORM and raw SQL. The refused beside the allowed."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.domain import mandates
from accounts.enums import Role
from common import dates
from common.exceptions import Refused
from tests import cast as people
from tests.voting import ballots, sealed_ballots
from voting.domain import casting, paper_desk, recusing
from voting.enums import Channel, Choice
from voting.models import RollEntry

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = ballots.NOW
TODAY = dates.local_day(NOW)


INSERT = """INSERT INTO voting_boardevent (urn_id, height, kind, content, right_digest, tracker, receipt)
    VALUES (%s, %s, 'Ballot', %s, %s, %s, %s)"""


def facilitator_with_several_roles():
    person = people.facilitator()
    mandates.grant(by=None, person=person, role=Role.ADMIN, starts_on=people.STARTS_ON, now=people.NOW)
    return person


WHO = {
    "citizen": (people.citizen, "allowed"),
    "citizen_of_16": (lambda: people.citizen(age="16-17"), "allowed"),
    "citizen_of_14": (lambda: people.citizen(age="14-15"), "not_on_roll"),
    "newcomer": (people.newcomer, "not_on_roll"),
    "facilitator": (people.facilitator, "support_never_votes"),
    "facilitator_and_admin": (facilitator_with_several_roles, "support_never_votes"),
    "support": (people.support, "support_never_votes"),
    "crd_agent": (people.crd_agent, "support_never_votes"),
    "mrc_resource": (people.mrc_resource, "support_never_votes"),
    "signatory": (people.signatory, "support_never_votes"),
    "table_member": (people.table_member, "support_never_votes"),
    "carrier": (people.carrier, "support_never_votes"),
    "scrutineer": (people.scrutineer, "support_never_votes"),
    "admin": (people.admin, "support_never_votes"),
    "superuser": (people.superuser, "not_on_roll"),
    "recused": (people.citizen, "recused"),
    "barred": (people.citizen, "recused"),
    "paper_voter": (people.citizen, "paper_received"),
}


def by_page(client, person, vote) -> str:
    people.sign_in(client, person)
    response = client.post(reverse("voting:cast", args=[vote.pk]), {"choix": Choice.FOR})
    return "allowed" if response.status_code == 302 else f"{response.status_code}"


def by_api(client, person, vote) -> str:
    people.sign_in(client, person)
    address = reverse("api-vote-cast", args=[vote.pk])
    response = client.post(address, {"choice": Choice.FOR}, content_type="application/json")
    if response.status_code == 200:
        told = response.json()
        assert (told["voted"], told["day"], len(told["words"])) == (True, TODAY.isoformat(), 3)
        return "allowed"
    assert response.status_code == 403
    return response.json()["code"]


def by_domain(client, person, vote) -> str:
    try:
        casting.cast(by=person, vote=vote, choice=Choice.FOR, now=NOW)
    except Refused as refused:
        return refused.code
    return "allowed"


def by_orm(client, person, vote) -> str:
    try:
        with transaction.atomic():
            entry = RollEntry.objects.filter(vote=vote, person=person).first()
            if entry is None:
                entry = RollEntry.objects.create(vote=vote, person=person, entitled_on=TODAY)
            RollEntry.objects.filter(pk=entry.pk).update(voted_on=TODAY, channel=Channel.WEB)
            sealed_ballots.add_by_hand(vote, person)
    except DatabaseError:
        return "refused"
    return "allowed"


def by_sql(client, person, vote) -> str:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM voting_rollentry WHERE vote_id = %s AND person_id = %s", [vote.pk, person.pk]
            )
            row = cursor.fetchone()
            if row is None:
                cursor.execute(
                    "INSERT INTO voting_rollentry (vote_id, person_id, entitled_on, channel) VALUES (%s, %s, %s, '')",
                    [vote.pk, person.pk, TODAY],
                )
                raise AssertionError("the roll took somebody after the announcement")
            cursor.execute(
                "UPDATE voting_rollentry SET voted_on = %s, channel = 'web' WHERE id = %s", [TODAY, row[0]]
            )
            cursor.execute("SELECT id, height FROM voting_urn WHERE vote_id = %s", [vote.pk])
            urn, height = cursor.fetchone()
            cursor.execute("SELECT digest FROM voting_right WHERE roll_entry_id = %s", [row[0]])
            cursor.execute(INSERT, [urn, height, b"0", cursor.fetchone()[0], "t", "phare un deux trois"])
    except DatabaseError:
        return "refused"
    return "allowed"


def expected_at(door, answer: str) -> str:
    if answer == "allowed":
        return "allowed"
    return {by_page: "403", by_orm: "refused", by_sql: "refused"}.get(door, answer)


def placed(who: str):
    """The person and an open vote, each refused for one reason only."""
    person = WHO[who][0]()
    people.citizen("Réjean", "les-basques")
    vote = ballots.opened(recusals=[(person, "Administre l'organisme.")] if who == "recused" else ())
    if who == "barred":
        recusing.declare(by=person, vote=vote, person=person, reason="Emploi", now=NOW)
    if who == "paper_voter":
        paper_desk.receive(
            by=people.facilitator(), vote=vote, person=person, stub=sealed_ballots.stub(), now=NOW
        )
    return person, vote


@pytest.mark.parametrize("door", [by_page, by_api, by_domain, by_orm, by_sql])
@pytest.mark.parametrize("who", WHO)
def test_only_citizens_of_the_roll_vote(client, who, door):
    person, vote = placed(who)

    answer = door(client, person, vote)

    assert answer == expected_at(door, WHO[who][1])
    assert sealed_ballots.count() == (1 if answer == "allowed" else 0)


@pytest.mark.parametrize(
    "who", [name for name, (_make, answer) in WHO.items() if answer == "support_never_votes"]
)
def test_nobody_with_a_role_enters_the_roll_while_it_is_prepared(who):
    person = WHO[who][0]()
    vote = ballots.prepared()

    with pytest.raises(DatabaseError), transaction.atomic():
        RollEntry.objects.create(vote=vote, person=person, entitled_on=TODAY)

    assert RollEntry.objects.create(vote=vote, person=people.citizen(), entitled_on=TODAY).pk


@pytest.mark.parametrize("door", [by_page, by_api, by_domain, by_orm, by_sql])
def test_who_changes_role_after_the_announcement_votes_no_more(client, door):
    person, vote = placed("citizen")
    mandate = person.mandates.get()
    mandates.end(by=None, mandate=mandate, on=dates.local_day(ballots.OPENS_AT), now=NOW)
    mandates.grant(by=None, person=person, role=Role.SUPPORT, starts_on=TODAY, now=NOW)

    answer = door(client, person, vote)

    assert answer == expected_at(door, "support_never_votes")
    assert sealed_ballots.count() == 0


def test_nobody_votes_without_entering(client):
    vote = ballots.opened()

    page = client.post(reverse("voting:cast", args=[vote.pk]), {"choix": Choice.FOR})
    api = client.post(
        reverse("api-vote-cast", args=[vote.pk]), {"choice": Choice.FOR}, content_type="application/json"
    )

    assert (page.status_code, page.headers["Location"]) == (302, reverse("accounts:enter"))
    assert (api.status_code, sealed_ballots.count()) == (401, 0)
