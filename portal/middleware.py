"""What every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.error_pages import request_id


class RequestIdMiddleware:
    """Puts the number of the request, as in the logs, into the answer's headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if number := request_id():
            response["X-Request-ID"] = number
        return response
