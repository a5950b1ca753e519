"""What people are told when facilitation acts: in plain words, once, in private. Source: the scenario's messages."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from deliberation.enums import FlagReason

HIDDEN_PASSAGE = {
    FlagReason.THIRD_PERSON: _(
        "Hello. We hid a part of your message because it names somebody who is not here to answer. The rest is "
        "still visible. What you live counts. You can write it again without the name, or call us to talk about it."
    ),
}
HIDDEN_WHOLE = {
    FlagReason.ATTACK: _(
        "Hello. We hid your message because it targets a person. You have the right to be angry, and your idea "
        "interests us. Would you like to say it again without targeting anybody?"
    ),
}
ANY_PASSAGE = _("Hello. We hid a part of your message. Reason: %(reason)s. The rest is still visible.")
ANY_WHOLE = _("Hello. We hid your message. Reason: %(reason)s. You can write it again in another way.")
CALL = _(
    "We have read your message and we think of you. Somebody of the team will call you. If it is urgent now, dial "
    "911, or 1 866 APPELLE."
)
NOT_PUBLISHED = _(
    "Hello. We read your message and did not publish it. Reason: %(reason)s. You can write it again."
)
MOVED = _(
    "Hello. We moved your message to the thread “%(title)s”. It fits better there. Nothing else changed."
)
REMINDER = _(
    "Hello. A small reminder, between us: we inform, we help, we do not say how to vote. Could you take that "
    "sentence back?"
)
PAUSED = _(
    "Hello. Your voice is paused until %(when)s. Why: %(why)s You can still read and vote. You can also answer here."
)
GIVEN_BACK = _("Hello. You may write again from now on.")
DISAGREE = _(
    "Do you disagree? Citizens drawn by lot and another person of facilitation read it again within 5 days."
)
DECIDED_KEPT = _("Hello. Your request was read again. The act stays. We can talk about it.")
DECIDED_UNDONE = _("Hello. Your request was read again. The act is undone.")
NOBODY_READ = _("Hello. Nobody read your request in time. So the act is undone.")


def said(message: str | Promise, **values: object) -> str:
    """In the language of the site: what is kept in a thread is read by two sides."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(message) % values if values else str(message)


def hidden(reason: str, *, is_passage: bool) -> str:
    """Why it is hidden, and how to have it read again."""
    own = (HIDDEN_PASSAGE if is_passage else HIDDEN_WHOLE).get(FlagReason(reason))
    if own is not None:
        return f"{said(own)}\n\n{said(DISAGREE)}"
    any_reason = ANY_PASSAGE if is_passage else ANY_WHOLE
    with translation.override(settings.LANGUAGE_CODE):
        label = str(FlagReason(reason).label)
    return f"{said(any_reason, reason=label)}\n\n{said(DISAGREE)}"


def moved(title: str) -> str:
    """Where it went, and how to have that read again."""
    return f"{said(MOVED, title=title)}\n\n{said(DISAGREE)}"


def not_published(reason: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        label = str(FlagReason(reason).label)
    return f"{said(NOT_PUBLISHED, reason=label)}\n\n{said(DISAGREE)}"
