"""The page that shows the schema to people: made from it, in the page's language."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from api.problems import TITLES


def _groups() -> dict[str, str]:
    return {
        "Reference": _("To begin with"),
        "Invitations": _("Invitations"),
        "People": _("People you invite"),
        "Documents": _("Documents"),
        "Applications": _("Applications"),
        "Transfers": _("Cases of a partner office"),
        "Webhooks": _("Webhooks"),
    }


@require_GET
def reference(request: HttpRequest) -> HttpResponse:
    """Every call with its scope and its members, then every kind of error."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, calls in schema["paths"].items():
        for method, call in calls.items():
            found[call["tags"][0]].append(_call(schema, path, method, call))
    context = {
        "description": schema["info"]["description"],
        "groups": [{"name": name, "calls": found[tag]} for tag, name in _groups().items()],
        "problems": list(TITLES.items()),
    }
    return render(request, "api/reference.html", context)


def _call(schema: dict[str, Any], path: str, method: str, call: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = next(iter(call.get("requestBody", {}).get("content", {}).values()), {})
    name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
    members = schema["components"]["schemas"].get(name, {}).get("properties", {})
    return {
        "id": call["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": call["summary"],
        "description": call.get("description", ""),
        "scope": ", ".join(call["security"][0]["oauth2"]),
        "members": list(members),
    }
