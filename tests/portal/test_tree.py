"""The rules about files find what they forbid, and the tree keeps them."""

from pathlib import Path

import pytest

from portal import tree


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("--index-url https://x", True),
        ("resolved: https://registry." + "npmjs" + ".org/a", True),
        ('DATA = "/home/somebody/data"', True),
        ("cd /home/someone/portal", True),
        ("https://example.org/home/page", False),
        ("<a href='/home/'>", False),
        ("a homework/root cause", False),
    ],
)
def test_addresses_of_one_machine_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, wrong: bool
) -> None:
    monkeypatch.setattr(tree, "BASE_DIR", tmp_path)
    path = tmp_path / "file.txt"
    path.write_text(f"first\n{line}\n")
    found = tree.address_problems([path])
    assert bool(found) == wrong
    if wrong:
        assert found[0].startswith("file.txt:2: ")


def test_long_files_and_functions_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "BASE_DIR", tmp_path)
    docstring = '    """One.\n' + "\n".join(["    more"] * 30) + '\n    """\n'
    (tmp_path / "a.py").write_text("def f():\n" + docstring + "    x = 1\n" * 39)
    (tmp_path / "b.py").write_text("def f():\n" + "    x = 1\n" * 40)
    (tmp_path / "c.py").write_text("x = 1\n" * 401)
    found = tree.size_problems([tmp_path / name for name in ("a.py", "b.py", "c.py")])
    assert found[:2] == ["b.py:1 f: 41 lines, at most 40", "c.py: 401 lines, at most 400"]
    assert found[2].startswith("only 67%")


def test_no_tracked_file_names_a_registry_or_a_folder_of_one_machine() -> None:
    assert tree.address_problems(tree.tracked()) == []
