"""Addresses without a token: where tokens come from, and the schema."""

import base64
import binascii
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from oauth2_provider.views import TokenView

from api.problems import problem_response
from api.throttling import token_wait


@method_decorator([csrf_exempt, sensitive_post_parameters("client_secret")], name="dispatch")
class Token(TokenView):
    """Gives a token for a client's secret (RFC 6749, 4.4). Its errors have the form of RFC 6749."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            answer = problem_response(request, "method_not_allowed", 405)
            answer["Allow"] = "POST"
            return answer
        seconds = token_wait(request.META.get("REMOTE_ADDR", ""), _client_id(request))
        if seconds:
            answer = problem_response(request, "throttled", 429)
            answer["Retry-After"] = str(seconds)
            return answer
        found: HttpResponse = super().dispatch(request, *args, **kwargs)
        found["Cache-Control"] = "no-store"
        return found


def _client_id(request: HttpRequest) -> str:
    """Who says to be asking, in the header or in the form."""
    scheme, _space, packed = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(packed).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return request.POST.get("client_id", "")


token = Token.as_view()


@require_GET
def schema(request: HttpRequest) -> HttpResponse:
    """The schema in the caller's language: YAML, or JSON with ``?format=json``."""
    found = SchemaGenerator().get_schema(request=None, public=True)
    as_json = request.GET.get("format") == "json"
    renderer = OpenApiJsonRenderer() if as_json else OpenApiYamlRenderer()
    kind = "application/json" if as_json else "application/yaml"
    answer = HttpResponse(renderer.render(found, renderer_context={}), content_type=kind)
    answer["Content-Language"] = get_language() or "en"
    answer["Vary"] = "Accept-Language"
    return answer
