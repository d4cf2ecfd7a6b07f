"""What the provider says about a person."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    """E-mail address and name, at the userinfo endpoint only, as large providers do."""

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_userinfo_claims(request)
        user = request.user
        about = {"name": user.first_name, "email": user.email, "email_verified": user.is_staff}
        return claims | {name: value for name, value in about.items() if value != ""}
