"""What the outbox refuses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class NotFailed(ValidationError):
    """Only a failed message can be sent again by hand; the others send themselves."""

    def __init__(self) -> None:
        super().__init__(
            _("This message has not failed: it is sent, or it will be sent by itself."),
            code="not_failed",
        )
