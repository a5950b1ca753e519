"""Every act of the pages × the roles around the Table, and nothing that the Table could send approves or refuses.

An act is a POST without a page of its own; acts that have a form are in `table.GETS`: whoever does not read the form
does not send it either, which is asked here too.
"""

import os

import pytest
from django.db import transaction

from deliberation.models import Message, Thread
from participation.models import Concern, Decision, Initiative, Issue, OperatingRule, RuleChange
from tests.routes import table
from tests.routes.acts_by_role import DOORS, LETTERS
from tests.routes.bodies_of_api import body_for
from tests.routes.doors_of_api import API_DOORS, OF_ITS_OWN
from tests.routes.windows import ADDRESSES, again, browser, url
from voting.models import RollEntry, Vote

IS_NIGHT = os.environ.get("NIGHT") == "1"
REFUSED = (401, 403, 404)
# Whatever would mean yes or no to somebody who writes a program for it.
YES_OR_NO = {
    **dict.fromkeys(
        ("kind", "action", "decision", "reponse", "choix", "result", "outcome", "answer"), "approuver"
    ),
    **dict.fromkeys(("state", "etat", "to", "status"), "approuvee"),
    "text": "Approuvée.",
    "texte": "Approuvée.",
    "reason": "On refuse.",
    "raison": "On refuse.",
    "confirm": "1",
}
WRITING = ("post", "put", "patch", "delete") if IS_NIGHT else ("post",)


def sent(client, method: str, name: str, address: str, data: dict) -> int:
    """What it changes stays only for `changed_by`, which looks then undoes."""
    options = {"content_type": "application/json"} if ADDRESSES[name].is_api or method != "post" else {}
    return getattr(client, method)(address, data, **options).status_code


def page_acts() -> list[tuple[str, str]]:
    return [(name, thing) for name, thing in table.ACTS.items() if not ADDRESSES[name].is_api]


def test_the_matrix_speaks_of_every_act_of_the_pages():
    assert sorted(DOORS) == sorted(name for name, _thing in page_acts())


@pytest.mark.parametrize("role", sorted(LETTERS))
def test_an_act_opens_for_the_roles_of_the_matrix_and_for_no_other(role, espace):
    opened, entered = set(), browser(role, espace)
    for name, thing in page_acts():
        with transaction.atomic():
            status = sent(again(entered), "post", name, url(name, thing, espace), {})
            transaction.set_rollback(True)
        if status not in REFUSED:
            opened.add(name)

    assert opened == {name for name, roles in DOORS.items() if LETTERS[role] in roles}


def test_the_matrix_speaks_of_every_act_of_the_api():
    told = {(name, method) for name, method, _thing in API_DOORS}
    every = {(one.name, method) for one in ADDRESSES.values() if one.is_api for method in one.writes}

    assert told == every - OF_ITS_OWN
    assert every >= OF_ITS_OWN


@pytest.mark.parametrize("role", sorted(LETTERS))
def test_an_act_of_the_api_opens_for_the_roles_of_the_matrix_and_for_no_other(role, espace):
    opened, entered = set(), browser(role, espace)
    for door in API_DOORS:
        name, method, thing = door
        address = url(name, thing, espace)
        with transaction.atomic():
            status = sent(again(entered), method, name, address, body_for(name, address, method))
            transaction.set_rollback(True)
        if status not in REFUSED:
            opened.add(door)

    assert opened == {door for door, roles in API_DOORS.items() if LETTERS[role] in roles}


@pytest.mark.parametrize("role", sorted(LETTERS) if IS_NIGHT else ["secretary"])
def test_whoever_may_not_read_a_form_does_not_send_it(role, espace):
    """The address behind which nothing is theirs takes nothing from them."""
    taken, entered = {}, browser(role, espace)
    for name, rows in table.GETS.items():
        if ADDRESSES[name].is_api:
            continue
        for thing, row in rows.items():
            if row[role] not in REFUSED:
                continue
            with transaction.atomic():
                status = sent(again(entered), "post", name, url(name, thing, espace), YES_OR_NO)
                transaction.set_rollback(True)
            if status not in (*REFUSED, 405):
                taken[name, thing] = status

    assert taken == {}


def decided() -> dict[str, list]:
    """All that only the Espace decides, and the words of its members."""
    return {
        "initiatives": list(Initiative.objects.order_by("pk").values_list("pk", "state")),
        "decisions": list(Decision.objects.order_by("pk").values()),
        "votes": list(Vote.objects.order_by("pk").values_list("pk", "state")),
        "rolls": list(RollEntry.objects.order_by("pk").values()),
        "rules": list(OperatingRule.objects.order_by("pk").values_list("pk", "value")),
        "changes": list(RuleChange.objects.order_by("pk").values_list("pk", "state")),
        "concerns": list(Concern.objects.order_by("pk").values_list("pk", "readers", "author")),
        "issues": list(Issue.objects.order_by("pk").values_list("pk", "title", "text")),
        "threads": list(Thread.objects.order_by("pk").values_list("pk", "state", "audience")),
        "messages": list(Message.objects.order_by("pk").values_list("pk", "text")),
    }


def changed_by(role: str, espace) -> dict[tuple[str, str], list[str]]:
    """What that role changes of all this, by the address and the method; each change is undone."""
    before, changed, entered = decided(), {}, browser(role, espace)
    things = {name: next(iter(rows)) for name, rows in table.GETS.items()} | table.ACTS
    for name, thing in things.items():
        if name in ("accounts:quick_exit", "accounts:leave"):
            continue
        for method in WRITING:
            with transaction.atomic():
                sent(again(entered), method, name, url(name, thing, espace), YES_OR_NO)
                after = decided()
                transaction.set_rollback(True)
            if after != before:
                changed[name, method] = [kind for kind in before if before[kind] != after[kind]]
    return changed


@pytest.mark.parametrize("role", ["table_member", "secretary"] if IS_NIGHT else ["secretary"])
def test_nothing_that_the_table_sends_anywhere_approves_refuses_or_enters_a_thread(role, espace):
    assert changed_by(role, espace) == {}


def test_the_same_look_sees_what_a_citizen_does(espace):
    assert changed_by("author", espace)["deliberation:post", "post"] == ["messages"]
