"""Who may note or read how to reach somebody."""

from django.utils.translation import gettext_lazy as _

from accounts.enums import ContactPath
from accounts.models import Person
from accounts.rules.capacity import Capacity
from common.exceptions import BadInput, Refused


def check_may_note_for(by: Capacity | None, person: Person) -> None:
    """The loader (None), the person, or a facilitator or support resource to whom the person said it."""
    if by is None or (by.person is not None and by.person.pk == person.pk):
        return
    if not may_read_details(by):
        raise Refused("not_allowed", _("Only the person says how to reach them."))


def may_note_for(by: Capacity | None, person: Person) -> bool:
    try:
        check_may_note_for(by, person)
    except Refused:
        return False
    return True


def may_read_details(by: Capacity | None) -> bool:
    """Facilitation and support answer people; nobody else needs to know where they live."""
    return by is None or by.is_facilitator or by.is_support


def check_path_has_its_detail(path: str, *, phone: str, postal_address: str, email: str) -> None:
    """A path that could not be followed would leave the person without an answer."""
    if path == ContactPath.PHONE and not phone:
        raise BadInput("phone", _("To be called, a phone number is needed."))
    if path == ContactPath.POST and not postal_address:
        raise BadInput("postal_address", _("To get letters, a postal address is needed."))
    if path == ContactPath.EMAIL and not email:
        raise BadInput("email", _("To get e-mails, an e-mail address is needed."))
