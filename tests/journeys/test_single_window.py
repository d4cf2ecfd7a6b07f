"""From the first question to both permits, on the real stack, by two people and four officers.

An employer finds out the category, starts an application and sends the private link; the employee
completes it on a telephone in the other language; the visit is booked and received; each authority
recommends and countersigns; the worker issues both permits at once; anybody checks them, and a
share code shows them until it ends. axe looks at every page, and nothing stays in English where a
page is Chinese.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page

from accounts.enums import Authority, MemberRole, PostRole
from accounts.models import User
from applications.enums import Status
from applications.models import Application
from applications.specimen import specimen_image
from documents.enums import DocumentKind, DocumentStatus, UploadStatus
from documents.models import IssuedDocument, Upload
from documents.reading import pdf_pages, pdf_text, qr_texts, texts_missing
from documents.signing import payload_fields, payload_verify
from notifications.models import StoredLetter
from offices.models import Office
from permits.filing.enums import Part
from permits.models import PermitApplication, ResidencePermit, WorkPermit
from permits.paper import RESIDENCE_PERMIT, WORK_PERMIT
from tests.factories.accounts import PASSWORD, MembershipFactory, OrganisationFactory, PostFactory
from tests.factories.permits import portrait
from tests.factories.port_visa import ANNA
from tests.factories.visits import OpeningRuleFactory
from tests.support.browser import PATIENCE
from tests.support.people_permits import DeskOfficer, Employee, Employer
from tests.support.stack import Stack, wait_until
from tests.support.watching import Watch
from ui.templatetags.components import date_words
from visits.models import Booking
from workdays.queries import calendar_load

pytestmark = [pytest.mark.browser, pytest.mark.broker, pytest.mark.timeout(600)]

NAME, ADDRESS, CHILD = "Anna Maria Eriksson", "anna@example.net", "Sam Eriksson"
POST = {
    "job_title": "Process engineer",
    "job_title_zh": "工艺工程师",
    "occupation_code": "2-02",
    "occupation_text": "Mechanical engineer",
    "duties": "Plans and improves the assembly lines of the plant.",
}
STUDIES = {
    "education": "master",
    "school": "University of Utopia",
    "subject": "Mechanical engineering",
    "chinese": "hsk3",
    "distinctions": "fortune_500",
}
EXPERIENCE = {
    "experience_years": "8",
    "experience_text": "2018 to 2026: engineer at Utopia Machines.",
    "months_in_china": "12",
}
HOME = {
    "home_address": "闵行区示例路8号",
    "home_registered": "yes",
    "phone": "+86 138 0013 8000",
}
PURPOSE = "My landlord"
READ_BACK: dict[str, Callable[[dict[str, Any]], list[str]]] = {
    DocumentKind.WORK_PERMIT: WORK_PERMIT.read_back,
    DocumentKind.RESIDENCE_PERMIT: RESIDENCE_PERMIT.read_back,
}


@pytest.fixture
def company(transactional_db: None) -> Any:
    """A verified company with one owner."""
    return MembershipFactory.create(
        organisation=OrganisationFactory.create(verified=True), role=MemberRole.OWNER
    )


@pytest.fixture
def minhang(transactional_db: None) -> Office:
    """The branch that serves the Hongqiao zone, with hours for visits."""
    branch = Office.objects.get(code="branch-minhang")
    OpeningRuleFactory.create(office=branch)
    return branch


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "passport.jpg"
    path.write_bytes(specimen_image(ANNA))
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(portrait().read())
    return path


@dataclass
class Scene:
    """The stack, and how everybody's browser is opened and watched."""

    stack: Stack
    chromium: Browser
    office: Office
    employer_language: str
    watch: Watch = field(default_factory=Watch)

    @property
    def employee_language(self) -> str:
        return "zh-hans" if self.employer_language == "en" else "en"

    def page(self, language: str, width: int, *, scripts: bool = True) -> Page:
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900},
            locale="en-GB" if language == "en" else "zh-CN",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def employer(self, user: User) -> Employer:
        page = self.page(self.employer_language, 1280)
        employer = Employer(page, self.stack.url, self.employer_language, self.watch)
        employer.sign_in(user.email, PASSWORD)
        return employer

    def employee(self, *, scripts: bool) -> Employee:
        page = self.page(self.employee_language, 390, scripts=scripts)
        seen: Any = self.watch if scripts else lambda name, page: None
        return Employee(page, self.stack.url, self.employee_language, seen)

    def stranger(self) -> Employee:
        page = self.page(self.employer_language, 390)
        return Employee(page, self.stack.url, self.employer_language, self.watch)

    def officer(self, role: PostRole, authority: Authority) -> DeskOfficer:
        """The work-permit authority reads the company's language, exit-entry the employee's."""
        language = self.employer_language
        if authority == Authority.EXIT_ENTRY:
            language = self.employee_language
        user = PostFactory.create(role=role, authority=authority, office=self.office).officer
        User.objects.filter(pk=user.pk).update(language=language)
        self.watch.data.append(user.name)
        officer = DeskOfficer(self.page(language, 1280), self.stack.url, language, self.watch)
        officer.sign_in_to_the_desk(user.email, PASSWORD)
        return officer


@pytest.mark.parametrize(("language", "scripts"), [("en", True), ("zh-hans", True), ("en", False)])
def test_from_the_first_question_to_both_permits(
    live_stack: Stack,
    chromium: Browser,
    company: Any,
    minhang: Office,
    paper: Path,
    photo: Path,
    language: str,
    scripts: bool,
) -> None:
    live_stack.start()
    scene = Scene(live_stack, chromium, minhang, language)
    scene.watch.data = [*POST.values(), NAME, CHILD, PURPOSE, paper.name, photo.name, *typed()]
    scene.watch.data += names(company)
    employer, employee = scene.employer(company.user), scene.employee(scripts=scripts)
    begin(scene, employer, paper)
    complete(scene, employee, paper, photo)
    application = hand_in(employer, employee)
    visit(scene, employer, application)
    decide(scene, application)
    documents = issued(application)
    read_back(employer, application, documents)
    check(scene, documents)
    hold(scene, employee, employer, company)
    assert scene.watch.found == [], "\n".join(scene.watch.found)


def typed() -> list[str]:
    return [STUDIES["school"], STUDIES["subject"], EXPERIENCE["experience_text"]]


def names(company: Any) -> list[str]:
    return [company.organisation.name_en, company.organisation.district, company.user.name]


def begin(scene: Scene, employer: Employer, paper: Path) -> None:
    """The employer finds out, starts, fills in the own parts, and sends the link."""
    today = timezone.localdate()
    employer.find_out()
    assert "84" in employer.text
    employer.start(name=NAME, email=ADDRESS, language=scene.employee_language)
    employer.send_link()
    place = {
        "work_address": "闵行区申虹路1号",
        "where": "hongqiao",
        "office": str(scene.office.pk),
    }
    employer.part(Part.PLACE, place)
    employer.part(Part.POST, POST)
    contract = {
        "contract_from": today + timedelta(days=20),
        "contract_until": today + timedelta(days=750),
    }
    pay = {"contract_kind": "employment", "pay_annual": "500000"}
    employer.part(Part.CONTRACT, pay, contract)
    employer.part(Part.BASIS, {"basis": "points"})
    places = employer.papers(paper)
    assert places
    assert not {"health", "no_crime"} & set(places)
    employer.go(employer.home)
    employer.at("tasks-done")


def link_of(address: str) -> str:
    """The private link as it stands in the letter."""
    wait_until(StoredLetter.objects.filter(to=address).exists, what="the letter with the link")
    letter = StoredLetter.objects.filter(to=address).latest("pk")
    found = re.search(r"https?://\S+/permit-link/\S+", letter.body)
    assert found, letter.body
    return found[0]


def complete(scene: Scene, employee: Employee, paper: Path, photo: Path) -> None:
    """The employee fills in the own part, without an account, and declares."""
    today = timezone.localdate()
    link = link_of(ADDRESS)
    assert f"/{scene.employee_language}/" in link
    employee.open_link(link)
    employee.passport(ANNA.lines, paper)
    employee.part(Part.STUDIES, STUDIES)
    employee.part(Part.EXPERIENCE, EXPERIENCE)
    stay = {"entered_on": today - timedelta(days=5), "stay_until": today + timedelta(days=80)}
    employee.part(Part.STAY, {"stay_kind": "visa_other"}, stay)
    employee.part(Part.HOME, HOME, {"home_registered_on": today - timedelta(days=4)})
    employee.family(name=CHILD, born=today - timedelta(days=3000))
    employee.photo(photo)
    places = employee.papers(paper)
    assert len(places) >= 2
    wait_until(
        lambda: not Upload.objects.filter(status=UploadStatus.QUARANTINED).exists(),
        what="every file checked",
    )
    employee.go(employee.home)
    employee.at("mine-done")
    employee.declare(NAME)
    employee.at("mine-declared")


def hand_in(employer: Employer, employee: Employee) -> Application:
    """The second declaration hands in; both have a receipt with the promise."""
    employer.declare("陈示例")
    employer.at("receipt")
    application = Application.objects.get()
    assert application.status == Status.SUBMITTED
    for hand in (employer, employee):
        hand.go(f"{hand.home}receipt/")
        hand.at("receipt")
        assert application.reference in hand.text
        assert promised(hand.language) in hand.text
        hand.follow(r"/check/$")
        hand.at("handed-in")
    return application


def promised(language: str) -> str:
    """The seventh working day from today, in words."""
    day = calendar_load().add(timezone.localdate(), 7).date
    with translation.override(language):
        return date_words(day)


def visit(scene: Scene, employer: Employer, application: Application) -> None:
    """The employer books; the day comes; the officer at the window receives the person."""
    employer.book_visit(f"/visits/{application.reference}/")
    # the one thing that nobody can do by hand in a test: wait for the day
    Booking.objects.filter(application=application).update(starts_at=timezone.now())


def decide(scene: Scene, application: Application) -> None:
    """Accept, receive the visitor, and decide twice in each authority."""
    for authority in (Authority.WORK_PERMIT, Authority.EXIT_ENTRY):
        reviewer = scene.officer(PostRole.REVIEWER, authority)
        reviewer.open(application.reference)
        if authority == Authority.WORK_PERMIT:
            reviewer.step("accept")
        else:
            reviewer.receive(application.reference)
            reviewer.open(application.reference)
        reviewer.step("recommend-approval")
    assert Application.objects.get().status == Status.RECOMMENDED
    for authority in (Authority.EXIT_ENTRY, Authority.WORK_PERMIT):
        supervisor = scene.officer(PostRole.SUPERVISOR, authority)
        supervisor.open(application.reference)
        assert not IssuedDocument.objects.exists()
        supervisor.step("approve")


def issued(application: Application) -> list[IssuedDocument]:
    """Both permits, made by one run of the worker."""
    wait_until(lambda: Application.objects.get().status == Status.ISSUED, what="both permits")
    work, residence = WorkPermit.objects.get(), ResidencePermit.objects.get()
    assert work.category == "B"
    assert residence.work_permit == work
    documents = list(IssuedDocument.objects.filter(subject=application.reference).order_by("kind"))
    assert {document.kind for document in documents} == set(READ_BACK)
    assert {document.status for document in documents} == {DocumentStatus.VALID}
    return documents


def read_back(
    employer: Employer, application: Application, documents: list[IssuedDocument]
) -> None:
    """Download both PDFs from the page of the case; text and QR say what the record says."""
    employer.go(f"{employer.home}receipt/")
    employer.at("issued-receipt")
    employer.go(f"/applications/{application.reference}/")
    employer.at("issued-case")
    for document in documents:
        link = employer.page.locator(f"main a[href*='{document.pk}']").first.get_attribute("href")
        data = employer.page.request.get(employer.base + str(link)).body()
        assert pdf_pages(data) == 1
        facts = [*READ_BACK[document.kind](document.facts), document.number, document.code]
        assert texts_missing(pdf_text(data), facts) == []
        (found,) = qr_texts(data)
        assert payload_verify(found.rpartition("#")[2]) == payload_fields(document)


def check(scene: Scene, documents: list[IssuedDocument]) -> None:
    """Anybody types the code of either: it counts, and says no more than it must."""
    stranger = scene.stranger()
    for document in documents:
        stranger.go("/verify/")
        stranger.at("verify")
        stranger.fill(code=document.code.lower().replace("-", " "))
        stranger.press()
        stranger.at(f"checked-{document.kind}")
        assert stranger.page.locator(".portal-check--valid").count() == 1
        assert ANNA.number not in stranger.text


def sign_in_with_code(employee: Employee) -> None:
    """The person has no password: a code comes by e-mail."""
    before = StoredLetter.objects.filter(to=ADDRESS).count()
    employee.go("/account/login/code/")
    employee.at("code-asked")
    employee.fill(email=ADDRESS)
    employee.press()
    employee.at("code")
    letters = StoredLetter.objects.filter(to=ADDRESS).order_by("-pk")
    wait_until(lambda: letters.count() > before, what="the letter with the code")
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", letters[0].body, re.M)
    assert found, letters[0].body
    employee.fill(code=found[1])
    employee.press()
    employee.at("signed-in")


def hold(scene: Scene, employee: Employee, employer: Employer, company: Any) -> None:
    """The holder sees both, shows them to a stranger by a code, and ends it."""
    sign_in_with_code(employee)
    employee.go("/dashboard/")
    employee.at("person-dashboard")
    code = employee.share(PURPOSE)
    assert PermitApplication.objects.get().application.person is not None
    stranger = scene.stranger()
    stranger.go("/permit-check/")
    stranger.at("share-check")
    stranger.fill(code=code)
    stranger.press()
    stranger.at("shared")
    assert "ERIKSSON" in stranger.text
    assert ANNA.number not in stranger.text
    employee.end_share()
    stranger.go(f"/permit-check/{code}/")
    stranger.at("share-over")
    assert "ERIKSSON" not in stranger.text
    for name in ("dashboard", "inbox"):
        employer.go(f"/{name}/")
        employer.at(f"employer-{name}")
    employer.go("/dashboard/")
    employer.follow(rf"/organisations/{company.organisation.pk}/permits/$")
    employer.at("employees")
    assert "ERIKSSON" in employer.text
