"""A real Chromium for tests.

``open_page(path, width=1280, language="en", javascript=True)`` opens a page of the live server and
returns Playwright's page. A test that uses it fails when the browser's console reports an error.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from portal.bootstrap import browser_path

CHROMIUM = os.environ.get("PORTAL_CHROMIUM") or browser_path() or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

PATIENCE = 90_000  # milliseconds: what is right comes at once, except on a busy machine
expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser process for the whole run."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Open a page of the live server in a fresh browser context."""
    contexts = []
    problems: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if (
            message.type == "error"
            and "the server responded with a status of 4" not in message.text
        ):
            problems.append(message.text)

    def open_one(
        path: str,
        *,
        width: int = 1280,
        javascript: bool = True,
        **options: Any,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong on ``page``, one line each: rule, help, the elements."""
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{item['id']}: {item['help']}: {[node['target'] for node in item['nodes']]}"
        for item in found
    ]
