"""Tells a person at a terminal what is being done and how long it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 48


@contextmanager
def step(text: str) -> Iterator[None]:
    """Print ``text`` at once, and behind it how long the block took when it is done."""
    sys.stderr.write(f"  {text} ".ljust(WIDTH, "."))
    sys.stderr.flush()
    started = time.monotonic()
    try:
        yield
    except BaseException:
        sys.stderr.write(" failed\n")
        raise
    else:
        sys.stderr.write(f" {time.monotonic() - started:.0f} s\n")
    finally:
        sys.stderr.flush()
