"""What the case engine asks about a single-window application."""

from collections.abc import Sequence

from accounts.enums import Authority
from applications.enums import Service
from applications.registry import BaseAdapter
from permits.enums import TalentCategory


class SingleWindowAdapter(BaseAdapter):
    """Answers for applications of the service ``single_window``: two authorities, one file."""

    service = Service.SINGLE_WINDOW
    reference_prefix = "WR"
    authorities = (Authority.WORK_PERMIT, Authority.EXIT_ENTRY)

    def categories(self) -> Sequence[tuple[str, str]]:
        return [(value, str(label)) for value, label in TalentCategory.choices]
