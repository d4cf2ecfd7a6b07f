"""Sending a form twice, and sending it after the session has ended."""

import html
from collections.abc import Callable
from functools import partial
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts.models import Organisation
from tests.nasty.attempt import Attempt, collect, watched
from tests.nasty.desk_forms import DESK
from tests.nasty.forms import FormPage, Place
from tests.nasty.identity_forms import LINKED
from tests.nasty.inviter_forms import INVITERS
from tests.nasty.step_forms import CENTRE, EMPLOYEE, STEPS
from tests.nasty.window_forms import OFFICERS, PERMITS

SIGNED_IN = {
    "inviters": INVITERS,
    "identity": LINKED,
    "permits": PERMITS,
    "desk": DESK,
    "officers": OFFICERS,
    "steps": STEPS,
    "employee": EMPLOYEE,
}
GROUPS = {**SIGNED_IN, "centre": CENTRE}
# Each press is meant: two notes, two drafts, two codes; a list takes the place of the one before.
MEANT = {"note", "new invitation", "invitation of a person", "copy", "new permit", "share code"}
MEANT |= {"pasted roster"}
BACKEND = "django.contrib.auth.backends.ModelBackend"
SECRET = {"new password", "new address"}  # what was typed is kept nowhere
ASIDE = {
    "notifications_message",
    "django_admin_log",
    "visits_hourschange",
}  # told again or noted again, not done again
# What a second press of the same button may do: nothing that the first has not done.
AGAIN = {200, 302, 403, 404, 409}


def at_once(form: FormPage, place: Place) -> None:
    """Press the button twice: the second press changes nothing and is no error page."""
    attempt = Attempt(form, place, "en")
    with watched():
        attempt.ask(attempt.good)
        with watched() as second:
            answer = attempt.ask(attempt.good)
        assert answer.status_code in AGAIN, answer.status_code
        added = second.inserted - ASIDE if answer.status_code == 302 else set()
        assert form.name in MEANT or not added, f"the second press added to {added}"


def signed_out(form: FormPage, place: Place) -> None:
    """Send it without a session: nothing is written, and the way back leads to what was typed."""
    attempt = Attempt(form, place, "en")
    visitor = Client()
    with watched() as writes:
        send = visitor.get if form.asks else visitor.post
        answer = send(attempt.url, attempt.good)
        wrote = set(writes.tables)
        if not attempt.desk and form.name not in SECRET:
            visitor.force_login(place.world.users[form.role], BACKEND)
            page = visitor.get(attempt.url).content.decode()
            typed = {name: attempt.good[name] for name in attempt.fields.typed}
            lost = {name for name, text in typed.items() if html.escape(text) not in page}
            assert not lost, f"lost: {lost}"
            assert not attempt.fields.typed or "What you typed is still here" in page
            assert "govuk-error-message" not in page, "judged before it is sent"
    assert answer.status_code == 302, answer.status_code
    asked = urlsplit(answer.headers["Location"])
    assert asked.path.endswith("/account/login/"), asked.path
    wanted = parse_qs(asked.query)["next"][0]
    assert wanted.startswith("/admin/" if attempt.desk else attempt.url), wanted
    assert not wrote, wrote


def wrong(group: str, place: Place, what: Callable[[FormPage, Place], None]) -> list[str]:
    return collect((form.name, partial(what, form, place)) for form in GROUPS[group])


@pytest.mark.parametrize("group", GROUPS)
def test_the_button_pressed_twice(place: Place, group: str) -> None:
    found = wrong(group, place, at_once)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("group", SIGNED_IN)
def test_the_session_ended_while_typing(place: Place, group: str) -> None:
    found = wrong(group, place, signed_out)
    assert not found, "\n".join(found)


def test_an_organisation_registered_twice_says_so(place: Place) -> None:
    """The second press leads to the one organisation; somebody else's leads to its owners."""
    form = next(one for one in INVITERS if one.name == "organisation")
    first = Attempt(form, place, "en")
    for words in ("Copy of the licence", "This organisation is already registered, and you are"):
        landed = first.client.post(first.url, first.good, follow=True)
        assert words in landed.content.decode()
    other = place.world.clients["rival"].post(first.url, first.good, follow=True)
    assert "Ask its owners for access" in other.content.decode()
    assert Organisation.objects.filter(uscc=first.good["uscc"]).count() == 1
