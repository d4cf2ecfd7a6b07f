"""What the case engine asks about a single-window application."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Authority
from accounts.models import User
from accounts.permissions import Person, is_member
from accounts.queries import users_of, users_of_each
from applications.deadlines import legal_date
from applications.enums import Service
from applications.errands import Errand
from applications.models import Application
from applications.passport.rules.states import state_name
from applications.permissions import can_view_as_officer
from applications.points import SupplementPoint
from applications.registry import Addressed, FilerWords
from documents.models import Upload
from permits.answering import others_turn, supplement_points
from permits.case_file import SingleWindowFile
from permits.enums import TalentCategory
from permits.filing.queries import private_codes
from permits.models import PermitApplication
from permits.outcomes import Outcomes
from permits.permissions import is_employer
from permits.queries import parameters
from permits.visits import visit_errand, visit_hinders


class SingleWindowAdapter(Outcomes):
    """Answers for applications of the service ``single_window``: two authorities, one file."""

    service = Service.SINGLE_WINDOW
    reference_prefix = "WR"
    filer = FilerWords(
        pgettext_lazy("permit", "Employer"), _("Same employer"), _("All cases of this employer")
    )
    authorities = (Authority.WORK_PERMIT, Authority.EXIT_ENTRY)
    explains_twice = True

    def case_file(self, application: Application) -> SingleWindowFile:
        return SingleWindowFile(application)

    def needs_countersign(self, application: Application, authority: str) -> bool:
        """By the rule of the day on which the review began: a row of ``PermitParameter``."""
        began = application.accepted_at or application.submitted_at or application.created_at
        numbers = parameters(legal_date(began))
        if authority == Authority.WORK_PERMIT:
            return bool(numbers.countersign_work_permit)
        return bool(numbers.countersign_exit_entry)

    def hinders(self, application: Application, authority: str) -> Sequence[str]:
        """The exit-entry authority approves nobody whom it has not seen."""
        return visit_hinders(application, authority)

    def categories(self) -> Sequence[tuple[str, str]]:
        return [(value, str(label)) for value, label in TalentCategory.choices]

    def recipients(self, application: Application) -> Sequence[User]:
        """The organisation's members and the person, each in their own language."""
        members = users_of(application.organisation) if application.organisation else ()
        return _together(members, application.person)

    def message_context(self, application: Application) -> Mapping[str, Any]:
        permit = PermitApplication.objects.filter(application_id=application.pk).first()
        return _facts(application, permit)

    def addressed(self, applications: Sequence[Application]) -> Mapping[int, Addressed]:
        members = users_of_each([one.organisation_id for one in applications])
        rows = PermitApplication.objects.filter(application__in=applications)
        permits = {permit.application_id: permit for permit in rows}
        return {
            one.pk: (
                _together(members[one.organisation_id] if one.organisation_id else (), one.person),
                _facts(one, permits.get(one.pk)),
            )
            for one in applications
        }

    def again_url(self, application: Application, user: Person) -> str:
        """The employer begins anew with the case's answers; the employee cannot without them."""
        permit = PermitApplication.objects.filter(application_id=application.pk).first()
        if permit is None or not is_employer(user, permit):
            return ""
        question = urlencode({"kind": permit.kind, "from": application.reference})
        return f"{reverse('permit_new')}?{question}"

    def errands(self, application: Application, now: datetime) -> Sequence[Errand]:
        errand = visit_errand(application, now)
        return () if errand is None else (errand,)

    def supplement_points(
        self, application: Application, codes: Collection[str], user: Person | None = None
    ) -> Mapping[str, SupplementPoint]:
        return supplement_points(application, codes, user)

    def others_turn(self, application: Application, user: Person) -> tuple[str, str]:
        return others_turn(application, user)

    def can_open(self, user: Person, upload: Upload) -> bool:
        """Officers and the person: every file. The company: what is not private."""
        rows = list(
            upload.attachments.filter(
                application__service=self.service, application__isnull=False
            ).select_related("application__organisation")
        )
        private = private_codes() if rows else set()
        return any(_may_open(user, row.application, row.code in private) for row in rows)

    def hidden_codes(self, user: Person, application: Application) -> Set[str]:
        """The private papers, for members of the organisation who are not the person."""
        if application.person_id is not None and application.person_id == user.pk:
            return frozenset()
        return private_codes()

    def state(self, code: str) -> str:
        return f"{state_name(code, get_language() or 'en')} ({code})"


def _may_open(user: Person, application: Application | None, private: bool) -> bool:
    if application is None:
        return False
    if can_view_as_officer(user, application) or application.person_id == user.pk:
        return True
    organisation = application.organisation
    return not private and organisation is not None and is_member(user, organisation)


def _together(members: Sequence[User] | Any, person: User | None) -> Sequence[User]:
    found = list(members)
    return found if person is None or person in found else [*found, person]


def _facts(application: Application, permit: PermitApplication | None) -> dict[str, Any]:
    organisation = application.organisation
    return {
        "inviter_zh": organisation.name_zh if organisation else "",
        "inviter_en": organisation.name_en if organisation else "",
        "kind": permit.kind if permit else "",
    }
