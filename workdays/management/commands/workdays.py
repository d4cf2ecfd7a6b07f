"""``manage.py workdays add DATE N``: working-day arithmetic for people and scripts."""

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError
from django.utils.translation import gettext as _

from workdays.queries import calendar_load
from workdays.rules import Calendar

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
COUNT = re.compile(r"\+?\d{1,9}", re.ASCII)


class Command(BaseCommand):
    help = "Add working days to a date. Prints JSON; '-' reads 'DATE N' lines."
    requires_system_checks: list[str] = []  # standard output carries JSON and nothing else

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        add = actions.add_parser("add", help="the N-th working day after DATE")
        add.add_argument("date", help="YYYY-MM-DD, or - to read 'DATE N' lines from standard input")
        add.add_argument("n", nargs="?", help="number of working days, 0 or more")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            calendar = calendar_load()
        except ProgrammingError:
            raise CommandError(
                _("The database holds no calendar yet. Run first: python manage.py migrate")
            ) from None
        if options["date"] == "-":
            if not self._answer_lines(calendar, sys.stdin):
                sys.exit(1)
            return
        try:
            answer = _answer(calendar, options["date"], options["n"] or "")
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(json.dumps(answer))

    def _answer_lines(self, calendar: Calendar, lines: Iterable[str]) -> bool:
        """Answer each line on its own; return whether all could be answered."""
        faultless = True
        for number, line in enumerate(lines, start=1):
            words = line.lstrip("\ufeff").split()
            if not words:
                continue
            try:
                if len(words) != 2:
                    raise ValidationError(_("Write a date and a number, like 2026-09-30 3."))
                answer = _answer(calendar, *words)
            except ValidationError as error:
                faultless = False
                answer = {"error": " ".join(error.messages), "line": number}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        return faultless


def _answer(calendar: Calendar, day: str, count: str) -> dict[str, object]:
    deadline = calendar.add(_date_of(day), _count_of(count))
    return {"date": deadline.date.isoformat(), "provisional": deadline.provisional}


def _date_of(text: str) -> date:
    """Read an ISO date. Raises ``ValidationError`` with what is wrong."""
    if not ISO_DATE.fullmatch(text):
        raise ValidationError(
            _("“%(text)s” is not a date. Write it as YYYY-MM-DD, like 2026-09-30.")
            % {"text": text[:40]}
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError(
            _("There is no day %(text)s. Check the month and the day.") % {"text": text}
        ) from None


def _count_of(text: str) -> int:
    """Read a number of working days. Raises ``ValidationError`` with what is wrong."""
    if not COUNT.fullmatch(text):
        raise ValidationError(
            _(
                "“%(text)s” is not a number of working days. "
                "Write a whole number from 0 to 999999999."
            )
            % {"text": text[:40]}
        )
    return int(text)
