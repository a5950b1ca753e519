"""How far a vote is secret, in one line: read from the vote's set-up, so that no page can promise more."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from voting.domain.queries import secrecy
from voting.models import Vote

register = template.Library()


@register.simple_tag
def vote_note(vote: Vote) -> dict[str, str]:
    """`text` is empty when several organisations really hold the keys; `url` is the vote's own page."""
    set_up = secrecy.of_vote(vote)
    text = ""
    if not set_up.is_sealed:
        text = _("This old vote was not secret.")
    elif set_up.is_demonstration:
        text = _("Demonstration: the phrases that open this urn are documented.")
    elif set_up.by_platform:
        text = _("The only key of this urn is ours: we could read a ballot.")
    return {"text": text, "url": reverse("voting:vote_secret", args=[vote.pk])}
