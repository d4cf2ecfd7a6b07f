"""``manage.py demo_load``: the demonstration's data, as often as you like."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.demo import DemoRefusedError, demo_load, logins_table


class Command(BaseCommand):
    help = "Load the demonstration data and print its log-ins. Refused in production."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            logins = demo_load(now=timezone.now(), demo=settings.PORTAL_DEMO)
        except DemoRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(logins_table(logins))
