"""A refusal answers with its sentence and its status: as a page, or as JSON for the API."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from rest_framework import exceptions as api_exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_api_handler

from common.exceptions import Refused

# The documentation of the API, under /api/, is pages for people.
API_PREFIX = "/api/v1/"


class RefusalMiddleware:
    """Turns a `Refused` that reached the top of a page into that page's answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        body = {"code": exception.code, "sentence": str(exception.sentence)}
        if request.path.startswith(API_PREFIX):
            return JsonResponse(body, status=exception.status)
        body["back_url"] = came_from(request)
        return render(request, "errors/refused.html", body, status=exception.status)


def came_from(request: HttpRequest) -> str:
    """The path of our page that led here, as the browser tells it; empty when it is another site, or this page itself."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return ""
    path = urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()
    return "" if path == request.get_full_path() or not path.startswith("/") else path


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Every API error has one shape: `{"code", "sentence"}`, and `"fields"` when some were badly filled."""
    if isinstance(exc, Refused):
        return Response({"code": exc.code, "sentence": str(exc.sentence)}, status=exc.status)
    response = default_api_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, api_exceptions.ValidationError):
        response.status_code = 422
        response.data = {
            "code": "bad_input",
            "sentence": _("Some answers need a second look."),
            "fields": _by_field(exc.detail),
        }
        return response
    response.data = {"code": _code(exc), "sentence": _sentence(exc)}
    return response


def _by_field(detail: Any) -> dict[str, Any]:
    if isinstance(detail, dict):
        return detail
    return {"non_field_errors": detail}


def _code(exc: Exception) -> str:
    if isinstance(exc, Http404):
        return "not_found"
    if isinstance(exc, PermissionDenied):
        return "permission_denied"
    codes = exc.get_codes() if isinstance(exc, api_exceptions.APIException) else "error"
    return codes if isinstance(codes, str) else "error"


def _sentence(exc: Exception) -> str:
    if isinstance(exc, Http404):
        return _("This is not here.")
    if isinstance(exc, PermissionDenied):
        return _("This is not for you, or not now.")
    detail = getattr(exc, "detail", "")
    return str(detail) if isinstance(detail, str) else _("Something in this request is not right.")
