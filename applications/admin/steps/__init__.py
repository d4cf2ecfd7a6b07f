"""The buttons of the case page: each a confirm page that calls one service."""

from typing import Any

from applications.admin.steps.available import STEPS, url_name
from applications.admin.steps.ticks import TickView

STEP_URLS: tuple[tuple[str, str, Any], ...] = (
    *((f"<path:object_id>/{step.code}/", url_name(step.code), step.as_view()) for step in STEPS),
    ("<path:object_id>/checklist/", "applications_application_checklist", TickView.as_view()),
)
