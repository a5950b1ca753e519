"""The first words of a sending, taken from the issue or the initiative it is about. Whoever prepares it goes on from there."""

from django.utils.translation import gettext as _

from common import dates
from common.record_words import in_the_espaces_language
from participation.models import Initiative, Issue
from participation.models.initiative import APPROVED_STATES


def of(source: str) -> dict[str, str]:
    """`source`: « enjeu-3 », « initiative-5 ». Nothing for a concern: its words are somebody's."""
    word, _dash, pk = source.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
        return {}
    if word == "enjeu":
        issue = Issue.objects.shared().filter(pk=pk).first()
        return {"title": issue.title, "body": issue.text} if issue else {}
    if word != "initiative":
        return {}
    found = Initiative.objects.filter(pk=pk, state__in=APPROVED_STATES).select_related("current").first()
    if found is None or found.current is None:
        return {}
    said = [found.current.summary, *found.current.aims]
    if found.decided_at:
        on = {"date": dates.short(found.decided_at)}
        said.append(in_the_espaces_language(lambda: _("Approved by the Espace on %(date)s") % on) + ".")
    return {"title": found.title, "body": "\n\n".join(said)}
