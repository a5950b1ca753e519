"""What stands behind the addresses of the Table's work: what it promised, what it asks back."""

import hashlib
from datetime import date, timedelta

from accounts.domain.queries.people import citizens
from accounts.models import Person
from participation.domain import (
    answers,
    calendar,
    consultations,
    echoes,
    priorities,
    table_questions,
    transmissions,
)
from participation.models import DossierMail, Initiative, Transmission
from tests import cast
from tests.routes.world_of_spokespersons import spoken


def asked_back(secretary: Person, answered: Transmission) -> dict[str, int | str]:
    """The commitment of an answered sending, with a question that waits for the Espace."""
    commitment = answered.responses.get(kind="non_retenue").commitments.get()
    question = table_questions.ask(
        by=secretary,
        transmission=answered,
        commitment=commitment,
        words="Combien de MRC n'ont plus de guichet?",
        now=cast.NOW - timedelta(days=4),
    )
    return {"commitment": commitment.pk, "question": question.pk, "answer": commitment.response_id}


def being_answered(secretary: Person, seat: Person, sendings: list[Transmission]) -> dict[str, int | str]:
    """An answer that circulates, with the opinion of a seat; another one that the Table adopted."""
    at = cast.NOW - timedelta(days=2)
    words = answers.Words("retenue", "Les MRC s'engagent.", "C'est oui.")
    circulating, adopted = (
        answers.begin(by=secretary, transmission=sending, words=words, now=at) for sending in sendings
    )
    answers.circulate(by=secretary, draft=circulating, now=at)
    answers.give_opinion(by=seat, draft=circulating, consents=False, words="Dire aussi le soir.", now=at)
    answers.adopt(by=secretary, draft=adopted, resolution="2026-14", adopted_on=at.date(), now=at)
    meeting = calendar.add_event(
        by=None,
        slug="table-hiver",
        scope="table",
        title="Rencontre de la Table",
        starts_on=date(2027, 2, 10),
        now=at,
    )
    of_the_espace, founding = (
        calendar.add_event(
            by=None, slug=slug, scope=scope, title=title, starts_on=day, now=at, is_founding=fixed
        )
        for slug, scope, title, day, fixed in (
            ("espace-hiver", "espace", "Rencontre de l'Espace", date(2027, 2, 3), False),
            ("mise-en-oeuvre", "region", "La mise en œuvre commence", date(2027, 4, 1), True),
        )
    )
    transmissions.acknowledge(by=seat, transmission=sendings[0], now=at)
    transmissions.put_on_agenda(by=seat, transmission=sendings[0], now=at)
    found = {"meeting": meeting.slug, "espace_date": of_the_espace.slug, "founding_date": founding.slug}
    found |= {"answer_draft": circulating.pk, "adopted_answer": adopted.pk}
    return found | {"draft_sending": sendings[0].pk, "receipt_link": _mailed(sendings[1])}


def _mailed(sent: Transmission) -> str:
    """As the e-mail of a dossier holds it: only its hash is kept."""
    token = "un-lien-de-dossier"
    DossierMail.objects.create(
        transmission=sent,
        queued_at=cast.NOW,
        sent_at=cast.NOW,
        digest=hashlib.sha256(token.encode()).hexdigest(),
        expires_at=cast.NOW + timedelta(days=20),
    )
    return token


def consulted(people: dict[str, Person]) -> dict[str, int | str]:
    """What the Table asks the Espace: one that facilitation may still decline, one that the calendar accepted.

    It also wrote what comes first, twice; and a citizen speaks for the Espace.
    """
    kept, asked = (
        consultations.ask(
            by=people["secretary"],
            kind="avis_plan",
            title=title,
            words="Que manque-t-il au plan régional?",
            wished_on=(cast.NOW + timedelta(days=60)).date(),
            now=cast.NOW - timedelta(days=days),
        )
        for title, days in (("Le plan régional", 20), ("La suite du plan", 2))
    )
    consultations.accept_due(now=cast.NOW)
    lists = [
        priorities.write(
            by=people["secretary"],
            territory=None,
            lines="Se loger\nSe déplacer",
            decided_on=date(2026, 9, day),
            source="Résolution 2026-08",
            now=cast.NOW,
        )
        for day in (1, 2)
    ]
    priorities.link(
        by=people["facilitator"], issue=asked.issue, priorities=lists[1].lines.all()[:1], now=cast.NOW
    )
    spoke = spoken(people["author"], people["facilitator"])
    return spoke | {"consultation": asked.pk, "consultation_kept": kept.pk, "consulted_issue": asked.issue_id}


def once_answered(people: dict[str, Person], answered: Transmission, idea: int) -> dict[str, int | str]:
    """What follows an answer: a question back, what the Table asks the Espace, an answer found wanting."""
    asked = asked_back(people["secretary"], answered)
    return asked | consulted(people) | found_wanting(answered, idea)


def found_wanting(like: Transmission, idea: int) -> dict[str, int | str]:
    """An answer about an initiative, that five citizens do not find an answer: its authors may ask again."""
    initiative = Initiative.objects.get(pk=idea)
    at = cast.NOW - timedelta(days=6)
    made = transmissions.prepare(
        by=like.prepared_by,
        kind="avis",
        title="Un avis",
        body=like.body,
        expects=like.expects,
        initiative=initiative,
        now=at,
    )
    transmissions.reread(by=like.reread_by, transmission=made, now=at)
    transmissions.send(by=like.prepared_by, transmission=made, now=at)
    answer = transmissions.respond(
        by=like.responses.order_by("pk").last().by,
        transmission=made,
        kind="retenue_en_partie",
        reason="La Table y pense.",
        plain_words="On y pense.",
        now=at,
    )
    for citizen in citizens(at.date()).filter(is_superuser=False).order_by("pk")[:5]:
        echoes.say(by=citizen, response=answer, choice="pas", now=at)
    return {"wanting": answer.pk}
