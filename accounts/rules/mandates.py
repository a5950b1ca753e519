"""Who may give or end a mandate, and which mandates exclude each other."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Mandate, Organisation, Person, Seat, Territory
from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused

# Whoever opens cards, hides words or gives roles; every other role acts under the eyes of these two.
GIVEN_BY_TWO = frozenset({Role.FACILITATOR, Role.ADMIN})
LONGEST_REASON = 300


def check_may_manage_mandates(by: Capacity | None, person: Person) -> None:
    """The loader (None), or the technical administration; nobody for themself."""
    if by is None:
        return
    if not _is_technical(by):
        raise Refused("not_allowed", _("Only the technical administration gives or ends a mandate."))
    _check_not_for_oneself(by, person)


def check_may_welcome(by: Capacity | None, person: Person) -> None:
    """The talk of welcome is held by a facilitator; it is the only way to become a citizen of the Espace."""
    if by is None:
        return
    if not by.is_facilitator:
        raise Refused("not_facilitator", _("Only facilitators welcome a new person."))
    _check_not_for_oneself(by, person)


def check_is_not_a_welcome(role: str) -> None:
    """Deciding comes from the talk of welcome, never from the administration."""
    if role == Role.CITIZEN:
        raise Refused("welcome_needed", _("A person becomes a citizen here through the welcome talk only."))


def check_one_person_gives(role: str) -> None:
    """Power over accounts or over words is given by two people, of two employers."""
    if role in GIVEN_BY_TWO:
        raise Refused("two_people", _("Two people give this role. Ask for it on the page of roles."))


def check_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise BadInput("reason", _("Write why, in a few words."))
    if len(reason) > LONGEST_REASON:
        raise BadInput("reason", _("Shorten the reason: 300 characters at most."))
    return reason


def check_may_open_accounts(by: Capacity | None) -> None:
    """Facilitators and the technical administration open accounts and give cards."""
    if by is None or by.is_facilitator or _is_technical(by):
        return
    raise Refused("not_allowed", _("Only facilitators open an account or give a card."))


def check_may_found(by: Capacity | None) -> None:
    if by is None or _is_technical(by):
        return
    raise Refused("not_allowed", _("Only the technical administration changes this."))


def _is_technical(by: Capacity) -> bool:
    return by.is_admin or bool(by.person and by.person.is_superuser and by.person.is_active)


def _check_not_for_oneself(by: Capacity, person: Person) -> None:
    if by.person is not None and by.person.pk == person.pk:
        raise Refused("own_mandate", _("Nobody gives or ends their own mandate."))


def check_may_grant(
    person: Person,
    *,
    role: str,
    starts_on: date,
    ends_on: date | None = None,
    organisation: Organisation | None = None,
    territory: Territory | None = None,
    seat: Seat | None = None,
    instance: Mandate | None = None,
) -> None:
    """The mandate could stand: dates in order, what its role needs, nothing opposite on the same days."""
    if ends_on is not None and ends_on < starts_on:
        raise BadInput("dates", _("The last day comes before the first day. Change one of them."))
    if person.left_at is not None:
        raise Refused("has_left", _("This person has left the Espace."))
    if role == Role.MRC_RESOURCE and territory is None:
        raise BadInput("territory_missing", _("This role needs an MRC. Choose one."))
    if role == Role.TABLE_MEMBER and seat is None:
        raise BadInput("seat_missing", _("This role needs a seat of the Table. Choose one."))
    if role == Role.CITIZEN and person.is_superuser:
        raise Refused("superuser", _("A technical administrator cannot be a citizen of the Espace."))
    if seat is not None:
        check_seat_is_free(seat, starts_on=starts_on, ends_on=ends_on)
        check_within_the_term(seat, starts_on=starts_on, ends_on=ends_on)
    check_roles_exclude(person, role=role, starts_on=starts_on, ends_on=ends_on, instance=instance)


def check_seat_is_free(seat: Seat, *, starts_on: date, ends_on: date | None = None) -> None:
    """A seat of today's composition, that nobody holds on these days."""
    if not seat.is_current:
        raise Refused("seat_of_the_past", _("This seat is of a past composition. Nobody is appointed to it."))
    others = Mandate.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), seat=seat)
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    if others.exists():
        raise IllegalTransition(
            "seat_taken", _("Somebody holds this seat on these days. That must end first.")
        )


def check_within_the_term(seat: Seat, *, starts_on: date, ends_on: date | None = None) -> None:
    """A term never goes past the last day of the composition."""
    if seat.last_day is not None and (ends_on or starts_on) > seat.last_day:
        raise BadInput("dates", _("The Table's composition ends before this day. Choose an earlier day."))


def last_day_of_term(seat: Seat, *, starts_on: date) -> date | None:
    """The last day of the composition; none after it, where nobody may be appointed."""
    return seat.last_day if seat.last_day and starts_on <= seat.last_day else None


def check_roles_exclude(
    person: Person, *, role: str, starts_on: date, ends_on: date | None, instance: Mandate | None = None
) -> None:
    """Deciding and any other role never share a day (locked rule `role_exclusif`)."""
    others = person.mandates.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        others = others.filter(starts_on__lte=ends_on)
    if instance is not None and instance.pk:
        others = others.exclude(pk=instance.pk)
    if role == Role.CITIZEN and others.exclude(role=Role.CITIZEN).exists():
        raise Refused(
            "mandate_excludes", _("This person holds another role on these days. It must end first.")
        )
    if role != Role.CITIZEN and others.filter(role=Role.CITIZEN).exists():
        raise Refused(
            "mandate_excludes", _("This person votes as a citizen on these days. That must end first.")
        )
    if others.filter(role=role).exists():
        raise IllegalTransition("mandate_exists", _("This person already holds this role on these days."))


def may_grant(person: Person, **mandate: Any) -> bool:
    try:
        check_may_grant(person, **mandate)
    except Refused:
        return False
    return True


def check_may_end(mandate: Mandate, *, on: date) -> None:
    """The last day is neither before the first one nor after the end already set."""
    if on < mandate.starts_on:
        raise BadInput("dates", _("The last day comes before the first day. Change one of them."))
    if mandate.ends_on is not None and on > mandate.ends_on:
        raise IllegalTransition("mandate_ended", _("This mandate has already ended."))
