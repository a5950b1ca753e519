"""The decision record as a tagged PDF (PDF/UA-1): what is kept, sent, and read aloud by a machine."""

import logging
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from voting.models import Vote

_CSS = Path(__file__).with_name("minutes_pdf.css")


@cache
def _style() -> str:
    return _CSS.read_text(encoding="utf-8")


def answer(request: HttpRequest, vote: Vote, context: dict) -> HttpResponse:
    response = HttpResponse(_pdf(request, context), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="proces-verbal-{vote.pk}.pdf"'
    return response


def _pdf(request: HttpRequest, context: dict) -> bytes:
    # Imported here: it loads the drawing libraries of the machine, that few other pages need.
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    html = render_to_string("voting/minutes_pdf.html", context, request)
    nothing_outside = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=nothing_outside)
    css = weasyprint.CSS(string=_style(), url_fetcher=nothing_outside)
    return document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1")


def in_the_espaces_language():
    """On paper, in the language of the Espace: who prints is not who reads."""
    return translation.override(settings.LANGUAGE_CODE)
