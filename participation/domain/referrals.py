"""Sending a concern or an initiative to one MRC's concertation, with its author's accord; then what the MRC answers."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.domain.queries import people
from accounts.models import Person, Territory
from common import audit
from common import text as words
from common.dates import local_day
from common.exceptions import BadInput, IllegalTransition
from participation.domain import dossiers, mrc_news, stages, telling
from participation.enums import GroupingAnswer
from participation.models import (
    CalendarEvent,
    Concern,
    Initiative,
    Referral,
    ReferralAccord,
    ReferralAnswer,
    TerritorialDeposit,
)
from participation.rules import referrals as rules
from participation.rules import responses

TO = rules.TO


@transaction.atomic
def refer(
    *,
    by: Person,
    thing: Concern | Initiative,
    territory: Territory,
    plain_reason: str,
    accord_on: date | None,
    now: datetime,
) -> Referral:
    """One referral per thing; the MRC's resource is told. An author's accord was heard that day.

    Refused: no plain reason, no dated accord, an accord in the future; an author who is asked on their page (409); one
    who said no, unless they agreed on a later day (409).
    """
    stages.lock(thing)
    plain_reason = words.plain(plain_reason)
    if not plain_reason:
        raise BadInput("plain_reason", _("Write why, in plain words."))
    if accord_on is None or accord_on > local_day(now):
        raise BadInput("accord_on", _("The author must agree first. Write the day they agreed."))
    if ReferralAccord.objects.about(thing).waiting().exists():
        raise IllegalTransition("already_asked", _("The author is already asked. Their answer comes first."))
    check_not_declined(thing, territory, agreed_on=accord_on)
    return send(
        by=by,
        thing=thing,
        territory=territory,
        plain_reason=plain_reason,
        accord_on=accord_on,
        now=now,
        who=None,
    )


def check_not_declined(thing: Concern | Initiative, territory: Territory, *, agreed_on: date | None) -> None:
    """Refused (409): an author's last word about this MRC is no, and they did not agree on a later day."""
    answered = ReferralAccord.objects.about(thing).filter(territory=territory).answered()
    last = answered.order_by("-answered_at", "-pk").first()
    if last is None or last.answered_at is None or last.answer != GroupingAnswer.DECLINED:
        return
    if agreed_on is None or agreed_on <= local_day(last.answered_at):
        raise IllegalTransition(
            "declined",
            _("The author said no. It goes there only if they say yes by themself, on a later day."),
        )


def send(
    *,
    by: Person,
    thing: Concern | Initiative,
    territory: Territory,
    plain_reason: str,
    accord_on: date,
    now: datetime,
    who: frozenset[str] | None = frozenset({"facilitator"}),
) -> Referral:
    """The move itself, inside a verb that heard the author's accord (`refer`, `accords.answer`)."""
    # An initiative's history is public; the reason, in the authors' words, stays with the referral.
    note = plain_reason if isinstance(thing, Concern) else ""
    stages.move(thing, to=TO, by=by, now=now, note=note, who=who)
    made = Referral.objects.create(
        **{stages.noun_of(thing): thing},
        territory=territory,
        plain_reason=plain_reason,
        accord_on=accord_on,
        by=by,
        referred_at=now,
    )
    mrc_news.received(made, now=now)
    return made


@transaction.atomic
def answer(*, by: Person, referral: Referral, plain_words: str, now: datetime) -> ReferralAnswer:
    """The MRC's resource answers in plain words; the author hears it, then those who said « me too ».

    A later answer is added after it. Refused: whoever is no MRC's resource (403); another MRC's (404); no words;
    words that let somebody be recognised (422).
    """
    rules.check_speaks_for(people.capacity(by, on=local_day(now)), referral.territory_id)
    said = ReferralAnswer.objects.create(
        referral=referral, plain_words=checked_answer(plain_words, now=now), by=by, answered_at=now
    )
    audit.record("referral.answered", by=by, subject=referral, now=now)
    telling.mrc_answered(said, now=now)
    return said


def checked_answer(plain_words: str, *, now: datetime) -> str:
    """The cleaned words. Refused (422) as `answer` says, so that a page may ask before it writes."""
    plain_words = words.plain(plain_words)
    if not plain_words:
        raise BadInput("plain_words", _("Please write the answer in plain words."))
    try:
        dossiers.check_words(plain_words, now=now, municipalities_too=False)
    except BadInput as refusal:
        raise responses.not_public("plain_words", refusal) from refusal
    return plain_words


@transaction.atomic
def note_deposit(
    *, by: Person, territory: Territory, event: CalendarEvent, deposited_on: date, now: datetime
) -> TerritorialDeposit:
    """The MRC's resource says which day its territory deposited what the founding text asks for.

    Refused: as `answer`; a date that is not asked of each MRC; a day to come; one already noted (409).
    """
    rules.check_speaks_for(people.capacity(by, on=local_day(now)), territory.pk)
    if not (event.is_per_territory and event.is_deadline):
        raise BadInput("event", _("Choose an answer from the list."))
    if deposited_on > local_day(now):
        raise BadInput("deposited_on", _("This day is not here yet."))
    made, is_new = TerritorialDeposit.objects.get_or_create(
        territory=territory, event=event, defaults={"deposited_on": deposited_on, "by": by, "noted_at": now}
    )
    if not is_new:
        raise IllegalTransition("already_noted", _("This deposit is already noted."))
    audit.record("territory.deposited", by=by, subject=territory, now=now, event=event.slug)
    return made
