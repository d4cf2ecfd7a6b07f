"""Pages for what went wrong: calm, in both languages, with the number that helps to find it."""

import logging

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

logger = logging.getLogger(__name__)

LAST_WORDS = (
    "<!doctype html><html lang='en'><meta charset='utf-8'><title>Error</title>"
    "<h1>Something went wrong on our side</h1><p>Please try again in a few minutes, or call 12367."
    "</p><h1 lang='zh-Hans'>系统暂时出现故障</h1>"
    "<p lang='zh-Hans'>请几分钟后再试，或致电12367。</p>"
)


def request_id() -> str:
    """The number under which this request stands in the logs, or nothing outside of one."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def _for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(request: HttpRequest, code: str, status: int) -> HttpResponse:
    """The error of an address of the programming interface that no view of it answered."""
    from api.problems import problem_response

    return problem_response(request, code, status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _for_programs(request):
        return _problem(request, "bad_request", 400)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _for_programs(request):
        return _problem(request, "forbidden", 403)
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _for_programs(request):
        return _problem(request, "not_found", 404)
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies that are off: say so, and how to go on."""
    return render(request, "403_csrf.html", {"return_to": request.get_full_path()}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no database, no session and no compiled asset; plain words if even that fails."""
    try:
        if _for_programs(request):
            return _problem(request, "server_error", 500)
        context = {"request_id": request_id(), "chinese": (get_language() or "").startswith("zh")}
        return HttpResponseServerError(render_to_string("500.html", context))
    except Exception:
        logger.exception("the error page could not be drawn")
        return HttpResponseServerError(LAST_WORDS)
