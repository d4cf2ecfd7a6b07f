"""Requests that no browser sends: bodies, addresses, methods, files, and links that are not one's own."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from documents.models import Upload
from tests.access.addresses import address, ours
from tests.access.world import World
from tests.documents.files import pdf, picture, png_bomb, sent
from tests.factories.accounts import MembershipInvitationFactory
from tests.factories.port_visa import NOW
from tests.nasty.desk_forms import DESK
from tests.nasty.forms import FormPage, Place, browser
from tests.nasty.identity_forms import LINKED, NEWCOMERS
from tests.nasty.inviter_forms import INVITERS, PUBLIC
from tests.nasty.reading import errors_of
from tests.nasty.step_forms import CENTRE, EMPLOYEE, STEPS
from tests.nasty.values import BODIES
from tests.nasty.window_forms import OFFICERS, PERMITS, WINDOW
from workdays.models import CalendarNotice

EVERY: list[FormPage] = [
    *PUBLIC,
    *NEWCOMERS,
    *LINKED,
    *INVITERS,
    *DESK,
    *WINDOW,
    *PERMITS,
    *OFFICERS,
    *CENTRE,
    *STEPS,
    *EMPLOYEE,
]


def urls_of(place: Place) -> list[tuple[Client, str]]:
    found = []
    for form in EVERY:
        path = form.path(place)
        url = path if path.startswith("/admin/") else f"/en{path}"
        found.append((browser(place, form.role), url))
    return found


def statuses(calls: Any) -> list[str]:
    """Make every call and take it back; answer those that broke."""
    broken = []
    for what, call in calls:
        cache.clear()
        try:
            with transaction.atomic():
                status = call().status_code
                transaction.set_rollback(True)
        except Exception as error:
            broken.append(f"{what}: {type(error).__name__}: {str(error)[:200]}")
            continue
        if status >= 500:
            broken.append(f"{what}: {status}")
    return broken


def some(values: Any, turn: int, count: int = 3) -> list[Any]:
    """A few of the values, others at each turn: every value meets many forms, not all."""
    every = list(values)
    return [every[(turn * count + n) % len(every)] for n in range(count)]


def test_bodies_that_no_browser_sends(place: Place) -> None:
    broken = statuses(
        (
            f"{url} {what}",
            lambda client=client, url=url, body=body, kind=kind: client.generic(
                "POST", url, body.replace(b"{name}", b"text"), content_type=kind
            ),
        )
        for turn, (client, url) in enumerate(urls_of(place))
        for what, (body, kind) in some(BODIES.items(), turn)
    )
    assert not broken, "\n".join(broken)


def test_methods_and_queries_that_nobody_uses(place: Place) -> None:
    query = (
        "?%00=%00&q=%00&q=%ff&page=-1&page=x&year=99999999999&code=%00&from=%ed%a0%80&n="
        + "9" * 5000
    )
    others = ("PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND")
    broken = statuses(
        (
            f"{method} {url}",
            lambda client=client, url=url, method=method: client.generic(method, url + query),
        )
        for turn, (client, url) in enumerate(urls_of(place))
        for method in ("GET", *some(others, turn, 1))
    )
    assert not broken, "\n".join(broken)


PARTS = [
    "%00",
    "a%00b",
    "%ff%fe",
    "%ed%a0%80",
    "%2e%2e%2f%2e%2e",
    "%2500",
    "x" * 3000,
    "9" * 400,
    "9" * 5000,
    "-1",
    "%E2%80%AE",
    "%f0%9f%99%82",
    "null",
    "'--",
    "%0d%0aSet-Cookie:x=1",
    "²",
    "²²",
]
ROLES = ["owner", "anonymous", "supervisor"]  # six each: together every part at every address


@pytest.mark.parametrize("role", ROLES)
def test_addresses_that_lead_nowhere(place: Place, role: str) -> None:
    client = place.world.clients[role]
    mark = "PLACEHOLDER"
    stems = [
        f"/en/applications/{mark}/",
        f"/en/applications/{mark}/supplement/",
        f"/en/verify/{mark}/",
        f"/en/invitations/{mark}/",
        f"/en/invitations/{place.world.draft.pk}/visit/{mark}/",
        f"/en/invitations/{place.world.draft.pk}/documents/{mark}/",
        f"/en/invitations/{place.world.draft.pk}/people/{mark}/passport/",
        f"/en/organisations/{mark}/",
        f"/en/organisations/join/{mark}/",
        f"/en/files/{mark}/",
        f"/en/inbox/{mark}/",
        f"/en/working-days/{mark}/",
        f"/v/{mark}",
        f"/{mark}/",
        f"/en/organisations/registered/?code={mark}",
        f"/demo/mailbox/?to={mark}",
        f"/en/account/password/reset/key/{mark}/",
        f"/en/performance/?format={mark}",
        f"/admin/applications/application/{mark}/change/",
        f"/admin/applications/application/?q={mark}",
        f"/admin/applications/application/?office={mark}",
        f"/admin/applications/application/?inviter={mark}",
        f"/admin/applications/application/?category={mark}&status={mark}&due={mark}&p={mark}&o={mark}",
        f"/admin/applications/application/port/?q={mark}",
        f"/admin/accounts/organisation/{mark}/verify/",
    ]
    broken = statuses(
        (f"{stem} {part[:40]}", lambda stem=stem, part=part: client.get(stem.replace(mark, part)))
        for number, stem in enumerate(stems)
        for part in some(PARTS, number + ROLES.index(role), 6)
    )
    assert not broken, "\n".join(broken)


def test_posted_keys_of_others_lead_nowhere(place: Place) -> None:
    """What a page sends back beside its fields may have been changed on the way."""
    case = place.case("ask")
    supplement = f"/en/applications/{case.reference}/supplement/"
    draft = f"/en{place.draft}documents/licence/"
    desk = f"/admin/applications/application/{place.case().pk}"
    owner, reviewer = place.world.clients["owner"], place.world.clients["reviewer"]
    port = place.world.clients["port_officer"]
    calls = []
    for key in ("", "x", "\x00", "²", "9" * 5000, str(place.world.upload.pk), "[]"):
        calls += [
            (f"remove {key[:9]!r}", lambda key=key: owner.post(supplement, {"remove": key})),
            (f"remove {key[:9]!r}", lambda key=key: owner.post(draft, {"remove": key})),
            (f"switch {key[:9]!r}", lambda key=key: owner.post(draft, {"switch": key})),
            (
                f"code {key[:9]!r}",
                lambda key=key: port.post("/admin/applications/application/port/", {"code": key}),
            ),
            *_on_the_case(reviewer, desk, key),
            *_at_the_window(place, key),
            (
                f"language {key[:9]!r}",
                lambda key=key: owner.post("/i18n/setlang/", {"language": key, "next": key}),
            ),
        ]
    broken = statuses(calls)
    assert not broken, "\n".join(broken)


def _on_the_case(reviewer: Any, desk: str, key: str) -> list[Any]:
    """Ticks, steps and group steps whose hidden fields were changed."""
    tick = {"result_passport": "in_order", "note_passport": key[:90]}
    seen = {"expected_version": "0", "seen_events": key}
    group = {"action": "accept", "case": key, f"version_{desk.rsplit('/', 1)[1]}": key}
    return [
        (f"tick {key[:9]!r}", lambda: reviewer.post(f"{desk}/checklist/", tick)),
        (f"seen {key[:9]!r}", lambda: reviewer.post(f"{desk}/accept/", seen)),
        (f"version {key[:9]!r}", lambda: reviewer.post(f"{desk}/together/", group)),
    ]


def _at_the_window(place: Place, key: str) -> list[Any]:
    """Buttons of a window of the centre, with the number of another ticket."""
    officer = place.world.clients["centre_officer"]
    stem = f"/admin/centre/ticket/window/{place.world.window.pk}"
    return [
        (f"{step} {key[:9]!r}", lambda step=step: officer.post(f"{stem}/{step}/", {"ticket": key}))
        for step in ("call", "recall", "done", "missed")
    ]


def test_a_form_without_its_token_is_refused_kindly(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    for language, words in (("en", "form"), ("zh-hans", "表单")):
        answer = client.post(f"/{language}/track/", {"reference": "x"})
        assert answer.status_code == 403
        assert words in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_invitation_links_that_are_over_or_not_ones_own(place: Place, language: str) -> None:
    stranger = place.world.users["stranger"]
    organisation = place.world.company.organisation
    old = MembershipInvitationFactory.create(
        organisation=organisation, email="other@example.org", expires_at=NOW - timedelta(days=1)
    )
    client = place.world.clients["stranger"]
    answer = client.post(f"/{language}/organisations/join/{old.pk}/")
    assert answer.status_code == 403
    old.email = stranger.email
    place.world.invited.delete()
    old.save()
    answer = client.post(f"/{language}/organisations/join/{old.pk}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert ("过期" in text) if language == "zh-hans" else ("old" in text or "expired" in text)
    assert not organisation.memberships.filter(user=stranger).exists()


FILES: dict[str, tuple[bytes, str, str]] = {
    "a renamed program": (b"MZ\x90\x00" + b"\0" * 500, "passport.jpg", "JPG"),
    "SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", "JPG"),
    "a web page called a picture": (b"<!doctype html><script>alert(1)</script>", "a.jpg", "JPG"),
    "nothing": (b"", "a.jpg", ""),
    "21 MB": (b"\xff\xd8\xff" + b"\0" * 21 * 1024 * 1024, "a.jpg", "20 MB"),
    "a locked PDF": (pdf(user_password="secret"), "a.pdf", ""),
    "half a PDF": (pdf()[:200], "a.pdf", ""),
    "a bomb": (png_bomb(), "a.png", ""),
    "half a picture": (picture()[:400], "a.jpg", ""),
}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_files_that_are_not_what_they_say(place: Place, language: str) -> None:
    """Through the real upload forms: a sentence that names the file, and nothing is kept."""
    world: World = place.world
    case = place.case("ask")
    item = case.supplement_requests.get().items.get()
    item.code = "licence"  # a point that takes files
    item.save()
    forms = {
        f"{place.draft}documents/licence/": "chosen",
        f"{place.person}passport/": "copy",
        f"/organisations/{world.company.organisation.pk}/licence/": "copies",
        f"/applications/{case.reference}/supplement/": f"files_{item.pk}",
    }
    before = Upload.objects.count()
    broken = []
    for path, name in forms.items():
        for what, (data, label, words) in FILES.items():
            answer = world.clients["owner"].post(f"/{language}{path}", {name: sent(data, label)})
            text = answer.content.decode()
            good = answer.status_code == 200 and "govuk-error-message" in text and words in text
            if not good or (language == "zh-hans" and "This " in _errors(text)):
                broken.append(f"{path} {what}: {answer.status_code} {_errors(text)[:200]}")
    assert not broken, "\n".join(broken)
    assert Upload.objects.count() == before


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_notice_that_is_no_text(place: Place, language: str) -> None:
    """The calendar's notice as a file that is not what its name says: a sentence, no calendar."""
    person = place.world.users["administrator"]
    type(person).objects.filter(pk=person.pk).update(language=language)
    client = place.world.clients["administrator"]
    client.cookies["language"] = language
    for data, name in (
        (picture(), "2027.csv"),
        (pdf(), "2027.txt"),
        (b"PK\x03\x04\0", "2027.json"),
    ):
        notice = {"year": "2027", "text": "", "file": sent(data, name)}
        answer = client.post("/admin/workdays/calendarnotice/import/", notice)
        assert answer.status_code == 200, name
        assert errors_of(answer.content.decode()), name
    assert not CalendarNotice.objects.filter(year__year=2027).exists()


def test_twenty_one_files_in_one_slot(place: Place) -> None:
    many = [sent(picture(), f"{number}.jpg") for number in range(21)]
    url = f"/en{place.draft}documents/licence/"
    before = Upload.objects.count()
    answer = place.world.clients["owner"].post(url, {"chosen": many})
    assert "20 files" in _errors(answer.content.decode())
    assert Upload.objects.count() == before


def _errors(text: str) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", "", found)
        for found in re.findall(r'<p class="govuk-error-message">(.*?)</p>', text, re.S)
    )


def test_every_address_takes_a_post(place: Place) -> None:
    """Posting nothing to any address breaks nothing."""
    broken = statuses(
        (
            f"{role} {name}",
            lambda client=client, name=name, parts=parts: client.post(
                address(place.world, name, parts)
            ),
        )
        for role in ("anonymous", "owner", "stranger", "supervisor")
        for client in [place.world.clients[role]]
        for name, parts in ours()
        if name != "readyz"  # says 503 by design: no worker runs beside this test
    )
    assert not broken, "\n".join(broken)


def test_an_unverified_organisation_cannot_submit_by_posting(place: Place) -> None:
    """The button is not shown; a post without it changes nothing."""
    organisation = place.world.company.organisation
    organisation.status = "unverified"
    organisation.checked_at = organisation.checked_by = None
    organisation.save()
    url = f"/en{place.draft}declare/"
    answer = place.world.clients["owner"].post(url, {"declared_name": "Li", "declared": "on"})
    assert answer.headers["Location"].endswith("/check/")
    place.world.draft.refresh_from_db()
    assert place.world.draft.status == "draft"
