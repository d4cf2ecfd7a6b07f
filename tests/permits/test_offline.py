"""The offline page reads the code of a permit, too, and shows its own fields only."""

import pytest
from playwright.sync_api import expect

from documents.enums import DocumentKind
from documents.signing import payload_fields, payload_sign
from tests.permits.paper import draft
from tests.support.browser import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("kind", "changes", "state"),
    [
        (
            DocumentKind.WORK_PERMIT,
            {"valid_from": "2026-01-01", "valid_until": "2099-01-01"},
            "genuine",
        ),
        (
            DocumentKind.RESIDENCE_PERMIT,
            {"valid_from": "2020-01-01", "valid_until": "2021-01-01"},
            "late",
        ),
        (DocumentKind.WORK_REFUSAL, {"issued_on": "2026-01-01"}, "genuine"),
    ],
)
def test_permits_and_letters(open_page: OpenPage, kind, changes, state) -> None:
    token = payload_sign(payload_fields(draft(kind, **changes)))
    page = open_page(f"/en/verify/offline/#{token}")
    page.wait_for_selector(f"#offline-result[data-state={state}]")
    result = page.locator("#offline-result")
    expect(result).to_contain_text("ERIKSSON, ANNA MARIA")
    for other in ("Port of entry", "Stay in days", "Enter on or before", "undefined"):
        expect(result).not_to_contain_text(other)
    if changes.get("valid_until"):
        expect(result).to_contain_text("WP-7K3M-4Q9X-C")
        expect(result).to_contain_text(changes["valid_until"])
