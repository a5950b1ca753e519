"""The public board: what anyone downloads to check a vote, now or later."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from voting.domain.queries import boards
from voting.domain.queries import votes as vote_queries


@require_safe
def election(request: HttpRequest, pk: int) -> HttpResponse:
    """The exact octets that everything is bound to: a browser hashes them before it encrypts."""
    urn = boards.find(vote_queries.find(pk))
    return HttpResponse(urn.election.encode(), content_type="application/json")


@require_safe
def archive(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The whole board, in the protocol's own format. It grows while the vote is open."""
    urn = boards.find(vote_queries.find(pk))
    response = StreamingHttpResponse(boards.archive(urn), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{urn.uuid}.bel"'
    return response


@require_safe
def verifier(request: HttpRequest) -> FileResponse:
    """The one-file program that checks an archive, to keep and to run anywhere."""
    return _kept(settings.BASE_DIR / "tools" / "verifier.py")


@require_safe
def scrutineer(request: HttpRequest) -> FileResponse:
    """The program of a scrutineer without a network; it needs the verifier and the list of words beside it."""
    return _kept(settings.BASE_DIR / "tools" / "scrutineer.py")


@require_safe
def words(request: HttpRequest) -> FileResponse:
    return _kept(settings.BASE_DIR / "voting" / "crypto" / "mots.txt")


def _kept(path: Path) -> FileResponse:
    kind = "text/x-python" if path.suffix == ".py" else "text/plain; charset=utf-8"
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=kind)
