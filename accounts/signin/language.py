"""The language that a person reads: chosen by the switch, remembered on the account."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as django_set_language

from accounts.models import User
from accounts.signin.adapter import LANGUAGE_CHOSEN

CODES = tuple(code for code, _name in settings.LANGUAGES)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the same page in another language, and remember the choice: the desk's switch."""
    _remember(request, request.POST.get(LANGUAGE_QUERY_PARAMETER, ""))
    return django_set_language(request)


def _remember(request: HttpRequest, code: str) -> None:
    """Keep a choice: on the account, or in the session so that signing in does not undo it."""
    if code not in CODES:
        return
    if isinstance(request.user, User):
        User.objects.filter(pk=request.user.pk).exclude(language=code).update(language=code)
        request.user.language = code
    else:
        request.session[LANGUAGE_CHOSEN] = code


def _switched(request: HttpRequest) -> bool:
    """Tell whether the visitor came from this very page in another language: by the switch."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if request.method != "GET" or came_from.netloc != request.get_host():
        return False
    other = get_language_from_path(came_from.path)
    if came_from.path == request.path or not (other and get_language_from_path(request.path)):
        return False
    return translate_url(request.path, other) == came_from.path


@receiver(user_logged_in, dispatch_uid="accounts.signin.language")
def _language_on_sign_in(sender: Any, request: HttpRequest | None, user: User, **_: Any) -> None:
    """Keep what the visitor chose before signing in; else the account's language rules."""
    chosen = request.session.pop(LANGUAGE_CHOSEN, None) if request is not None else None
    if chosen in CODES and chosen != user.language:
        user.language = chosen
        user.save(update_fields=["language"])


class LanguageMiddleware:
    """Notices the switch, and keeps the cookie in step with the account.

    The cookie is for pages without a language in their address: the desk, machine addresses, "/".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _switched(request):
            _remember(request, get_language_from_path(request.path) or "")
        response = self.get_response(request)
        user = getattr(request, "user", None)
        by_token = hasattr(request, "auth")  # a program: Accept-Language decides, each time anew
        code = user.language if isinstance(user, User) and not by_token else ""
        cookie = settings.LANGUAGE_COOKIE_NAME
        if code and request.COOKIES.get(cookie) != code and cookie not in response.cookies:
            response.set_cookie(
                cookie,
                code,
                max_age=365 * 24 * 3600,
                samesite="Lax",
                secure=request.is_secure(),
                path=settings.LANGUAGE_COOKIE_PATH,
            )
        return response


def language_now() -> str:
    """Return the code of the page's language."""
    return get_language() or settings.LANGUAGE_CODE
