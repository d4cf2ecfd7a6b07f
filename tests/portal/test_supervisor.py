"""The supervisor: prefixes, restarts, gives up with a sentence, leaves no process behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from portal.embedded.places import BASE_DIR
from portal.processes import Program
from portal.supervisor import Supervisor
from tests.support.stack import wait_until


def python(name: str, code: str) -> Program:
    return Program(name, (sys.executable, "-u", "-c", code))


def run(*programs: Program, until: str = "") -> tuple[int, list[str]]:
    """Run until a line holds ``until``, then interrupt as Ctrl-C does."""
    lines: list[str] = []

    def on_tick() -> None:
        if until and any(until in line for line in lines):
            os.kill(os.getpid(), signal.SIGINT)

    code = Supervisor(list(programs), dict(os.environ), on_tick=on_tick, write=lines.append).run()
    return code, lines


SLEEP = "import time\nprint('up')\ntime.sleep(600)"


def test_lines_carry_the_name_of_their_program() -> None:
    code, lines = run(
        python("web", "import time\nprint('one\\ntwo')\ntime.sleep(600)"),
        python("worker", SLEEP),
        until="worker | up",
    )
    assert code == 0
    assert "worker | up" in lines
    wait = [line for line in lines if line.startswith("web    | ")]
    assert wait == ["web    | one", "web    | two"]


def test_a_program_that_dies_once_is_started_again(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code, lines = run(
        python(
            "job",
            f"import pathlib, time, sys\np = pathlib.Path({str(mark)!r})\n"
            "if p.exists():\n    print('second life')\n    time.sleep(600)\n"
            "p.write_text('')\nprint('last words', end='')\nsys.exit(3)",
        ),
        until="second life",
    )
    assert code == 0
    assert "job | last words" in lines
    assert "job ended with code 3; starting it again" in lines


def test_a_program_that_keeps_dying_stops_everything_with_a_sentence() -> None:
    code, lines = run(python("other", SLEEP), python("job", "print('boom')\nraise SystemExit(1)"))
    assert code == 1
    assert lines[-1].startswith("job ended 4 times within a minute (last code 1), so everything")


def test_what_a_program_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    nested = (
        "import subprocess, sys, time, pathlib, signal\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
        "signal.signal(signal.SIGTERM, signal.SIG_DFL)\n"
        "print('started')\ntime.sleep(600)"
    )
    code, _lines = run(python("parent", nested), until="started")
    assert code == 0
    wait_until(lambda: not alive(int(note.read_text())), what="grandchild gone")


def alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


SERVER = f"""
import os, sys
sys.path.insert(0, {str(BASE_DIR)!r})
from portal.processes import Program
from portal.supervisor import Supervisor
stubborn = "import signal,time\\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\\nprint('pid', __import__('os').getpid())\\ntime.sleep(600)"
programs = [Program("stubborn", (sys.executable, "-u", "-c", stubborn))]
sys.exit(Supervisor(programs, dict(os.environ)).run())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_even_a_stubborn_program(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-c", SERVER], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline().rsplit(" ", 1)[1])
        process.send_signal(number)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(number)
        assert process.wait(60) == 0
    assert not alive(pid)


def test_a_killed_supervisor_takes_its_programs_along() -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-c", SERVER.replace("signal.SIG_IGN", "signal.SIG_DFL")],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline().rsplit(" ", 1)[1])
        process.kill()
    wait_until(lambda: not alive(pid), what="program gone")


def test_the_others_wait_until_the_first_is_far_enough() -> None:
    lines: list[str] = []

    def on_tick() -> None:
        if "worker | up" in lines:
            os.kill(os.getpid(), signal.SIGINT)

    Supervisor(
        [python("web", "import time\nprint('serving')\ntime.sleep(600)"), python("worker", SLEEP)],
        dict(os.environ),
        on_tick=on_tick,
        go_on=lambda: "web    | serving" in lines,
        write=lines.append,
    ).run()
    assert lines.index("web    | serving") < lines.index("worker | up")


def test_empty_lines_are_left_out() -> None:
    _code, lines = run(
        python("web", "import time\nprint('\\none\\n')\nprint('up')\ntime.sleep(9)"), until="up"
    )
    assert lines[:2] == ["web | one", "web | up"]
