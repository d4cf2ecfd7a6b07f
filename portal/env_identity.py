"""Settings of the identity provider with which people may sign in: all of them, or none."""

from urllib.parse import urlparse

from pydantic import Field
from pydantic_settings import BaseSettings

LONGEST_ISSUER = 200  # it is kept beside each subject, in a column of this length


class IdentityEnvironment(BaseSettings):
    """The part of the environment that names an OpenID Connect provider."""

    oidc_issuer: str = Field(
        "",
        validation_alias="OIDC_ISSUER",
        description="identity provider (OpenID Connect) with which people may sign in, as its "
        "discovery document writes it; empty: nobody can",
    )
    oidc_client_id: str = Field(
        "",
        validation_alias="OIDC_CLIENT_ID",
        description="the portal's client id there; redirect address: "
        "`PORTAL_BASE_URL/account/identity/callback/`",
    )
    oidc_client_secret: str = Field(
        "", validation_alias="OIDC_CLIENT_SECRET", description="the secret that goes with it"
    )
    oidc_label_en: str = Field(
        "",
        validation_alias="OIDC_LABEL_EN",
        description="the provider's English name, as on the button: Sign in with …",
    )
    oidc_label_zh: str = Field(
        "", validation_alias="OIDC_LABEL_ZH", description="the provider's Chinese name"
    )

    def identity_problems(self, *, https_only: bool) -> list[str]:
        """What is wrong with these settings, one sentence each. None at all are right, too."""
        given = {
            "OIDC_ISSUER": self.oidc_issuer,
            "OIDC_CLIENT_ID": self.oidc_client_id,
            "OIDC_CLIENT_SECRET": self.oidc_client_secret,
            "OIDC_LABEL_EN": self.oidc_label_en,
            "OIDC_LABEL_ZH": self.oidc_label_zh,
        }
        missing = [name for name, value in given.items() if not value.strip()]
        if len(missing) == len(given):
            return []
        if missing:
            return [f"Set all of {', '.join(given)} or none; missing: {', '.join(missing)}"]
        if not _fit(self.oidc_issuer, https_only=https_only):
            return [
                f"OIDC_ISSUER must be an address of at most {LONGEST_ISSUER} characters that "
                "begins with https:// and has neither a query nor a fragment"
            ]
        return []

    @property
    def identity(self) -> dict[str, str] | None:
        """The provider for Django's settings, or None."""
        if not self.oidc_issuer:
            return None
        return {
            "issuer": self.oidc_issuer,
            "client_id": self.oidc_client_id,
            "client_secret": self.oidc_client_secret,
            "label_en": self.oidc_label_en,
            "label_zh": self.oidc_label_zh,
        }


def _fit(issuer: str, *, https_only: bool) -> bool:
    """Whether it is an issuer as OpenID Connect Discovery 1.0 defines it; demo: http, too."""
    try:
        parts = urlparse(issuer)
    except ValueError:
        return False
    schemes = ("https",) if https_only else ("https", "http")
    strange = parts.query or parts.fragment or parts.username or len(issuer) > LONGEST_ISSUER
    return parts.scheme in schemes and bool(parts.hostname) and not strange
