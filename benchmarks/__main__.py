"""``make bench``: runs ``benchmarks/bench_*.py`` and prints one table."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from benchmarks.registry import BENCHMARKS, Measured


def load() -> None:
    """Import every benchmark, so that it registers itself."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        import_module(f"benchmarks.{path.stem}")


@contextmanager
def own_database() -> Iterator[None]:
    """A database that exists only for the run."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def show(name: str, measured: Measured) -> bool:
    """Print one benchmark's lines as they come. Returns whether its ratios hold."""
    print(f"\n{name}")
    good = True
    for line in measured:
        good &= line.ok
        print(f"  {line.name:<44} {line.shown}{'' if line.ok else '   TOO FAR'}", flush=True)
    return good


def main(words: list[str]) -> int:
    """Run all benchmarks, or those whose name holds one of the words; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.bench")
    import django

    django.setup()
    load()
    wanted = {
        name: function
        for name, function in BENCHMARKS.items()
        if not words or any(word.lower() in name.lower() for word in words)
    }
    if not wanted:
        print("No benchmark has that name." if words else "No benchmarks yet.")
        return bool(words)
    with own_database():
        results = [show(name, function()) for name, function in wanted.items()]
    print(f"\n{sum(results)} of {len(results)} benchmarks keep their limits")
    return not all(results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
