"""How a person likes to read: size of the letters, contrast, colours. Kept by a cookie, without an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.db.models import TextChoices
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

COOKIE = "confort"
# Between two choices in the cookie; in none of the values.
_BETWEEN = "."


class TextSize(TextChoices):
    NORMAL = "normales", _("Normal letters")
    LARGE = "grandes", _("Large letters")
    LARGEST = "tres-grandes", _("Very large letters")


class Contrast(TextChoices):
    NORMAL = "normal", _("Normal contrast")
    STRONG = "fort", _("Strong contrast")


class Colours(TextChoices):
    DEVICE = "appareil", _("Like my device")
    LIGHT = "clair", _("Light")
    DARK = "sombre", _("Dark")


@dataclass(frozen=True)
class Comfort:
    """The first value of each is what a page looks like when nothing was chosen."""

    text: TextSize = TextSize.NORMAL
    contrast: Contrast = Contrast.NORMAL
    colours: Colours = Colours.DEVICE

    @property
    def is_chosen(self) -> bool:
        return self != Comfort()

    @property
    def marks(self) -> SafeString:
        """Attributes of `<html>`, read by `styles/tokens.css`; nothing for what was not chosen."""
        usual = Comfort()
        named = (
            ("text", self.text, usual.text),
            ("contrast", self.contrast, usual.contrast),
            ("theme", self.colours, usual.colours),
        )
        return format_html_join(
            "", ' data-{}="{}"', ((name, value) for name, value, default in named if value != default)
        )

    @property
    def labels(self) -> list[str]:
        return [str(choice.label) for choice in (self.text, self.contrast, self.colours)]

    def written(self) -> str:
        """As the cookie keeps it: « grandes.fort.sombre »."""
        return _BETWEEN.join((self.text, self.contrast, self.colours))

    @classmethod
    def of(cls, *, text: str, contrast: str, colours: str) -> Self:
        """ValueError for a value that is not one of ours."""
        return cls(TextSize(text), Contrast(contrast), Colours(colours))


def read(cookies: Mapping[str, str]) -> Comfort:
    """What the cookie says; anything odd in it is as if that choice had not been made."""
    parts = cookies.get(COOKIE, "").split(_BETWEEN)
    if len(parts) != 3:
        return Comfort()
    text, contrast, colours = parts
    return Comfort(
        TextSize(text) if text in TextSize.values else TextSize.NORMAL,
        Contrast(contrast) if contrast in Contrast.values else Contrast.NORMAL,
        Colours(colours) if colours in Colours.values else Colours.DEVICE,
    )
