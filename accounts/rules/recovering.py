"""A forgotten NIP: who may make the code that lets a person choose another one, for whom, and when it takes two.

Who can give somebody a way back could take their place. So: never for oneself; facilitation for the people who enter
with a card, the technical administration for the people who work here (nobody for both); a support resource makes no
code alone, but may be the second person of another employer. Nobody ever chooses or reads a NIP or a password.
"""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Person
from accounts.rules import two_people
from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, IllegalTransition, Refused

# Long enough for the second worker and for a lift to the library; short for who would find the slip.
LIFE = timedelta(hours=24)
# One person in five of a workshop of twenty-five has forgotten their NIP. More than that from one worker in a day is
# refused, and the others read it: it is either a mistake of ours or somebody collecting accounts.
MOST_A_DAY = 5
DAY = timedelta(hours=24)


def works_here(capacity: Capacity) -> bool:
    """Enters with a login name and a password, and a second step: not with a card."""
    person = capacity.person
    return bool(capacity.roles - {Role.CITIZEN}) or bool(person and person.is_superuser)


def is_technical(by: Capacity) -> bool:
    return by.is_admin or bool(by.person and by.person.is_superuser and by.person.is_active)


def never_entered(target: Capacity) -> bool:
    """Decides here and has no NIP yet: a code is made by two, whatever the votes (`opening`)."""
    return target.is_citizen and target.person is not None and not target.person.has_nip


def check_may_come_back(person: Person, target: Capacity) -> None:
    """Somebody here who has already chosen a NIP, or who decides here and never entered.

    Whoever works here may get their first password this way. `target` is what they may do today.
    """
    if person.left_at is not None or not person.is_active:
        raise Refused("has_left", _("This person has left the Espace."))
    if not person.has_nip and not works_here(target) and not target.is_citizen:
        raise IllegalTransition(
            "not_open_yet", _("This person has not chosen a NIP yet. Make an opening code.")
        )


def check_may_make_code(by: Capacity | None, target: Capacity) -> None:
    """Ask for a code, or make it alone. The loader (None) may."""
    if by is None:
        return
    _check_not_for_oneself(by, target)
    if works_here(target):
        if not is_technical(by):
            raise Refused(
                "staff_recovery", _("Who works here comes back through the technical administration.")
            )
    elif not by.is_facilitator:
        raise Refused("not_facilitator", _("Only facilitation makes a code to change a NIP."))


def check_may_confirm(by: Capacity, *, asker: Capacity, target: Capacity) -> None:
    """The second person: facilitation or support, not the first one, of another employer."""
    _check_not_for_oneself(by, target)
    if works_here(target) or not (by.is_facilitator or by.is_support):
        raise Refused("not_facilitator", _("Only facilitation makes a code to change a NIP."))
    if not asker.is_facilitator:
        raise Refused("asker_left", _("Who asked for this code no longer facilitates. Ask again."))
    two_people.check_two_employers(asker, by)


def may_confirm(by: Capacity, *, asker: Capacity, target: Capacity) -> bool:
    try:
        check_may_confirm(by, asker=asker, target=target)
    except Refused:
        return False
    return True


def check_not_involved(by: Capacity, involved: frozenset[int]) -> None:
    """Whoever made the change that the person does not recognise makes no code for them now."""
    if by.person is not None and by.person.pk in involved:
        raise Refused(
            "involved", _("The person does not recognise a change you made. Somebody else helps them.")
        )


def check_within_a_day(made: int) -> None:
    """`made`: the codes made or asked for by this worker in the last 24 hours."""
    if made >= MOST_A_DAY:
        raise Refused(
            "too_many_codes",
            _("You made 5 codes in 24 hours. The rest of the team sees it. Somebody else makes this one."),
            status=429,
        )


def check_alone_is_enough(needs_two: bool) -> None:
    if needs_two:
        raise IllegalTransition("needs_two", _("Two people of two employers are needed for this code."))


def check_password(password: str, person: Person) -> None:
    """For whoever works here: the rules of the site."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise BadInput(
            "password", _("Ten characters at least, and not a common word. A few words are easier to keep.")
        ) from error


def _check_not_for_oneself(by: Capacity, target: Capacity) -> None:
    if by.person is not None and target.person is not None and by.person.pk == target.person.pk:
        raise Refused("own_recovery", _("Nobody makes a code for themself."))
