"""The schema is made from the code: scopes, conditions, problems and headers included."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from api.enums import Scope
from api.idempotency import HEADER
from api.problems import MEDIA_TYPE, TITLES
from api.serializers.applications import ProblemSerializer
from api.serializers.base import StrictSerializer

PDF = OpenApiTypes.BINARY
TOKEN_PATH = "/api/oauth/token/"  # noqa: S105
WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})
SHOWN = ("200", "201")
UPLOAD_HEADERS = ("ETag", "Repr-Digest", "Content-Disposition")
TEXT: dict[str, Any] = {"type": "string"}


def _view(schema: AutoSchema) -> Any:
    """The view, which is an ``ApiView``."""
    return schema.view


class BearerScheme(OpenApiAuthenticationExtension):
    """OAuth 2.0 client credentials, with the scope that each call needs."""

    target_class = "api.authentication.BearerAuthentication"
    name = "oauth2"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        scopes = {scope.value: str(scope.label) for scope in Scope}
        flow = {"tokenUrl": TOKEN_PATH, "scopes": scopes}
        return {"type": "oauth2", "flows": {"clientCredentials": flow}}

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[str]]:
        scope = _view(auto_schema).scopes.get(auto_schema.method)
        return {"oauth2": [str(scope)] if scope else []}


class ApiSchema(AutoSchema):
    """Adds to each operation what ``ApiView`` does by itself."""

    def get_description(self) -> str:  # type: ignore[override]
        return ""  # docstrings are for those who read the code

    def get_override_parameters(self) -> list[Any]:
        found = []
        if self._is_idempotent():
            found.append(
                OpenApiParameter(
                    HEADER,
                    {"type": "string", "pattern": "^[!-~]{1,255}$"},
                    OpenApiParameter.HEADER,
                    required=True,
                    description=_("New for each request; the same when it is sent again."),
                )
            )
        if self._is_conditional():
            found.append(
                OpenApiParameter(
                    "If-Match",
                    {"type": "string"},
                    OpenApiParameter.HEADER,
                    required=True,
                    description=_("The ETag that was read, or * to act on whatever is there."),
                )
            )
        return found

    def _is_idempotent(self) -> bool:
        handler = getattr(self.view, self.method.lower(), None)
        return bool(getattr(handler, "is_idempotent", False))

    def _is_conditional(self) -> bool:
        return self.method in _view(self).conditional

    def _problem_codes(self) -> list[int]:
        codes = {400, 401, 403, 429}
        if "{" in self.path or self._is_list():
            codes.add(404)
        if self.method in WRITES:
            codes |= {409, 422}
        if self.method in WRITES - {"DELETE"}:
            codes |= {413, 415}
        if self._is_conditional():
            codes |= {412, 428}
        if self.method == "GET" and self._is_file():
            codes |= {409, 410} if self._sends_upload() else {409}
        return sorted(codes)

    def _sends_upload(self) -> bool:
        return bool(_view(self).sends_upload)

    def _has_tag(self) -> bool:
        return self._sends_upload() or not (self._is_list() or self._is_file())

    def _is_list(self) -> bool:
        return self.method == "GET" and self.get_operation_id().endswith("_list")

    def _is_file(self) -> bool:
        responses = self.get_response_serializers()
        return isinstance(responses, dict) and any(isinstance(code, tuple) for code in responses)

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for code in SHOWN:
            if code in bodies and not self._is_file():
                bodies[code]["headers"] = self._headers(code)
        if self.method == "GET" and self._sends_upload():
            bodies["200"]["headers"] = {name: {"schema": TEXT} for name in UPLOAD_HEADERS}
        if self.method == "GET" and self._has_tag():
            bodies["304"] = {"description": _("It has not changed since If-None-Match.")}
        for number in self._problem_codes():
            body = self._get_response_for_code(ProblemSerializer, str(number), [MEDIA_TYPE])
            bodies[str(number)] = {**body, "description": str(TITLES[number])}
        bodies["401"]["headers"] = {"WWW-Authenticate": {"schema": TEXT}}
        bodies["429"]["headers"] = {"Retry-After": {"schema": {"type": "string"}}}
        return bodies

    def _headers(self, code: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if not self._is_list() and not self.path.endswith("files/"):
            found["ETag"] = {"schema": TEXT}
        if code == "201" and not self.path.endswith("files/"):
            found["Location"] = {"schema": {"type": "string", "format": "uri"}}
        if self._is_idempotent():
            replayed = _("true when the answer is that of an earlier request.")
            found["Idempotency-Replayed"] = {"schema": TEXT, "description": replayed}
        return found

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        found = super()._map_basic_serializer(serializer, direction)
        found.pop("description", None)
        strict = serializer if isinstance(serializer, type) else type(serializer)
        if direction == "request" and issubclass(strict, StrictSerializer):
            found["additionalProperties"] = False
        return found
