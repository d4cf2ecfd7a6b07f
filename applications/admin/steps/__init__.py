"""The buttons of the case page: each a confirm page that calls one service."""

from typing import Any

from applications.admin.steps.available import steps_known, url_name
from applications.admin.steps.ticks import TickView


def step_urls() -> tuple[tuple[str, str, Any], ...]:
    """The addresses of every button, the services' own included."""
    return (
        *(
            (f"<path:object_id>/{step.code}/", url_name(step.code), step.as_view())
            for step in steps_known()
        ),
        ("<path:object_id>/checklist/", "applications_application_checklist", TickView.as_view()),
    )
