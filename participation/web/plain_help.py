"""Help for those who write for everybody: a short beginning is asked, the rest is only said gently."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from common.exceptions import BadInput
from common.plain_words import remarks
from participation.rules.short_version import check_begins_short


def begins_short(text: str) -> None:
    """A validator of form fields."""
    try:
        check_begins_short(text)
    except BadInput as refusal:
        raise ValidationError(str(refusal.sentence), code=refusal.code) from refusal


def remarks_on(*texts: str, is_formal: bool = False) -> list[str]:
    """What would make them easier to read, once each, for a check page."""
    language = get_language() or "fr"
    heard = [one for text in texts if text for one in remarks(text, language=language, is_formal=is_formal)]
    return list(dict.fromkeys(heard))
