"""The private link to one invitee's part: sent or copied, opened, used, closed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import LinkEnd
from applications.errors import LinkGone
from applications.private_links import (
    gone_code,
    link_found,
    link_issue,
    links_close,
    links_used_up,
    opened_note,
    refuse_if_gone,
)
from applications.services.messages import neutral_path
from notifications.enums import MessageEvent
from notifications.services import message_enqueue_address
from port_visa.enums import LinkKind
from port_visa.errors import InvitationError, InvitationIncomplete
from port_visa.models import Invitee, InviteeLink
from port_visa.parameters import limits_on
from port_visa.permissions import can_edit_invitation
from port_visa.services.locks import draft_check, invitation_lock
from ui.problems import Problem

PRESSED_TWICE = timedelta(minutes=1)
_GONE = {
    LinkEnd.REPLACED: gettext_lazy("A newer link was made for you. Use the newest one."),
    LinkEnd.CLOSED: gettext_lazy(
        "This link was closed. Ask the person who invites you to send you a new one."
    ),
    LinkEnd.USED: gettext_lazy(
        "This link has done its work: your data are confirmed. Is something wrong? Tell the person "
        "who invites you."
    ),
    LinkEnd.MOVED_ON: gettext_lazy(
        "The invitation has been handed in or deleted since this link was made. Is something "
        "wrong? Tell the person who invites you."
    ),
    "expired": gettext_lazy(
        "This link has expired. Ask the person who invites you to send you a new one."
    ),
}


def person_lock(invitee: Invitee, actor: User) -> Invitee:
    """Lock a person on a draft that ``actor`` may change. Raises InvitationLocked, not_allowed."""
    locked = invitation_lock(invitee.invitation_id)
    draft_check(locked, actor)
    rows = Invitee.objects.select_for_update(of=("self",)).select_related("application__traveller")
    fresh = rows.get(pk=invitee.pk)
    if fresh.removed_at is not None:
        raise InvitationError(_("This person was removed from the invitation."), code="removed")
    fresh.invitation = locked
    return fresh


@transaction.atomic
def invitee_link_send(
    *, invitee: Invitee, email: str, language: str, actor: User, now: datetime
) -> InviteeLink:
    """E-mail the traveller a new private link; an older one opens nothing any more.

    Pressed twice, one letter goes out.

    ``email`` is kept as the person's. Raises InvitationIncomplete without an address,
    InvitationError when too many were sent today.
    """
    locked = person_lock(invitee, actor)
    address = email.strip().lower()
    if not address:
        problem = Problem("email", _("Enter the traveller's e-mail address."), "email")
        raise InvitationIncomplete([problem])
    if pressed := _just_sent(locked, address, language, now):
        return pressed
    link, token = _issue(locked, LinkKind.TRAVELLER, address, language, actor, now)
    locked.email, locked.language = address, language
    locked.save(update_fields=["email", "language"])
    message_enqueue_address(
        event=MessageEvent.INVITEE_LINK,
        key=str(link.pk),
        address=address,
        language=language,
        context={
            "name": locked.application.traveller.name_mrz,
            **locked.invitation.inviter_names,
            "expires_on": legal_date(link.expires_at).isoformat(),
            "path": neutral_path("invitee_link_open", token),
        },
        now=now,
    )
    return link


def _just_sent(locked: Invitee, address: str, language: str, now: datetime) -> InviteeLink | None:
    """The link that the same button sent a moment ago: pressed twice, one letter goes out."""
    rows = locked.links.filter(kind=LinkKind.TRAVELLER, closed_at=None)
    return rows.filter(address=address, language=language, sent_at__gt=now - PRESSED_TWICE).first()


@transaction.atomic
def invitee_link_copy(
    *, invitee: Invitee, language: str, actor: User, now: datetime
) -> tuple[InviteeLink, str]:
    """Make a link that the inviter passes on by themselves. Its token is shown once, now."""
    locked = person_lock(invitee, actor)
    return _issue(locked, LinkKind.TRAVELLER, "", language, actor, now)


@transaction.atomic
def invitee_phone_link(
    *, invitee: Invitee, language: str, actor: User, now: datetime
) -> tuple[InviteeLink, str]:
    """Make a short-lived link for the inviter's own phone, to be scanned from the screen."""
    locked = person_lock(invitee, actor)
    return _issue(locked, LinkKind.PHONE, "", language, actor, now)


def _issue(
    locked: Invitee, kind: LinkKind, address: str, language: str, actor: User, now: datetime
) -> tuple[InviteeLink, str]:
    limits = limits_on(legal_date(now))
    rows = InviteeLink.objects.filter(invitee=locked, kind=kind)
    if kind == LinkKind.TRAVELLER:
        life = timedelta(days=limits.invitee_link_days)
        if too_many := links_used_up(rows, limits.invitee_links_a_day, now):
            raise InvitationError(too_many, code="too_many")
    else:
        life = timedelta(minutes=limits.phone_link_minutes)
    return link_issue(
        rows,
        life=life,
        now=now,
        invitee=locked,
        kind=kind,
        address=address,
        language=language,
        for_status=locked.application.status,
        sent_by=actor,
    )


@transaction.atomic
def invitee_link_close(*, invitee: Invitee, actor: User, now: datetime) -> int:
    """Close the traveller's open link, with the sessions that it opened. Answers how many."""
    locked = person_lock(invitee, actor)
    return links_close(
        InviteeLink.objects.filter(invitee=locked, kind=LinkKind.TRAVELLER), LinkEnd.CLOSED, now
    )


@transaction.atomic
def invitee_link_open(*, token: str, now: datetime) -> InviteeLink:
    """Open a person's part with the token of a link; twice has one effect. Raises LinkGone."""
    found = link_found(InviteeLink.objects.all(), token)
    link = link_lock(found, now)
    opened_note(link, now)
    return link


def link_lock(link: InviteeLink, now: datetime) -> InviteeLink:
    """Lock a link that still opens its person's part, after the invitation's row.

    Raises LinkGone when it does not: closed, used, expired, the draft handed in or thrown away, or
    whoever sent it may not change the draft any more.
    """
    rows = InviteeLink.objects.filter(pk=link.pk)
    (invitation_pk,) = rows.values_list("invitee__invitation_id", flat=True)
    invitation = invitation_lock(invitation_pk)
    locked = rows.select_for_update(of=("self",))
    (fresh,) = locked.select_related("sent_by", "invitee__application__traveller")
    fresh.invitee.invitation = invitation
    refuse_if_gone(fresh, fresh.invitee.application.status, now, _GONE)
    if not lends(fresh):
        raise LinkGone(_GONE[LinkEnd.CLOSED], code=LinkEnd.CLOSED)
    return fresh


def lends(link: InviteeLink) -> bool:
    """Whether whoever made the link may still do with the person what the link lends."""
    person = link.invitee
    return person.removed_at is None and can_edit_invitation(link.sent_by, person.invitation)


def link_holds(link: InviteeLink, now: datetime) -> bool:
    """Whether a session that this link opened may still act; for pages, before the lock."""
    return not gone_code(link, link.invitee.application.status, now) and lends(link)


def gone_words(link: InviteeLink, now: datetime) -> str:
    """The sentence why the link opens nothing any more."""
    code = gone_code(link, link.invitee.application.status, now) or LinkEnd.CLOSED
    return str(_GONE[code])
