"""What the case engine asks about a single-window application."""

from collections.abc import Sequence

from accounts.enums import Authority
from applications.deadlines import legal_date
from applications.enums import Service
from applications.models import Application
from permits.enums import TalentCategory
from permits.outcomes import Outcomes
from permits.queries import parameters


class SingleWindowAdapter(Outcomes):
    """Answers for applications of the service ``single_window``: two authorities, one file."""

    service = Service.SINGLE_WINDOW
    reference_prefix = "WR"
    authorities = (Authority.WORK_PERMIT, Authority.EXIT_ENTRY)
    explains_twice = True

    def needs_countersign(self, application: Application, authority: str) -> bool:
        """By the rule of the day on which the review began: a row of ``PermitParameter``."""
        began = application.accepted_at or application.submitted_at or application.created_at
        numbers = parameters(legal_date(began))
        if authority == Authority.WORK_PERMIT:
            return bool(numbers.countersign_work_permit)
        return bool(numbers.countersign_exit_entry)

    def categories(self) -> Sequence[tuple[str, str]]:
        return [(value, str(label)) for value, label in TalentCategory.choices]
