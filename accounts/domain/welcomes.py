"""The welcome talk: held by one worker, seconded by another, and only then the person decides here."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.domain import mandates
from accounts.domain.queries.people import capacity
from accounts.enums import Role
from accounts.models import AccessCard, Mandate, OpeningCode, Organisation, Person, Territory, Welcome
from accounts.rules import ages
from accounts.rules import mandates as who
from accounts.rules import welcoming as rules
from accounts.rules.capacity import Capacity
from common import audit
from common.exceptions import IllegalTransition
from common.record_words import in_the_espaces_language


def hold(
    *,
    by: Person | None,
    person: Person,
    now: datetime,
    on: date | None = None,
    min_age: int = ages.MIN_PARTICIPATION_AGE,
    territory: Territory | None = None,
    age_group: str = "",
    needs_reference: bool = False,
    referred_by: Organisation | None = None,
    residence_required: bool = False,
) -> Mandate | None:
    """Record a welcome talk; the citizen mandate follows at once when a worker of another employer made the card.

    None: the talk is noted, and the person waits until a worker of another employer seconds it (`second`).
    `territory` and `age_group` replace what was noted before. `min_age` (years), `needs_reference` and
    `residence_required` are rules of the Espace. The loader (`by=None`) needs no second person; only it chooses `on`.
    Refused: not a facilitator, oneself, an unknown or too young age group, no MRC or no reference when the rules
    ask for it, another role on these days, a talk already noted.
    """
    acting = mandates.acting(by, now=now)
    who.check_may_welcome(acting, person)
    ages.check_may_take_part(age_group or person.age_group, min_age=min_age)
    rules.check_reference(referred_by, needs_reference=needs_reference)
    rules.check_residence(territory or person.territory, residence_required=residence_required)
    today = timezone.localdate(now)
    who.check_may_grant(person, role=Role.CITIZEN, starts_on=on or today)
    rules.check_nothing_waits(person)
    with transaction.atomic():
        person.territory = territory or person.territory
        person.age_group = age_group or person.age_group
        person.save(update_fields=["territory", "age_group"])
        if by is None or acting is None:
            mandate = mandates.record_mandate(
                by=None, person=person, now=now, role=Role.CITIZEN, starts_on=on or today
            )
            audit.record("person_welcomed", by=None, subject=person, now=now)
            return mandate
        welcome = _note(acting, person, referred_by, now=now)
        second = rules.second_of(acting, _makers(person, now=now))
        return _seconded(welcome, second, now=now) if second else None


def _note(holder: Capacity, person: Person, referred_by: Organisation | None, *, now: datetime) -> Welcome:
    assert holder.person is not None
    try:
        with transaction.atomic():
            welcome = Welcome.objects.create(
                person=person,
                held_by=holder.person,
                held_for=holder.badge_employer,
                held_at=now,
                referred_by=referred_by,
            )
    except IntegrityError:
        rules.check_nothing_waits(person)
        raise
    audit.record("person_welcomed", by=holder.person, subject=person, now=now)
    return welcome


def _makers(person: Person, *, now: datetime) -> list[Capacity]:
    """Everybody who made a card or a code of the person, by account."""
    of_cards = AccessCard.objects.filter(person=person).values("issued_by")
    of_codes = OpeningCode.objects.filter(card__person=person).values("issued_by")
    makers = Person.objects.filter(Q(pk__in=of_cards) | Q(pk__in=of_codes)).order_by("pk")
    return [capacity(maker, on=timezone.localdate(now)) for maker in makers]


def _seconded(welcome: Welcome, second: Capacity, *, now: datetime) -> Mandate:
    waiting = Welcome.objects.waiting().filter(pk=welcome.pk)
    if not waiting.update(seconded_by=second.person, seconded_for=second.badge_employer, seconded_at=now):
        raise IllegalTransition(
            "welcome_settled", gettext("Somebody has already answered. Look at the list again.")
        )
    audit.record("welcome_seconded", by=second.person, subject=welcome.person, now=now)
    return mandates.record_mandate(
        by=welcome.held_by,
        person=welcome.person,
        now=now,
        role=Role.CITIZEN,
        starts_on=timezone.localdate(now),
        reason=in_the_espaces_language(lambda: gettext("Welcome talk")),
    )


@transaction.atomic
def second(
    *, by: Person, welcome: Welcome, now: datetime, min_age: int = ages.MIN_PARTICIPATION_AGE
) -> Mandate:
    """Confirm a talk that somebody else held: the person decides from today on.

    Refused: a role that accompanies nobody, the same employer, oneself, already settled, too young meanwhile.
    """
    rules.check_waits(welcome)
    acting = capacity(by, on=timezone.localdate(now))
    rules.check_may_second(acting, welcome)
    ages.check_may_take_part(welcome.person.age_group, min_age=min_age)
    return _seconded(welcome, acting, now=now)


@transaction.atomic
def drop(*, by: Person, welcome: Welcome, now: datetime) -> None:
    """Take a noted talk back: the holder was wrong, or the second person cannot confirm it. The card stays.

    Refused: anybody else than who held the talk or who could second it, already settled.
    """
    rules.check_waits(welcome)
    if by.pk != welcome.held_by_id:
        rules.check_may_second(capacity(by, on=timezone.localdate(now)), welcome)
    if not Welcome.objects.waiting().filter(pk=welcome.pk).update(dropped_by=by, dropped_at=now):
        raise IllegalTransition(
            "welcome_settled", gettext("Somebody has already answered. Look at the list again.")
        )
    audit.record("welcome_dropped", by=by, subject=welcome.person, now=now)
