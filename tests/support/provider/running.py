"""Starts the real provider for tests, and walks through its pages by plain HTTP.

``provider`` is a session's fixture: one process, for every test that wants it.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest
import requests

from tests.support.provider.people import CLIENT_ID, CLIENT_SECRET, PASSWORD, Holder
from tests.support.stack import free_port, wait_until

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
TIMEOUT = 20


@dataclass
class Provider:
    """A running provider. ``portals`` are the sites that may send people there."""

    port: int
    folder: Path
    portals: tuple[str, ...]
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"  # for a browser another site than the portal at 127.0.0.1

    @property
    def settings(self) -> dict[str, str]:
        """The portal's IDENTITY_PROVIDER."""
        return {
            "issuer": self.issuer,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "label_en": "City Identity",
            "label_zh": "城市统一认证",
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same as the portal's environment variables."""
        return {f"OIDC_{name.upper()}": value for name, value in self.settings.items()}

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.support.provider", "--port", str(self.port)]
        command += ["--folder", str(self.folder)]
        for portal in self.portals:
            command += ["--portal", portal]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_until(self.answers, what=f"the provider, see {self.folder}/log")

    def answers(self) -> bool:
        address = f"{self.issuer}/.well-known/openid-configuration"
        with suppress(URLError, OSError), urlopen(address, timeout=1) as got:
            return bool(got.status == 200)
        return False

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(60)

    def walk(self, address: str, holder: Holder, *, allow: bool = True) -> str:
        """Sign in and allow, or cancel; returns the address to which the browser is sent back."""
        with requests.Session() as session:
            page = session.get(address, timeout=TIMEOUT)
            names = {"username": holder.login, "password": PASSWORD}
            page = session.post(page.url, data=_hidden(page) | names, timeout=TIMEOUT)
            answer = {"allow": "yes"} if allow else {}
            done = session.post(
                page.url, data=_hidden(page) | answer, timeout=TIMEOUT, allow_redirects=False
            )
            assert done.status_code == 302, done.text
            return urljoin(page.url, done.headers["Location"])


def _hidden(page: requests.Response) -> dict[str, str]:
    assert page.status_code == 200, page.text
    return {name: unescape(value) for name, value in _HIDDEN.findall(page.text)}


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    """The real provider, for the portal of Django's test client."""
    running = Provider(free_port(), tmp_path_factory.mktemp("provider"), ("http://testserver",))
    running.start()
    yield running
    running.stop()
