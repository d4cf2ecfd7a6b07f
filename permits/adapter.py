"""What the case engine asks about a single-window application."""

from collections.abc import Sequence

from accounts.enums import Authority
from applications.enums import Service
from permits.enums import TalentCategory
from permits.outcomes import Outcomes


class SingleWindowAdapter(Outcomes):
    """Answers for applications of the service ``single_window``: two authorities, one file."""

    service = Service.SINGLE_WINDOW
    reference_prefix = "WR"
    authorities = (Authority.WORK_PERMIT, Authority.EXIT_ENTRY)

    def categories(self) -> Sequence[tuple[str, str]]:
        return [(value, str(label)) for value, label in TalentCategory.choices]
