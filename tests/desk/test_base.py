"""The shared base of the officers' pages: counting, forms, service errors beside their fields."""

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from accounts.enums import PostRole
from accounts.models import Post
from offices.models import Office
from portal.desk import navigation
from tests.factories.accounts import PostFactory
from ui.desk import CappedPaginator, DeskForm
from ui.desk import paginator as paginator_module


class NoteForm(DeskForm):
    text = forms.CharField(widget=forms.Textarea)
    agree = forms.BooleanField(required=False)


def test_widgets_get_the_look_of_the_admin() -> None:
    form = NoteForm()
    assert "border" in form.fields["text"].widget.attrs["class"]
    assert [field.name for field in form.shown_fields] == ["text", "agree"]
    assert [field.name for field in form.hidden_fields()] == ["expected_version"]


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (ValidationError("On top."), "__all__"),
        (ValidationError({"text": "Beside it."}), "text"),
        (ValidationError({"elsewhere": "A field that the form lacks."}), "__all__"),
    ],
)
def test_service_errors_land_where_they_belong(error: ValidationError, place: str) -> None:
    form = NoteForm({"text": "typed", "expected_version": "3"})
    assert form.is_valid()
    form.add_service_error(error)
    assert form.errors[place] == error.messages
    assert form["text"].value() == "typed"


def test_plain_lists_are_counted_by_length() -> None:
    assert CappedPaginator([1, 2, 3], 2).count == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "count", "capped"), [(0, 0, False), (3, 3, False), (5, 3, True)])
def test_counting_stops_at_the_cap(
    monkeypatch: pytest.MonkeyPatch, rows: int, count: int, capped: bool
) -> None:
    monkeypatch.setattr(paginator_module, "COUNT_CAP", 3)
    for number in range(rows):
        get_user_model().objects.create_user(f"u{number}@example.org", "long-password")
    paginator = CappedPaginator(get_user_model().objects.order_by("pk"), 2)
    assert (paginator.count, paginator.is_capped) == (count, capped)


def _officer(role: str) -> object:
    user = get_user_model().objects.create_user(f"{role}@example.org", "x" * 12, is_staff=True)
    office, _ = Office.objects.get_or_create(
        code="o", defaults={"kind": "branch", "name": "Office"}
    )
    Post.objects.create(officer=user, office=office, role=role)
    return user


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "group", "shown"),
    [
        ("reviewer", "Cases", True),
        ("supervisor", "Cases", True),
        ("port_officer", "Cases", False),
        ("administrator", "Cases", False),
        ("port_officer", "At the port", True),
        ("reviewer", "Administration", False),
        ("administrator", "Administration", True),
    ],
)
def test_menu_follows_the_posts(rf: RequestFactory, role: str, group: str, shown: bool) -> None:
    request = rf.get("/admin/")
    request.user = _officer(role)  # type: ignore[assignment]
    titles = [str(entry.get("title", "")) for entry in navigation(request)]
    assert (group in titles) is shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "active"),
    [
        ("", ["Queue"]),
        ("?status=submitted", ["Queue"]),
        ("?owner=mine", ["My cases"]),
        ("?owner=mine&p=1", ["Queue"]),
    ],
)
def test_the_menu_marks_where_one_is(rf: RequestFactory, query: str, active: list[str]) -> None:
    request = rf.get(f"/admin/applications/application/{query}")
    request.user = _officer("reviewer")  # type: ignore[assignment]
    items = [item for group in navigation(request) for item in group.get("items", [])]
    assert [str(item["title"]) for item in items if item.get("active")] == active


@pytest.mark.django_db
@pytest.mark.parametrize("office", ["pvg-port-visa", "eastern-hub", "partner-jiangsu"])
@pytest.mark.parametrize("role", PostRole.values)
def test_nothing_in_the_menu_leads_to_a_closed_door(
    rf: RequestFactory, client: Client, role: str, office: str
) -> None:
    request = rf.get("/admin/")
    post = PostFactory.create(office=Office.objects.get(code=office), role=role)
    request.user = post.officer
    client.force_login(post.officer)
    links = [str(item["link"]) for group in navigation(request) for item in group.get("items", [])]
    answers = {link: client.get(link).status_code for link in links}
    assert {link: code for link, code in answers.items() if code != 200} == {}


@pytest.mark.django_db
def test_start_page_opens_for_officers_only(client: Client) -> None:
    assert client.get("/admin/").status_code == 302
    client.force_login(_officer("reviewer"))  # type: ignore[arg-type]
    assert client.get("/admin/").status_code == 200
