"""Things of the Espace, made through the domain up to a named step."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection

from common import triggers
from participation.domain import concerns, initiatives, issues, supports
from participation.enums import InitiativeKind, Readers, Theme
from participation.models import Concern, Initiative, Issue, StageChange
from participation.rules.sheet import Sheet
from tests import cast
from tests.cast import NOW

WORDS = "Le taxi pour l'épicerie me coûte 40 $. Je reste dans un rang."


def draft(author=None, *, text: str = WORDS, now: datetime = NOW, **answers) -> Concern:
    author = author or cast.citizen()
    concern = concerns.start(by=author, now=now)
    return concerns.write(by=author, concern=concern, now=now, text=text, theme=Theme.TRANSPORT, **answers)


def concern(author=None, *, now: datetime = NOW, **answers) -> Concern:
    """Published, being discussed."""
    begun = draft(author, now=now, **answers)
    return concerns.submit(by=begun.author, concern=begun, now=now)


def private_word(author=None, *, now: datetime = NOW) -> Concern:
    return concern(author, now=now, readers=Readers.FACILITATION)


def issue(*, shared: bool = True, now: datetime = NOW) -> Issue:
    """An issue of two concerns whose authors said yes."""
    facilitator = cast.facilitator()
    joined = [concern(cast.citizen("Rita"), now=now), concern(cast.citizen("Nadia"), now=now)]
    made = issues.propose(
        by=facilitator,
        title="Sans auto, on est coincés chez nous",
        theme=Theme.TRANSPORT,
        text="",
        territories=[cast.territories()["la-matapedia"]],
        concerns=joined,
        now=now,
    )
    for grouping in made.groupings.order_by("pk"):
        issues.answer_grouping(by=grouping.concern.author, grouping=grouping, accepts=True, now=now)
    return issues.share(by=facilitator, issue=made, now=now) if shared else made


def sheet(*places: str, **changed) -> Sheet:
    """A complete sheet for two MRC, unless told otherwise."""
    slugs = places or ("kamouraska", "la-mitis")
    answers = {
        "title": "Les jeudis qui cuisinent",
        "summary": "Une cuisine collective le jeudi soir.",
        "kind": InitiativeKind.EXPERIMENTALE,
        "aims": ("Manger mieux",),
        "territories": [cast.territories()[slug] for slug in slugs],
        "total_cents": 2_850_000,
        "fund_cents": 1_900_000,
        "other_cash_cents": 350_000,
        "in_kind_cents": 600_000,
        "budget_lines": [{"label": "animation", "cents": 2_850_000}],
        "people_planned": 90,
        "people_counting": "personnes venues au moins deux soirs",
        "carrier": cast.organisation("cuisine-vallee"),
    }
    return Sheet(**{**answers, **changed})


def initiative(author=None, *places: str, now: datetime = NOW, from_concerns=(), **changed) -> Initiative:
    """An idea."""
    author = author or cast.citizen("Autrice")
    return initiatives.propose(
        by=author, sheet=sheet(*places, **changed), from_concerns=from_concerns, now=now
    )


def in_deliberation(author=None, *places: str, now: datetime = NOW, **changed) -> Initiative:
    idea = initiative(author, *places, now=now, **changed)
    for number in range(3):
        supports.support_initiative(by=cast.citizen(f"Appui {number}"), initiative=idea, now=now)
    return idea


def in_review(author=None, *places: str, now: datetime = NOW, **changed) -> Initiative:
    """Sent to the signatory, after fifteen days of discussion that ended `now`."""
    discussed = in_deliberation(author, *places, now=now - timedelta(days=15), **changed)
    by = discussed.authors.order_by("pk").first()
    return initiatives.send_to_review(by=by, initiative=discussed, now=now)


@contextmanager
def without_triggers() -> Iterator[None]:
    """PostgreSQL refuses to drop a trigger while checks wait for the commit: they are run first."""
    connection.check_constraints()
    with triggers.lifted(connection):
        yield
        connection.check_constraints()


def put_at(thing, state: str):
    """The thing at a step, without its history: only the state is under test. Triggers step aside."""
    with without_triggers():
        type(thing).objects.filter(pk=thing.pk).update(state=state)
    thing.refresh_from_db()
    return thing


def history(thing) -> list[tuple[str, str]]:
    noun = {"Concern": "concern", "Issue": "issue", "Initiative": "initiative"}[type(thing).__name__]
    changes = StageChange.objects.filter(**{noun: thing}).order_by("at", "pk")
    return [(change.from_state, change.to_state) for change in changes]
