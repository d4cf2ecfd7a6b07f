"""``make bench``: runs ``benchmarks/bench_*.py``, prints what they measure, then all limits."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks.registry import BENCHMARKS, Measured, Ratio


def load() -> None:
    """Import every benchmark, so that it registers itself."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        import_module(f"benchmarks.{path.stem}")


def show(name: str, measured: Measured) -> list[Ratio]:
    """Print one benchmark's lines as they come. Returns what is judged of them."""
    print(f"\n{name}   (python -m benchmarks '{name.partition(':')[0]}')", flush=True)
    judged = []
    for line in measured:
        print(f"  {line.name:<52} {line.shown}", flush=True)
        if isinstance(line, Ratio) and line.is_limited:
            judged.append(line)
    return judged


def verdict(judged: Mapping[str, Sequence[Ratio]]) -> bool:
    """Print the table of all limits. Returns whether they are kept."""
    rows = [(name.partition(":")[0], ratio) for name, found in judged.items() for ratio in found]
    print(f"\n{'benchmark':<12} {'what':<50} {'measured':>10}  {'limit':<16} ")
    for name, ratio in rows:
        word = "ok" if ratio.ok else "FAILED"
        print(f"{name:<12} {ratio.name:<50} {ratio.value:>10,.2f}  {ratio.limit:<16} {word}")
    kept = sum(ratio.ok for _name, ratio in rows)
    print(f"\n{kept} of {len(rows)} limits kept", flush=True)
    return kept == len(rows)


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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the databases are dropped all the same
    from benchmarks.scratch import scratch_database, template_database

    judged = {}
    with template_database() as template:
        for name, function in wanted.items():
            with scratch_database(template):
                judged[name] = show(name, function())
    return not verdict(judged)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
