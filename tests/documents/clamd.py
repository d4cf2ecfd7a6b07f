"""A daemon that speaks clamd's INSTREAM protocol over TCP, for the adapter's tests."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from documents.scanners import EICAR


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        forced = self.server.forced_answer  # type: ignore[attr-defined]
        if forced is not None:
            self.wfile.write(forced)
        elif command == b"zPING\0":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM\0":
            found = EICAR in self._stream()
            self.wfile.write(b"stream: Eicar-Signature FOUND\0" if found else b"stream: OK\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _stream(self) -> bytes:
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        return data


@contextmanager
def clamd_running(forced_answer: bytes | None = None) -> Iterator[str]:
    """Serve on a free port and give its address; ``forced_answer`` is sent whatever is asked."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.forced_answer = forced_answer  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
