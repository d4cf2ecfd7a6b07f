"""What was typed and could not be saved yet: kept on the server until the person is back.

Two things interrupt a step without JavaScript: a session that ended before the answer was sent, and
a change of language. In both, what was posted is kept in the (new) session under the page's
address without its language, and the page shows it again, unjudged, to be saved.
"""

from typing import Final

from django.http import HttpRequest, QueryDict

_KEY: Final = "kept_answers"
_MOST_PAGES: Final = 10
_MOST_CHARACTERS: Final = 100_000
_NOT_KEPT: Final = ("csrfmiddlewaretoken", "switch")


def _page(path: str) -> str:
    """The address without its language: ``/en/x/`` and ``/zh-hans/x/`` are one page."""
    return "/" + path.lstrip("/").partition("/")[2]


def answers_keep(request: HttpRequest) -> bool:
    """Keep what was posted to this page, and say whether there was something to keep.

    Files cannot be kept; far too much text is not.
    """
    data = request.POST.copy()
    for name in _NOT_KEPT:
        data.pop(name, None)
    encoded = data.urlencode()
    if not encoded or len(encoded) > _MOST_CHARACTERS:
        return False
    pages = request.session.get(_KEY, {})
    pages.pop(_page(request.path), None)
    pages[_page(request.path)] = encoded
    request.session[_KEY] = dict(list(pages.items())[-_MOST_PAGES:])
    return True


def answers_kept(request: HttpRequest) -> QueryDict | None:
    """What was kept for this page; None when there is nothing."""
    encoded = request.session.get(_KEY, {}).get(_page(request.path))
    return QueryDict(encoded) if encoded else None


def answers_forget(request: HttpRequest) -> None:
    """The page was saved: nothing is kept for it any more."""
    pages = request.session.get(_KEY, {})
    if pages.pop(_page(request.path), None) is not None:
        request.session[_KEY] = pages
