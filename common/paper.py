"""A page as a tagged PDF (PDF/UA-1): what is kept, sent, and read aloud by a machine."""

import logging
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

_CSS = Path(__file__).with_name("paper.css")


@cache
def _style() -> str:
    return _CSS.read_text(encoding="utf-8")


def tagged_pdf(request: HttpRequest, template: str, context: dict[str, Any], *, name: str) -> HttpResponse:
    """The answer to a request: a file with that name, in the language of the Espace: who prints is not who reads."""
    # Imported here: it loads the drawing libraries of the machine, that few other pages need.
    import weasyprint

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    with translation.override(settings.LANGUAGE_CODE):
        html = render_to_string(template, context, request)
    nothing_outside = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=nothing_outside)
    css = weasyprint.CSS(string=_style(), url_fetcher=nothing_outside)
    made = document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
