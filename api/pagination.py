"""Lists are read by cursor: stable while rows come in, equally fast on every page."""

from typing import Any

from rest_framework.pagination import CursorPagination


class Cursor(CursorPagination):
    """Newest first. ``next`` and ``previous`` are addresses to follow as they are."""

    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200
    ordering: Any = ("-created_at", "-pk")


class CaseCursor(Cursor):
    ordering = ("-application__created_at", "-pk")
