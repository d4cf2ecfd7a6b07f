"""Scanners find the test file, and never guess when they cannot look."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from documents.errors import ScannerUnavailable
from documents.scanners import EICAR, BuiltInScanner, ClamdScanner, scanner_default
from tests.documents import files
from tests.documents.clamd import clamd_running

LARGE = b"\x01" * 3_000_000


def test_built_in_check_knows_the_test_file() -> None:
    scanner = BuiltInScanner()
    scanner.ping()
    assert len(EICAR) == 68
    assert scanner.scan(files.picture()).is_clean
    assert scanner.scan(b"before" + EICAR).finding == "Eicar-Test-Signature"


def test_daemon_answers() -> None:
    with clamd_running() as address:
        scanner = ClamdScanner(address, seconds=5)
        scanner.ping()
        assert scanner.scan(b"").is_clean
        assert scanner.scan(LARGE).is_clean
        assert scanner.scan(LARGE + EICAR).finding == "Eicar-Signature"


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: x ERROR\0", b"\xff\xfe\0"]
)
def test_unclear_answer_is_no_answer(answer: bytes) -> None:
    with clamd_running(answer) as address:
        scanner = ClamdScanner(address, seconds=5)
        with pytest.raises(ScannerUnavailable):
            scanner.scan(b"data")
        with pytest.raises(ScannerUnavailable):
            scanner.ping()


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    for address in (f"127.0.0.1:{port}", "/nowhere/clamd.sock", "no-port"):
        with pytest.raises(ScannerUnavailable):
            ClamdScanner(address, seconds=1).scan(b"data")


def test_daemon_that_hangs() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ScannerUnavailable):
            ClamdScanner(address, seconds=0.2).scan(b"data")


def test_socket_path(tmp_path: Path) -> None:
    path = str(tmp_path / "c")
    with _answering_at_once(path, b"PONG\0"):
        ClamdScanner(path, seconds=5).ping()


def test_daemon_that_has_heard_enough(tmp_path: Path) -> None:
    path = str(tmp_path / "c")
    refusal = b"INSTREAM size limit exceeded. ERROR\0"
    with _answering_at_once(path, refusal), pytest.raises(ScannerUnavailable, match="size limit"):
        ClamdScanner(path, seconds=5).scan(LARGE)


@contextmanager
def _answering_at_once(path: str, answer: bytes) -> Iterator[None]:
    """A daemon on a socket file that answers one caller and hangs up without listening."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(answer)

    with socketserver.UnixStreamServer(path, Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        yield
        thread.join()


def test_default_follows_the_setting(settings) -> None:
    settings.CLAMAV_ADDRESS = ""
    assert isinstance(scanner_default(), BuiltInScanner)
    settings.CLAMAV_ADDRESS = "clamav:3310"
    assert isinstance(scanner_default(), ClamdScanner)
