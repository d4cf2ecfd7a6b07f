"""Use cases of accounts: organisations and their check, members, officers' posts."""

from accounts.services.licences import licence_add, licence_opened, licence_remove
from accounts.services.members import (
    access_answer,
    access_request,
    member_change_role,
    member_invitation_accept,
    member_invitation_cancel,
    member_invite,
    member_remove,
)
from accounts.services.organisations import (
    OrganisationData,
    organisation_hand_in,
    organisation_register,
    organisation_return,
    organisation_suspend,
    organisation_update,
    organisation_verify,
)
from accounts.services.posts import post_assign, post_end
from accounts.services.systems import system_end, system_member_add, system_post_add

__all__ = [
    "OrganisationData",
    "access_answer",
    "access_request",
    "licence_add",
    "licence_opened",
    "licence_remove",
    "member_change_role",
    "member_invitation_accept",
    "member_invitation_cancel",
    "member_invite",
    "member_remove",
    "organisation_hand_in",
    "organisation_register",
    "organisation_return",
    "organisation_suspend",
    "organisation_update",
    "organisation_verify",
    "post_assign",
    "post_end",
    "system_end",
    "system_member_add",
    "system_post_add",
]
