"""What a service above (port visa, single window) tells the engine about its own applications."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from accounts.models import User
from accounts.permissions import Person
from applications.enums import RefusalReason, WorkRefusalReason
from applications.errands import Errand, others_errands
from applications.models import Application, Attachment, ChecklistTick
from applications.points import SupplementPoint
from documents.models import Upload

Text = str | Promise


@dataclass(frozen=True)
class ChecklistLine:
    """One document or fact that the officer checks, with the files handed in for it.

    ``authority`` names the only authority that checks it; empty: each does, with a tick of its own.
    A service need not know about that: the engine replaces ``tick`` by that of the officer who
    looks, and puts what the other authority found into ``others``.
    """

    code: str
    name: str
    help_text: str = ""
    legal_basis: str = ""
    required: bool = True
    attachments: Sequence[Attachment] = ()
    tick: ChecklistTick | None = None
    is_document: bool = True
    authority: str = ""
    others: Sequence[ChecklistTick] = ()


@dataclass(frozen=True)
class FilerWords:
    """How officers' pages call whoever files a service's applications."""

    who: Text
    same: Text
    all_cases: Text


INVITER = FilerWords(_("Inviter"), _("Same inviter"), _("All cases of this inviter"))


@dataclass(frozen=True)
class Section:
    """A block of the case page: a title and its rows of label and value.

    Where rows are not enough, ``template`` draws the block, with ``section`` and its ``facts``.
    """

    title: str
    rows: Sequence[tuple[str, Any]] = field(default_factory=list)
    template: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class CaseFile:
    """One application as its service sees it, opened for one page or one step.

    What several of its answers need is read once and kept for the life of the file, so it must not
    outlive the request. The answers here suit a service without anything special: derive from it.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def checklist(self) -> Sequence[ChecklistLine]:
        """Lines to check, with what was handed in and what was ticked."""
        return ()

    def sections(self) -> Sequence[Section]:
        """What the case page shows, already in words."""
        return ()

    def passport(self) -> Attachment | None:
        """The passport copy, which the case page shows beside the data."""
        lines = [line for line in self.checklist() if line.code.startswith("passport")]
        return next((file for line in lines for file in line.attachments), None)

    def flags(self) -> Sequence[str]:
        """Sentences for the officer: what was typed by hand, what to compare, what is unusual."""
        return ()

    def group_members(self) -> Sequence[Application]:
        """Everybody filed together and handed in, this one too, in their order; empty for one."""
        return ()

    def approval_means(self) -> Sequence[str]:
        """What the approval does beyond the document, for the officer who is about to press."""
        return ()


def errands_of(application: Application, now: datetime) -> list[Errand]:
    """What the applicant can do away from the form: the service's errands, then the others'."""
    return [*adapter_for(application).errands(application, now), *others_errands(application, now)]


# who gets messages about an application, and further plain JSON facts for them
Addressed = tuple[Sequence[User], Mapping[str, Any]]


class ServiceAdapter(Protocol):
    """The questions that the engine asks about one service's applications."""

    @property
    def service(self) -> str:
        """One of ``applications.enums.Service``."""

    @property
    def reference_prefix(self) -> str:
        """Two letters of ``references.ALPHABET``."""

    @property
    def filer(self) -> FilerWords:
        """What to call who files."""

    @property
    def authorities(self) -> Sequence[str]:
        """Who reviews: one ``accounts.enums.Authority`` a review."""

    def case_file(self, application: Application) -> CaseFile:
        """Open the application's file."""

    def inviter(self, application: Application) -> Section | None:
        """A person who files in their own name, for the case page; None for an organisation."""

    def recipients(self, application: Application) -> Sequence[User]:
        """Who gets messages about the application."""

    def message_context(self, application: Application) -> Mapping[str, Any]:
        """Further plain JSON facts for messages."""

    def addressed(self, applications: Sequence[Application]) -> Mapping[int, Addressed]:
        """Recipients and further facts of many applications at once, by the application's key."""

    def applicant_url(self, application: Application) -> str:
        """The applicant's page of the application."""

    def again_url(self, application: Application, user: Person) -> str:
        """Where this applicant files a closed case anew with the same data; empty for nowhere."""

    def errands(self, application: Application, now: datetime) -> Sequence[Errand]:
        """What the applicant does away from the form; nothing for a service without such things."""

    def supplement_points(
        self, application: Application, codes: Collection[str], user: Person | None = None
    ) -> Mapping[str, SupplementPoint]:
        """How the applicant answers each of these items of a supplement request.

        ``user``: who answers, where several people of one application answer each their own.
        """

    def others_turn(self, application: Application, user: Person) -> tuple[str, str]:
        """Who answers the open list while this applicant has nothing to answer: who, and what.

        Two empty strings when it is the applicant's own turn, or nothing is asked.
        """

    def cases_of(self, upload: Upload) -> Sequence[Application]:
        """The service's cases that a file serves: a person's own, or all of its group."""

    def can_open(self, user: Person, upload: Upload) -> bool:
        """Whether the person may open a file that serves cases of this service."""

    def hidden_codes(self, user: Person, application: Application) -> Set[str]:
        """Codes of papers that this applicant must not see: the other hand's private ones."""

    def categories(self) -> Sequence[tuple[str, str]]:
        """Codes and names of the service's categories, for the queue's filter."""

    def state(self, code: str) -> str:
        """A passport's code of a state, nationality or organisation, in words."""

    def on_approved(self, application: Application, now: datetime) -> None:
        """Ask for the document; after a correction, for the one that replaces it."""

    def on_revoked(self, application: Application, reason: str, now: datetime) -> None:
        """Revoke what was issued."""

    def needs_countersign(self, application: Application, authority: str) -> bool:
        """Whether an approval by this authority needs two officers.

        False: a reviewer approves alone, and may still ask for a second officer by recommending.
        True: ``application_approve`` refuses until somebody recommended and another countersigns.
        A refusal always needs two. A service with a rule keeps it as a dated row, and asks for the
        day of acceptance, so that a rule of today does not change a review that has begun.
        """

    def hinders(self, application: Application, authority: str) -> Sequence[str]:
        """What keeps this authority from approving or recommending approval now, in sentences.

        The desk shows them beside the button; the services refuse with them. A refusal, and a
        request for what is missing, are never kept back.
        """

    def refusal_reasons(self, authority: str) -> Sequence[tuple[str, str]]:
        """Codes and words of the grounds on which this authority may refuse, for its form."""

    @property
    def explains_twice(self) -> bool:
        """Whether a refusal is explained in Chinese and in English: its letter carries both."""

    def on_refused(self, application: Application, now: datetime) -> None:
        """Make what the applicant gets when the case was refused: the letters.

        Called once, in the transaction of the refusal, after the reviews hold their grounds
        (``application.reviews.filter(decision="refuse")``: ``authority``, ``reason``, ``text``).
        """

    def on_split(self, application: Application, now: datetime) -> None:
        """Make what the applicant gets when the case was split (``Status.SPLIT``).

        Nothing is issued here. Reviews with ``decision="refuse"`` get their letter; those with
        ``decision="approve"`` are pursued at their own authority, outside of this file.
        """


class BaseAdapter:
    """Answers that suit a service without anything special. Derive from it."""

    service: str = ""
    reference_prefix: str = ""
    filer: FilerWords = INVITER
    authorities: Sequence[str] = (Authority.EXIT_ENTRY,)
    explains_twice: bool = False

    def case_file(self, application: Application) -> CaseFile:
        return CaseFile(application)

    def inviter(self, application: Application) -> Section | None:
        return None

    def recipients(self, application: Application) -> Sequence[User]:
        return (application.filed_by,)

    def message_context(self, application: Application) -> Mapping[str, Any]:
        return {}

    def addressed(self, applications: Sequence[Application]) -> Mapping[int, Addressed]:
        prefetch_related_objects(applications, "filed_by")
        return {one.pk: (self.recipients(one), self.message_context(one)) for one in applications}

    def applicant_url(self, application: Application) -> str:
        return reverse("application", args=[application.reference])

    def again_url(self, application: Application, user: Person) -> str:
        return ""

    def errands(self, application: Application, now: datetime) -> Sequence[Errand]:
        return ()

    def supplement_points(
        self, application: Application, codes: Collection[str], user: Person | None = None
    ) -> Mapping[str, SupplementPoint]:
        return {code: SupplementPoint(file_code=code) for code in codes}

    def others_turn(self, application: Application, user: Person) -> tuple[str, str]:
        return "", ""

    def cases_of(self, upload: Upload) -> Sequence[Application]:
        rows = upload.attachments.filter(application__service=self.service)
        return [row.application for row in rows.select_related("application") if row.application]

    def can_open(self, user: Person, upload: Upload) -> bool:
        from applications.permissions import can_view

        return any(can_view(user, application) for application in self.cases_of(upload))

    def hidden_codes(self, user: Person, application: Application) -> Set[str]:
        return frozenset()

    def categories(self) -> Sequence[tuple[str, str]]:
        return ()

    def state(self, code: str) -> str:
        return code

    def on_approved(self, application: Application, now: datetime) -> None:
        return

    def on_revoked(self, application: Application, reason: str, now: datetime) -> None:
        return

    def needs_countersign(self, application: Application, authority: str) -> bool:
        return False

    def hinders(self, application: Application, authority: str) -> Sequence[str]:
        return ()

    def refusal_reasons(self, authority: str) -> Sequence[tuple[str, str]]:
        known = WorkRefusalReason if authority == Authority.WORK_PERMIT else RefusalReason
        return [(value, str(label)) for value, label in known.choices]

    def on_refused(self, application: Application, now: datetime) -> None:
        return

    def on_split(self, application: Application, now: datetime) -> None:
        return


_adapters: dict[str, ServiceAdapter] = {}


def register(adapter: ServiceAdapter) -> None:
    """Make a service known. Called once, in the room's ``AppConfig.ready``."""
    _adapters[adapter.service] = adapter


def adapter_for(application: Application) -> ServiceAdapter:
    """Return the adapter of the application's service; LookupError when no room registered it."""
    return adapter_of(application.service)


def case_file(application: Application) -> CaseFile:
    """Open the application's file, as its service sees it."""
    return adapter_for(application).case_file(application)


def adapter_of(service: str) -> ServiceAdapter:
    """Return the adapter of a service; LookupError when no room registered it."""
    try:
        return _adapters[service]
    except KeyError:
        raise LookupError(f"No room has registered the service {service!r}.") from None


def services_of(authority: str) -> frozenset[str]:
    """Return the services in which this authority has a review."""
    return frozenset(
        service for service, adapter in _adapters.items() if authority in adapter.authorities
    )


def services() -> frozenset[str]:
    """Return every registered service."""
    return frozenset(_adapters)


def adapters() -> Sequence[ServiceAdapter]:
    """Return every service's adapter."""
    return list(_adapters.values())


def categories() -> list[tuple[str, str]]:
    """Return the categories of every service, for the queue's filter."""
    return [pair for adapter in _adapters.values() for pair in adapter.categories()]


@contextmanager
def override(adapter: ServiceAdapter) -> Iterator[ServiceAdapter]:
    """Use another adapter for its service, for the length of a test."""
    before = dict(_adapters)
    register(adapter)
    try:
        yield adapter
    finally:
        _adapters.clear()
        _adapters.update(before)
