"""What one MRC was sent, what it answered, and what the founding text asks of it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person, Territory
from accounts.rules.capacity import Capacity
from common import clock, dates
from participation.domain.queries import calendar, referrals
from participation.models import CalendarEvent, Concern, Initiative, Referral, TerritorialDeposit
from participation.rules import referrals as rules
from participation.rules import visibility

Viewer = Person | AnonymousUser


def referral_of(thing: Concern | Initiative, *, capacity: Capacity, viewer: Viewer) -> dict | None:
    """For the page of the thing itself; None when it went to no MRC."""
    found = referrals.of(thing)
    return referral(found, capacity=capacity, viewer=viewer) if found else None


def referral(one: Referral, *, capacity: Capacity, viewer: Viewer) -> dict:
    """Words only for whoever reads the thing; who must act, and since when, for all."""
    noun, thing = ("initiative", one.initiative) if one.initiative else ("concern", one.concern)
    if thing is None:
        raise ValueError("a referral is of one thing")
    person = viewer if isinstance(viewer, Person) else None
    is_shown = visibility.sees(noun, thing, capacity, person)
    is_author = person is not None and isinstance(thing, Concern) and thing.author_id == person.pk
    # The MRC's own resource reads why it was sent, even about words that stay with facilitation.
    reads_why = is_author or (visibility.sees_names(capacity) and is_shown)
    answers = list(one.answers.all())
    is_waiting = not answers and rules.is_still_there(one)
    return {
        "pk": one.pk,
        "title": thing.title if is_shown else _("A concern"),
        "url": reverse(f"participation:{noun}", args=[thing.pk]) if is_shown else "",
        "reason": one.plain_reason if reads_why or rules.may_speak_for(capacity, one.territory_id) else "",
        "state": thing.get_state_display(),
        "on": one.referred_at,
        "territory": one.territory.name,
        "territory_url": reverse("participation:territory", args=[one.territory.slug]),
        "is_waiting": is_waiting,
        "hoped_for": rules.waiting_sentence(one.referred_at, today=clock.today()) if is_waiting else "",
        "answers": [
            {"words": said.plain_words, "on": said.answered_at}
            for said in answers
            if is_shown or rules.may_speak_for(capacity, one.territory_id)
        ],
    }


def deposits(territory: Territory, *, today: date) -> list[dict]:
    """What each MRC deposits, in order. Never « late »: no MRC accepted these dates before us."""
    events = list(calendar.of_each_territory())
    found = TerritorialDeposit.objects.filter(territory=territory)
    done = dict(found.values_list("event_id", "deposited_on"))
    begun = [event for event in events if not event.is_deadline and event.starts_on <= today]
    return [
        _deposit(event, done.get(event.pk), is_now=bool(begun) and event == begun[-1]) for event in events
    ]


def to_deposit(territory: Territory) -> list[CalendarEvent]:
    """The deadlines that nobody noted as done for this MRC."""
    done = TerritorialDeposit.objects.filter(territory=territory).values("event")
    return list(calendar.of_each_territory().filter(is_deadline=True).exclude(pk__in=done))


def _deposit(event: CalendarEvent, done_on: date | None, *, is_now: bool) -> dict:
    asked = dates.short(event.starts_on)
    if done_on:
        words = _("Done on %(done)s. Asked for %(date)s.") % {"done": dates.short(done_on), "date": asked}
        return {"title": event.title, "state": "done", "when": words}
    pattern = _("Asked for %(date)s. To confirm.") if event.is_deadline else _("Planned from %(date)s.")
    return {"title": event.title, "state": "now" if is_now else "later", "when": pattern % {"date": asked}}
