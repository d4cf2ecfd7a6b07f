"""What `make run` installs is all that the portal needs, and the lock files know every wish."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from portal.embedded.places import BASE_DIR
from portal.tree import tracked

NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names_in(file: str) -> set[str]:
    """Names of the packages that a requirements file lists itself."""
    lines = (BASE_DIR / file).read_text().splitlines()
    return {normal(found.group()) for line in lines if (found := NAME.match(line))}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_locked(name: str) -> None:
    assert names_in(f"{name}.in") - names_in(f"{name}.lock") == set(), "run `make lock`"


def imported(path: Path) -> set[str]:
    """Top-level modules that a file imports when it runs, not only for the type checker."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
    plain = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    froms = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    return {name.split(".")[0] for name in plain + froms} - set(sys.stdlib_module_names)


def test_the_portal_imports_only_what_is_installed_to_run_it() -> None:
    locked, owners = names_in("requirements.lock"), packages_distributions()
    missing = {
        (path.relative_to(BASE_DIR).as_posix(), module)
        for path in tracked()
        if path.suffix == ".py" and not {"tests", "benchmarks"} & set(path.parts)
        for module in imported(path)
        if module in owners and not {normal(owner) for owner in owners[module]} & locked
    }
    assert missing == set()
