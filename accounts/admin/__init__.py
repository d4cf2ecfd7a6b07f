"""The officers' pages of this room: organisations to check, posts. Buttons call services."""

from accounts.admin.organisations import OrganisationAdmin
from accounts.admin.posts import PostAdmin

__all__ = ["OrganisationAdmin", "PostAdmin"]
