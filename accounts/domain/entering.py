"""Find who a card number or a login name belongs to."""

from accounts.models import Person
from accounts.rules import entering as rules


def find_by_card_or_name(text: str) -> Person | None:
    """The person whose live card has this number, or whose login name this is (case does not matter)."""
    typed = rules.squeezed(text)
    if not typed or "\x00" in typed:
        return None
    if rules.looks_like_a_number(typed):
        return Person.objects.filter(cards__number=typed, cards__revoked_at__isnull=True).first()
    named = list(Person.objects.filter(username__iexact=typed).order_by("pk")[:2])
    exact = [person for person in named if person.username == typed]
    if exact:
        return exact[0]
    return named[0] if len(named) == 1 else None


def typed_pin(text: str) -> str:
    """A NIP is typed with or without spaces; a password is left as it is."""
    return rules.squeezed(text) if rules.looks_like_a_number(text) else text
