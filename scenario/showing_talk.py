"""Live talk that the pack does not tell: thanks, a message mended after a slip, a flag to read, a round of speech."""

from datetime import datetime, timedelta

from deliberation.domain import editing, messages, moderation, reactions, rounds
from deliberation.enums import Audience, FlagReason, ReactionKind, ThreadState
from deliberation.models import Message, Thread
from scenario.world import World


def show(world: World, *, now: datetime) -> None:
    """In the open thread where most was said; nothing in a pack without one."""
    open_ones = Thread.objects.filter(state=ThreadState.OPEN, audience=Audience.MEMBERS)
    talk = open_ones.filter(last_number__gt=0).order_by("-last_number", "pk").first()
    citizens = world.citizens()
    if talk is None or len(citizens) < 4:
        return
    _thanks(world, talk, now=now)
    mended = messages.post(
        by=citizens[1], thread=talk, text="On pourrais se voir jeudi pour en parler?", now=now
    )
    editing.edit(
        by=citizens[1],
        message=mended,
        text="On pourrait se voir jeudi pour en parler?",
        now=now + timedelta(minutes=3),
    )
    moderation.flag(
        by=citizens[2], message=mended, reason=FlagReason.OFF_TOPIC, now=now + timedelta(hours=20)
    )
    asked = rounds.open_round(
        by=world.facilitator(),
        thread=talk,
        question="Qu'est-ce qui t'aiderait le plus?",
        hours=72,
        now=now + timedelta(minutes=10),
    )
    if turn := asked.turns.called().select_related("person").first():
        rounds.pass_turn(by=turn.person, round=asked, now=now + timedelta(minutes=30))


def _thanks(world: World, talk: Thread, *, now: datetime) -> None:
    read = Message.objects.filter(thread=talk, hidden_at__isnull=True, withdrawn_at__isnull=True)
    if last := read.order_by("-number").first():
        for person in [one for one in world.citizens()[:4] if one.pk != last.author_id]:
            reactions.react(by=person, message=last, kind=ReactionKind.THANKS, now=now)
