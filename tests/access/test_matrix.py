"""Who may open what: every address of the portal against every role, others' things included.

The table in ``readers`` names each page's readers. An address that it does not name fails the test,
so a new page cannot appear without an answer to the question. The desk: ``test_desk_matrix``.
"""

import re
from typing import Any

import pytest
from django.urls import reverse

from applications.models import Application
from tests.access.addresses import FOREIGN, address, ours, refused, routes, without_file
from tests.access.readers import MEMBERS, PAGES, PROOF_OFFICERS, REVIEWERS
from tests.access.world import ROLES, World

# of the pages of invitations: the first step of a new one, and what a private link's token opens
ANYBODYS = ("invitation_new", "invitee_link_open")


def test_every_address_has_its_readers() -> None:
    undeclared = {name for name, _parts in ours()} - set(PAGES)
    gone = set(PAGES) - {name for name, _parts in ours()}
    assert not undeclared, "say in PAGES who may open these"
    assert not gone, "these addresses no longer exist"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_pages_open_for_their_readers_and_for_nobody_else(role: str, matrix_world: World) -> None:
    client = matrix_world.clients[role]
    wrong = []
    for name, parts in ours():
        url = address(matrix_world, name, parts)
        answer = without_file(client.get(url))
        if name != "readyz" and answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
        if refused(answer) == (role in PAGES[name]):
            wrong.append(f"{name}: {answer.status_code} {answer.headers.get('Location', '')}")
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role not in MEMBERS])
def test_strangers_change_nothing_by_posting(role: str, matrix_world: World) -> None:
    client = matrix_world.clients[role]
    before = _facts(matrix_world)
    for name, parts in ours():
        if role not in PAGES[name]:
            answer = client.post(
                address(matrix_world, name, parts), {"confirm": "1", "role": "owner"}
            )
            assert refused(answer) or answer.status_code in (400, 405), name
    assert _facts(matrix_world) == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "stranger", "owner", "reviewer"])
def test_foreign_pages_break_for_nobody(role: str, matrix_world: World) -> None:
    client = matrix_world.clients[role]
    values = {"uidb36": "1", "key": "x", "pk": 1}
    for name, parts in routes():
        if name.startswith(FOREIGN):
            answer = client.get(reverse(name, kwargs={part: values[part] for part in parts}))
            assert answer.status_code < 500, name


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_persons_own_invitation_is_theirs_alone(role: str, matrix_world: World) -> None:
    client, mine = matrix_world.clients[role], role == "professional"
    wrong = []
    for name, parts in ours():
        if name in ANYBODYS or not name.startswith(("invitation", "invitee")):
            continue
        values = matrix_world.personal_arguments(name)
        url = reverse(name, kwargs={part: values[part] for part in parts})
        answer = client.get(url)
        if refused(answer) == mine or answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
        if not mine and not refused(client.post(url, {"confirm": "1"})):
            wrong.append(f"{name}: posted")
    assert wrong == []
    opens = without_file(client.get(reverse("upload_open", args=[matrix_world.proof.pk])))
    assert refused(opens) == (role not in PROOF_OFFICERS)
    case = matrix_world.personal.invitees.get().application
    page = client.get(reverse("admin:applications_application_change", args=[case.pk]))
    assert refused(page) == (role not in REVIEWERS)
    if role in REVIEWERS:
        assert "ERIKSDOTTER, FREJA" in page.content.decode()


@pytest.mark.django_db
def test_a_guessed_reference_is_no_way_in(matrix_world: World) -> None:
    for path in ("", "withdraw/", "supplement/"):
        known = matrix_world.clients["rival"].get(
            f"/en/applications/{matrix_world.case.reference}/{path}"
        )
        unknown = matrix_world.clients["rival"].get(f"/en/applications/PV-2222-2222-2/{path}")
        assert known.status_code == unknown.status_code == 404
        assert _words(known) == _words(unknown)


def _words(answer: Any) -> str:
    """The page without what differs anyway: the address and the request id."""
    return re.sub(
        r'[0-9a-f-]{36}|PV-[0-9A-Z-]+|name="csrf\S+ value="\w+"', "", answer.content.decode()
    )


def _facts(world: World) -> list[Any]:
    case = Application.objects.values().get(pk=world.case.pk)
    world.draft.refresh_from_db()
    return [
        case,
        world.draft.status,
        world.draft.updated_at,
        list(world.company.organisation.memberships.order_by("pk").values()),
        list(world.company.organisation.member_invitations.order_by("pk").values()),
    ]
