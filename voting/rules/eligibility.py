"""Who may put a ballot in the urn, and the sentence for who may not. The triggers refuse the same."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.domain.queries.people import Capacity
from accounts.enums import Role
from accounts.models import Person
from common import dates
from common.exceptions import Refused
from voting.enums import Channel
from voting.models import RollEntry, Vote
from voting.rules import timing


def check_on_roll(*, entry: RollEntry | None, capacity: Capacity, is_recused: bool = False) -> None:
    """Refuses whoever is no citizen today, is not on the frozen roll, or stepped back."""
    if capacity.roles and not capacity.is_citizen:
        is_support = capacity.leading_role is Role.SUPPORT
        sentence = (
            _("You are support: you do not vote.") if is_support else _("With this role, one does not vote.")
        )
        raise Refused("support_never_votes", sentence)
    if is_recused or (entry is not None and entry.barred_on is not None):
        raise Refused("recused", _("You stepped back from this vote. You may still speak."))
    if not capacity.is_citizen:
        raise Refused(
            "not_on_roll",
            _(
                "You are not on the list of this vote. After your welcome talk, you may vote in the next votes."
            ),
        )
    if entry is None:
        raise Refused(
            "not_on_roll",
            _(
                "You are not on the list of this vote. It was closed when the vote was announced. You may vote in the next votes."
            ),
        )


def is_recovered_since(*, vote: Vote, entry: RollEntry, person: Person | None) -> bool:
    """Their NIP was changed with a code since the vote opened, and their ballot was there by then.

    Read from the roll and the person alone, whatever the urn. Signed on the very day of the recovery counts as before:
    the roll keeps days, never hours.
    """
    if person is None or person.nip_recovered_at is None or person.nip_recovered_on is None:
        return False
    is_signed = entry.voted_on is not None and entry.voted_on <= person.nip_recovered_on
    return is_signed and person.nip_recovered_at >= vote.opens_at


def stays_once_cast(*, vote: Vote, person: Person | None, now: datetime) -> bool:
    """What is cast today cannot change: it has the day of the recovery."""
    if person is None or person.nip_recovered_at is None:
        return False
    return person.nip_recovered_at >= vote.opens_at and person.nip_recovered_on == dates.local_day(now)


def check_not_recovered_since(*, vote: Vote, entry: RollEntry, person: Person | None) -> None:
    """Whoever takes an account over never changes what its owner voted."""
    if is_recovered_since(vote=vote, entry=entry, person=person):
        raise Refused(
            "recovered_after_voting",
            _("The NIP was changed with a code after this vote was received. The vote stays as it is."),
            status=409,
        )


def check_may_cast(
    *, vote: Vote, entry: RollEntry | None, capacity: Capacity, now: datetime, is_recused: bool = False
) -> None:
    """Refuses with `support_never_votes`, `recused`, `not_on_roll`, `vote_not_open`, `vote_closed`,
    `vote_annulled`, `paper_received`, `recovered_after_voting` or `already_cast_no_change`."""
    check_on_roll(entry=entry, capacity=capacity, is_recused=is_recused)
    assert entry is not None
    timing.check_is_receiving(vote, now=now)
    if entry.channel == Channel.PAPER:
        raise Refused("paper_received", _("Your paper ballot is already received. Your vote counts."))
    check_not_recovered_since(vote=vote, entry=entry, person=capacity.person)
    if entry.voted_on is not None and not vote.may_change:
        raise Refused("already_cast_no_change", _("You already voted. This vote does not allow changes."))
