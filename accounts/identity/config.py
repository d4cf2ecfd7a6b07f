"""Which provider is configured, if any."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Configuration:
    """The provider as the environment names it (``portal.env_identity``)."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label_en: str
    label_zh: str

    @property
    def label(self) -> str:
        """The provider's name in the reader's language."""
        chinese = (get_language() or "").startswith("zh")
        return self.label_zh if chinese else self.label_en


def configuration() -> Configuration | None:
    """Return the configured provider; None: nobody signs in that way."""
    return Configuration(**settings.IDENTITY_PROVIDER) if settings.IDENTITY_PROVIDER else None


def label() -> str:
    """Return the provider's name in the reader's language, or nothing."""
    found = configuration()
    return found.label if found else ""
