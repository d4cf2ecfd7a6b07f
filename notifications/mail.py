"""Where the demonstration's e-mails go: into rows that its mailbox page shows."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from notifications.models import StoredLetter


class StoredEmailBackend(BaseEmailBackend):
    """Django's e-mail interface over ``StoredLetter``. Codes for signing in can be read there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message; returns how many."""
        StoredLetter.objects.bulk_create(
            StoredLetter(
                to=", ".join(message.recipients())[:400],
                sender=message.from_email[:254],
                subject=str(message.subject)[:300],
                body=str(message.body),
            )
            for message in email_messages
        )
        return len(email_messages)
