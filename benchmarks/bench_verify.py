"""The public check page through gunicorn on loopback: requests per second, known and unknown."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from benchmarks.registry import Measured, Ratio, Result, benchmark
from tests.factories.documents import IssuedDocumentFactory
from tests.support.stack import database_url, free_port

SECONDS = 2.0
ROUNDS = 5  # the pages in turn, the best of each: other work disturbs all of them alike
CLIENTS = 8
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
    raise RuntimeError("the web server did not start")  # or refuses the name of the host


def _rate(url: str) -> float:
    """Answers a second, as ``wrk`` counts them; without it, a client of our own."""
    return _rate_by_wrk(url) if shutil.which("wrk") else _rate_by_python(url)


def _rate_by_wrk(url: str) -> float:
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS:.0f}s", url]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    found = re.search(r"Requests/sec:\s+([\d.]+)", answer)
    if found is None or "Non-2xx" in answer or "Socket errors" in answer:
        raise RuntimeError(answer)
    return float(found[1])


def _rate_by_python(url: str) -> float:
    """Over connections that are kept open; the client's own work is on the same cores."""
    parts = urlsplit(url)
    started = time.perf_counter()

    def ask(_number: int) -> int:
        count = 0
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
        while time.perf_counter() - started < SECONDS:
            connection.request("GET", parts.path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{url}: {answer.status}")
            count += 1
        return count

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(ask, range(CLIENTS))) / (time.perf_counter() - started)


@benchmark("verify: the public check page")
def verify() -> Measured:
    """A valid document, in English and in Chinese, against the plainest page of the portal."""
    code = IssuedDocumentFactory.create(valid=True).code
    with _web_server() as port:
        pages = {
            "check page, English": f"/en/verify/{code}/",
            "check page, Chinese": f"/zh-hans/verify/{code}/",
            "accessibility page (no query)": "/en/accessibility/",
        }
        rates = dict.fromkeys(pages, 0.0)
        for _round in range(ROUNDS):
            for name, path in pages.items():
                rates[name] = max(rates[name], _rate(f"http://127.0.0.1:{port}{path}"))
    for name, rate in rates.items():
        yield Result(f"{name}, {CLIENTS} at once", SECONDS, round(rate * SECONDS))
    slowest = min(rates["check page, English"], rates["check page, Chinese"])
    plain = rates["accessibility page (no query)"]
    yield Ratio("check page ÷ page without a query", slowest / plain, at_least=0.4)
