"""Where allauth looks for providers of this app."""

from accounts.identity.provider import provider_classes

__all__ = ["provider_classes"]
