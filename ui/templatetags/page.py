"""What the frame of every page needs: the menu, the other language. ``{% load page %}``."""

from typing import Any, TypedDict

from django import template
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_info, override

register = template.Library()


class LanguageLink(TypedDict):
    """The same page in another language."""

    code: str
    tag: str
    name: str
    url: str


def _tag(code: str) -> str:
    """BCP 47 spelling: zh-hans becomes zh-Hans."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language


@register.simple_tag
def language_tag() -> str:
    """The page's language as it belongs into the ``lang`` attribute."""
    return _tag(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag(takes_context=True)
def other_languages(context: Context) -> list[LanguageLink]:
    """Links to this page, query string included, in the languages that it is not in."""
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request else "/"
    return [
        {
            "code": code,
            "tag": _tag(code),
            "name": "中文" if code == "zh-hans" else get_language_info(code)["name_local"],
            "url": _in_language(here, code),
        }
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


def _in_language(path: str, code: str) -> str:
    """``path`` in the language ``code``; an address that has no such page leads home."""
    moved = translate_url(path, code)
    if moved != path:
        return moved
    with override(code):
        return reverse("home")


@register.simple_tag(takes_context=True)
def alternate_addresses(context: Context) -> list[LanguageLink]:
    """Absolute addresses of this page in every language, for search engines; no query string."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    match = getattr(request, "resolver_match", None)
    if match is None:
        return []
    return [
        {
            "code": code,
            "tag": _tag(code),
            "name": str(name),
            "url": settings.PORTAL_BASE_URL + translate_url(request.path, code),
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """The address of the page called ``name``, or nothing while there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def current_section(context: Context) -> str:
    """Which part of the menu this page belongs to: apply, track, check, guidance, inbox or none."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = (match.url_name or "") if match else ""
    sections = {
        "track": ("track",),
        "check": ("verify", "offline_check", "share_check"),
        "guidance": ("guidance", "working_days", "finder"),
        "inbox": ("inbox", "message"),
        "account": ("account_", "mfa_"),
        "apply": (
            *("dashboard", "invitation", "invitee", "organisation", "application", "visit"),
            *("permit", "my_permits", "employer_permits", "share"),
        ),
    }
    return next((part for part, starts in sections.items() if name.startswith(starts)), "")


@register.simple_tag(takes_context=True)
def with_page(context: Context, number: int) -> str:
    """This page's query string with another ``page``."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query["page"] = str(number)
    return f"?{query.urlencode()}"
