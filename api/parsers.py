"""What comes in is read strictly and within limits; what goes out is what the schema says."""

from collections.abc import Iterable, Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser, JSONParser, MultiPartParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class TooLarge(APIException):
    """The body is larger than this address takes."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = _("The request is too large.")
    default_code = "too_large"


def length_check(context: Mapping[str, Any] | None, most: int) -> None:
    """Refuse by the announced length, before anything is read."""
    request = (context or {}).get("request")
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0) if request else 0
    except ValueError:
        raise ParseError from None
    if length > most:
        raise TooLarge


class StrictJSONParser(JSONParser):
    """JSON within a size, an object at the top, nested no deeper than Python reads."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        length_check(parser_context, settings.API_JSON_BYTES)
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_("This JSON is nested too deeply.")) from None
        if not isinstance(data, dict):
            raise ParseError(_("Send a JSON object."))
        return data


class FileParser(MultiPartParser):
    """A form with one file."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        length_check(parser_context, settings.API_UPLOAD_BYTES)
        return super().parse(stream, media_type, parser_context)


class OneAnswer(BaseContentNegotiation):
    """Every address has one kind of answer; ``Accept`` chooses nothing."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        wanted = (request.content_type or "").partition(";")[0].strip().lower()
        return next((p for p in parsers if p.media_type == wanted), None)

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        return only, str(only.media_type)
