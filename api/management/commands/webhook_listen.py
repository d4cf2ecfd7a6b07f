"""``manage.py webhook_listen 9000``: show the webhooks that the demonstration sends here."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.webhook_listening import Listener

SECRET = "WEBHOOK_SECRET"  # noqa: S105  the name of a variable


class Command(BaseCommand):
    help = (
        "Receive webhooks on this machine and print them, for people who write a receiver. "
        f"The secret that the registration answered is read from {SECRET} or --secret."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("port", type=int, help="0: a free one")
        parser.add_argument("--secret", default="", help=f"whsec_…, instead of {SECRET}")
        parser.add_argument("--times", type=int, default=0, help="end after so many; 0: never")

    def handle(self, *args: Any, port: int, secret: str, times: int, **options: Any) -> None:
        if not settings.PORTAL_DEMO:
            raise CommandError("Only the demonstration sends webhooks to its own machine.")
        secret = secret or os.environ.get(SECRET, "")
        if not secret:
            raise CommandError(f"Give the secret of the webhook in {SECRET} or --secret.")
        try:
            listener = Listener(port, secret, self.stdout.write)
        except (OSError, OverflowError) as error:
            raise CommandError(f"Port {port} cannot be used: {error}") from error
        self.stdout.write(f"Listening on {listener.url}; Ctrl-C ends it.")
        with listener:
            try:
                while not times or listener.answered < times:
                    listener.handle_request()
            except KeyboardInterrupt:
                self.stdout.write("Ended.")
