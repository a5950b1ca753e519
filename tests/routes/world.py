"""One Espace with something behind every address, seen by every role. Made through the domain; time is `NOW`."""

import hashlib
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
from config.gallery.entries import PARTS
from deliberation.domain import appeals, messages, moderation, moving, rounds, silencing, submissions, threads
from deliberation.enums import Audience, FlagReason, ReadingMode
from deliberation.models import Message, Thread
from participation.domain import (
    concerns,
    helping,
    operating_rules,
    rule_changes,
    supports,
)
from participation.enums import (
    Readers,
)
from participation.models import Concern, StopLink
from tests import cast
from tests.routes.world_itself import (
    DRAFT_WORDS,
    HIDDEN_WORDS,
    MISSING,
    NOW,
    PRIVATE_WORDS,
    PSEUDONYM,
    PUBLIC_WORDS,
    STAFF_WORDS,
    UNPUBLISHED_WORDS,
    World,
    days,
    frozen,
)
from tests.routes.world_of_initiatives import initiative, initiatives_of, say, shared_issue, sheet
from tests.routes.world_of_referrals import asked_accord, referrals
from tests.routes.world_of_sendings import sendings
from tests.routes.world_of_texts import texts
from tests.routes.world_of_votes import urn_to_open

__all__ = [
    "DRAFT_WORDS",
    "HIDDEN_WORDS",
    "MISSING",
    "NOW",
    "PRIVATE_WORDS",
    "PSEUDONYM",
    "PUBLIC_WORDS",
    "STAFF_WORDS",
    "UNPUBLISHED_WORDS",
    "World",
    "build",
    "days",
    "frozen",
    "initiative",
    "say",
    "sheet",
]


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
    initiatives_of(made)
    made.ids |= urn_to_open(made.people["scrutineer"], made.voters, made.people["facilitator"])
    made.ids |= texts(author, made.people["citizen"], voters[0], made.ids["talked"])
    sendings(made)
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
        "accord": asked_accord(author, facilitator),
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
        "author_person": author.pk,
    }


def _post(by: Person, concern: Concern, text: str) -> Message:
    return messages.post(by=by, thread=concern.thread, text=text, now=days(-12))


def _issues(world: World) -> None:
    proposed = shared_issue(world, "Loin de tout", share=False)
    world.ids |= {
        "issue": shared_issue(world, "Sans auto, on est coincés").pk,
        "proposed_issue": proposed.pk,
        "grouping": proposed.groupings.get(concern__author=world.people["author"]).pk,
    }
