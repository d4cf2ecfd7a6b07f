"""The first minutes: steps that are said as they are done, and static files in the meantime."""

import subprocess
import sys
from pathlib import Path

import pytest

from portal import static_stamp
from portal.progress import step


def test_a_step_says_what_it_does_and_how_long_it_took(capfd: pytest.CaptureFixture[str]) -> None:
    with step("Database"):
        assert capfd.readouterr().err.startswith("  Database ....")
    assert capfd.readouterr().err == " 0 s\n"


def test_a_step_that_fails_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OSError, match="no room"), step("Database"):
        raise OSError("no room")
    assert capfd.readouterr().err.endswith(" failed\n")


@pytest.fixture
def collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of collected files that is up to date."""
    monkeypatch.setattr(static_stamp, "fingerprint", lambda: "now")
    root = tmp_path / "static"
    root.mkdir()
    (tmp_path / "stamp").write_text("now")
    return root


def test_nothing_is_collected_when_nothing_changed(
    collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_args: pytest.fail("it collects again"))
    with static_stamp.collecting_beside(tmp_path / "stamp", collected) as finish:
        finish()
    assert not static_stamp.collect_if_changed(tmp_path / "stamp", collected)


def test_changed_files_are_collected_while_other_work_goes_on(
    collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(static_stamp, "call_command", lambda name, **_options: called.append(name))
    (tmp_path / "stamp").write_text("before")
    assert static_stamp.collect_if_changed(tmp_path / "stamp", collected)
    assert called == ["collectstatic"]
    assert static_stamp.is_current(tmp_path / "stamp", collected)


def test_a_collection_that_fails_stops_the_start(
    collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stamp").write_text("before")
    monkeypatch.setattr(sys, "executable", "false")
    with (
        static_stamp.collecting_beside(tmp_path / "stamp", collected) as finish,
        pytest.raises(subprocess.CalledProcessError),
    ):
        finish()
