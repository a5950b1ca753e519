"""Pages whose address is a secret by itself: the next request must not repeat it in its Referer."""

from django.http import HttpResponse


def unsaid(response: HttpResponse) -> HttpResponse:
    # Not « no-referrer »: browsers then send « Origin: null » with the page's own form, which is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response
