"""People of the single window at a browser: employer, employee, officers, and whoever checks."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator

from permits.filing.enums import Part
from tests.support.people import Officer, Person

# An engineer with 84 points, as the published table counts them: category B.
FINDER = {
    "kind": "new_in_china",
    "zone": "hongqiao",
    "age": "35",
    "grounds_a": "nothing",
    "pay": "500000",
    "multiple": "less",
    "education": "master",
    "experience": "8",
    "grounds_b": "nothing",
    "months": "12",
    "chinese": "hsk3",
    "distinctions": "fortune_500",
    "bonus": "0",
    "family": "yes",
}


class Hand(Person):
    """One of the two who fill in the application."""

    home: str = ""

    def part(
        self, part: Part, values: Mapping[str, str], days: Mapping[str, date] | None = None
    ) -> None:
        """Fill in one part, as it is reached from the task list."""
        self.go(f"{self.home}parts/{part}/")
        self.at(f"part-{part}")
        self.fill(**values)
        for name, day in (days or {}).items():
            self.date(name, day)
        self.press()
        assert f"/parts/{part}/" not in self.path, self.text

    def papers(self, paper: Path) -> list[str]:
        """Put a file into every place of the own list; answers the places."""
        self.go(f"{self.home}documents/")
        self.at("documents")
        links = self.page.locator("main a[href*='/documents/']")
        hrefs = [links.nth(i).get_attribute("href") or "" for i in range(links.count())]
        for href in dict.fromkeys(hrefs):
            self.page.goto(self.base + href)
            self.at("slot")
            self.page.locator("main [name='chosen']").set_input_files(paper)
            self.press()
            self.at("slot-filled")
        return [href.rstrip("/").rpartition("/")[2] for href in dict.fromkeys(hrefs)]

    def declare(self, name: str) -> None:
        """Check and declare; the browser is on what comes then."""
        self.go(f"{self.home}check/")
        self.at("check")
        self.follow(r"/declare/$")
        self.at("declare")
        self.fill(declared_name=name, declared="on")
        self.press()


class Employer(Hand):
    """A company's member."""

    def find_out(self) -> None:
        """Ask the public tool which category it is, and carry the answers on."""
        self.go("/permit-finder/")
        self.at("finder")
        self.follow(r"/permit-finder/kind/$")
        while not self.path.endswith("/check/"):
            key = self.path.rstrip("/").rpartition("/")[2]
            self.at(f"finder-{key}")
            self._answer(FINDER[key])
        self.at("finder-check")
        self.press("main form .govuk-button, main a.govuk-button")
        self.at("finder-result")

    def _answer(self, answer: str) -> None:
        choice = self.page.locator(f"main [name='answer'][value='{answer}']")
        if self.page.locator("main [name='answer'][type=text]").count():
            self.fill(answer=answer)
        else:
            choice.check()
        self.press()

    def start(self, *, name: str, email: str, language: str) -> None:
        """From the result of the tool to the task list of a new application."""
        self.press("form[action*='/permit-finder/start/'] .govuk-button")
        self.at("new")
        self.fill(person_name=name, person_email=email, person_language=language)
        self.press()
        self.home = self.path
        self.at("tasks")

    def send_link(self) -> None:
        """Send the private link; its page says so."""
        self.go(f"{self.home}employee/")
        self.at("employee")
        self.press("main [name='send']")
        self.at("employee-sent")

    def book_visit(self, address: str) -> None:
        """Choose the first day and time that are free."""
        self.go(address)
        self.at("visit")
        self.follow(r"/office/|/at/[\w-]+/$")
        if self.page.locator("main [name='office']").count():
            self.at("visit-office")
            self.page.locator("main [name='office']").first.check()
            self.press("main form .govuk-button")
        self.at("visit-days")
        self.follow(r"/at/[\w-]+/\d{4}-\d\d-\d\d/$")
        self.at("visit-times")
        self.follow(r"/\d{4}/$")
        self.at("visit-confirm")
        self.press("main form[method=post] .govuk-button")
        self.at("visit-done")


class Employee(Hand):
    """The foreigner, with a telephone and a private link."""

    def open_link(self, link: str) -> None:
        self.page.goto(link)
        self.at("link")
        self.press()
        self.home = self.path
        self.at("mine")

    def passport(self, lines: str, copy: Path) -> None:
        self.go(f"{self.home}passport/")
        self.at("passport")
        self.fill(lines=lines)
        self.page.locator("main [name='copy']").set_input_files(copy)
        self.press()
        self.at("confirm")
        if self.page.locator("main [name='risky_compared']").count():
            self.fill(risky_compared="on")
        self.press()
        self.at("names")
        self.press()

    def family(self, *, name: str, born: date) -> None:
        self.go(f"{self.home}family/")
        self.at("family")
        self.follow(r"/family/add/$")
        self.at("family-add")
        self.fill(name=name, relation="child")
        self.date("birth_date", born)
        self._choose("nationality", "UTO")
        self.press()
        self.at("family-listed")

    def _choose(self, name: str, value: str) -> None:
        """Choose from a list; with scripts it is typed into."""
        chosen: Locator = self.page.locator(f"main select[name='{name}']")
        if chosen.is_visible():
            chosen.select_option(value)
            return
        words = chosen.locator(f"option[value='{value}']").inner_text()
        typed = self.page.locator("main [role=combobox]")
        typed.fill(words)
        self.page.locator("main [role=option]").first.wait_for()
        typed.press("ArrowDown")
        typed.press("Enter")

    def photo(self, picture: Path) -> None:
        self.go(f"{self.home}photo/")
        self.at("photo")
        self.page.locator("main [name='chosen']").set_input_files(picture)
        self.press()
        self.at("photo-checked")

    def share(self, purpose: str) -> str:
        """Make a share code, beginning on the dashboard; answers the code."""
        self.follow(r"/permits/mine/$")
        self.at("my-permits")
        self.follow(r"/permits/mine/share/$")
        self.at("share-new")
        self.fill(purpose=purpose)
        self.page.locator("main [name='days']").first.check()
        self.press()
        self.at("share")
        found = re.search(r"/permit-check/([\w-]+)/", self.page.inner_html("main"))
        assert found, self.text
        return found[1]

    def end_share(self) -> None:
        self.press("main form[action*='/end/'] .govuk-button")
        self.at("share-ended")


class DeskOfficer(Officer):
    """An officer of one of the two authorities, or at the window."""

    def step(self, code: str, **values: str) -> None:
        """From the open case: press a button, fill in, confirm; back on the case."""
        with self.page.expect_navigation():
            self.page.locator(f".desk-buttons a[href$='/{code}/']").first.click()
        self.at(f"step-{code}")
        self.confirm(**values)

    def confirm(self, **values: str) -> None:
        asked = self.page.url
        for name, value in values.items():
            self.page.locator(f"[name='{name}'][value='{value}']").check()
        with self.page.expect_navigation():
            self.page.locator("form.desk-card .desk-button[type=submit]").first.click()
        assert self.page.url != asked, self.page.inner_text("body")
        self.at("after-step")

    def receive(self, reference: str) -> None:
        """At the window: check the visitor in, then record what happened."""
        for button, values in (
            ("check-in", {}),
            ("record", {"identity_checked": "yes", "fingerprints": "taken"}),
        ):
            self.desk("visits/booking/")
            self.at("day")
            row = self.page.locator("tr", has_text=reference)
            with self.page.expect_navigation():
                row.locator(f"a[href$='/{button}/']").click()
            self.at(f"visit-{button}")
            self.confirm(**values)
