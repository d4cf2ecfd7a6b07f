"""People at a browser: what a company and an officer do on the portal, click by click.

Each takes a Playwright page. ``seen`` is called with a name for every page that is reached, so that
a test can run axe there and a script can take a picture.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

Seen = Callable[[str, Page], None]


@dataclass
class Person:
    """Somebody with a browser, a language and a name to sign in with."""

    page: Page
    base: str
    language: str
    seen: Seen = lambda name, page: None

    def go(self, path: str) -> None:
        self.page.goto(f"{self.base}/{self.language}{path}")

    def at(self, name: str) -> None:
        """Say which page has been reached; a server error there is a failure of the journey."""
        self.seen(name, self.page)

    def fill(self, **values: str) -> None:
        """Type into fields, choose in lists and radio buttons, tick boxes; by field name."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']")
            kind = field.first.get_attribute("type") or ""
            if kind == "radio" or (kind == "checkbox" and field.count() > 1):
                self.page.locator(f"main [name='{name}'][value='{value}']").check()
            elif kind == "checkbox":
                field.check()
            elif field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def date(self, name: str, day: date) -> None:
        """Type a date into its three boxes."""
        self.fill(
            **{
                f"{name}_day": str(day.day),
                f"{name}_month": str(day.month),
                f"{name}_year": str(day.year),
            }
        )

    def press(self, selector: str = "main form .govuk-button[type=submit]") -> None:
        """Press the page's button and wait for what follows."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def follow(self, path: str) -> None:
        """Follow the link of the main part that leads to ``path`` (a regular expression)."""
        links = self.page.locator("main a[href]")
        for index in range(links.count()):
            if re.search(path, links.nth(index).get_attribute("href") or ""):
                with self.page.expect_navigation():
                    links.nth(index).click()
                return
        raise AssertionError(f"no link to {path} on {self.page.url}")

    def sign_in(self, email: str, password: str) -> None:
        self.go("/account/login/")
        self.at("sign-in")
        self.fill(login=email, password=password)
        self.press()
        assert "/account/login/" not in self.page.url, self.text

    @property
    def path(self) -> str:
        """Where the browser is, without the host and the language."""
        return self.page.url.removeprefix(self.base).removeprefix(f"/{self.language}")

    @property
    def text(self) -> str:
        return self.page.inner_text("main")


class Inviter(Person):
    """A company's member who files an invitation."""

    def invite(self, *, arrival: date, lines: list[str], copies: list[Path], paper: Path) -> str:
        """Fill in everything for the people whose passport ``lines`` are given.

        :returns: the path of the invitation, ready to be declared.
        """
        self.go("/invitations/new/")
        self.at("new")
        for name in ("organisation", "inviter"):
            if self.page.locator(f"main [name='{name}'][type=radio]").count():
                self.page.locator(f"main [name='{name}']").first.check()
        self.press()
        return self.describe(arrival=arrival, lines=lines, copies=copies, paper=paper)

    def describe(self, *, arrival: date, lines: list[str], copies: list[Path], paper: Path) -> str:
        """Do the same from the list of tasks on, where the browser is."""
        invitation = self.path
        self.at("task-list")
        self._visit(arrival)
        for text, copy in zip(lines, copies, strict=True):
            self._person(invitation, text, copy)
        self.go(f"{invitation}documents/")
        self._documents(invitation, paper)
        self.go(f"{invitation}check/")
        self.at("check")
        return invitation

    def _visit(self, arrival: date) -> None:
        self.follow(r"/visit/purpose/")
        self.at("purpose")
        guests = self.page.locator("main [name='guest_kind']")
        chosen = {"guest_kind": "research_colleague"} if guests.count() else {"category": "M"}
        self.fill(**chosen, purpose="Commissioning of a test line")
        self.press()
        self.at("urgency")
        self.fill(urgency="urgent_business", urgency_text="The line stopped on Friday.")
        self.press()
        self.at("arrival")
        self.date("arrival_on", arrival)
        port = self.page.locator("main [name='port']").first
        if self.page.locator("main [name='electronic']").count():  # a filed organisation
            self.fill(electronic="True")
        self.fill(flight="ZZ 123", stay_days="10")
        port.check()
        self.press()
        self.at("plan")
        self.fill(itinerary="Day 1 to 10: at the works.", host_address="示例路2号示例酒店")
        self.press()
        self.at("costs")
        self.fill(payer="inviter")
        self.press()

    def _person(self, invitation: str, lines: str, copy: Path) -> None:
        self.go(f"{invitation}people/")
        self.at("people")
        self.press()
        self.at("passport")
        self.fill(lines=lines)
        self.page.locator("main [name='copy']").set_input_files(copy)
        self.press()
        self.at("confirm")
        if self.page.locator("main [name='risky_compared']").count():
            self.fill(risky_compared="on")
        self.press()
        self.at("details")
        self.fill(occupation="Engineer", relation="Supplier's engineer")
        self.press()

    def _documents(self, invitation: str, paper: Path) -> None:
        self.at("documents")
        slots = self.page.locator("main a[href*='/documents/']")
        hrefs = [slots.nth(i).get_attribute("href") or "" for i in range(slots.count())]
        for href in dict.fromkeys(hrefs):
            self.page.goto(self.base + href)
            if self.page.locator("main .upload, main [data-upload], main figure").count():
                continue
            self.page.locator("main [name='chosen']").set_input_files(paper)
            self.press()
            self.at("slot")

    def declare(self, name: str) -> None:
        """Declare and hand in; the browser is on the receipt then."""
        self.follow(r"/declare/")
        self.at("declare")
        self.fill(declared_name=name, declared="on")
        self.press()
        self.at("receipt")


class Officer(Person):
    """An officer at the desk."""

    def desk(self, path: str) -> None:
        self.page.goto(f"{self.base}/admin/{path}")

    def sign_in_to_the_desk(self, email: str, password: str) -> None:
        self.desk("")
        self.fill(login=email, password=password)
        self.press()
        self.at("desk")

    def open(self, reference: str) -> None:
        """Search the queue for a reference and open the case."""
        self.desk(f"applications/application/?q={reference}")
        self.at("queue")
        with self.page.expect_navigation():
            self.page.locator("#result_list a", has_text=reference).first.click()
        self.at("case")

    def for_all(self, action: str) -> None:
        """From an open case: do something for everybody who was filed with it."""
        self.page.goto(re.sub(r"change/.*$", "together/", self.page.url))
        self.at("together")
        self.page.locator(f"[name='action'][value='{action}']").check()
        self.press("form.desk-card .desk-button[type=submit]")
        self.at(f"together-{action}")
        with self.page.expect_navigation():
            self.page.locator("form.desk-card a.desk-button").click()
