"""A benchmark says what it measured; the frame prints it. Ratios are judged, seconds only shown.

    @benchmark("deadline recompute, 100,000 open cases")
    def recompute() -> Iterator[Result]:
        yield Result("set-based", seconds=1.2)
        yield Result("row by row", seconds=40.1)
        yield Ratio("row by row ÷ set-based", 33.4, at_least=5)

Put it into ``benchmarks/bench_<topic>.py``. It runs on a database of its own, with migrations
applied; ``python -m benchmarks deadline`` runs those whose name holds the word. What stands before
the colon of the name is the short name in the table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One measured time. ``count`` operations took ``seconds`` together."""

    name: str
    seconds: float
    count: int = 1

    @property
    def shown(self) -> str:
        each = self.seconds / self.count
        text = f"{each * 1000:,.1f} ms" if each < 1 else f"{each:,.2f} s"
        return f"{text} each, {self.count / self.seconds:,.0f}/s" if self.count > 1 else text


@dataclass(frozen=True)
class Ratio:
    """A number without a unit that must stay within its limits on any machine."""

    name: str
    value: float
    at_least: float = float("-inf")
    at_most: float = float("inf")

    @property
    def ok(self) -> bool:
        return self.at_least <= self.value <= self.at_most

    @property
    def is_limited(self) -> bool:
        """Whether there is anything to judge."""
        return bool(self.limit)

    @property
    def limit(self) -> str:
        limits = [
            f"at least {self.at_least:g}" if self.at_least != float("-inf") else "",
            f"at most {self.at_most:g}" if self.at_most != float("inf") else "",
        ]
        return " and ".join(filter(None, limits))

    @property
    def shown(self) -> str:
        wanted = f" (wanted: {self.limit})" if self.limit else ""
        return f"{self.value:,.2f}{wanted}{'' if self.ok else '   FAILED'}"


Measured = Iterator[Result | Ratio]
BENCHMARKS: dict[str, Callable[[], Measured]] = {}


def benchmark(name: str) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """Register a benchmark under the name that the table shows."""

    def register(function: Callable[[], Measured]) -> Callable[[], Measured]:
        BENCHMARKS[name] = function
        return function

    return register
