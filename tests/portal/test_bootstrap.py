"""The bootstrap: it works once, does nothing the second time, and says what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal import bootstrap


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Records the commands of the steps instead of running them."""
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run", lambda command, trouble: ran.append(list(command)))
    return ran


def test_packages_are_installed_by_hash_and_only_once(
    tmp_path: Path, commands: list[list[str]]
) -> None:
    stamp = tmp_path / "stamp"
    bootstrap.ensure_packages(bootstrap.ALL_LOCKS, stamp)
    bootstrap.ensure_packages(bootstrap.ALL_LOCKS, stamp)
    assert len(commands) == 1
    assert "--require-hashes" in commands[0]
    stamp.write_text("an older lock file")
    bootstrap.ensure_packages(bootstrap.ALL_LOCKS, stamp)
    assert len(commands) == 2


def test_a_missing_library_without_rights_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "has_library", lambda _name: False)
    monkeypatch.setattr(bootstrap, "apt_prefix", lambda: None)
    with pytest.raises(bootstrap.SetupError, match=r"^Install these system packages .*libpango"):
        bootstrap.ensure_system(developing=False)


def test_a_missing_browser_is_installed_with_apt(
    monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    monkeypatch.setattr(bootstrap, "has_browser", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(bootstrap, "has_library", lambda _name: True)
    monkeypatch.setattr(bootstrap, "apt_prefix", lambda: ["sudo", "-n"])
    bootstrap.ensure_system(developing=True)
    assert [command[-1] for command in commands] == ["-qq", "chromium"]
    assert all(command[:2] == ["sudo", "-n"] for command in commands)


@pytest.mark.parametrize(
    ("uid", "sudo", "prefix"), [(0, 1, []), (7, 0, ["sudo", "-n"]), (7, 1, None)]
)
def test_apt_runs_as_root_or_by_sudo_without_a_password(
    monkeypatch: pytest.MonkeyPatch, uid: int, sudo: int, prefix: list[str] | None
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    result: subprocess.CompletedProcess[str] = subprocess.CompletedProcess([], sudo)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_kwargs: result)
    assert bootstrap.apt_prefix() == prefix


def test_a_failed_step_is_one_sentence_after_its_last_lines(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(bootstrap.SetupError, match="try again"):
        bootstrap.run([sys.executable, "-c", "raise SystemExit('the cause')"], trouble="try again")
    assert "the cause" in capfd.readouterr().err


def test_an_unknown_action_names_the_known_ones(capfd: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["fly"]) == 2
    assert "one of run, manage, test, check, bench, setup" in capfd.readouterr().err
