"""The steps of the journey as people do them: pages and forms, without JavaScript. Days count from STARTED."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.test import Client
from django.urls import reverse

from accounts.models import Person
from common import clock, dates
from participation.domain import due
from participation.models import Concern, Initiative, Issue, Transmission
from tests import cast

STARTED = datetime(2026, 9, 1, 10, 0, tzinfo=dates.REGION)
WORDS = "L'autobus ne passe plus dans mon rang. Je manque mes rendez-vous."


def moment(day: int, hour: int = 10, minute: int = 0) -> datetime:
    wanted = (STARTED + timedelta(days=day)).date()
    return datetime.combine(wanted, time(hour, minute), tzinfo=dates.REGION)


@contextmanager
def on(day: int, hour: int = 10, minute: int = 0) -> Iterator[datetime]:
    with clock.frozen(moment(day, hour, minute)) as now:
        yield now


def time_passes(day: int, hour: int = 10, minute: int = 0) -> due.Done:
    """What the clock does by itself at that moment."""
    return due.run_due(now=moment(day, hour, minute))


def path_of(name: str, *args) -> str:
    return reverse(name if ":" in name else f"participation:{name}", args=args)


class Visitor:
    """Somebody with a browser; nobody when `person` is None."""

    def __init__(self, person: Person | None = None) -> None:
        self.person = person
        self.client = Client()
        if person:
            cast.sign_in(self.client, person)

    def sees(self, name: str, *args, status: int = 200, query: str = "") -> str:
        """The page, as a person reads it: one kind of space, no tag."""
        response = self.client.get(path_of(name, *args) + query)
        assert response.status_code == status, (name, args, response.status_code)
        return readable(response)

    def sends(
        self, name: str, *args, then: str | None = None, status: int | None = None, query: str = "", **form
    ):
        """Posts the form. `then`: the address it leads to (a 302); else `status`, and the page is returned."""
        response = self.client.post(path_of(name, *args) + query, form)
        wanted = status or 302
        assert response.status_code == wanted, (name, args, response.status_code, readable(response)[:900])
        if wanted != 302:
            return readable(response)
        if then is not None:
            assert response["Location"].partition("#")[0] == then
        return response["Location"]


def readable(response) -> str:
    page = response.content.decode()
    page = re.sub(r"<(script|style).*?</\1>", " ", page, flags=re.S)
    values = " ".join(re.findall(r'(?:value|href)="([^"]*)"', page))
    page = re.sub(r"<[^>]+>", " ", page) + " " + values
    for code, sign in (("&#x27;", "'"), ("&quot;", '"'), ("&amp;", "&"), ("\u2019", "'")):
        page = page.replace(code, sign)
    return " ".join(page.replace("\u00a0", " ").replace("\u202f", " ").split())


# Saying


def say(author: Visitor, words: str = WORDS, *, theme: str = "transport", readers: str = "table") -> Concern:
    """One question per page, « Vérifie », then sent."""
    author.sends("say", text=words)
    concern = Concern.objects.filter(author=author.person).latest("pk")
    author.sends("say_theme", concern.pk, then=path_of("say_place", concern.pk), theme=theme)
    place = str(author.person.territory_id or 0)
    author.sends("say_place", concern.pk, then=path_of("say_readers", concern.pk), place=place)
    author.sends("say_readers", concern.pk, then=path_of("say_check", concern.pk), readers=readers)
    assert words in author.sees("say_check", concern.pk)
    author.sends("say_check", concern.pk, then=path_of("say_thanks", concern.pk))
    concern.refresh_from_db()
    return concern


def me_too(person: Visitor, concern: Concern) -> None:
    person.sends("concern_support", concern.pk, then=path_of("concern", concern.pk))


def writes(person: Visitor, thread_id: int, words: str) -> None:
    person.sends("deliberation:post", thread_id, then=path_of("deliberation:thread", thread_id), texte=words)


def groups(facilitator: Visitor, *concerns: Concern, title: str = "Sans auto, on est coincés") -> Issue:
    facilitator.sends(
        "issue_propose",
        confirm="1",
        title=title,
        theme="transport",
        text="Nous manquons nos rendez-vous.",
        concerns=[concern.pk for concern in concerns],
    )
    return Issue.objects.latest("pk")


def answers_grouping(author: Visitor, concern: Concern, *, yes: bool) -> None:
    grouping = concern.groupings.get()
    assert concern.title in author.sees("grouping_answer", grouping.pk)
    then = path_of("concern", concern.pk)
    author.sends("grouping_answer", grouping.pk, then=then, reponse="oui" if yes else "non")


# Proposing

ANSWERS = {
    "nom": {"title": "Le taxi du rang"},
    "phrase": {"summary": "Un taxi partagé, deux jours par semaine.", "aims": "Se rendre à ses rendez-vous"},
    "genre": {"kind": "experimentale"},
    "ou": {"territories": ["kamouraska", "la-mitis"]},
    "rejoint": {"people_planned": "90", "people_counting": "personnes venues au moins deux fois"},
    "organisme": {"carrier": "cuisine-vallee"},
    "partenaires": {"partners": "La Maison du rang : une salle le jeudi"},
    "dates": {"starts_on": "11 janvier 2027", "ends_on": "30 juin 2028"},
    "cout": {
        "fund_cents": "19 000",
        "participation_cents": "1 000",
        "other_cash_cents": "3 500",
        "in_kind_cents": "6 000",
        "lines": "Essence: 27 500",
    },
}


def propose(author: Visitor, *concerns: Concern, **changed: dict) -> Initiative:
    """The ten questions, « Vérifie », then shared."""
    questions = {"origine": {"from_concerns": [concern.pk for concern in concerns]}, **ANSWERS, **changed}
    slugs = [*questions, None]
    for slug, after in itertools.pairwise(slugs):
        then = path_of("propose_step", after) if after else path_of("propose_check")
        author.sends("propose_step", slug, then=then, **questions[slug])
    assert questions["nom"]["title"] in author.sees("propose_check")
    author.sends("propose_check")
    return Initiative.objects.latest("pk")


def support(person: Visitor, initiative: Initiative) -> None:
    person.sends("initiative_support", initiative.pk, then=path_of("initiative", initiative.pk))


def review(signatory: Visitor, initiative: Initiative, result: str, **words: str) -> None:
    """Answer, check, publish."""
    form = {"version": initiative.versions.count(), "result": result, **words}
    checked = signatory.sends("review_answer", initiative.pk, status=200, **form)
    assert all(word in checked for word in words.values())
    signatory.sends("review_answer", initiative.pk, then=path_of("reviews"), confirm="1", **form)
    initiative.refresh_from_db()


def announce(facilitator: Visitor, initiative: Initiative, *, opens: int, closes: int) -> int:
    """The vote's number."""
    form = {
        "opens_on": moment(opens).date().isoformat(),
        "opens_hour": "9",
        "closes_on": moment(closes).date().isoformat(),
        "closes_hour": "20",
    }
    facilitator.sends("initiative_vote", initiative.pk, status=200, **form)
    facilitator.sends("initiative_vote", initiative.pk, confirm="1", **form)
    initiative.refresh_from_db()
    return initiative.decisions.latest("pk").vote_id


# Voting


def votes(person: Visitor, vote: int, choice: str) -> str:
    """Ballot, check, urn; the receipt."""
    person.sees("voting:ballot", vote)
    person.sends("voting:check", vote, status=200, choix=choice)
    person.sends("voting:cast", vote, then=path_of("voting:receipt", vote), choix=choice)
    return person.sees("voting:receipt", vote)


# Sending


def prepares(facilitator: Visitor, initiative: Initiative, **changed: str) -> Transmission:
    form = sending_form(initiative, **changed)
    facilitator.sends("transmission_prepare", **form)
    return Transmission.objects.latest("pk")


def sending_form(initiative: Initiative, **changed: str) -> dict:
    return {
        "source": f"initiative-{initiative.pk}",
        "kind": "decision",
        "title": "Le taxi du rang",
        "body": "L'Espace a approuvé un taxi partagé. Nous cherchons des liens avec d'autres projets.",
        "expects": "arrimage",
        **changed,
    }


def shown_state(thing) -> str:
    thing.refresh_from_db()
    return thing.state
