"""What the documentation names exists: files, links, commands, constraints, decisions."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from portal.bootstrap import ACTIONS
from portal.embedded.places import BASE_DIR
from portal.tree import tracked

DOCS = [path for path in tracked() if path.suffix == ".md" and path.is_file()]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
FOLDERS = {path.name for path in BASE_DIR.iterdir() if path.is_dir()}


def name_of(path: Path) -> str:
    return path.relative_to(BASE_DIR).as_posix()


def words_of(path: Path) -> list[str]:
    """What stands between back-ticks."""
    return CODE.findall(path.read_text())


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_files_that_are_named_exist(path: Path) -> None:
    named = [
        word
        for word in words_of(path)
        if re.fullmatch(r"[\w./-]+", word) and word.split("/")[0] in FOLDERS and "/" in word
    ]
    assert [word for word in named if not (BASE_DIR / word).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_commands_that_are_named_exist(path: Path) -> None:
    text = path.read_text()
    known = set(get_commands()) | {"…"}
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) - known == set()
    targets = re.findall(r"^([a-z]+):", (BASE_DIR / "Makefile").read_text(), re.M)
    assert set(re.findall(r"`(?:[A-Z]+=\S+ )?make ([a-z]+)", text)) - set(targets) == set()
    assert set(ACTIONS) - {"manage"} <= set(targets)


def test_constraints_and_triggers_that_are_named_exist() -> None:
    text = (BASE_DIR / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:applications|port_visa|documents|notifications)_[a-z_]+)`", text))
    known = {
        rule.name
        for model in apps.get_models()
        for rule in [*model._meta.constraints, *getattr(model._meta, "triggers", [])]
    }
    assert named
    assert named <= known


def test_every_decision_is_listed() -> None:
    folder = BASE_DIR / "docs" / "adr"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert {path.name for path in folder.glob("[0-9]*.md")} == listed


def test_every_page_of_the_documentation_is_reached_from_the_readme() -> None:
    listed = set(LINK.findall((BASE_DIR / "README.md").read_text()))
    assert {name_of(path) for path in (BASE_DIR / "docs").glob("*.md")} <= listed
