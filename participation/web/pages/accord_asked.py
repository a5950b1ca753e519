"""What an author is asked before their text goes to an MRC, as facilitation reads it on the page of the text."""

from accounts.domain.people import shown_name
from participation.domain.queries import accords as queries
from participation.models import Concern, Initiative


def asked_card(thing: Concern | Initiative) -> dict | None:
    """`speakers`: when there are several authors, facilitation says which one answered."""
    asked = queries.waiting_about(thing)
    if asked is None:
        return None
    authors = queries.authors_of(thing)
    speakers = [{"pk": one.pk, "name": shown_name(one)} for one in authors] if len(authors) > 1 else []
    return {"pk": asked.pk, "territory": asked.territory, "asked_at": asked.asked_at, "speakers": speakers}
