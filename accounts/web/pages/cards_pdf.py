"""Cards as a tagged PDF (PDF/UA-1), several a page: what is printed for a workshop."""

import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from accounts.domain.opening_codes import Slip
from accounts.models import AccessCard
from accounts.web.pages.paper_card import PaperCard, paper_card

_CSS = Path(__file__).with_name("paper_cards.css")


@cache
def _style() -> str:
    return _CSS.read_text(encoding="utf-8")


def answer_with_slips(request: HttpRequest, slips: list[Slip]) -> HttpResponse:
    """The cards with their codes: kept by nobody, not even by the browser."""
    return _answer(request, [paper_card(request, slip.card, slip) for slip in slips])


def answer_with_card(request: HttpRequest, card: AccessCard) -> HttpResponse:
    """The card alone: nothing on it is secret."""
    return _answer(request, [paper_card(request, card)])


def _answer(request: HttpRequest, papers: list[PaperCard]) -> HttpResponse:
    response = HttpResponse(_pdf(request, papers), content_type="application/pdf")
    # Shown, not saved: a file full of codes must not stay on the computer of a library.
    response["Content-Disposition"] = 'inline; filename="cartes.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


def _pdf(request: HttpRequest, papers: list[PaperCard]) -> bytes:
    # Imported here: it loads the drawing libraries of the machine, that no other page needs.
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    # On paper, in the language of the Espace: who prints is not who reads.
    with translation.override(settings.LANGUAGE_CODE):
        title = ngettext("A card to enter the Espace", "%(count)d cards to enter the Espace", len(papers))
        html = render_to_string(
            "accounts/cards/pdf.html", {"papers": papers, "title": title % {"count": len(papers)}}, request
        )
    nothing_outside = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=nothing_outside)
    css = weasyprint.CSS(string=_style(), url_fetcher=nothing_outside)
    return document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1")
