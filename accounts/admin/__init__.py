"""The officers' pages of this room: organisations to check, posts. Buttons call services."""

import allauth.socialaccount.admin  # noqa: F401  registers what is taken away below
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin

from accounts.admin.organisations import OrganisationAdmin
from accounts.admin.posts import PostAdmin

for _model in (SocialAccount, SocialApp, SocialToken):  # the provider is set in the environment
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)

__all__ = ["OrganisationAdmin", "PostAdmin"]
