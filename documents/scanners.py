"""Virus scanners. Production talks to ClamAV's daemon; the demonstration knows the test file."""

import base64
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from documents.errors import ScannerUnavailable

# The industry's harmless test file, encoded so that scanners do not find this source unsafe.
EICAR = base64.b64decode(
    "WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo="
)
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Verdict:
    """``finding`` names what was found; empty for a clean file."""

    finding: str = ""

    @property
    def is_clean(self) -> bool:
        return not self.finding


class Scanner(Protocol):
    """Looks at bytes. Raises ``ScannerUnavailable`` rather than guess."""

    def scan(self, data: bytes) -> Verdict: ...

    def ping(self) -> None: ...


class BuiltInScanner:
    """Knows one file only: the test file. For the demonstration."""

    def scan(self, data: bytes) -> Verdict:
        return Verdict("Eicar-Test-Signature" if EICAR in data else "")

    def ping(self) -> None:
        """Always there."""


class ClamdScanner:
    """ClamAV's daemon (clamd(8), INSTREAM), over TCP (``host:port``) or a socket (a path).

    The ``clamd`` package is not used: it connects without a time limit, ignores partial sends and
    answers None when the daemon hangs up (docs/adr/0031-own-clamd-client.md).
    """

    def __init__(self, address: str, *, seconds: float = 60) -> None:
        self._address = address
        self._seconds = seconds

    def scan(self, data: bytes) -> Verdict:
        chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
        answer = self._ask(
            b"zINSTREAM\0", *(struct.pack("!L", len(c)) + c for c in chunks), b"\0" * 4
        )
        if answer == "stream: OK":
            return Verdict()
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return Verdict(answer[len("stream: ") : -len(" FOUND")])
        raise ScannerUnavailable(f"{self._address}: {answer or 'no answer'}")

    def ping(self) -> None:
        answer = self._ask(b"zPING\0")
        if answer != "PONG":
            raise ScannerUnavailable(f"{self._address}: {answer or 'no answer'}")

    def _ask(self, *parts: bytes) -> str:
        try:
            with self._connect() as connection:
                # A daemon that has heard enough (a stream over its limit) answers and hangs up
                # while we still send: its sentence is worth more than our broken pipe.
                with suppress(BrokenPipeError, ConnectionResetError):
                    for part in parts:
                        connection.sendall(part)
                return _read_all(connection)
        except (OSError, ValueError) as error:
            raise ScannerUnavailable(f"{self._address}: {error}") from error

    def _connect(self) -> socket.socket:
        if not self._address.startswith("/"):
            host, _colon, port = self._address.rpartition(":")
            return socket.create_connection((host, int(port)), timeout=self._seconds)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(self._seconds)
        try:
            connection.connect(self._address)
        except OSError:
            connection.close()
            raise
        return connection


def _read_all(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and (part := connection.recv(4096)):
        answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace")


def scanner_default() -> Scanner:
    """The scanner that this deployment uses."""
    if settings.CLAMAV_ADDRESS:
        return ClamdScanner(settings.CLAMAV_ADDRESS)
    return BuiltInScanner()
