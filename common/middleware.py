"""What every request goes through, besides Django's own."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from common import errors

GetResponse = Callable[[HttpRequest], HttpResponse]

MAIN_PART = "contenu"
LANGUAGE_COOKIE = "langue"


def chosen_language(cookies: Mapping[str, str]) -> str:
    """French, unless the person chose English themselves.

    Never guessed from the browser: a library computer set to English must show French.
    """
    choice = cookies.get(LANGUAGE_COOKIE, "")
    return choice if choice in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Shows the pages in the language of the `langue` cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request.COOKIES)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class MethodMiddleware:
    """An empty « method not allowed » becomes a page that helps; the API's own answers stay as they are."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.method_not_allowed(request, response.headers["Allow"])
        return response


class FragmentMiddleware:
    """After an act, a browser keeps the fragment it posted to (« #erreurs ») unless the redirect names another."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = "text/html" in request.headers.get("Accept", "")
        target = response.headers.get("Location", "")
        if request.method == "POST" and is_page and target.startswith("/") and "#" not in target:
            response.headers["Location"] = f"{target}#{MAIN_PART}"
        return response


class NoStoreMiddleware:
    """Nothing shown to a signed-in person stays in the browser of a shared computer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(
            ("/entrer", "/deuxieme-etape", "/premiere-fois", "/sans-carte")
        ) or _is_signed_in(request):
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Looks only where there is something to look at: an anonymous page must cost no query and set no cookie."""
    carries_session = settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified
    if not carries_session and "Authorization" not in request.headers:
        return False
    return request.user.is_authenticated
