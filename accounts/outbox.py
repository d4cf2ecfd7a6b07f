"""Which messages this room sends, and the facts that their templates use."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.enums import ReturnItem
from accounts.models import MembershipInvitation, Organisation, User
from accounts.queries import owners_of, users_of
from notifications.enums import MessageEvent
from notifications.services import message_enqueue, message_enqueue_address


def organisation_verified(organisation: Organisation, now: datetime) -> None:
    """Tell the members that they can submit from now on."""
    _tell(
        MessageEvent.ORGANISATION_VERIFIED,
        _key(organisation, now),
        users_of(organisation),
        lambda: {"organisation": organisation.name_zh, "link": _link("dashboard")},
        now,
    )


def organisation_returned(
    organisation: Organisation, items: list[str], text: str, now: datetime
) -> None:
    """Tell the members what to correct, in their own language."""
    labels = {choice.value: choice.label for choice in ReturnItem}
    _tell(
        MessageEvent.ORGANISATION_RETURNED,
        _key(organisation, now),
        users_of(organisation),
        lambda: {
            "organisation": organisation.name_zh,
            "items": [str(labels[item]) for item in items],
            "reason": text,
            "link": _link("organisation", organisation_id=organisation.pk),
        },
        now,
    )


def organisation_suspended(organisation: Organisation, reason: str, now: datetime) -> None:
    """Tell the members that they cannot submit, and why."""
    _tell(
        MessageEvent.ORGANISATION_SUSPENDED,
        _key(organisation, now),
        users_of(organisation),
        lambda: {
            "organisation": organisation.name_zh,
            "reason": reason,
            "link": _link("organisation", organisation_id=organisation.pk),
        },
        now,
    )


def member_invited(invitation: MembershipInvitation, now: datetime) -> None:
    """Send a colleague the link by which to join, in their language or else the inviter's."""
    known = User.objects.filter(email__iexact=invitation.email).first()
    language = known.language if known else invitation.invited_by.language
    with override(language):
        context = {
            "organisation": invitation.organisation.name_zh,
            "invited_by": str(invitation.invited_by),
            "expires_on": timezone.localdate(invitation.expires_at).isoformat(),
            "link": _link("member_join", invitation_id=invitation.pk),
        }
    message_enqueue_address(
        event=MessageEvent.MEMBER_INVITED,
        key=str(invitation.pk),
        address=invitation.email,
        language=language,
        context=context,
        now=now,
    )


def access_requested(request: MembershipInvitation, now: datetime) -> None:
    """Tell the owners that somebody asks for access."""
    organisation = request.organisation
    _tell(
        MessageEvent.ACCESS_REQUESTED,
        str(request.pk),
        owners_of(organisation),
        lambda: {
            "organisation": organisation.name_zh,
            "invited_by": request.email,
            "link": _link("organisation_members", organisation_id=organisation.pk),
        },
        now,
    )


def access_answered(request: MembershipInvitation, accepted: bool, now: datetime) -> None:
    """Tell the person who asked for access what an owner answered."""
    organisation = request.organisation
    _tell(
        MessageEvent.ACCESS_GIVEN if accepted else MessageEvent.ACCESS_DECLINED,
        str(request.pk),
        [request.invited_by],
        lambda: {
            # who was declined learns no more than the code that they typed
            "organisation": organisation.name_zh if accepted else organisation.uscc,
            "link": _link("organisation", organisation_id=organisation.pk)
            if accepted
            else _link("organisations"),
        },
        now,
    )


def _tell(
    event: MessageEvent,
    key: str,
    people: Iterable[User],
    facts: Callable[[], dict[str, Any]],
    now: datetime,
) -> None:
    """Queue one message a person, with the facts made in that person's language."""
    for person in people:
        with override(person.language):
            context = facts()
        message_enqueue(event=event, key=key, recipients=[person], context=context, now=now)


def _key(organisation: Organisation, now: datetime) -> str:
    return f"{organisation.pk}:{now.isoformat()}"


def _link(name: str, **kwargs: Any) -> str:
    """Return the full address of a page in the current language."""
    return settings.PORTAL_BASE_URL + reverse(name, kwargs=kwargs)
