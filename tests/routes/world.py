"""One Espace with something behind every address, seen by every role. Made through the domain; time is `NOW`."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from accounts.domain import (
    batches,
    cards,
    contacts,
    delegations,
    kept_words,
    mandate_proposals,
    voices,
    welcomes,
)
from accounts.enums import AccountEventKind, DelegateKind, Role
from accounts.models import Person, VoicePause
from common import clock
from config.gallery.entries import PARTS
from deliberation.domain import appeals, messages, moderation, moving, rounds, silencing, submissions, threads
from deliberation.enums import Audience, FlagReason, ReadingMode
from deliberation.models import Message, Thread
from participation.domain import (
    concerns,
    decisions,
    helping,
    initiatives,
    issues,
    operating_rules,
    reviews,
    rule_changes,
    supports,
    transmissions,
)
from participation.enums import (
    Expectation,
    InitiativeKind,
    Readers,
    ResponseKind,
    ReviewResult,
    Theme,
    TransmissionKind,
)
from participation.models import Concern, Initiative, Issue, StopLink
from participation.rules.commitments import Promised
from participation.rules.sheet import Sheet
from tests import cast
from tests.routes.world_before_votes import before_a_vote
from tests.routes.world_of_referrals import referrals
from tests.routes.world_of_table import being_answered, once_answered
from tests.routes.world_of_texts import texts
from tests.routes.world_of_votes import ballot_to_post, urn_to_open
from voting.domain import casting
from voting.enums import Choice

NOW = cast.NOW
PSEUDONYM = "Zyntarabelle"
PRIVATE_WORDS = "xqprive77 Je dors dans mon auto depuis octobre."
HIDDEN_WORDS = "xqcache88 le numéro de quelqu'un"
DRAFT_WORDS = "xqbrouillon99 Je commence à écrire."
UNPUBLISHED_WORDS = "xqattente55 On me menace au logement."
STAFF_WORDS = "xqsoutien66 On se relaie à la salle jeudi."
PUBLIC_WORDS = "xqouvert33 Le bus devrait passer le soir."
MISSING = 987_654


@dataclass
class World:
    """`ids`: what stands behind an address, by a short name; `people`: one person per role."""

    people: dict[str, Person | None]
    ids: dict[str, int | str]
    voters: list[Person] = field(default_factory=list)


def days(count: int, **more):
    return NOW + timedelta(days=count, **more)


def frozen():
    return clock.frozen(NOW)


def build() -> World:
    """Takes about a second."""
    voters = cast.citizens(10)
    author = cast.citizen(PSEUDONYM, "la-mitis")
    people = {
        "anonymous": None,
        "unwelcomed": cast.newcomer("Personne pas encore accueillie"),
        "citizen": cast.citizen("Lise", "kamouraska"),
        "author": author,
        "facilitator": cast.facilitator(),
        "support": cast.support(),
        "crd_agent": cast.crd_agent(),
        "mrc_resource": cast.mrc_resource(),
        "signatory": cast.signatory(),
        "table_member": cast.table_member(),
        "secretary": cast.secretary(),
        "carrier": cast.carrier("Responsable (Fil scolaire)", "fil-scolaire"),
        "scrutineer": cast.scrutineer("Marie-Ève (Rivage)", "maison-rivage"),
        "admin": cast.admin(),
    }
    made = World(people, {"card_holder": people["unwelcomed"].pk}, voters)
    cards.issue_card(by=people["facilitator"], person=people["unwelcomed"], now=NOW)
    batch, _slips = batches.prepare(
        by=people["facilitator"], count=1, territory=None, once=uuid5(NAMESPACE_URL, "atelier"), now=NOW
    )
    made.ids["workshop"] = batch.pk
    _roles(made)
    made.ids |= {
        "works_here": people["facilitator"].pk,
        "own_line": people["unwelcomed"].account_events.get(kind=AccountEventKind.CARD_ISSUED).pk,
    }
    _rules(made)
    _words(made)
    _issues(made)
    _initiatives(made)
    made.ids |= urn_to_open(made.people["scrutineer"], made.voters, made.people["facilitator"])
    made.ids |= texts(author, made.people["citizen"], voters[0], made.ids["talked"])
    _sendings(made)
    _told(made)
    _moderation(made)
    return made


def _roles(world: World) -> None:
    """A welcome and a role that wait for their second person, a seat, a mandate."""
    waiting = cast.newcomer("Brise légère")
    welcomes.hold(by=world.people["facilitator"], person=waiting, now=NOW)
    proposal = mandate_proposals.ask(
        by=world.people["admin"],
        person=cast.newcomer("Relève", None, ""),
        role=Role.FACILITATOR,
        organisation=cast.organisation("porte-bleue"),
        reason="Nouvelle équipe.",
        now=NOW,
    )
    delegation = delegations.appoint(
        by=world.people["facilitator"],
        person=world.people["author"],
        territory=cast.territories()["la-mitis"],
        kind=DelegateKind.TITULAR,
        starts_on=NOW.date(),
        reason="Rencontre de Mont-Joli.",
        months=24,
        now=NOW,
    )
    world.ids |= {
        "delegation": delegation.pk,
        "waiting_welcome": waiting.welcomes.get().pk,
        "proposal": proposal.pk,
        "seat": world.people["table_member"].mandates.get().seat_id,
        "support_mandate": world.people["support"].mandates.get().pk,
    }


def _rules(world: World) -> None:
    for key, value in (("voting_days", 10), ("min_voting_age", 16)):
        operating_rules.establish(
            key=key, label=key, value=value, why="Pour voir.", basis="jugement", now=days(-200)
        )
    change = rule_changes.propose(
        by=world.people["author"], key="voting_days", value=14, reason="Deux fins de semaine.", now=days(-30)
    )
    for person in world.voters[:3]:
        supports.support_rule_change(by=person, change=change, now=days(-29))
    world.ids |= {
        "rule": "voting_days",
        "rule_change": change.pk,
        "mrc": "la-mitis",
        "step": "nom",
        "stop_link": _stop_link(world.people["author"]),
    }
    world.ids |= {f"part_{slug}": slug for slug in PARTS} | {
        "question_phone": "telephone",
        "group_concerns": "concerns",
    }


def _stop_link(person: Person) -> str:
    """As an e-mail holds it: only its hash is kept."""
    token = "un-lien-de-courriel"
    digest = hashlib.sha256(token.encode()).hexdigest()
    StopLink.objects.create(person=person, digest=digest, expires_at=days(60))
    return token


def say(by: Person, text: str, *, readers: str = Readers.TABLE, at=None) -> Concern:
    return concerns.say(by=by, text=text, theme=Theme.TRANSPORT, readers=readers, now=at or days(-20))


def _words(world: World) -> None:
    author, facilitator = world.people["author"], world.people["facilitator"]
    concern = say(author, "L'autobus ne passe plus dans mon rang. Je manque mes rendez-vous.")
    private = say(author, PRIVATE_WORDS, readers=Readers.FACILITATION)
    draft = concerns.start(by=author, now=days(-2))
    concerns.write(by=author, concern=draft, now=days(-2), text=DRAFT_WORDS)
    waiting = say(author, UNPUBLISHED_WORDS)
    concerns.hold(by=facilitator, concern=waiting, reason="Danger possible.", now=days(-19))
    other = say(world.voters[0], "Le loyer a augmenté deux fois cette année.")
    first = _post(author, concern, "Je me demande qui d'autre vit ça.")
    _post(world.voters[1], concern, "Moi, dans le rang 4.")
    hidden = _post(world.voters[2], concern, HIDDEN_WORDS)
    moderation.flag(by=author, message=hidden, reason=FlagReason.PRIVATE_DATA, now=days(-10))
    moderation.hide_message(by=facilitator, message=hidden, reason=FlagReason.PRIVATE_DATA, now=days(-9))
    kept = kept_words.keep(
        person=author,
        address=f"/fils/{concern.thread_id}/ecrire/",
        sent={"texte": ["Je reviens finir cette phrase demain."]},
        now=NOW,
    )
    whispered = _post(author, private, "xqprive77 Rappelez-moi après 16 h.")
    talk = rounds.open_round(
        by=facilitator, thread=concern.thread, question="Et toi?", hours=24, now=days(-1)
    )
    _threads_of_other_readers(world)
    world.ids |= referrals(world.voters[3], facilitator) | {
        "round": talk.pk,
        "concern": concern.pk,
        "private_concern": private.pk,
        "draft": draft.pk,
        "waiting_concern": waiting.pk,
        "other_concern": other.pk,
        "thread": concern.thread_id,
        "private_thread": private.thread_id,
        "message": first.pk,
        "hidden_message": hidden.pk,
        "private_message": whispered.pk,
        "kept_words": kept.pk,
    }


def _told(world: World) -> None:
    """Somebody to call, words written for the author, and others that their person does not recognise."""
    author, support, caller = world.people["author"], world.people["support"], world.voters[0]
    contacts.choose(by=None, person=caller, path="telephone", phone="418 555-0101", now=NOW)

    def me_too(person: Person, concern: int):
        return helping.record_me_too(
            by=support,
            person=person,
            concern=Concern.objects.get(pk=concern),
            via="telephone",
            has_agreed=True,
            now=days(-1),
        )

    written = me_too(author, world.ids["other_concern"])
    doubted = me_too(world.voters[2], world.ids["other_concern"])
    said = helping.not_my_words(by=world.voters[2], contribution=doubted, wish="corriger", now=NOW)
    world.ids |= {"to_call": caller.pk, "written": written.pk, "not_recognised": said.pk}


def _threads_of_other_readers(world: World) -> None:
    facilitator, day = world.people["facilitator"], days(-40).date()
    staff = threads.open_thread(
        by=facilitator, title="Entre nous", back_path="", audience=Audience.STAFF, now=days(-12)
    )
    public = threads.open_thread(
        by=facilitator,
        title="Le bus du soir",
        back_path="",
        audience=Audience.PUBLIC,
        public_since_vote_on=day,
        now=days(-12),
    )
    said = messages.post(by=world.people["support"], thread=staff, text=STAFF_WORDS, now=days(-12))
    heard = messages.post(by=world.people["author"], thread=public, text=PUBLIC_WORDS, now=days(-12))
    world.ids |= {
        "staff_thread": staff.pk,
        "staff_message": said.pk,
        "public_thread": public.pk,
        "public_message": heard.pk,
    }


def _moderation(world: World) -> None:
    """Something behind every page of moderation. The author's voice was paused, and is given back."""
    author, facilitator = world.people["author"], world.people["facilitator"]
    second = cast.second_facilitator()
    talk = Thread.objects.get(pk=world.ids["thread"])
    other = threads.open_thread(
        by=facilitator, title="Autre fil", back_path="", mode=ReadingMode.BEFORE, now=days(-12)
    )

    def said(by: Person, text: str, thread: Thread = talk) -> Message:
        return messages.post(by=by, thread=thread, text=text, now=days(-8))

    hidden, moved = said(author, "xqcache88 une rue"), said(world.voters[4], "Un mot ailleurs.")
    told = said(world.people["support"], "Votez oui.")
    flagged = said(world.voters[5], "xqcache88 un numéro")
    moderation.hide_message(by=second, message=hidden, reason=FlagReason.ATTACK, now=days(-7))
    moving.move(by=second, message=moved, to=other, now=days(-7))
    flag = moderation.flag(by=world.voters[6], message=flagged, reason=FlagReason.PRIVATE_DATA, now=days(-7))
    waiting = submissions.say(by=author, thread=other, text="xqattente55 Bonjour.", now=days(-7))
    appealed = said(world.voters[7], "xqcache88 une autre rue")
    # Who flagged is never drawn: the facilitator who did not act is the only role here that reads it again.
    moderation.flag(by=world.people["citizen"], message=appealed, reason=FlagReason.ATTACK, now=days(-7))
    moderation.hide_message(by=second, message=appealed, reason=FlagReason.ATTACK, now=days(-7))
    appeal = appeals.ask(by=world.voters[7], message=appealed, now=days(-1))

    def pause(person: Person) -> VoicePause:
        return voices.ask_pause(
            by=second, person=person, reason="attaque", why="Des insultes.", days=7, now=days(-1)
        )

    asked, running = pause(world.voters[8]), pause(author)
    silencing.confirm(by=facilitator, pause=running, now=days(-1))
    silencing.end(by=second, pause=running, now=days(-1, hours=1))
    world.ids |= {
        "hidden_of_author": hidden.pk,
        "moved_message": moved.pk,
        "steering_message": told.pk,
        "flag": flag.pk,
        "submission": waiting.pk,
        "appeal": appeal.pk,
        "asked_pause": asked.pk,
        "pause": running.pk,
        "word": Thread.objects.get(opened_by=author, is_private_word=True).pk,
        "citizen_person": world.people["citizen"].pk,
    }


def _post(by: Person, concern: Concern, text: str) -> Message:
    return messages.post(by=by, thread=concern.thread, text=text, now=days(-12))


def shared_issue(world: World, title: str, *, share: bool = True) -> Issue:
    facilitator = world.people["facilitator"]
    asked = [say(world.people["author"], f"{title}, premier."), say(world.voters[0], f"{title}, deuxième.")]
    issue = issues.propose(
        by=facilitator,
        title=title,
        theme=Theme.TRANSPORT,
        text="Nous manquons nos rendez-vous.",
        territories=[cast.territories()["la-mitis"]],
        concerns=asked,
        now=days(-15),
    )
    if share:
        for grouping in issue.groupings.order_by("pk"):
            issues.answer_grouping(by=grouping.concern.author, grouping=grouping, accepts=True, now=days(-14))
        issues.share(by=facilitator, issue=issue, now=days(-13))
    return issue


def _issues(world: World) -> None:
    proposed = shared_issue(world, "Loin de tout", share=False)
    world.ids |= {
        "issue": shared_issue(world, "Sans auto, on est coincés").pk,
        "proposed_issue": proposed.pk,
        "grouping": proposed.groupings.get(concern__author=world.people["author"]).pk,
    }


def sheet(title: str, *places: str, **changed) -> Sheet:
    territories = cast.territories()
    answers = {
        "title": title,
        "summary": "Du matériel d'école qu'on emprunte gratuitement.",
        "kind": InitiativeKind.EXPERIMENTALE,
        "aims": ["Une rentrée sans dette"],
        "territories": [territories[slug] for slug in places or ("kamouraska", "la-mitis")],
        "total_cents": 1_000_000,
        "fund_cents": 1_000_000,
        "budget_lines": [{"label": "Matériel", "cents": 1_000_000}],
        "people_planned": 160,
        "people_counting": "enfants ayant emprunté un article",
        "carrier": cast.organisation("fil-scolaire"),
    }
    return Sheet(**answers | changed)


def initiative(
    world: World, title: str, *places: str, until: str = "idea", at: int = -80, **changed
) -> Initiative:
    """Brought, from that day, up to a step: idea, talked, review, adjust, eligible, announced, open, over."""
    author = world.people["author"]
    made = initiatives.propose(
        by=author, sheet=sheet(title, *places, **changed), from_concerns=[], now=days(at)
    )
    if until == "idea":
        return made
    for person in world.voters[:3]:
        supports.support_initiative(by=person, initiative=made, now=days(at))
    if until == "talked":
        return made
    initiatives.send_to_review(by=author, initiative=made, now=days(at + 15))
    if until == "review":
        return made
    result = ReviewResult.TO_ADJUST if until == "adjust" else ReviewResult.ELIGIBLE
    reason = "Il manque une ligne pour l'assurance." if until == "adjust" else ""
    reviews.review(
        by=world.people["signatory"],
        initiative=made,
        result=result,
        plain_reason=reason,
        rule_cited="",
        now=days(at + 16),
    )
    if until in ("eligible", "adjust"):
        return made
    decision = decisions.put_to_vote(
        by=world.people["facilitator"],
        initiative=made,
        opens_at=days(at + 20),
        closes_at=days(at + 30),
        now=days(at + 17),
    )
    if until == "announced":
        return made
    decisions.settle(now=days(at + 20))
    decision.vote.refresh_from_db()
    for person in world.voters:
        casting.cast(by=person, vote=decision.vote, choice=Choice.FOR, now=days(at + 21))
    if until == "over":
        decisions.settle(now=days(at + 30, minutes=1))
    made.refresh_from_db()
    return made


def _vote(made: Initiative) -> int:
    return made.decisions.get().vote_id


def _initiatives(world: World) -> None:
    over = initiative(world, "Le coffre d'école", until="over")
    opened = initiative(world, "Le fil du café", until="open", at=-24)
    announced = initiative(world, "Les jeudis qui cuisinent", until="announced", at=-18)
    withdrawn = initiative(world, "Une idée reprise")
    initiatives.withdraw(by=world.people["author"], initiative=withdrawn, now=days(-70))
    world.ids |= {
        "idea": initiative(world, "Un siège pour se soigner").pk,
        "talked": initiative(world, "Le taxi du rang", until="talked").pk,
        "in_review": initiative(world, "La laveuse du village", until="review", at=-20).pk,
        "to_adjust": initiative(world, "Le jardin d'hiver", until="adjust", at=-20).pk,
        "eligible": initiative(world, "La boîte à outils", until="eligible", at=-18).pk,
        "maintained": initiative(
            world, "La popote roule encore", until="talked", is_new=False, renews="La popote"
        ).pk,
        "of_one_mrc": initiative(world, "Le banc du quai", "la-mitis").pk,
        "no_carrier": initiative(world, "La corde à linge", until="over", carrier=None).pk,
        "approved": over.pk,
        "withdrawn_initiative": withdrawn.pk,
        "vote_over": _vote(over),
        "vote_open": _vote(opened),
        "vote_announced": _vote(announced),
        **before_a_vote(world),
        "ballot_to_post": ballot_to_post(world.people["citizen"], opened.decisions.get().vote),
    }


def sending(world: World, kind: str, title: str, *, leaves: bool = True, **source):
    facilitator = world.people["facilitator"]
    expects = Expectation.LINKAGE if kind == TransmissionKind.DECISION else Expectation.REASONED_ANSWER
    made = transmissions.prepare(
        by=facilitator,
        kind=kind,
        title=title,
        body="Nous demandons un transport dans chaque MRC.",
        expects=expects,
        now=days(-10),
        **source,
    )
    if leaves:
        transmissions.reread(by=world.people["citizen"], transmission=made, now=days(-9))
        transmissions.send(by=facilitator, transmission=made, now=days(-8))
    return made


def _sendings(world: World) -> None:
    def issue(title: str) -> Issue:
        return shared_issue(world, title)

    answered = sending(world, TransmissionKind.AVIS, "Un guichet par MRC", issue=issue("Tout en ligne"))
    transmissions.respond(
        by=world.people["secretary"],
        transmission=answered,
        kind=ResponseKind.NOT_ACCEPTED,
        reason="La Table n'a pas ce budget.",
        plain_words="Nous n'avons pas cet argent cette année.",
        commitments=[Promised("Une lettre part au Ministère.", "Siège Services Québec", days(60).date())],
        now=days(-5),
    )
    world.ids |= once_answered(world.people, answered, world.ids["idea"])
    in_the_making = [
        sending(world, TransmissionKind.AVIS, f"Un guichet {n}", issue=issue(f"Guichet {n}")) for n in (1, 2)
    ]
    world.ids |= being_answered(world.people["secretary"], world.people["table_member"], in_the_making)
    decision = Initiative.objects.get(pk=world.ids["approved"])
    world.ids |= {
        "sent": sending(world, TransmissionKind.AVIS, "Un autobus le soir", issue=issue("Sans autobus")).pk,
        "prepared": sending(
            world, TransmissionKind.RECOMMANDATION, "Un taxi partagé", leaves=False, issue=issue("Sans taxi")
        ).pk,
        "answered": answered.pk,
        "sent_decision": sending(
            world, TransmissionKind.DECISION, "Le coffre d'école", initiative=decision
        ).pk,
    }
