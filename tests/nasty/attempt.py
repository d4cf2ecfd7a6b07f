"""Sends answers to one form, each in a transaction that is taken back, and judges what comes."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from tests.nasty.forms import FormPage, Place, browser
from tests.nasty.reading import HAN, Fields, errors_of, fields_of, unbound
from tests.nasty.values import PROBE

FINE = {200, 302, 400, 403, 404, 409}
# What is written when nothing is done: sessions, and what failed at a sign-in or a check.
ASIDE = ("django_session", "django_migrations", "documents_failedcheck")
_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')


def facts() -> str:
    """One line that is another one as soon as any row of any table is."""
    tables = [t for t in connection.introspection.table_names() if not t.startswith(ASIDE)]
    sums = " UNION ALL ".join(
        f"SELECT '{t}' || coalesce(md5(string_agg(r::text, ',' ORDER BY r::text)), '') FROM \"{t}\" r"  # noqa: S608
        for t in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(sums)
        return ",".join(sorted(row[0] for row in cursor.fetchall()))  # parallel workers mix them


@dataclass
class Writes:
    """The tables that were written to, and with which values. Cheaper than to compare all rows."""

    tables: set[str] = field(default_factory=set)
    inserted: set[str] = field(default_factory=set)
    values: list[Any] = field(default_factory=list)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)  # what the database refuses is not written
        found = _WRITE.match(sql)
        if found and not found[1].startswith(ASIDE):
            self.tables.add(found[1])
            if found[0].lstrip().startswith("INSERT"):
                self.inserted.add(found[1])
            self.values.append(params)
        return done

    @property
    def text(self) -> str:
        """Every written value, one after the other."""
        return normal("\n".join(_flat(self.values)))


def _flat(value: Any) -> Iterator[str]:
    value = getattr(value, "adapted", value)  # what psycopg2 wraps as JSON
    if isinstance(value, dict):
        yield from _flat([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _flat(one)
    elif value is not None:
        yield str(value)


def normal(text: str) -> str:
    """The text in the form in which two spellings of it are the same."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


@contextmanager
def watched() -> Iterator[Writes]:
    """Everything that is written inside, taken back at the end."""
    writes = Writes()
    with connection.execute_wrapper(writes), transaction.atomic():
        yield writes
        transaction.set_rollback(True)


class Attempt:
    """One form in one language. Raises AssertionError with what is wrong with an answer."""

    def __init__(self, form: FormPage, place: Place, language: str) -> None:
        self.form, self.language = form, language
        path = form.path(place)  # may bring the person in
        self.client: Client = browser(place, form.role)
        self.desk = path.startswith("/admin/")
        self.url = path if self.desk else f"/{language}{path}"
        if person := place.world.users.get(form.role):
            User.objects.filter(pk=person.pk).update(language=language)
        self.client.cookies["language"] = language
        shown = self.client.get(self.url)
        assert shown.status_code == 200, (shown.status_code, shown.headers.get("Location"))
        page = shown.content.decode()
        self.fields: Fields = fields_of(page)
        self.refused: list[str] = []  # the sentences of the newest answer
        self.standing = set(errors_of(page))  # banners that are no answer to what is sent
        shown_values = {k: v for k, v in self.fields.values.items() if k not in form.beside}
        self.good: dict[str, Any] = {**shown_values, **form.good, **form.more(place)}

    def sort_of(self, name: str) -> str:
        """How the field is filled: typed, chosen, or carried along."""
        if name in self.fields.choices:
            return "choice"
        return "typed" if name in self.fields.typed else "hidden"

    @cached_property
    def before(self) -> str:
        return facts()

    def ask(self, values: dict[str, Any]) -> Any:
        cache.clear()
        cookies = deepcopy(self.client.cookies)
        answer = (self.client.get if self.form.asks else self.client.post)(self.url, values)
        self.client.cookies = cookies  # the session that this answer may have begun is taken back
        return answer

    def send(self, values: dict[str, Any], odd: str = "") -> int:
        """Send the values; ``odd`` is the one field that is not right. Returns the status."""
        after = ""
        with watched() as writes:
            answer = self.ask(values)
            if writes.tables and answer.status_code != 302:
                after = facts()
        status, page = answer.status_code, answer.content.decode()
        assert status in FINE, f"status {status}"
        assert PROBE not in page, "a script of the visitor's would run"
        refused = self.refused = errors_of(page) if status != 302 else []
        if after and not self.form.keeps and not (self.form.answers and not refused):
            assert after == self.before, f"{status}, and yet {writes.tables} changed"
        if refused:
            self.read_refusal(page, refused, values, closely=bool(odd) or self.language != "en")
        elif status == 200:
            assert self.form.answers, "shown again without a sentence"
        if status == 302:
            self.read_stored(writes, values, odd)
        return status

    def read_refusal(
        self, page: str, sentences: list[str], values: dict[str, Any], *, closely: bool
    ) -> None:
        """The page says what is wrong, where, in its language, and keeps what was typed."""
        for sentence in set(sentences) - self.standing:
            han = len(HAN.findall(sentence.replace("字", "")))
            right = han if self.language == "zh-hans" else han < 5  # a holiday's name is quoted
            assert right, f"not in {self.language}: {sentence[:150]!r}"
            assert len(sentence) < 500, f"an echo: {sentence[:150]!r}"
        if closely:
            shown = fields_of(page)
            lost = unbound(page, shown)
            assert not lost, f"not bound to a field: {lost}"
            self.read_kept(shown, values)
        for name in self.fields.typed & values.keys():
            typed = values[name]
            if isinstance(typed, str) and typed.strip() and "\x00" not in typed:
                assert html.escape(typed) in page, f"what was typed into {name} is lost"

    def read_kept(self, shown: Fields, values: dict[str, Any]) -> None:
        """What was chosen is still chosen."""
        for name in self.fields.choices & values.keys():
            wanted = values[name]
            if isinstance(wanted, str) and wanted in (self.good[name], self.fields.values[name]):
                kept = shown.chosen.get(name, set())
                assert wanted in kept or not wanted, f"the choice of {name} is lost: {kept}"

    def read_stored(self, writes: Writes, values: dict[str, Any], odd: str) -> None:
        """What was accepted is stored as it was typed; what was no choice is not stored at all."""
        text = writes.text
        for name in [odd] if odd else values:
            value = values.get(name)
            if name in self.form.unstored or not isinstance(value, str) or not value.strip():
                continue
            if name in self.fields.typed and not name.endswith(("_day", "_month", "_year")):
                assert normal(value) in text, f"{name} was accepted and not stored as typed"
            if name == odd and name in self.fields.choices and value != self.good[name]:
                assert len(value) < 3 or normal(value) not in text, f"{name}: no choice, and stored"


def collect(calls: Iterable[tuple[str, Callable[[], object]]]) -> list[str]:
    """Make every call; answer what is wrong, so that one run shows every failure."""
    wrong = []
    for what, call in calls:
        try:
            call()
        except Exception as error:
            wrong.append(f"{what}: {type(error).__name__}: {str(error).splitlines()[0][:220]}")
    return wrong
