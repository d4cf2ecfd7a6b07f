"""Whether the nasty tests know every page of the desk that asks before it does something."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, resolve

from tests.nasty.forms import Place
from tests.nasty.test_requests import EVERY
from ui.desk import ConfirmView

# They need two authorities, a points table, or a file and an answer that failed: tested there.
ELSEWHERE = {
    *("applications_application_step_joint_agree", "applications_application_step_joint_decline"),
    *("applications_application_step_joint_propose", "applications_application_step_list"),
    "applications_application_step_points",
    *("api_webhookdelivery_replay", "documents_issueddocument_retry"),
}
SAME_PAGE = "_end"  # the rules of every table end on one page


def confirm_pages(resolver: Any = None) -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if not isinstance(entry, URLPattern):
            yield from confirm_pages(entry)
        elif issubclass(getattr(entry.callback, "view_class", object), ConfirmView):
            yield entry.name or ""


def test_every_page_that_asks_first_has_an_entry(place: Place) -> None:
    paths = [form.path(place) for form in EVERY if form.role != "anonymous"]
    known = {resolve(path).url_name for path in paths if path.startswith("/admin/")}
    asking = {name for name in confirm_pages() if not name.endswith(SAME_PAGE)}
    assert len(asking) > 30, "the pages were not found"
    assert not asking - known - ELSEWHERE, "add these to the forms"
    assert asking - known >= ELSEWHERE, "these are known by now"
