"""The public check of a document: no sign-in, one query, nothing that was not on the paper."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET, require_safe

from documents.codes import code_normalise
from documents.forms import CodeForm
from documents.models import IssuedDocument
from documents.queries import document_for_code
from documents.services.checks import check_failed, too_many_guesses
from documents.showing import UNKNOWN, shown
from documents.signing import keys_published
from ui.responses import unlisted


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and lead to its page."""
    if "code" not in request.GET:
        return render(request, "documents/verify.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if not form.is_valid():
        return render(request, "documents/verify.html", {"form": form})
    return redirect("verify_code", code=form.cleaned_data["code"])


@never_cache
@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Say what state the document with this code is in."""
    address = get_adapter(request).get_client_ip(request)
    if too_many_guesses(address=address):
        return unlisted(render(request, "429.html", status=429))
    now = timezone.now()
    document: IssuedDocument | None = document_for_code(code)
    if document is None:
        check_failed(address=address, now=now)
    context = {
        "code": document.code if document else code_normalise(code) or "",
        "check": shown(document, timezone.localdate(now)) if document else UNKNOWN,
        "checked_at": now,
        "form": CodeForm(),
    }
    status = 200 if document else 404
    return unlisted(render(request, "documents/verify_code.html", context, status=status))


@require_safe
def verify_short(request: HttpRequest, code: str) -> HttpResponse:
    """From the short address in the QR to the page in the phone's language."""
    with translation.override(translation.get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("verify_code", kwargs={"code": code[:40]}))
    response["Vary"] = "Accept-Language, Cookie"
    return unlisted(response)


@require_safe
def offline_check(request: HttpRequest) -> HttpResponse:
    """A page that checks a QR's signature by itself, without asking us."""
    return render(request, "documents/offline_check.html")


@cache_control(public=True, max_age=3600)
@require_safe
def portal_keys(request: HttpRequest) -> JsonResponse:
    """The public keys of the signed codes (RFC 7517), for anybody's checking program."""
    response = JsonResponse(keys_published())
    response["Access-Control-Allow-Origin"] = "*"
    return response
