"""Writing an initiative together: a code, a yes or a no, and leaving while somebody remains."""

import html
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.urls import reverse

from common import clock
from common.exceptions import Refused
from participation.domain import co_authors, initiatives
from participation.models import AuthorInvitation, Notice
from tests import cast
from tests.cast import NOW
from tests.participation.core_a import builders

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _at(db):
    with clock.frozen(NOW):
        yield


@pytest.fixture
def idea():
    return builders.initiative(cast.citizen("Autrice"))


@pytest.fixture
def author(idea):
    return idea.authors.get()


def code_of(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def open_code(by, code: str, now=NOW) -> AuthorInvitation:
    return co_authors.open_with_code(request=RequestFactory().post("/"), by=by, code=code, now=now)


def join(idea, author, person):
    made = co_authors.invite(by=author, initiative=idea, now=NOW)
    return co_authors.accept(by=person, invitation=open_code(person, made.code), now=NOW)


def told(person) -> list[str]:
    return list(
        Notice.objects.filter(person=person, kind="auteurs").order_by("pk").values_list("state", flat=True)
    )


def url(name: str, *args) -> str:
    return reverse(f"participation:{name}", args=args)


def text_of(response) -> str:
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def test_whoever_has_the_code_says_yes_and_writes_it_too(idea, author):
    rita = cast.citizen("Rita")

    join(idea, author, rita)

    assert set(idea.authors.all()) == {author, rita}
    assert (told(author), told(rita)) == (["arrivee"], [])
    assert initiatives.may_revise(by=rita, initiative=idea, now=NOW)


def test_the_code_is_kept_only_as_a_hash(idea, author):
    made = co_authors.invite(by=author, initiative=idea, now=NOW)
    row = AuthorInvitation.objects.values().get()

    assert made.digits not in str(row)
    assert repr(made).find(made.digits) == -1


def test_a_no_closes_the_code_and_says_no_name(idea, author):
    rita = cast.citizen("Rita")
    made = co_authors.invite(by=author, initiative=idea, now=NOW)

    co_authors.decline(by=rita, invitation=open_code(rita, made.code), now=NOW)

    assert told(author) == ["non_merci"]
    assert "Rita" not in str(Notice.objects.filter(person=author).values())
    assert code_of(lambda: open_code(rita, made.code)) == "wrong_code"
    assert idea.authors.count() == 1


@pytest.mark.parametrize(
    "role", [cast.facilitator, cast.support, cast.signatory, cast.table_member, cast.admin]
)
def test_only_citizens_write_an_initiative(idea, author, role):
    person = role()
    made = co_authors.invite(by=author, initiative=idea, now=NOW)
    found = AuthorInvitation.objects.get()

    assert code_of(lambda: open_code(person, made.code)) == "citizens_only"
    assert code_of(lambda: co_authors.accept(by=person, invitation=found, now=NOW)) == "citizens_only"
    assert idea.authors.count() == 1


def test_only_an_author_invites(idea):
    for other in (cast.citizen("Rita"), cast.facilitator()):
        assert code_of(lambda other=other: co_authors.invite(by=other, initiative=idea, now=NOW)) in {
            "authors_only",
            "citizens_only",
        }
    assert AuthorInvitation.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "expected"),
    [("en_deliberation", ""), ("a_ajuster", ""), ("en_analyse", "text_fixed"), ("vote_ouvert", "text_fixed")],
)
def test_nobody_joins_a_text_that_is_checked_or_voted(idea, author, state, expected):
    rita = cast.citizen("Rita")
    made = co_authors.invite(by=author, initiative=idea, now=NOW)
    found = open_code(rita, made.code)
    builders.put_at(idea, state)

    if expected:
        assert code_of(lambda: co_authors.invite(by=author, initiative=idea, now=NOW)) == expected
        assert code_of(lambda: co_authors.accept(by=rita, invitation=found, now=NOW)) == expected
    else:
        co_authors.accept(by=rita, invitation=found, now=NOW)
    assert idea.authors.count() == (1 if expected else 2)


def test_a_code_serves_once_for_seven_days_and_the_last_one_counts(idea, author):
    rita, nadia = cast.citizen("Rita"), cast.citizen("Nadia")
    first = co_authors.invite(by=author, initiative=idea, now=NOW)
    second = co_authors.invite(by=author, initiative=idea, now=NOW)

    assert code_of(lambda: open_code(rita, first.code)) == "wrong_code"
    assert code_of(lambda: open_code(rita, second.code, NOW + timedelta(days=7))) == "wrong_code"
    found = open_code(rita, second.digits)
    co_authors.accept(by=rita, invitation=found, now=NOW)
    assert code_of(lambda: co_authors.accept(by=nadia, invitation=found, now=NOW)) == "already_answered"
    assert code_of(lambda: co_authors.cancel(by=author, initiative=idea, now=NOW)) == "nothing_waits"


def test_an_author_does_not_join_twice(idea, author):
    made = co_authors.invite(by=author, initiative=idea, now=NOW)
    found = open_code(author, made.code)

    assert code_of(lambda: co_authors.accept(by=author, invitation=found, now=NOW)) == "already_author"


def test_wrong_codes_are_counted_for_each_person(idea):
    rita, nadia = cast.citizen("Rita"), cast.citizen("Nadia")

    refused = [code_of(lambda n=number: open_code(rita, f"11111111{n}")) for number in range(6)]

    assert refused == ["wrong_code"] * 5 + ["too_many_tries"]
    assert code_of(lambda: open_code(nadia, "111111119")) == "wrong_code"
    assert code_of(lambda: open_code(nadia, "12 34")) == "code"


def test_a_co_author_leaves_and_the_last_one_stays(idea, author):
    rita = cast.citizen("Rita")
    join(idea, author, rita)

    co_authors.leave(by=author, initiative=idea, now=LATER)

    assert list(idea.authors.all()) == [rita]
    assert told(rita) == ["depart"]
    assert code_of(lambda: co_authors.leave(by=rita, initiative=idea, now=LATER)) == "last_author"
    assert code_of(lambda: co_authors.leave(by=author, initiative=idea, now=LATER)) == "authors_only"


def test_the_database_keeps_an_author_and_an_answer(idea, author):
    rita = cast.citizen("Rita")
    made = co_authors.invite(by=author, initiative=idea, now=NOW)
    co_authors.decline(by=rita, invitation=open_code(rita, made.code), now=NOW)

    def run(sql: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    with pytest.raises(DatabaseError, match="author_remains"):
        run(f"DELETE FROM participation_initiative_authors WHERE initiative_id = {idea.pk}")
    with pytest.raises(DatabaseError, match="invitation_once"):
        run("UPDATE participation_authorinvitation SET state = 'acceptee'")
    with pytest.raises(DatabaseError, match="invitation_kept"):
        run("DELETE FROM participation_authorinvitation")


def test_the_pages_from_the_code_to_the_yes(client, idea, author):
    rita = cast.citizen("Rita")
    cast.sign_in(client, author)
    page = text_of(client.get(url("authors", idea.pk)))
    made = client.post(url("author_invite", idea.pk))
    code = made.context["made"].code
    cast.sign_in(client, rita)

    nothing = client.get(url("author_answer"))
    wrong = client.post(url("author_code"), {"code": "123 456 789"})
    opened = client.post(url("author_code"), {"code": code})
    asked = text_of(client.get(url("author_answer")))
    said = client.post(url("author_answer"), {"reponse": "oui"})

    assert url("author_invite", idea.pk) in page
    assert code in text_of(made)
    assert "no-store" in made["Cache-Control"]
    assert (nothing.status_code, wrong.status_code) == (404, 422)
    assert opened["Location"] == url("author_answer")
    assert "Autrice t'invite." in asked
    assert (said["Location"], idea.authors.count()) == (url("initiative", idea.pk), 2)


def test_a_no_on_the_page_and_leaving_after_a_question(client, idea, author):
    rita = cast.citizen("Rita")
    code = co_authors.invite(by=author, initiative=idea, now=NOW).code
    cast.sign_in(client, rita)
    client.post(url("author_code"), {"code": code})
    said = client.post(url("author_answer"), {"reponse": "non"})
    join(idea, author, rita)
    refused = client.post(url("author_invite", idea.pk))

    asks = client.get(url("author_leave", idea.pk))
    left = client.post(url("author_leave", idea.pk))
    again = client.post(url("author_leave", idea.pk))

    assert (said["Location"], refused.status_code) == (url("my_home"), 200)
    assert (asks.status_code, left.status_code, again.status_code) == (200, 302, 403)
    assert list(idea.authors.all()) == [author]


def test_members_read_who_writes_it_and_nobody_else_does(client, idea):
    statuses = []
    for person in (cast.citizen("Rita"), cast.support(), cast.signatory()):
        cast.sign_in(client, person)
        statuses.append(client.get(url("authors", idea.pk)).status_code)
    outside = cast.sign_in(client, cast.signatory()).get(url("initiative", idea.pk))

    assert statuses == [200, 200, 404]
    assert "Autrice" not in text_of(outside)


def asks(client, person, verb: str, path: str, **body):
    cast.sign_in(client, person)
    answer = getattr(client, verb)(f"/api/v1{path}", body, content_type="application/json")
    found = answer.json() if answer.content else {}
    return answer.status_code, found.get("code", found) if answer.status_code >= 400 else found


def test_programs_invite_open_answer_and_leave(client, idea, author):
    rita, one = cast.citizen("Rita"), f"/initiatives/{idea.pk}/"

    refused = asks(client, rita, "post", one + "invitation/")
    status, made = asks(client, author, "post", one + "invitation/")
    opened = asks(client, rita, "post", "/author-invitations/open/", code=made["code"])
    wrong = asks(client, rita, "post", "/author-invitations/open/", code="123456789")
    joined = asks(client, rita, "post", "/author-invitations/answer/", code=made["code"], accepts=True)
    names = asks(client, cast.support(), "get", one + "authors/")
    left = asks(client, rita, "delete", one + "authors/")
    last = asks(client, author, "delete", one + "authors/")
    nothing = asks(client, author, "delete", one + "invitation/")

    assert (refused, status) == ((403, "authors_only"), 201)
    assert (opened[0], opened[1]["title"], opened[1]["invited_by"]) == (200, idea.title, "Autrice")
    assert (wrong, joined[0]) == ((403, "wrong_code"), 200)
    assert names == (200, {"authors": ["Autrice", "Rita"]})
    assert left == (200, {"authors": ["Autrice"]})
    assert (last, nothing) == ((409, "last_author"), (409, "nothing_waits"))
