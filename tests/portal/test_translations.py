"""The check of the catalogue finds each kind of fault, and the catalogue itself is tidy."""

import os
from pathlib import Path

import polib
import pytest

from portal import translations


def entry(msgid: str, msgstr: str, **more: object) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (entry("Inbox", "收件箱"), ""),
        (entry("%(count)d files", "%(count)d个文件"), ""),
        (entry("Inbox", ""), "not translated"),
        (entry("Inbox", "信箱", flags=["fuzzy"]), "fuzzy"),
        (entry("%(count)d files", "%(number)d个文件"), "placeholders differ"),
        (entry("{name} came", "来了"), "placeholders differ"),
        (entry("gone", "", obsolete=True), ""),
        (
            entry("%(n)s page", "", msgid_plural="%(n)s pages", msgstr_plural={0: "%(n)s页"}),
            "",
        ),
        (entry("%(n)s page", "", msgid_plural="%(n)s pages", msgstr_plural={0: ""}), "not transl"),
    ],
)
def test_each_fault_is_found(made: polib.POEntry, fault: str) -> None:
    catalogue = polib.POFile()
    catalogue.append(made)
    found = translations.problems(catalogue)
    assert bool(found) == bool(fault)
    if fault:
        assert found[0].startswith(fault)


def test_tidy_empties_guesses_and_compile_writes_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(entry("Inbox", "信箱", flags=["fuzzy"]))
    catalogue.append(entry("Message", "消息"))
    catalogue.save(str(path))
    assert translations.tidy(path) == 1
    assert translations.problems(polib.pofile(str(path))) == ["not translated: 'Inbox'"]
    translations.compile_catalogue(path)
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    assert [(text.msgid, text.msgstr) for text in compiled] == [("Message", "消息")]


def test_a_compiled_file_that_is_newer_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.save(str(path))
    translations.compile_catalogue(path)
    compiled = path.with_suffix(".mo")
    first = compiled.stat().st_mtime_ns
    translations.compile_catalogue(path)
    assert compiled.stat().st_mtime_ns == first
    os.utime(path, ns=(first + 10**9, first + 10**9))
    translations.compile_catalogue(path)
    assert compiled.stat().st_mtime_ns > first


def test_the_catalogue_holds_no_guess_and_no_broken_placeholder() -> None:
    found = translations.problems(polib.pofile(str(translations.CATALOGUE)))
    assert [line for line in found if not line.startswith("not translated")] == []
