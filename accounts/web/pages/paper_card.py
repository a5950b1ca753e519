"""The card as printed: its number, a picture of its number, how to enter; and once, the slip with the code."""

from base64 import b64encode
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

    @property
    def image(self) -> str:
        """The picture as an address that carries it whole: a PDF gives it its words, which it does not to inline SVG."""
        box = f"0 0 {self.side} {self.side}"
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path stroke="#000" d="{self.picture}"/></svg>'
        return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def paper_card(request: HttpRequest, card: AccessCard, slip: Slip | None = None) -> PaperCard:
    address = request.build_absolute_uri(reverse("accounts:enter"))
    picture, side = drawing(f"{address}?carte={card.number}")
    return PaperCard(number=str(card), site=request.get_host(), picture=picture, side=side, slip=slip)


def drawing(text: str) -> tuple[str, int]:
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
