"""Every error is a problem detail (RFC 9457) in the caller's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from applications.errors import (
    NotPermitted,
    StaleVersion,
    TransferKeyUsed,
    TransitionNotAllowed,
)
from documents.errors import UploadGone
from port_visa.errors import InvitationLocked

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("Not signed in"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("This method is not offered here"),
    409: gettext_lazy("Not possible from the present state"),
    410: gettext_lazy("No longer here"),
    412: gettext_lazy("It has changed meanwhile"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("This kind of content is not taken here"),
    422: gettext_lazy("Something is missing or wrong"),
    428: gettext_lazy("A condition is needed"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"),
}
SHOWN_AS = {
    "lines": "passport_lines",
    "risky_compared": "compared",
    "name_mrz_primary": "surname",
    "name_mrz_secondary": "given_names",
}
FORBIDDEN_CODES = ("not_allowed", "not_permitted", "not_verified")


@dataclass(frozen=True)
class Part:
    """One thing that is wrong: where (a JSON pointer, or empty), which code, and the sentence."""

    pointer: str
    code: str
    detail: str


class Conflict(exceptions.APIException):
    """What is asked for contradicts what is there."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class Gone(exceptions.APIException):
    """It was there once; what was kept of it can be listed, not fetched."""

    status_code = status.HTTP_410_GONE
    default_code = "gone"


class Unprocessable(exceptions.APIException):
    """It can be read, but not done: ``parts`` says what is wrong, and where."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_code = "invalid"

    def __init__(self, detail: Any, code: str = "invalid", parts: tuple[Part, ...] = ()) -> None:
        super().__init__(detail, code=code)
        self.parts = parts


class PreconditionFailed(exceptions.APIException):
    """The caller saw an earlier version."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = gettext_lazy("It has changed since you read it. Read it again, then decide.")
    default_code = "stale"


class PreconditionRequired(exceptions.APIException):
    """The caller does not say which version it saw."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = gettext_lazy("Send If-Match with the ETag that you read.")
    default_code = "if_match_missing"


def problem(
    code: str, status_code: int, detail: str, *, path: str, parts: tuple[Part, ...] = ()
) -> dict[str, Any]:
    """The members of a problem; ``type`` leads to its line on the page of the interface."""
    found: dict[str, Any] = {
        "type": f"{settings.PORTAL_BASE_URL}/en/api/#problem-{status_code}",
        "title": str(TITLES.get(status_code, TITLES[400])),
        "status": status_code,
        "detail": detail,
        "instance": path,
        "code": code,
    }
    if parts:
        found["errors"] = [vars(part) for part in parts]
    return found


DETAILS = {
    400: gettext_lazy("The address or the headers cannot be read."),
    403: gettext_lazy("You may not do this."),
    404: gettext_lazy("There is nothing at this address, or it is not yours to see."),
    405: gettext_lazy("Use one of the methods that the header Allow names."),
    429: gettext_lazy("Wait as long as the header Retry-After says, then go on."),
    500: gettext_lazy("Nothing was changed. Try again later with the same Idempotency-Key."),
}


def problem_response(request: HttpRequest, code: str, status_code: int) -> HttpResponse:
    """A problem outside of DRF: an unknown address, a broken request, an error of ours."""
    body = problem(code, status_code, str(DETAILS[status_code]), path=request.path)
    answer = JsonResponse(body, status=status_code, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def problem_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's hook: what a view raised becomes a problem. None: an error of ours, to be logged."""
    translated = _as_api_error(error)
    answer = exception_handler(translated, dict(context))
    if answer is None:
        return None
    parts = tuple(_parts(translated))
    code = str(getattr(translated, "code", "") or _code(translated))
    request = context["request"]
    detail = _sentence(translated, parts)
    answer.data = problem(code, answer.status_code, detail, path=request.path, parts=parts)
    answer.content_type = MEDIA_TYPE
    answer["Cache-Control"] = "no-store"
    return answer


def _as_api_error(error: Exception) -> Exception:
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, ValidationError):
        return _of_service(error)
    return error


def _of_service(error: ValidationError) -> exceptions.APIException:
    """A rule was broken: its own sentence, with the status that fits."""
    sentence = " ".join(error.messages)
    code = str(getattr(error, "code", "") or "invalid")
    if isinstance(error, NotPermitted) or code in FORBIDDEN_CODES:
        return exceptions.PermissionDenied(sentence, code=code)
    if isinstance(error, UploadGone):
        return Gone(sentence, code=code)
    if isinstance(error, TransitionNotAllowed | StaleVersion | TransferKeyUsed | InvitationLocked):
        return Conflict(sentence, code=code)
    problems = getattr(error, "problems", ())
    parts = tuple(Part(_pointer(p.field), p.code, p.message) for p in problems)
    return Unprocessable(sentence, code=code, parts=parts)


def _pointer(field: str) -> str:
    """Where it is in the body: members that have another name here than on the pages, too."""
    name = SHOWN_AS.get(field, field)
    return f"/{name}" if name else ""


def _code(error: Exception) -> str:
    if isinstance(error, exceptions.ValidationError):
        return "invalid"
    detail = getattr(error, "detail", None)
    return str(getattr(detail, "code", "") or getattr(error, "default_code", "error"))


def _parts(error: Exception) -> Iterator[Part]:
    if isinstance(error, Unprocessable):
        yield from error.parts
    elif isinstance(error, exceptions.ValidationError):
        yield from _flat(error.detail, "")


def _flat(detail: Any, pointer: str) -> Iterator[Part]:
    """DRF's nested errors as a list, each with the JSON pointer of its member."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = "" if name == "non_field_errors" else f"/{name}"
            yield from _flat(inner, pointer + here)
    elif isinstance(detail, list | tuple):
        nested = any(isinstance(inner, dict | list) for inner in detail)
        for number, inner in enumerate(detail):
            yield from _flat(inner, f"{pointer}/{number}" if nested else pointer)
    else:
        yield Part(pointer, str(getattr(detail, "code", "invalid")), str(detail))


def _sentence(error: Exception, parts: tuple[Part, ...]) -> str:
    if isinstance(error, exceptions.ValidationError):
        return " ".join(dict.fromkeys(part.detail for part in parts)) or _("Correct the request.")
    return str(getattr(error, "detail", ""))
