"""The person's private link: sent to their address, opened without an account, closed."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.deadlines import legal_date
from applications.enums import LinkEnd, Status
from applications.private_links import (
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
from permits.errors import PermitError, PermitLocked
from permits.models import PermitApplication, PersonLink
from permits.permissions import is_employer
from permits.services.locks import not_allowed, permit_lock

LINK_LIFE = timedelta(days=14)
MOST_A_DAY = 5
OPEN_STATUSES = (Status.DRAFT, Status.SUBMITTED, Status.SUPPLEMENT)
_CLOSED = gettext_lazy("This link was closed. Ask your employer to send you a new one.")
_MOVED_ON = gettext_lazy(
    "The application has moved on since this link was sent. Sign in with the address that it was "
    "sent to: we e-mail you a code, you need no password."
)
_GONE = {
    LinkEnd.REPLACED: gettext_lazy("A newer link was sent to you. Use the newest e-mail."),
    LinkEnd.CLOSED: _CLOSED,
    LinkEnd.USED: _CLOSED,
    LinkEnd.MOVED_ON: _MOVED_ON,
    "expired": gettext_lazy("This link has expired. Ask your employer to send you a new one."),
}


@transaction.atomic
def person_link_send(*, permit: PermitApplication, actor: User, now: datetime) -> PersonLink:
    """Send the person a new private link, in their language; an older one opens nothing any more.

    Raises PermitError when too many were sent today, PermitLocked when there is nothing to do for
    the person any more.
    """
    locked = permit_lock(permit.pk)
    if not is_employer(actor, locked):
        raise not_allowed()
    if locked.is_discarded or locked.application.status not in OPEN_STATUSES:
        message = _("There is nothing for the employee to fill in any more.")
        raise PermitLocked(message, code="locked")
    if too_many := links_used_up(locked.links.all(), MOST_A_DAY, now):
        raise PermitError(too_many, code="too_many")
    link, token = link_issue(
        locked.links.all(),
        life=LINK_LIFE,
        now=now,
        permit=locked,
        address=locked.person_email,
        language=locked.person_language,
        for_status=locked.application.status,
        sent_by=actor,
    )
    _mail(link, token, now)
    return link


def _mail(link: PersonLink, token: str, now: datetime) -> None:
    application = link.permit.application
    assert application.organisation is not None  # noqa: S101  an employer files
    message_enqueue_address(
        event=MessageEvent.PERMIT_LINK,
        key=str(link.pk),
        address=link.address,
        language=link.language,
        context={
            "name": link.permit.person_name,
            "reference": application.reference,
            "organisation_zh": application.organisation.name_zh,
            "organisation_en": application.organisation.name_en,
            "expires_on": legal_date(link.expires_at).isoformat(),
            "path": neutral_path("permit_link", token),
        },
        now=now,
    )


@transaction.atomic
def person_link_close(*, permit: PermitApplication, actor: User, now: datetime) -> int:
    """Close the open link and end the sessions that it opened. Answers how many were open."""
    locked = permit_lock(permit.pk)
    if not is_employer(actor, locked):
        raise not_allowed()
    return links_close(locked.links.all(), LinkEnd.CLOSED, now)


@transaction.atomic
def person_link_open(*, token: str, now: datetime) -> PersonLink:
    """Open the person's part with the token of their link; twice has one effect.

    Who has the link has the mailbox that it was sent to: an account for that address is kept for
    the person (without a password; they sign in with a code when they want to). Raises LinkGone.
    """
    found = link_found(PersonLink.objects.all(), token)
    permit = permit_lock(found.permit_id)
    link = PersonLink.objects.select_for_update(of=("self",)).get(pk=found.pk)
    link.permit = permit
    refuse_if_gone(link, permit.application.status, now, _GONE)
    if permit.application.person_id is None:
        person_claim(permit=permit, person=_account_for(link))
    opened_note(link, now)
    return link


def person_claim(*, permit: PermitApplication, person: User) -> None:
    """Remember whose application it is: who proved to read mail at the address given for them."""
    if permit.application.person_id is None:
        permit.application.person = person
        permit.application.save(update_fields=["person"])


def _account_for(link: PersonLink) -> User:
    found = User.objects.filter(email__iexact=link.address).first()
    if found is not None:
        return found
    person = User.objects.create_user(
        link.address, name=link.permit.person_name, language=link.language
    )
    # the link was read in this mailbox, so a code sent there later signs in without a second one
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def grant_holds(link: PersonLink, now: datetime) -> bool:
    """Whether a session that this link opened may still act for the person."""
    return link.closed_at is None and now < link.expires_at and not link.permit.is_discarded
