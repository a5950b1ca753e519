"""Who may carry the words of the Espace to the Table, for how long, and who writes it down."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.rules.capacity import Capacity
from accounts.rules.delegations import last_day
from common.exceptions import IllegalTransition, Refused
from participation.models import CalendarEvent, SpokespersonTerm
from participation.rules.book import RuleBook

NOT_YOURS = _("Only a spokesperson does this, or facilitation for them.")


def may_offer(capacity: Capacity, book: RuleBook) -> bool:
    """Somebody who would be on the roll: a citizen, old enough, who holds nothing else."""
    return capacity.may_vote_from(book.min_voting_age)


def check_may_offer(capacity: Capacity, book: RuleBook) -> None:
    if not may_offer(capacity, book):
        raise Refused("citizens_only", _("Only the citizens who vote may speak for the Espace."))


def check_may_draw(capacity: Capacity) -> None:
    if not capacity.is_facilitator:
        raise Refused("facilitation_only", _("Only facilitation can do this."))


def term_of(starts_on: date, book: RuleBook) -> date:
    """The last day of a term that begins that day."""
    return last_day(starts_on, book.spokesperson_months)


def terms_in_a_row(terms: Iterable[SpokespersonTerm], *, on: date, book: RuleBook) -> int:
    """How many terms lead up to that day without a whole term of rest between them."""
    count, begins = 0, on
    for term in sorted(terms, key=lambda one: one.starts_on, reverse=True):
        if last_day(term.ends_on, book.spokesperson_months) < begins:
            break
        count, begins = count + 1, term.starts_on
    return count


def may_be_drawn(terms: Iterable[SpokespersonTerm], *, on: date, book: RuleBook) -> bool:
    return terms_in_a_row(terms, on=on, book=book) < book.spokesperson_terms


def check_writes_for(capacity: Capacity, *, said_by_id: int, speaks: bool) -> None:
    """The spokesperson themself, or facilitation for them. Refused: anybody else; whoever has no term that day."""
    is_self = capacity.person is not None and capacity.person.pk == said_by_id
    if not (is_self and capacity.is_citizen) and not capacity.is_facilitator:
        raise Refused("spokespersons_only", NOT_YOURS)
    if not speaks:
        raise Refused("no_term", _("This person does not speak for the Espace that day."))


def check_is_to_come(meeting: CalendarEvent, *, today: date) -> None:
    if meeting.is_cancelled:
        raise IllegalTransition("meeting_cancelled", _("This meeting is cancelled. What was carried stays."))
    if meeting.starts_on < today:
        raise IllegalTransition("meeting_over", _("This meeting is over. What was carried stays."))


def check_took_place(meeting: CalendarEvent, *, today: date) -> None:
    if meeting.starts_on > today:
        raise IllegalTransition("meeting_to_come", _("This meeting is still to come."))
