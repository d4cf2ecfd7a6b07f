"""The inbox shows one's own messages and nobody else's; the mailbox exists in the demo only."""

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client, override_settings
from django.urls import reverse

from accounts.enums import PostRole
from notifications.enums import MessageStatus
from notifications.models import Message, StoredLetter
from tests.factories.accounts import PostFactory, UserFactory
from tests.factories.notifications import MessageFactory
from tests.support.tasks import TaskBox

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client):
    user = UserFactory.create()
    client.force_login(user)
    return user


def test_the_inbox_lists_own_rendered_messages_newest_first(client: Client, reader) -> None:
    MessageFactory.create(recipient=reader, inbox=True, sent=True, subject="First of mine")
    MessageFactory.create(recipient=reader, inbox=True, sent=True, subject="Second of mine")
    MessageFactory.create(recipient=reader, sent=True, subject="The e-mail of it")
    MessageFactory.create(recipient=reader, inbox=True, subject="Not rendered yet")
    MessageFactory.create(inbox=True, sent=True, subject="Somebody else's")
    page = client.get(reverse("inbox")).content.decode()
    assert page.index("Second of mine") < page.index("First of mine")
    for hidden in ("The e-mail of it", "Not rendered yet", "Somebody else"):
        assert hidden not in page


def test_an_empty_inbox_says_what_will_come(client: Client, reader) -> None:
    assert "No messages yet" in client.get(reverse("inbox")).content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_the_inbox_takes_the_same_queries_however_full(
    client: Client, reader, rows: int, django_assert_max_num_queries
) -> None:
    MessageFactory.create_batch(rows, recipient=reader, inbox=True, sent=True)
    client.get(reverse("inbox"))
    with django_assert_max_num_queries(6):
        client.get(reverse("inbox"))


def test_opening_a_message_marks_it_read_once(client: Client, reader) -> None:
    message = MessageFactory.create(recipient=reader, inbox=True, sent=True)
    page = client.get(reverse("message", args=[message.pk])).content.decode()
    assert "<li>one</li>" in page
    message.refresh_from_db()
    first = message.read_at
    assert first
    client.get(reverse("message", args=[message.pk]))
    message.refresh_from_db()
    assert message.read_at == first


def test_nobody_opens_anothers_message(client: Client, reader) -> None:
    other = MessageFactory.create(inbox=True, sent=True)
    assert client.get(reverse("message", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


def test_the_inbox_asks_to_sign_in(client: Client) -> None:
    answer = client.get(reverse("inbox"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_the_demonstrations_mailbox_shows_what_was_sent(client: Client) -> None:
    backend = get_connection("notifications.mail.StoredEmailBackend")
    for to in ("a@example.org", "b@example.org"):
        EmailMessage(
            "Your code", f"123456 for {to}", "x@y.example", [to], connection=backend
        ).send()
    page = client.get(reverse("mailbox")).content.decode()
    assert "123456 for a@example.org" in page.replace("</a>", "").replace(
        '<a href="mailto:a@example.org">', ""
    )
    narrowed = client.get(reverse("mailbox"), {"to": "B@example"}).content.decode()
    assert "123456 for" in narrowed
    assert "a@example.org" not in narrowed
    assert StoredLetter.objects.count() == 2


@override_settings(PORTAL_DEMO=False)
def test_production_has_no_mailbox(client: Client) -> None:
    assert client.get(reverse("mailbox")).status_code == 404


@pytest.fixture
def administrator(client: Client):
    post = PostFactory.create(role=PostRole.ADMINISTRATOR)
    client.force_login(post.officer)
    return post.officer


def test_administrators_see_failures_and_send_them_again(
    client: Client, administrator, task_box: TaskBox, committed
) -> None:
    failed = MessageFactory.create(failed=True)
    listed = client.get(reverse("admin:notifications_message_changelist")).content.decode()
    assert failed.address in listed
    shown = client.get(reverse("admin:notifications_message_change", args=[failed.pk]))
    assert "SMTP: no" in shown.content.decode()
    confirm = reverse("admin:notifications_message_retry", args=[failed.pk])
    assert confirm.rsplit("/", 3)[0] in shown.content.decode()
    assert "is tried again now" in client.get(confirm).content.decode()
    with committed():
        assert client.post(confirm).status_code == 302
    task_box.run()
    failed.refresh_from_db()
    assert failed.status == MessageStatus.SENT
    assert client.post(confirm).status_code == 403, "it is not a failed one any more"


@pytest.mark.parametrize("role", [PostRole.REVIEWER, PostRole.SUPERVISOR, PostRole.PORT_OFFICER])
def test_other_officers_do_not_see_the_outbox(client: Client, role: PostRole) -> None:
    client.force_login(PostFactory.create(role=role).officer)
    MessageFactory.create(failed=True)
    assert client.get(reverse("admin:notifications_message_changelist")).status_code == 403
    message = Message.objects.get()
    assert (
        client.post(reverse("admin:notifications_message_retry", args=[message.pk])).status_code
        == 403
    )
