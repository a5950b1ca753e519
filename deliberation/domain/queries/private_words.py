"""The private word of a person, as the pages of others need it."""

from accounts.models import Person
from deliberation.enums import ThreadState
from deliberation.models import Message, Thread


def open_word(person: Person) -> Thread | None:
    """The private word that is open with this person, or nothing."""
    found = Thread.objects.filter(opened_by=person, is_private_word=True)
    return found.exclude(state=ThreadState.CLOSED).first()


def unanswered(person: Person) -> Thread | None:
    """The open private word where facilitation spoke last."""
    word = open_word(person)
    if word is None:
        return None
    last = Message.objects.filter(thread=word).order_by("-number").first()
    return word if last is not None and last.author_id != person.pk else None
