"""``manage.py workdays add``: JSON and nothing else, a sentence for each line that is wrong."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def lines(text: str, monkeypatch: pytest.MonkeyPatch, code: int | None = None) -> list[dict]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    out = io.StringIO()
    if code is None:
        call_command("workdays", "add", "-", stdout=out)
    else:
        with pytest.raises(SystemExit) as stop:
            call_command("workdays", "add", "-", stdout=out)
        assert stop.value.code == code
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("day", "n", "answer"),
    [
        ("2026-09-30", "3", '{"date": "2026-10-10", "provisional": false}'),
        ("2024-02-29", "1", '{"date": "2024-03-01", "provisional": false}'),
        ("2026-12-31", "1", '{"date": "2027-01-04", "provisional": true}'),
        ("2026-02-15", "0", '{"date": "2026-02-24", "provisional": false}'),
    ],
)
def test_prints_exactly_one_json_object(day: str, n: str, answer: str) -> None:
    out = io.StringIO()
    call_command("workdays", "add", day, n, stdout=out)
    assert out.getvalue() == answer + "\n"


@pytest.mark.parametrize(
    ("day", "n", "sentence"),
    [
        ("2025-02-29", "3", "There is no day 2025-02-29"),
        ("30.9.2026", "3", "Write it as YYYY-MM-DD"),
        ("20260930", "3", "Write it as YYYY-MM-DD"),
        ("2026-09-30", "three", "not a number of working days"),
        ("2026-09-30", "1.5", "not a number of working days"),
        ("2026-09-30", "-3", "from 0 to 999999999"),
        ("2026-09-30", "99999999", "smaller number"),
        ("2026-09-30", "9" * 5000, "not a number of working days"),
        ("2026-09-30", "３", "not a number of working days"),
        ("0000-01-01", "3", "There is no day"),
    ],
)
def test_bad_input_gets_a_sentence(day: str, n: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("workdays", "add", day, n)


def test_a_missing_number_gets_a_sentence() -> None:
    with pytest.raises(CommandError, match="not a number of working days"):
        call_command("workdays", "add", "2026-09-30")


def test_lines_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\ufeff2026-09-30 3\r\n\n   \n2026-03-02\t7\n"
    assert lines(text, monkeypatch) == [
        {"date": "2026-10-10", "provisional": False},
        {"date": "2026-03-11", "provisional": False},
    ]


def test_a_bad_line_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "2026-09-30 3\n2026-02-30 1\n2026-03-02\n2026-03-02 7 x\n2026-03-02 7\n"
    answers = lines(text, monkeypatch, code=1)
    assert [("error" in answer) for answer in answers] == [False, True, True, True, False]
    assert answers[1] == {
        "error": "There is no day 2026-02-30. Check the month and the day.",
        "line": 2,
    }
    assert answers[2]["error"] == "Write a date and a number, like 2026-09-30 3."
    assert answers[4]["date"] == "2026-03-11"


def test_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines("", monkeypatch) == []


def test_a_process_of_its_own_prints_json_only() -> None:
    """Server start, logging and checks must not reach standard output."""
    root = Path(__file__).resolve().parents[2]
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=root, check=True
    )
    run = subprocess.run(
        [sys.executable, "manage.py", "workdays", "add", "-"],
        input="2026-09-30 3\nnonsense\n",
        capture_output=True,
        text=True,
        cwd=root,
        check=False,
    )
    assert run.returncode == 1
    first, second = run.stdout.splitlines()
    assert first == '{"date": "2026-10-10", "provisional": false}'
    assert "error" in json.loads(second)
