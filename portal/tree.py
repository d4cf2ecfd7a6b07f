"""Rules about the tracked files themselves: sizes, and nothing that only one machine knows."""

import ast
import re
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
SHORT_FILE = 200
SHORT_SHARE = 0.9
SKIPPED = ("static/", "frontend/package-lock.json", "LICENSE", "requirements", "locale/")
# Registry addresses belong into nobody's lock file, and folders of one machine into no file.
FORBIDDEN = (
    re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host"),
    re.compile(r"https?://(?:files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org)"),
    re.compile(r"(?<![\w.:/<-])/(?:home|root|Users|work|workspace)/[\w.-]+"),
)
# The rule itself, and the script that keeps addresses out, must name them.
NAMES_THEM = {"portal/tree.py", "bin/lock", "tests/portal/test_tree.py"}


def tracked() -> list[Path]:
    """Every file that git tracks."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    )
    return [BASE_DIR / name for name in listing.stdout.split("\0") if name]


def size_problems(files: list[Path]) -> list[str]:
    """Python files and functions that are too long, and too few short files."""
    found, lengths = [], []
    for path in files:
        if path.suffix != ".py" or "migrations" in path.parts or not path.is_file():
            continue
        text = path.read_text()
        lines = text.count("\n")
        if "tests" not in path.parts:
            lengths.append(lines)
        if lines > LONGEST_FILE:
            found.append(f"{_name(path)}: {lines} lines, at most {LONGEST_FILE}")
        found += [f"{_name(path)}:{line}" for line in _long_functions(text)]
    short = sum(length < SHORT_FILE for length in lengths) / max(len(lengths), 1)
    if short < SHORT_SHARE:
        found.append(f"only {short:.0%} of the files are under {SHORT_FILE} lines")
    return found


def _long_functions(text: str) -> list[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        f"{node.lineno} {node.name}: {length} lines, at most {LONGEST_FUNCTION}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions)
        and (length := (node.end_lineno or 0) - node.lineno + 1 - _docstring(node))
        > LONGEST_FUNCTION
    ]


def _docstring(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the docstring: explaining is no length."""
    first = node.body[0]
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (first.end_lineno or 0) - first.lineno + 1 if is_text else 0


def address_problems(files: list[Path]) -> list[str]:
    """Lines that name a package registry or a folder of one machine."""
    found = []
    for path in files:
        name = _name(path)
        if not path.is_file() or name in NAMES_THEM or name.startswith("static/"):
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if any(pattern.search(line) for pattern in FORBIDDEN):
                found.append(f"{name}:{number}: {line.strip()[:80]}")
    return found


def _name(path: Path) -> str:
    return path.relative_to(BASE_DIR).as_posix()


def main() -> int:
    """Print what is wrong; returns the exit code."""
    files = tracked()
    found = size_problems(files) + address_problems(files)
    sys.stdout.writelines(f"{line}\n" for line in found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
