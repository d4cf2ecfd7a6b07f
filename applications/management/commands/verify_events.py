"""``manage.py verify_events``: recompute every chain of the event log and name what was touched."""

import hashlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Prefetch

from applications.events import chain_problems
from applications.models import Application, Event
from applications.references import reference_normalise

CHUNK = 500


class Command(BaseCommand):
    help = (
        "Check the event log: no row changed, none missing. Prints a digest over all cases; kept "
        "outside the database, it also proves that nobody rewrote a whole chain."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reference", help="only this case, for example PV-7K3M-4Q9X-C")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = Application.objects.order_by("pk").prefetch_related(
            Prefetch("events", queryset=Event.objects.order_by("sequence"))
        )
        if options["reference"]:
            cases = cases.filter(reference=reference_normalise(options["reference"]))
        problems: list[str] = []
        checked = 0
        heads = hashlib.sha256()
        for case in cases.iterator(chunk_size=CHUNK):
            problems += chain_problems(case, list(case.events.all()))
            heads.update(f"{case.reference}:{case.event_count}:{case.event_digest}\n".encode())
            checked += 1
        if options["reference"] and not checked:
            raise CommandError(f"There is no case {options['reference']}.")
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} problems in the event log of {checked} cases.")
        self.stdout.write(f"{checked} cases, every event in its place. Heads: {heads.hexdigest()}")
