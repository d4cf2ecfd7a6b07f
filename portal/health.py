"""Addresses for machines: is this process alive, and can it do its work?"""

from django.http import HttpRequest, JsonResponse


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer as long as this process serves; touches nothing else."""
    return JsonResponse({"status": "ok"})
