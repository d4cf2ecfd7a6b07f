"""What the tests of transfers share: the offices, the steps, what was told."""

from datetime import timedelta
from threading import Thread

from django.db import connection

from applications.models import Application
from applications.services import (
    transfer_return,
    transfer_send,
)
from notifications.enums import Channel
from notifications.models import Message
from offices.models import Office
from tests.factories.applications import (
    NOW,
    officer_at,
)

DAY = timedelta(days=1)
REASON = "The licence is another company's."


def home():
    return Office.objects.get(code="partner-jiangsu")


def port():
    return Office.objects.get(code="pvg-port-visa")


def sent(case, **more):
    return transfer_send(application=case, actor=officer_at(case.office), now=NOW, **more)


def returned(case, now=NOW, **more):
    officer = officer_at(case.office)
    return transfer_return(application=case, reason=REASON, actor=officer, now=now, **more)


def fresh(case):
    return Application.objects.get(pk=case.pk)


def told(case, event):
    rows = Message.objects.filter(
        event=event, context__reference=case.reference, channel=Channel.INBOX
    )
    return list(rows.order_by("pk"))


def at_once(*acts):
    """Do these in threads of their own; return each one's error, or None."""
    errors: list[Exception | None] = [None] * len(acts)

    def run(number, act):
        try:
            act()
        except Exception as error:
            errors[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return errors
