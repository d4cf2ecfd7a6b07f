"""What a page says and asks: its fields with what stands in them, and its sentences of error."""

import html
import re
from html.parser import HTMLParser

HAN = re.compile(r"[\u4e00-\u9fff]")
FRAME = ("csrfmiddlewaretoken", "s", "next")  # not the form's own
_SENTENCE = re.compile(
    r'<(?:p|div) class="(?:govuk-error-message|desk-error)"[^>]*>(.*?)</(?:p|div)>', re.S
)
_BLOCK = re.compile(
    r'<(ul|div) class="(?:govuk-list govuk-error-summary__list|desk-banner desk-banner--stop)"'
    r"[^>]*>(.*?)</\1>",
    re.S,
)
_LINE = re.compile(r"<(?:li|p)\b[^>]*>(.*?)</(?:li|p)>", re.S)
_MARK = re.compile(r'<(?:p|div) (?:class="desk-error" )?id="([^"]*_error)"')


class Fields(HTMLParser):
    """The fields of the forms in the main part of a page, with the values that stand in them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.typed: set[str] = set()  # what a person types into
        self.choices: set[str] = set()
        self.chosen: dict[str, set[str]] = {}
        self.files: set[str] = set()
        self.described: set[str] = set()
        self.ids: list[str] = []
        self._area = ""
        self._list = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {key: value or "" for key, value in attrs}
        self.ids += [got["id"]] if "id" in got else []
        self.described |= set(got.get("aria-describedby", "").split())
        self._inside = self._inside or tag == "main" or got.get("id") == "main"
        name = got.get("name", "")
        if tag == "option" and self._list:
            self._option(got)
        elif self._inside and name and name not in FRAME:
            self._field(tag, name, got)

    def _field(self, tag: str, name: str, got: dict[str, str]) -> None:
        if tag == "textarea":
            self._area = name
            self.typed.add(name)
            self.values[name] = ""
        elif tag == "select":
            self._list = name
            self.choices.add(name)
            self.values.setdefault(name, "")
        elif tag == "input":
            self._input(name, got)

    def _input(self, name: str, got: dict[str, str]) -> None:
        kind = got.get("type", "text")
        if kind == "file":
            self.files.add(name)
        elif kind in ("radio", "checkbox"):
            self.choices.add(name)
            self.values.setdefault(name, got.get("value", "on"))
            if "checked" in got:
                self.chosen.setdefault(name, set()).add(got.get("value", "on"))
        else:
            self.values[name] = got.get("value", "")
            if kind not in ("hidden", "password"):
                self.typed.add(name)

    def _option(self, got: dict[str, str]) -> None:
        value = got.get("value", "")
        self.values[self._list] = self.values[self._list] or value
        if "selected" in got:
            self.chosen.setdefault(self._list, set()).add(value)

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.values[self._area] = self.values[self._area].removeprefix("\r").removeprefix("\n")
            self._area = ""
        elif tag == "select":
            self._list = ""


def fields_of(page: str) -> Fields:
    """Read the page's forms."""
    parser = Fields()
    parser.feed(page)
    return parser


def errors_of(page: str) -> list[str]:
    """The sentences beside the fields and on top of the form."""
    found = _SENTENCE.findall(page)
    for _tag, block in _BLOCK.findall(page):
        found += _LINE.findall(block.partition("<ul>")[0])  # what follows quotes the log
    return [html.unescape(re.sub(r"<[^>]+>", " ", text)).strip() for text in found]


def unbound(page: str, fields: Fields) -> list[str]:
    """Errors that no control points to, and ids that stand twice: both lose a screen reader."""
    marks = _MARK.findall(page)
    lost = [mark for mark in marks if mark not in fields.described]
    return lost + [f"twice: {one}" for one in set(fields.ids) if fields.ids.count(one) > 1]
