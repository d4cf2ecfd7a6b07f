"""Services that stand in for the real ones while a factory takes a case along."""

from collections.abc import Sequence
from datetime import datetime

from accounts.enums import Authority
from applications.enums import Service
from applications.models import Application
from applications.registry import BaseAdapter, CaseFile, ChecklistLine, Section


class StubFile(CaseFile):
    """Two documents on the list, and one section."""

    def checklist(self) -> Sequence[ChecklistLine]:
        ticks = {tick.code: tick for tick in self.application.ticks.all()}
        return [
            ChecklistLine(code=code, name=name, tick=ticks.get(code))
            for code, name in (("passport", "Passport copy"), ("letter", "Application letter"))
        ]

    def sections(self) -> Sequence[Section]:
        return [Section("Traveller", [("Name", self.application.traveller.name_mrz)])]


class StubAdapter(BaseAdapter):
    """A service with two documents on its list; remembers what the engine asked of it."""

    service = Service.PORT_VISA
    reference_prefix = "PV"

    def __init__(self) -> None:
        self.approved: list[str] = []
        self.revoked: list[tuple[str, str]] = []

    def case_file(self, application: Application) -> CaseFile:
        return StubFile(application)

    def on_approved(self, application: Application, now: datetime) -> None:
        self.approved.append(application.reference)

    def on_revoked(self, application: Application, reason: str, now: datetime) -> None:
        self.revoked.append((application.reference, reason))


class JointStubAdapter(StubAdapter):
    """A service that two authorities review; ``two_officers`` names those that countersign."""

    service = Service.SINGLE_WINDOW
    reference_prefix = "WR"
    authorities = (Authority.WORK_PERMIT, Authority.EXIT_ENTRY)

    def __init__(self, *two_officers: str) -> None:
        super().__init__()
        self.two_officers = two_officers
        self.refused: list[str] = []
        self.split: list[str] = []

    def needs_countersign(self, application: Application, authority: str) -> bool:
        return authority in self.two_officers

    def on_refused(self, application: Application, now: datetime) -> None:
        self.refused.append(application.reference)

    def on_split(self, application: Application, now: datetime) -> None:
        self.split.append(application.reference)


def stub_for(service: str) -> StubAdapter:
    """The stand-in of a service."""
    return JointStubAdapter() if service == Service.SINGLE_WINDOW else StubAdapter()
