"""The language that a person reads: chosen by the switch, remembered on the account."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language, get_language
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER
from django.views.i18n import set_language as django_set_language

from accounts.models import User
from accounts.signin.adapter import LANGUAGE_CHOSEN

CODES = tuple(code for code, _name in settings.LANGUAGES)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the same page in another language, and remember the choice.

    A signed-in person's choice is kept on the account. A visitor's is kept in the session, so that
    signing in afterwards does not undo it.
    """
    code = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if code in CODES and check_for_language(code):
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).exclude(language=code).update(language=code)
        else:
            request.session[LANGUAGE_CHOSEN] = code
    return django_set_language(request)


@receiver(user_logged_in, dispatch_uid="accounts.signin.language")
def _language_on_sign_in(sender: Any, request: HttpRequest | None, user: User, **_: Any) -> None:
    """Keep what the visitor chose before signing in; else the account's language rules."""
    chosen = request.session.pop(LANGUAGE_CHOSEN, None) if request is not None else None
    if chosen in CODES and chosen != user.language:
        user.language = chosen
        user.save(update_fields=["language"])


class LanguageMiddleware:
    """Keeps the cookie in step with the account, for pages that carry no language in their address.

    Those are the officers' desk and the machine addresses.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        code = user.language if isinstance(user, User) else ""
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
