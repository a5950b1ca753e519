from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.http import require_safe

from config.gallery import samples
from config.gallery.entries import PARTS, Entry


@require_safe
def gallery(request: HttpRequest, part: str = "actions") -> HttpResponse:
    """One part of the gallery; a missing page in production, where people have nothing to do with it."""
    if not settings.SHOWS_GALLERY or part not in PARTS:
        raise Http404
    title, entries = PARTS[part]
    context = {
        "title": title,
        "parts": [(slug, words, slug == part) for slug, (words, _entries) in PARTS.items()],
        "shown": [(entry, source_of(entry)) for entry in entries],
    }
    return render(request, "gallery/index.html", samples.values() | context)


def source_of(entry: Entry) -> str:
    """How the example is written, as a developer copies it."""
    source: str = get_template(entry.example).template.source  # type: ignore[attr-defined]
    return source.split("%}", 1)[1].strip() if source.startswith("{% load") else source.strip()
