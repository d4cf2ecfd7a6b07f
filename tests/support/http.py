"""A signed-in person without a browser: plain HTTP requests to the live stack, any number at once."""

import re
from dataclasses import dataclass

import requests
from django.test import Client

from accounts.models import User

TIMEOUT = 30
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back, redirects not followed."""

    status: int
    text: str
    location: str
    seconds: float


class Visitor:
    """Has the session of ``user``, as after signing in, and talks to ``base``."""

    def __init__(self, base: str, user: User) -> None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        self.base = base
        self.cookies = {"sessionid": client.cookies["sessionid"].value}
        self.token = ""

    def get(self, path: str) -> Answer:
        """Open a page; remembers the token of its form."""
        got = requests.get(
            self.base + path, cookies=self.cookies, timeout=TIMEOUT, allow_redirects=False
        )
        self.cookies |= got.cookies.get_dict()
        if found := _TOKEN.search(got.text):
            self.token = found[1]
        return _answer(got)

    def post(self, path: str, **values: object) -> Answer:
        """Send the form of the page that was opened last. Safe in several threads at once."""
        got = requests.post(
            self.base + path,
            data={**values, "csrfmiddlewaretoken": self.token},
            cookies=self.cookies,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        return _answer(got)


def _answer(got: requests.Response) -> Answer:
    location = got.headers.get("Location", "")
    return Answer(got.status_code, got.text, location, got.elapsed.total_seconds())
