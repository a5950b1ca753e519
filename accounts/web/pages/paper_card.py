"""The card as printed: its number, a picture of its number, how to enter; and once, the slip with the code."""

from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.urls import reverse

from accounts.domain.opening_codes import Slip
from accounts.models import AccessCard

QUIET = 4


@dataclass(frozen=True)
class PaperCard:
    """`picture` is the drawing of a QR code of `side` modules: the page to enter with this card number, no secret."""

    number: str
    site: str
    picture: str
    side: int
    slip: Slip | None = None


def paper_card(request: HttpRequest, card: AccessCard, slip: Slip | None = None) -> PaperCard:
    address = request.build_absolute_uri(reverse("accounts:enter"))
    picture, side = _drawing(f"{address}?carte={card.number}")
    return PaperCard(number=str(card), site=request.get_host(), picture=picture, side=side, slip=slip)


def _drawing(text: str) -> tuple[str, int]:
    """An SVG path of one-module strokes, and the side of the square with its quiet zone."""
    strokes = []
    rows = segno.make(text, error="m", micro=False).matrix
    for y, row in enumerate(rows, start=QUIET):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                strokes.append(f"M{x + QUIET} {y}.5h{width}")
            x += width or 1
    return "".join(strokes), len(rows) + 2 * QUIET
