"""The public check page through gunicorn on loopback: requests per second, known and unknown."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.registry import Measured, Ratio, Result, benchmark
from tests.factories.documents import IssuedDocumentFactory
from tests.support.stack import database_url, free_port

SECONDS = 5.0
CLIENTS = 4
START_SECONDS = 60.0


@contextmanager
def _web_server() -> Iterator[int]:
    """Gunicorn with two workers over the benchmark's database."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database_url()}
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "-w", "2", "--threads", "2"]
    command += ["-b", f"127.0.0.1:{port}", "--log-level", "error"]
    with subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()


def _wait(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")


def _requests(port: int, path: str, expected: int) -> tuple[int, float]:
    """How many answers came in how many seconds, over connections that are kept open."""
    counts = [0] * CLIENTS
    started = time.perf_counter()

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while time.perf_counter() - started < SECONDS:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != expected:
                raise RuntimeError(f"{path}: {answer.status}")
            counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts), time.perf_counter() - started


@benchmark("verify: the public check page")
def verify() -> Measured:
    """A valid document, in English and in Chinese, against the plainest page of the portal."""
    code = IssuedDocumentFactory.create(valid=True).code
    with _web_server() as port:
        rates = {}
        for name, path in {
            "check page, English": f"/en/verify/{code}/",
            "check page, Chinese": f"/zh-hans/verify/{code}/",
            "accessibility page (no query)": "/en/accessibility/",
        }.items():
            count, seconds = _requests(port, path, 200)
            rates[name] = count / seconds
            yield Result(name, seconds, count)
    slowest = min(rates["check page, English"], rates["check page, Chinese"])
    plain = rates["accessibility page (no query)"]
    yield Ratio("check page ÷ page without a query", slowest / plain, at_least=0.4)
