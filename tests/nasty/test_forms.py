"""Every form of the portal against every nasty value: no crash, a sentence, nothing changed."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from tests.nasty.forms import DESK, INVITERS, PUBLIC, FormPage, Place, browser
from tests.nasty.values import DATES, PROBE, VALUES

pytestmark = pytest.mark.django_db
GROUPS = {
    "public": PUBLIC,
    "organisations": INVITERS[:5],
    "visit": INVITERS[5:11],
    "people": INVITERS[11:14],
    "handing in": INVITERS[14:],
    "desk": DESK[:8],
    "desk, decided": DESK[8:],
}
PARTS = ("day", "month", "year")
FRAME = ("csrfmiddlewaretoken", "s", "next", "language")  # not the form's own
HAN = re.compile(r"[\u4e00-\u9fff]")
# What is written when nothing is done: sessions, and what failed at a sign-in or a check.
ASIDE = ("django_session", "django_migrations", "documents_failedcheck", "workdays_")
ALONE = ("empty", "huge", "NUL", "script", "huge number", "another's uuid")


class Fields(HTMLParser):
    """The fields of the forms in the main part of a page, with the values they begin with."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.typed: set[str] = set()  # what a person types into
        self.files: set[str] = set()
        self._area = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {key: value or "" for key, value in attrs}
        if tag == "main" or got.get("id") == "main":
            self._inside = True
        name = got.get("name", "")
        if not (self._inside and name) or name in FRAME:
            return
        if tag == "textarea":
            self._area = name
            self.typed.add(name)
            self.values[name] = ""
        elif tag == "select":
            self.values.setdefault(name, "")
        elif tag == "input":
            self._input(name, got)

    def _input(self, name: str, got: dict[str, str]) -> None:
        kind = got.get("type", "text")
        if kind == "file":
            self.files.add(name)
        elif kind in ("radio", "checkbox"):
            self.values.setdefault(name, got.get("value", "on"))
        else:
            self.values[name] = got.get("value", "")
            if kind not in ("hidden", "password"):
                self.typed.add(name)

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def fields_of(page: str) -> Fields:
    parser = Fields()
    parser.feed(page)
    return parser


def facts() -> str:
    """One line that is another one as soon as any row of any table is."""
    tables = [t for t in connection.introspection.table_names() if not t.startswith(ASIDE)]
    sums = " UNION ALL ".join(
        f"SELECT '{t}' || coalesce(md5(string_agg(r::text, ',' ORDER BY r::text)), '') FROM \"{t}\" r"  # noqa: S608
        for t in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(sums)
        return ",".join(row[0] for row in cursor.fetchall())


def errors_of(page: str) -> list[str]:
    """The sentences beside the fields and on top of the form."""
    found = re.findall(r'<p class="(?:govuk-error-message|desk-error)"[^>]*>(.*?)</p>', page, re.S)
    for block in re.findall(
        r'<(?:ul|div) class="(?:govuk-list govuk-error-summary__list|desk-banner desk-banner--stop)"'
        r"[^>]*>(.*?)</(?:ul|div)>",
        page,
        re.S,
    ):
        found += re.findall(r"<(?:li|p)>(.*?)</(?:li|p)>", block, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", " ", text)).strip() for text in found]


class Attempt:
    """Sends answers to one form, each in a transaction that is taken back."""

    def __init__(self, form: FormPage, place: Place, language: str) -> None:
        self.form = form
        self.client: Client = browser(place, form.role)
        self.client.raise_request_exception = True
        path = form.path(place)
        self.desk = path.startswith("/admin/")
        self.language = language
        self.url = path if self.desk else f"/{language}{path}"
        if person := place.world.users.get(form.role):
            User.objects.filter(pk=person.pk).update(language=language)
            self.client.cookies["language"] = language
        shown = self.get({})
        assert shown.status_code == 200, (shown.status_code, shown.headers)
        self.fields = fields_of(shown.content.decode())
        self.good = {**self.fields.values, **form.good}
        self.before = facts()

    def get(self, values: dict[str, Any]) -> Any:
        return self.client.get(self.url, values)

    def send(self, values: dict[str, Any]) -> None:
        self.judge(
            lambda: self.get(values) if self.form.asks else self.client.post(self.url, values),
            values,
        )

    def judge(self, ask: Any, values: dict[str, Any]) -> None:
        cache.clear()
        with transaction.atomic():
            answer = ask()
            page = answer.content.decode()
            assert answer.status_code < 500
            if answer.status_code != 302 and not self.form.keeps:
                assert facts() == self.before, f"{answer.status_code} and yet something changed"
            transaction.set_rollback(True)
        self.read(answer.status_code, page, values)

    def read(self, status: int, page: str, values: dict[str, Any]) -> None:
        assert PROBE not in page, "a script of the visitor's would run"
        errors = errors_of(page)
        if status == 200 and errors:
            for sentence in errors:
                if self.language == "zh-hans":
                    assert HAN.search(sentence), f"not in Chinese: {sentence!r}"
                else:
                    bare = sentence.replace("字", "")
                    assert not HAN.search(bare), f"not in English: {sentence!r}"
                assert len(sentence) < 1500, "a sentence, not an echo"
        if status == 200 and errors and not self.form.asks:
            for name in self.fields.typed:
                typed = values.get(name, "")
                if isinstance(typed, str) and typed.strip() and "\x00" not in typed:
                    kept = html.escape(typed)
                    assert kept in page, f"what was typed into {name} is lost"


def wrong_with(form: FormPage, place: Place, language: str) -> Iterator[str]:
    """Send every value to one form; say what went wrong."""
    attempt = Attempt(form, place, language)
    for what, values in answers(attempt.good, everything=language == "en"):
        try:
            attempt.send(values)
        except Exception as error:  # collected, so that one run shows every failure
            yield f"{form.name}: {what}: {type(error).__name__}: {str(error)[:200]}"


def answers(good: dict[str, Any], *, everything: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """All fields with one nasty value; then each field alone, the others being right."""
    for what, value in VALUES.items():
        yield f"all {what}", dict.fromkeys(good, value)
    for name, right in good.items():
        for what in ALONE if everything else ALONE[:1]:
            yield f"{name} {what}", {**good, name: VALUES[what]}
        yield f"{name} twice", {**good, name: ["1", right]}
    for stem in {name.removesuffix("_year") for name in good if name.endswith("_year")}:
        for what, parts in DATES.items():
            typed = {f"{stem}_{part}": text for part, text in zip(PARTS, parts, strict=True)}
            yield f"{stem} {what}", {**good, **typed}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("group", GROUPS)
def test_values(place: Place, group: str, language: str) -> None:
    wrong = [line for form in GROUPS[group] for line in wrong_with(form, place, language)]
    assert not wrong, "\n".join(wrong)
