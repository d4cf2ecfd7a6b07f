"""Rows of summary lists."""

from typing import Any, TypedDict


class Row(TypedDict, total=False):
    """One row of ``components/summary_list.html``."""

    key: str
    value: Any
    url: str
    about: str
