"""Asking an author whether their text may go to their MRC's concertation, and their own yes or no."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person, Territory
from common import audit, text
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition, Missing
from participation.domain import referrals, stages, telling
from participation.domain.queries import accords as queries
from participation.domain.queries import rules as rule_queries
from participation.enums import GroupingAnswer
from participation.models import Concern, Initiative, ReferralAccord
from participation.rules import lifecycles, scope, speaking
from participation.rules.visibility import NOT_HERE

REASON_MAX = 300


@transaction.atomic
def ask(
    *, by: Person, thing: Concern | Initiative, territory: Territory, plain_reason: str, now: datetime
) -> ReferralAccord:
    """The author is told, by the path they chose; nothing moves before their yes.

    Refused: anybody but facilitation; no plain reason; a thing whose step does not go there (409), or a regional
    idea; one already asked (409); one who said no about this MRC (409).
    """
    stages.lock(thing)
    speaking.check_may_facilitate(people.capacity(by, on=local_day(now)))
    noun = stages.noun_of(thing)
    lifecycles.check_move(noun, thing.state, referrals.TO, {"facilitator"})
    if isinstance(thing, Initiative):
        check_is_of(thing, territory, now=now)
    plain_reason = text.plain(plain_reason)[:REASON_MAX]
    if not plain_reason:
        raise BadInput("plain_reason", _("Write why, in plain words."))
    if ReferralAccord.objects.about(thing).waiting().exists():
        raise IllegalTransition("already_asked", _("The author is already asked. Their answer comes first."))
    referrals.check_not_declined(thing, territory, agreed_on=None)
    asked = ReferralAccord.objects.create(
        **{noun: thing}, territory=territory, plain_reason=plain_reason, asked_by=by, asked_at=now
    )
    audit.record("accord.asked", by=by, subject=asked, now=now)
    telling.accord_asked(asked, now=now)
    return asked


def check_is_of(initiative: Initiative, territory: Territory, *, now: datetime) -> None:
    """Refused: a regional idea; an MRC that the idea is not for."""
    scope.check_may_refer(initiative.scope, rule=rule_queries.value("regional_scope_rule", at=now))
    if not initiative.territories.filter(pk=territory.pk).exists():
        raise BadInput("territory", _("Choose the MRC that the idea is for."))


@transaction.atomic
def answer(
    *, by: Person, accord: ReferralAccord, accepts: bool, now: datetime, said_by: int | None = None
) -> ReferralAccord:
    """An author says yes or no. Facilitation notes what the author said by phone: the author's answer, heard by it.

    A yes sends it at once, as facilitation asked. After a no the text stays, and nobody asks again: it goes to that MRC
    only if the author says yes by themself on a later day (`referrals.refer`).
    Refused: anybody else, as if nothing were there (404); what is answered already, or moved meanwhile (409); a yes
    about an idea that is no longer for that MRC alone; noted for several authors without which one spoke (`said_by`,
    their primary key). The authors hear of a no that they did not say themself.
    """
    stages.lock(accord.thing)
    held = ReferralAccord.objects.select_for_update(of=("self",)).get(pk=accord.pk)
    thing = held.thing
    is_author = stages.is_author(by, thing)
    if not is_author and not people.capacity(by, on=local_day(now)).is_facilitator:
        raise Missing("missing", NOT_HERE)
    if held.answer != GroupingAnswer.WAITING:
        raise IllegalTransition("already_answered", _("This is already answered."))
    if accepts and isinstance(thing, Initiative):
        check_is_of(thing, held.territory, now=now)
    held.answer = GroupingAnswer.ACCEPTED if accepts else GroupingAnswer.DECLINED
    held.answered_by = by if is_author else _who_spoke(thing, said_by)
    held.heard_by, held.answered_at = None if is_author else by, now
    held.save(update_fields=["answer", "answered_by", "heard_by", "answered_at"])
    audit.record("accord.answered", by=by, subject=held, now=now, accepts=accepts)
    telling.accord_answered(held, now=now)
    if accepts:
        referrals.send(
            by=held.asked_by,
            thing=thing,
            territory=held.territory,
            plain_reason=held.plain_reason,
            accord_on=local_day(now),
            now=now,
        )
    accord.refresh_from_db()
    return accord


def _who_spoke(thing: Concern | Initiative, said_by: int | None) -> Person:
    authors = queries.authors_of(thing)
    if said_by is None and len(authors) == 1:
        return authors[0]
    spoke = next((author for author in authors if author.pk == said_by), None)
    if spoke is None:
        raise BadInput("said_by", _("Choose which author answered."))
    return spoke
