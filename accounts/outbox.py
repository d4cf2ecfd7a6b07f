"""Which messages this room sends, and the facts that their templates may use."""

from datetime import datetime

from accounts.models import MembershipInvitation, Organisation


def organisation_verified(organisation: Organisation, now: datetime) -> None:
    """Tell the members that they can submit from now on."""


def organisation_returned(
    organisation: Organisation, items: list[str], text: str, now: datetime
) -> None:
    """Tell the members what to correct."""


def member_invited(invitation: MembershipInvitation, now: datetime) -> None:
    """Send a colleague the link by which to join."""


def access_requested(request: MembershipInvitation, now: datetime) -> None:
    """Tell the owners that somebody asks for access."""
