"""The frame of the benchmarks: limits are judged, names choose."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from benchmarks import __main__ as bench
from benchmarks.registry import BENCHMARKS, Measured, Ratio, Result, benchmark


@pytest.mark.parametrize(
    ("ratio", "ok", "shown"),
    [
        (Ratio("a", 2.0, at_least=1.5), True, "2.00 (wanted: at least 1.5)"),
        (Ratio("a", 1.0, at_least=1.5), False, "1.00 (wanted: at least 1.5)   FAILED"),
        (Ratio("a", 1.0, at_most=1.5), True, "1.00 (wanted: at most 1.5)"),
        (
            Ratio("a", 9.0, at_least=1, at_most=8),
            False,
            "9.00 (wanted: at least 1 and at most 8)   FAILED",
        ),
        (Ratio("a", 9.0), True, "9.00"),
    ],
)
def test_a_ratio_knows_its_limits(ratio: Ratio, ok: bool, shown: str) -> None:
    assert (ratio.ok, ratio.shown) == (ok, shown)


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (Result("a", 0.25), "250.0 ms"),
        (Result("a", 2.5), "2.50 s"),
        (Result("a", 2.0, 1000), "2.0 ms each, 500/s"),
    ],
)
def test_a_result_is_shown_with_a_fitting_unit(result: Result, shown: str) -> None:
    assert result.shown == shown


def test_one_ratio_out_of_its_limits_fails_the_benchmark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def measured() -> Measured:
        yield Result("time", 0.1)
        yield Ratio("only shown", 2.0)
        yield Ratio("times slower", 3.0, at_most=1.5)
        yield Ratio("times faster", 3.0, at_least=1.5)

    judged = bench.show("case: what is measured", measured())
    assert [ratio.name for ratio in judged] == ["times slower", "times faster"]
    assert "python -m benchmarks 'case'" in capsys.readouterr().out
    assert not bench.verdict({"case: what is measured": judged})
    table = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in table if line.startswith("case ")] == ["FAILED", "ok"]
    assert table[-1] == "1 of 2 limits kept"
    assert bench.verdict({"case": judged[1:]})


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = dict(BENCHMARKS)
    yield
    BENCHMARKS.clear()
    BENCHMARKS.update(before)


def test_every_benchmark_file_registers_something(registry: None) -> None:
    bench.load()
    assert BENCHMARKS

    @benchmark("mine")
    def mine() -> Measured:
        yield Result("x", 1)

    assert BENCHMARKS["mine"] is mine


INSERTS = [
    (path.name, table, {column.strip() for column in columns.split(",")})
    for path in sorted(Path(bench.__file__).parent.glob("bench_*.py"))
    for table, columns in re.findall(r"INSERT INTO (\w+) \(([^)]*)\)", path.read_text())
]


def test_there_are_rows_to_insert() -> None:
    assert len(INSERTS) > 5


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "table", "given"), INSERTS)
def test_rows_inserted_in_bulk_fill_every_column_that_must_be(
    file: str, table: str, given: set[str]
) -> None:
    """A new column of a model is easily forgotten there, and benchmarks run seldom."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'",
            [table],
        )
        needed = {name for (name,) in cursor.fetchall()}
    assert needed
    assert needed - given == set(), file
