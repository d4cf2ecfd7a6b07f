"""Counting without reading the whole table."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

COUNT_CAP = 1000


class CappedPaginator(Paginator):
    """Counts at most ``COUNT_CAP`` rows and says "more than" beyond.

    A full ``COUNT(*)`` grows with the table and is what makes admin lists slow; nobody turns to the
    twentieth page of a queue, they search or filter.
    """

    template_name = "desk/pagination.html"

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return rows.order_by().values("pk")[: COUNT_CAP + 1].count()

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most ``COUNT_CAP``."""
        return min(self._counted, COUNT_CAP)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than were counted."""
        return self._counted > COUNT_CAP
