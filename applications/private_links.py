"""What every private link does: issued once, kept as a hash, judged, closed, granted to a session.

The rooms above derive their links from ``PrivateLink`` and say in their own words why one opens
nothing any more.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from applications.enums import LinkEnd
from applications.errors import LinkGone
from applications.limits import Limit
from applications.models import PrivateLink

A_DAY = timedelta(days=1)
# Tokens cannot be guessed; whoever tries thousands is sent away before the database is asked.
OPENINGS = Limit("private-link", times=60, seconds=600)

L = TypeVar("L", bound=PrivateLink)

Words = Mapping[str, str | Promise]


def token_hash(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def links_used_up(rows: "QuerySet[L]", most: int, now: datetime) -> str:
    """The sentence for who has sent as many links as a day allows; empty for everybody else."""
    if rows.filter(sent_at__gt=now - A_DAY).count() < most:
        return ""
    message = _("%(most)d links were sent within a day. Wait until tomorrow, or call 12367.")
    return message % {"most": most}


def link_issue(
    rows: "QuerySet[L]", *, life: timedelta, now: datetime, **values: Any
) -> tuple[L, str]:
    """Write a new link and close those that were open among ``rows``: they open nothing any more.

    The caller holds the lock of what the link opens. Answers the link and its token, which nobody
    can read from the database again.
    """
    links_close(rows, LinkEnd.REPLACED, now)
    token = secrets.token_urlsafe(32)
    link = rows.create(token_hash=token_hash(token), sent_at=now, expires_at=now + life, **values)
    return link, token


def links_close(rows: "QuerySet[L]", why: LinkEnd, now: datetime, **which: Any) -> int:
    """Close what is open among ``rows``; answers how many were."""
    return rows.filter(closed_at=None, **which).update(closed_at=now, closed_why=why)


def link_found(rows: "QuerySet[L]", token: str) -> L:
    """The link of a token. Raises LinkGone for a token that is not one of ours."""
    found = rows.filter(token_hash=token_hash(token)).first()
    if found is None:
        message = _("This link is not one of ours. Copy it from the e-mail once more, in full.")
        raise LinkGone(message, code="unknown")
    return found


def gone_code(link: PrivateLink, status: str, now: datetime) -> str:
    """Why the link opens nothing while its application has this status; empty when it opens."""
    if link.closed_at is not None:
        return link.closed_why
    if link.expires_at <= now:
        return "expired"
    return LinkEnd.MOVED_ON if status != link.for_status else ""


def refuse_if_gone(link: PrivateLink, status: str, now: datetime, words: Words) -> None:
    """Raise LinkGone with the service's sentence when the link opens nothing any more."""
    if code := gone_code(link, status, now):
        raise LinkGone(words[code], code=code)


def opened_note(link: PrivateLink, now: datetime) -> None:
    """Remember when the link was opened first."""
    if link.opened_at is None:
        link.opened_at = now
        link.save(update_fields=["opened_at"])


def grant_keep(request: HttpRequest, kind: str, subject: object, link: PrivateLink) -> None:
    """Let this session act in the part that the link opened. ``kind``: one word a service."""
    grants = request.session.get(kind, {})
    grants[str(subject)] = link.pk
    request.session[kind] = grants


def grant_of(request: HttpRequest, kind: str, subject: object) -> int | None:
    """The key of the link that opened this part for the session; None without one."""
    key: int | None = request.session.get(kind, {}).get(str(subject))
    return key
