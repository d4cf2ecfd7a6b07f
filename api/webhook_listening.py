"""A receiver of webhooks for people who write one: believes what is signed, shows what came."""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Final

from api.webhook_signing import HEADER, signature_check

LOOPBACK: Final = "127.0.0.1"
LARGEST: Final = 64 * 1024
PATIENCE: Final = 10  # seconds for one request


class Listener(HTTPServer):
    """Listens on this machine only. ``say`` gets one text for each delivery."""

    def __init__(self, port: int, secret: str, say: Callable[[str], Any]) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.secret, self.say = secret, say
        self.seen: set[str] = set()
        self.answered = 0

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    def take(self, body: bytes, header: str) -> int:
        """Judge one delivery and show it; answers the HTTP status."""
        self.answered += 1
        if why := signature_check(self.secret, body, header, int(time.time())):
            self.say(f"NOT believed: {why}.\n")
            return 400
        try:
            told = json.loads(body)
            name = str(told["id"])
        except (ValueError, KeyError, TypeError):
            self.say("NOT understood: it is signed, but it is no event.\n")
            return 400
        again = " (again: leave it out)" if name in self.seen else ""
        self.seen.add(name)
        self.say(f"{name}{again}\n{json.dumps(told, indent=2, ensure_ascii=False)}\n")
        return 204


class _Handler(BaseHTTPRequestHandler):
    server: Listener
    timeout = PATIENCE

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            self._answer(413)
            return
        body = self.rfile.read(int(length))
        self._answer(self.server.take(body, self.headers.get(HEADER, "")))

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Say nothing beside what the listener says."""
