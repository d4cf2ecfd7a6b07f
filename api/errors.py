"""What goes wrong with clients. Each error is a sentence that says what to do."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class ClientError(ValidationError):
    """A use case that cannot go on; ``code`` tells which."""


class NotAdministrator(ClientError):
    """Only administrators let systems in."""

    def __init__(self) -> None:
        super().__init__(_("Only an administrator can do this."), code="not_allowed")


class ClientRevoked(ClientError):
    """The client was revoked already."""

    def __init__(self) -> None:
        super().__init__(_("This client was revoked. Create a new one."), code="revoked")


class NotPartner(ClientError):
    """Only offices of the transfer platform have systems of their own here."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose a partner office that takes part in the transfer platform."),
            code="not_partner",
        )
